import { countOf, formatDay } from '../../src-main/dates/words.ts'
import { KINDS, type LetterKind } from '../../src-main/letters/contract.ts'
import type { TouchedByMove } from '../letters/letters-store.ts'
import { STATES } from '../words/letters.ts'
import type { BadgeKind } from '../words/states.ts'

/** One thing that a move touches, and the letter that it asks for. */
export interface Touched {
  key: string
  to: string
  name: string
  note: string
  reference?: string
  badge?: { kind: BadgeKind; word: string }
  says: string[]
  offer?: {
    kind: LetterKind
    matterId: string
    label: string
    made: string | null
    bar: string
    gate: readonly string[]
  }
}

const titled = ({ kind, title }: { kind: string; title: string }) => `${kind} ${title}`
const stateOf = (state: keyof typeof STATES) => ({
  kind: STATES[state].badge,
  word: STATES[state].word,
})
const dueWords = ({ due, daysLate }: TouchedByMove['open'][number]) => {
  if (due === null) return 'no day for its answer'
  const late = daysLate > 0 ? `, ${countOf(daysLate, 'day', 'days')} late` : ''
  return `answer due ${formatDay(due)}${late}`
}
const draftWords = (kind: LetterKind, to: string) =>
  `Draft a ${KINDS[kind].name.toLowerCase()} (${kind}) to ${to}`

/** Everything that a move touches, under its headings. */
export const listsOf = (
  found: TouchedByMove,
  clientId: string,
): { heading: string; note?: string; things: Touched[] }[] => [
  {
    heading: 'Open letters to others',
    note: 'the day of the answer does not change',
    things: found.open.map((one) => ({
      ...{ key: one.letterId, to: `/letters/${one.letterId}`, name: titled(one) },
      ...{ note: `To ${one.to}, ${dueWords(one)}`, reference: one.ourRef },
      says: [`${one.stands}${one.authority ? ` Authority: ${one.authority}.` : ''}`],
      offer: {
        ...one.tell,
        matterId: one.matterId,
        label: draftWords(one.tell.kind, one.to),
      },
    })),
  },
  {
    heading: 'Whoever holds the health records now',
    note: 'where the records have gone with the client',
    things: found.requests.map(({ matterId, kind, addressee, ourRef, made, bar, gate }) => ({
      ...{ key: matterId, to: `/matters/${matterId}`, name: addressee.name },
      ...{ note: 'was not asked in this matter', reference: ourRef, says: [] },
      offer: { kind, matterId, made, bar, gate, label: draftWords(kind, addressee.name) },
    })),
  },
  {
    heading: 'Letters not sent yet',
    note: 'a printed envelope goes the way of its letter',
    things: found.unsent.map((one) => ({
      ...{ key: one.letterId, to: `/letters/${one.letterId}`, name: titled(one) },
      ...{ note: `To ${one.to}`, reference: one.ourRef, badge: stateOf(one.state) },
      says: one.differs.length > 0 ? [...one.differs] : ['Nothing in it differs from the records.'],
    })),
  },
  {
    heading: 'Letters to the client at a former address',
    note: 'if one comes back, record it as returned and draft it again',
    things: found.toClient.map((one) => ({
      ...{ key: one.letterId, to: `/letters/${one.letterId}`, name: titled(one) },
      ...{ note: `Sent ${formatDay(one.sentOn)}`, reference: one.ourRef },
      ...{ badge: stateOf(one.state), says: [`To ${one.place}`] },
    })),
  },
  {
    heading: 'Forms that name a body of the former place',
    note: 'each stays in force for the body that it names',
    things: found.forms.map((one) => ({
      ...{ key: one.consentId, to: `/clients/${clientId}/consents`, name: one.recipient },
      note: `Signed ${formatDay(one.signedOn)}, relied on until ${formatDay(one.lastDay)}`,
      badge: one.reaches
        ? { kind: 'in-force' as const, word: 'Reaches the new place' }
        : { kind: 'not-asked' as const, word: 'Does not reach the new place' },
      says: [`${one.now ? `Now there: ${one.now}. ` : ''}${one.says}`],
    })),
  },
  {
    heading: 'Appointments and examinations ahead',
    things: found.ahead.map((one, at) => ({
      ...{ key: String(at), to: `/matters/${one.matterId}`, name: one.what, says: [] },
      note: [one.on ? formatDay(one.on) : 'no day given', one.said].join(', '),
      reference: one.ourRef,
    })),
  },
]
