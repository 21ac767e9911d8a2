/** What our reference is made of. */
export interface ReferenceParts {
  /** Initials of the responsible solicitor. */
  solicitor: string
  /** The first four letters of the client's folded surname. */
  client: string
  clientNumber: number
  matterNumber: number
}

/** The pattern a new office starts with: `IT/FENW.14-2`. */
export const USUAL_PATTERN = '{solicitor}/{client}.{clientNumber}-{matterNumber}'

const PLACE = /\{([A-Za-z]*)\}/g
const PLACES: readonly string[] = ['solicitor', 'client', 'clientNumber', 'matterNumber']

/** Says what is wrong with a pattern, or null; without both numbers two matters could share a reference. */
export function patternFault(pattern: string): string | null {
  const used = [...pattern.matchAll(PLACE)].map(([, name]) => name!)
  const unknown = used.find((name) => !PLACES.includes(name))
  if (unknown !== undefined)
    return `{${unknown}} is not a part of a reference. Use {solicitor}, {client}, {clientNumber} and {matterNumber}.`
  if (/[{}]/.test(pattern.replace(PLACE, ''))) return 'A bracket is left open.'
  if (!used.includes('clientNumber') || !used.includes('matterNumber'))
    return 'Use {clientNumber} and {matterNumber}, so that no two matters share a reference.'
  if (/\{clientNumber\}\{matterNumber\}|\{matterNumber\}\{clientNumber\}/.test(pattern))
    return 'Put a character between {clientNumber} and {matterNumber}, so that they can be told apart.'
  return null
}

/** Our reference by a pattern that `patternFault` finds nothing wrong with. */
export const referenceBy = (pattern: string, parts: ReferenceParts): string =>
  pattern.replace(PLACE, (_, name: keyof ReferenceParts) => String(parts[name]))
