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

/** Where the initials of whoever drafted a letter stand: at the end, after a character of the firm’s choice. */
const TYPIST = /[^A-Za-z0-9{}]\{typist\}$/

/** The end of a reference as a letter prints it; nothing where the firm does not use it. */
export const typistsPart = (pattern: string, typist: string): string =>
  typist === '' ? '' : (TYPIST.exec(pattern)?.[0].replace('{typist}', typist) ?? '')

const PLACE = /\{([A-Za-z]*)\}/g
const PLACES: readonly string[] = ['solicitor', 'client', 'clientNumber', 'matterNumber']

/** Says what is wrong with a pattern, or null; without both numbers two matters could share a reference. */
export function patternFault(typed: string): string | null {
  const pattern = typed.replace(TYPIST, '')
  if (pattern.includes('{typist}'))
    return 'Put {typist} at the end, after a character such as an oblique stroke.'
  const used = [...pattern.matchAll(PLACE)].map(([, name]) => name!)
  const unknown = used.find((name) => !PLACES.includes(name))
  if (unknown !== undefined)
    return `{${unknown}} is not a part of a reference. Use {solicitor}, {client}, {clientNumber}, {matterNumber} and {typist}.`
  if (/[{}]/.test(pattern.replace(PLACE, ''))) return 'A bracket is left open.'
  if (!used.includes('clientNumber') || !used.includes('matterNumber'))
    return 'Use {clientNumber} and {matterNumber}, so that no two matters share a reference.'
  if (/\{clientNumber\}\{matterNumber\}|\{matterNumber\}\{clientNumber\}/.test(pattern))
    return 'Put a character between {clientNumber} and {matterNumber}, so that they can be told apart.'
  return null
}

/** The reference of a matter by a pattern that `patternFault` finds nothing wrong with; the typist is a letter’s. */
export const referenceBy = (pattern: string, parts: ReferenceParts): string =>
  pattern.replace(TYPIST, '').replace(PLACE, (_, name: keyof ReferenceParts) => String(parts[name]))
