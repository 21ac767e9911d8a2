/**
 * The parts of a text between these signs. A sign that belongs to a part stands behind a backslash, and so does a
 * backslash before such a sign.
 */
export function divided(text: string, by: string): string[] {
  const parts = ['']
  const add = (sign: string) => void (parts[parts.length - 1] += sign)
  const signs = [...text]
  for (let at = 0; at < signs.length; at++) {
    const [sign, next = ''] = [signs[at]!, signs[at + 1]]
    if (sign === '\\' && (next === '\\' || (next !== '' && by.includes(next)))) {
      add(next)
      at += 1
    } else if (by.includes(sign)) parts.push('')
    else add(sign)
  }
  return parts
}

/** A part as it stands in a text that these signs divide. */
export const undivided = (part: string, by: string): string =>
  [...part].map((sign) => (sign === '\\' || by.includes(sign) ? `\\${sign}` : sign)).join('')
