/** A head code as it stands on paper, its sixteen letters in fours: `4182-9QTC 3M7X K2D4 V0WJ`. */
export function grouped(code: string): string {
  const [size = '', ...rest] = code.split('-')
  const letters = rest.join('').replace(/\s/g, '').toUpperCase()
  return `${size}-${(letters.match(/.{1,4}/g) ?? []).join(' ')}`
}

/** Hexadecimal in fours, for reading out. */
export const inFours = (hex: string): string =>
  /^[0-9a-f]+$/i.test(hex) ? (hex.match(/.{1,4}/g) ?? []).join(' ') : hex
