import { actInWords } from '../audit/act-words.ts'
import { PURPOSES } from '../consents/state-words.ts'
import type { ChronologyShown } from './file-rooms.ts'
import type { Consent } from '../consents/contract.ts'
import { formatDay, formatMoment, sentence } from '../dates/words.ts'
import { classWords } from '../disclosures/register-words.ts'
import { KINDS } from '../letters/kinds.ts'
import type { z } from '../wire/schema.ts'

/** Said in every file alike, whatever is in it, so that it tells nothing. */
export const MAY_LACK =
  'Whatever concerns HIV or sexual health, papers that may show it, and what only some people in this office may see, may have been left out. Of a letter or form that is left out, nothing is said here.'

/** A name of the log’s or of a list, as one writes it. */
export const plain = (name: string): string => name.replaceAll('-', ' ')

const ROLES: Readonly<Record<string, string>> = {
  ...{
    treating: 'treating clinician',
    custody: 'custody: Governor or Director',
    client: 'the client',
  },
}
/** What somebody is to the client. */
export const roleWords = (role: string): string => ROLES[role] ?? plain(role)

/** What something may be told for. */
export const purposeWords = (purpose: string): string =>
  Object.hasOwn(PURPOSES, purpose)
    ? lowered(PURPOSES[purpose as keyof typeof PURPOSES])
    : plain(purpose)
const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** A letter by its kind. */
export const kindWords = (kind: string | null): string =>
  kind !== null && Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS].name : 'Letter'

/** A line of the chronology: what was done, and with whom or what. */
export function chronologyWords(line: ChronologyShown): { title: string; words: string } {
  const { act, kind, name, ref, letterKind, detail, on, reason } = line
  const disclosed = kind === 'told' && act === 'letter-sent'
  const said = [
    letterKind ? `${kindWords(letterKind)}${name ? `, to ${name}` : ''}` : name,
    ...(ref && !name.includes(ref) ? [ref] : []),
    ...(detail ? [plain(detail)] : []),
    ...(on ? [formatDay(on)] : []),
    ...(reason ? [`reason: ${reason}`] : []),
  ]
  return {
    title: disclosed ? 'Disclosed by letter' : actInWords(act),
    words: said.filter(Boolean).join('; '),
  }
}

type Form = z.output<typeof Consent>
type Choice = Pick<Form['choices'][number], 'class'> & { state: string }

/** What a form says of each class, what is given first. */
export function choicesWords(choices: readonly Choice[]): string[] {
  const states = Map.groupBy(choices, ({ state }) => state)
  return [...states].map(([state, of]) => {
    return `${sentence(plain(state))}: ${of.map((one) => classWords(one.class)).join(', ')}.`
  })
}

/** When, and by whom. */
export const recordedWords = (at: string, by: string): string => `${formatMoment(at)}, ${by}`
