import { stayOn } from '../clients/stays.ts'
import { formatDay } from '../dates/words.ts'
import { isSameReader } from '../establishments/styles.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import type { LetterContent } from './contract.ts'
import { whereOn } from './facts-from-record.ts'
import type { Missing } from './gate.ts'
import { kindThat } from './kinds.ts'
import type { OtherLetter } from './letter-index.ts'
import { reached } from './lifecycle.ts'
import type { States } from './logged.ts'
import type { LetterRecord, Sources } from './record.ts'
import { statedBy } from './stated-by.ts'
import { whereStated } from './stated.ts'

const TELLS = kindThat('move')

/** A change of address among a client’s letters, with what the books said when it was last written. */
export type Telling = Pick<
  OtherLetter,
  'id' | 'kind' | 'to_name' | 'to_role' | 'dated_on' | 'state' | 'states'
>

/** What a change of address says of where the client is: in the order of its passage, and nothing that the passage does not print. */
const placeIn = (states: States): string => {
  const said = (...of: string[]) => JSON.stringify(states.filter(({ fact }) => of.includes(fact)))
  const [at] = ['prison', 'held'].filter((of) => states.some(({ fact }) => fact === of))
  return at ? said(at) : said('left', 'released')
}

/** The newest move, as far as a change of address tells it. */
interface Move {
  since: string
  isToPrison: boolean
  says: string
}

/** Pure. */
export function newestMove(
  from: Pick<Sources, 'client' | 'establishments' | 'today'>,
): Move | null {
  const here = stayOn(from.client.stays, from.today)
  if (!here) return null
  const says = placeIn(whereStated(whereOn(from.today, from)))
  return { since: here.from_on, isToPrison: here.kind === 'prison', says }
}

/**
 * The change of address by which a body was told of a move, or that is being written to it: each move may have its own, and no move
 * two to the same body. One that left for an earlier move, came back or was recalled is none. Pure.
 */
export function tellsOf<L extends Telling>(
  reader: { name: string; role: string },
  letters: readonly L[],
  move: Move,
): L | undefined {
  return letters.findLast(
    (one) =>
      one.kind === TELLS &&
      isSameReader({ name: one.to_name, role: one.to_role }, reader) &&
      (NOT_LEFT.has(one.state) || (LEFT.has(one.state) && saysMove(toldIn(one), move))),
  )
}
/** A draft takes in what the books say; an approved letter that says a former place is dealt with first. */
const NOT_LEFT: ReadonlySet<string> = new Set(['draft', 'approved', 'printed', 'signed'])
const LEFT: ReadonlySet<string> = new Set(['sent', 'replied'])

/** A prison may be the same one again; a day of release is said with it, whatever address follows. */
const saysMove = ({ states, on }: Said, { since, isToPrison, says }: Move): boolean =>
  states !== null && placeIn(states) === says && (!isToPrison || on >= since)
interface Said {
  states: States | null
  on: string
}
const toldIn = ({ states, dated_on }: Telling): Said => ({
  states: states === null ? null : (JSON.parse(states) as States),
  on: dated_on,
})

/** Whether a letter of any kind said itself where the client has been since: one written before anybody knew of the move did not. Pure. */
export const saidItself = (one: LetterRecord, move: Move): boolean =>
  saysMove({ states: statedBy(one), on: one.content.datedOn }, move)

/** The one that stands in the way of this one. */
function inTheWay(content: LetterContent, from: Sources, own: string | null): Telling | undefined {
  const move = content.kind === TELLS ? newestMove(from) : null
  const others = from.others.filter(({ id }) => id !== own)
  return move ? tellsOf(content.addressee, others, move) : undefined
}

/** Refuses to begin a second change of address about the same move to the same body. */
export function expectUntold(content: LetterContent, from: Sources): void {
  const move = content.kind === TELLS ? newestMove(from) : null
  if (move && from.answered && saidItself(from.answered, move))
    throw new Refusal('invalid-input', SAID_ALREADY, { answers: 'Choose another letter.' })
  const told = inTheWay(content, from, null)
  if (told) throw new Refusal('conflict', toldWords(told), { kind: toldWords(told) })
}
const SAID_ALREADY =
  'This letter was written after the move, so whoever has it knows where the client is. Start the change of address from a letter that was written before it.'

const toldWords = ({ to_name, dated_on, state }: Telling): string =>
  LEFT.has(state)
    ? `${to_name} was told of this move by the change of address of ${formatDay(dated_on as Day)}. A later move may be told by a letter of its own.`
    : `A change of address to ${to_name}, dated ${formatDay(dated_on as Day)}, has not left yet. Send that one, or recall or discard it first.`

/** A draft beside another change of address that was approved, or left, about the same move stays in the office. Pure. */
export function toldTwice(one: LetterRecord): Missing[] {
  if (reached(one.events) !== 'draft') return []
  const told = inTheWay(one.content, one, one.row.id)
  if (!told || told.state === 'draft') return []
  return [{ what: toldWords(told), cure: 'Discard this draft.', where: 'answers' }]
}
