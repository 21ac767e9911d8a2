import { optionalText, pasted, z } from './schema.ts'

/** How much an address takes, its name as long as a client’s forenames and surname together: stated here for forms, schemas and the layout, which prints all of it. */
export const POSTAL_LIMITS = { name: 241, lines: 9, line: 60, all: 240, postcode: 10 } as const

/** Royal Mail, Programmers’ Guide: the outward code and the inward code, which never has C, I, K, M, O or V. */
const UNITED_KINGDOM = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[ABD-HJLNP-UW-Z]{2})$/
const FORCES = /^BFPO ?(\d{1,4})$/

/** A postcode as it is written: capitals, one space before the last three; what is none of this country stays as typed. */
export function tidyPostcode(typed: string): string {
  const text = typed.trim()
  const compact = text.replaceAll(/\s+/g, '').toUpperCase()
  if (compact === 'GIR0AA') return 'GIR 0AA'
  const found = UNITED_KINGDOM.exec(compact)
  if (found) return `${found[1]} ${found[2]}`
  const forces = FORCES.exec(compact)
  return forces ? `BFPO ${forces[1]}` : text
}

const isPostcode = (text: string): boolean => {
  const tidy = tidyPostcode(text)
  return tidy === 'GIR 0AA' || UNITED_KINGDOM.test(tidy.replace(' ', '')) || FORCES.test(tidy)
}

/** A country as it is compared: small letters without marks, and without the words that people add or leave out. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}]+|\b(?:the|and|of)\b/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
/** Other names that countries go by on envelopes. */
const ALSO_CALLED = [
  ...['USA', 'United States of America', 'UAE', 'Republic of Ireland', 'Eire', 'Holland'],
  ...['Czech Republic', 'Turkey', 'Hong Kong', 'Macau', 'Russian Federation', 'Ivory Coast'],
  ...['Burma', 'Swaziland', 'Macedonia', 'Cape Verde', 'Vatican', 'Palestine', 'East Timor'],
  ...['Republic of Korea', 'Republic of the Congo', 'Democratic Republic of the Congo', 'DR Congo'],
  ...['People’s Republic of China', 'Deutschland', 'España', 'Polska', 'Italia', 'Österreich'],
]

/** Names of countries in English, without those of the United Kingdom; asked for once. */
let countries: Set<string> | undefined
function countryNames(): Set<string> {
  if (countries) return countries
  const nameOf = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at))
  const names = letters.flatMap((one) =>
    letters.flatMap((two) => nameOf.of(one + two) ?? []).map(folded),
  )
  countries = new Set([...names, ...ALSO_CALLED.map(folded)])
  // What Royal Mail delivers at home: these are no countries for it.
  for (const name of ['United Kingdom', 'Guernsey', 'Jersey', 'Isle of Man'])
    countries.delete(folded(name))
  return countries
}

/** Whether an address lies abroad: its last line names a country. */
export const isAbroad = (lines: readonly string[]): boolean => {
  const last = folded(lines.at(-1) ?? '')
  return last !== '' && countryNames().has(last)
}

/** Why a postcode cannot stand in an address; null where it can. */
export function postcodeFault({
  lines,
  postcode,
}: {
  lines: readonly string[]
  postcode: string
}): string | null {
  if (postcode.trim() === '' || isPostcode(postcode) || isAbroad(lines)) return null
  return `“${postcode}” is not a postcode. Write it like SA1 3SR or BFPO 123; in an address abroad, make the country the last line.`
}

/** Whether it only says that there is no address to deliver to. */
export const noFixedAbode = (lines: readonly string[]): boolean =>
  lines.some((line) => /\bno fixed (?:abode|address)\b|^\s*n\.?\s?f\.?\s?a\.?\s*$/i.test(line))

/** The lines as Royal Mail asks for them: the post town, or the country of an address abroad, in capitals. */
export function postalLines(lines: readonly string[], postcode: string): string[] {
  if (postcode === '' && !isAbroad(lines)) return [...lines]
  return [...lines.slice(0, -1), ...lines.slice(-1).map((town) => town.toLocaleUpperCase('en-GB'))]
}

/** Typed address lines: as many, and as long, as the paper has room for. */
export const AddressLines = z
  .array(
    pasted()
      .trim()
      .min(1, 'Fill in this line or remove it.')
      .max(POSTAL_LIMITS.line, `Use no more than ${POSTAL_LIMITS.line} characters in a line.`),
  )
  .max(
    POSTAL_LIMITS.lines,
    `Enter no more than ${POSTAL_LIMITS.lines} lines, without the postcode.`,
  )

/** A postcode as it is typed, kept as it is written; whether it is one depends on the whole address. */
export const Postcode = optionalText(POSTAL_LIMITS.postcode).transform(tidyPostcode)

/** One address of ASCII, in which no header of a message can end; empty where there is none. */
export const EmailAddress = optionalText(120).refine(
  (typed) =>
    typed === '' || /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(typed),
  'Enter one email address.',
)

/** Holds a typed address against what the post can read and the paper has room for; each fault at its own field. */
export function expectAddress(
  address: { lines: readonly string[]; postcode: string },
  issues: Pick<z.RefinementCtx, 'addIssue'>,
  at: (string | number)[] = [],
  linesName = 'lines',
): void {
  const fault = postcodeFault(address)
  if (fault) issues.addIssue({ code: 'custom', path: [...at, 'postcode'], message: fault })
  if (address.lines.join(', ').length > POSTAL_LIMITS.all) {
    const message = `Use no more than ${POSTAL_LIMITS.all} characters in the whole address.`
    issues.addIssue({ code: 'custom', path: [...at, linesName], message })
  }
}
