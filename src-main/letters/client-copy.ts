import { counting, DETAILS, type CaseDetails, type DetailRow } from '../details/groups.ts'
import { formatDay } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import type { Missing } from './gate.ts'
import { KINDS } from './kinds.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { ClientCopyDecided } from './logged.ts'
import type { LetterRecord } from './record.ts'
import type { CopyDecision } from './refusal-contract.ts'
import { ARGUES, type AnsweredLetter } from './refused-letters.ts'
import { isRefusal, repliesIn } from './replies.ts'

/** Whether a refusal says that what is withheld may harm the client: not where it speaks of harm to somebody else. Pure. */
export const mayHarm = ({ refusal }: CaseDetails): boolean => saysHarm(refusal?.[0])

function saysHarm(said: DetailRow | undefined): boolean {
  const row = said && counting(DETAILS.refusal, said)
  return row?.['ground'] === 'harm' && row['harmTo'] !== 'other'
}

/** What was last decided of the client’s own copy, with the entry that says so; null where nothing was. Pure. */
export function copyDecided({ events }: Pick<AnsweredLetter, 'events'>) {
  const event = events.findLast(({ act }) => act === 'client-copy-decided')
  if (!event) return null
  const { decision, reason } = DECIDED.parse(event.said)
  return { decision, reason, by: event.by, at: event.at, seq: event.seq }
}
const DECIDED = ClientCopyDecided.omit({ letterId: true })

/** Strictest first. */
const BARS = ['withhold', 'visit', 'again', 'undecided', 'unsaid'] as const
interface Bar {
  why: (typeof BARS)[number]
  /** When it was decided. */
  at: string | null
}
type OfRefusals = Pick<LetterRecord, 'refusalSaid' | 'requests'>

/**
 * What bars the client’s copy by what came back to one letter: a decision until another takes its place, whatever the case
 * details say since; a refusal that came after a decision to send; and before any, harm to the client that the case details
 * said at any time, or a request for records refused on a ground that is not recorded. Pure.
 */
export function barBy(
  { kind, events, matterId }: Pick<AnsweredLetter, 'kind' | 'events' | 'matterId'>,
  { refusalSaid, requests }: OfRefusals,
): Bar | null {
  const said = refusalSaid.get(matterId) ?? []
  const decided = copyDecided({ events })
  // What is not held harms nobody.
  const withheld = repliesIn(events).filter(
    (reply) => isRefusal(reply) && reply.kind !== 'not-held',
  )
  if (decided && decided.decision !== 'send') return { why: decided.decision, at: decided.at }
  if (decided)
    return withheld.some(({ seq }) => seq > decided.seq) ? { why: 'again', at: decided.at } : null
  const refusals = repliesIn(events).filter(isRefusal)
  if (refusals.length === 0) return null
  const first = Math.min(...refusals.map(({ seq }) => seq))
  // Where several requests were refused, what stood before this one was said of another.
  const refused = requests.filter((one) => repliesIn(one.events).some(isRefusal))
  const alone = refused.filter((one) => one.matterId === matterId).length < 2
  const since = said.filter(({ seq }) => alone || seq > first)
  if ([...since, ...said.slice(-1)].some(({ row }) => saysHarm(row)))
    return { why: 'undecided', at: null }
  const isUnsaid =
    KINDS[kind].asks !== null && !since.at(-1)?.row?.['ground'] && withheld.length > 0
  return isUnsaid ? { why: 'unsaid', at: null } : null
}

/**
 * The strictest bar by the letter that it answers, in a letter that argues about records by every request of the matter, and
 * in any letter by the request that an enclosed document came in answer to, or that an enclosed letter answers or argues about.
 */
function barOf(one: Barred): Bar | null {
  const { content, answered, requests } = one
  const argues = ARGUES.has(content.kind) || (answered && ARGUES.has(answered.content.kind))
  const ofMatter = requests.filter(({ matterId }) => argues && matterId === content.matterId)
  return strictest([
    answered && barBy({ ...answered, ...answered.content }, answered),
    ...ofMatter.map((each) => barBy(each, one)),
    barByEnclosed(one),
  ])
}

/**
 * The strictest bar by the requests of the client, in whichever matter, of which something is enclosed: what came in answer, or an
 * earlier letter that answers one or argues about those of its matter.
 */
function barByEnclosed(
  one: Pick<Barred, 'content' | 'documents' | 'earlier' | keyof OfRefusals>,
): Bar | null {
  const enclosed = new Set<string>(
    one.content.enclosures.flatMap(({ document }) => document?.id ?? []),
  )
  const came = new Set(
    [...one.documents, ...one.earlier].flatMap(({ id, answers }) =>
      enclosed.has(id) ? answers : [],
    ),
  )
  const argued = new Set(
    one.earlier.flatMap(({ id, kind, matterId }) =>
      enclosed.has(id) && ARGUES.has(kind) ? matterId : [],
    ),
  )
  const requests = one.requests.filter(
    ({ ids, matterId }) => argued.has(matterId) || ids.some((id) => came.has(id)),
  )
  return strictest(requests.map((each) => barBy(each, one)))
}

const strictest = (bars: readonly (Bar | null)[]): Bar | null =>
  BARS.flatMap((why) => bars.findLast((bar) => bar?.why === why) ?? [])[0] ?? null

type Barred = Pick<
  LetterRecord,
  'content' | 'answered' | 'documents' | 'earlier' | keyof OfRefusals
>

/** Why no copy of a letter about a refusal goes to the client; null where one may, or where the letter is about none. Pure. */
export function copyBarred(one: Barred): Exclude<CopyDecision, 'send'> | 'undecided' | null {
  const bar = barOf(one)
  return bar && (bar.why === 'unsaid' || bar.why === 'again' ? 'undecided' : bar.why)
}

/**
 * A copy to the client stays in the office until somebody has decided that the client gets it by post, and so does a letter to the
 * client that encloses what came with the refusal. Pure.
 */
export function copyMissing(one: LetterRecord): Missing[] {
  const { content, events } = one
  const open = reached(events) === 'draft' || isStoppable(events)
  const isCopied = content.copies.some(({ addressee }) => addressee.role === 'client')
  if (!open || !(isCopied || content.addressee.role === 'client')) return []
  const bar = isCopied ? barOf(one) : barByEnclosed(one)
  if (!bar) return []
  const on = bar.at ? ` on ${formatDay(londonDay(bar.at))}` : ''
  const { what, cure } = WHY[bar.why]
  return [
    isCopied
      ? { what: what.replace('{on}', on), cure, where: 'copies' }
      : {
          what: `It encloses what came with the refusal. ${what.replace('{on}', on)}`,
          cure: cure
            .replace('the copy', 'that enclosure')
            .replace(/;.*/, ', and take it to the visit.'),
          where: 'enclosures',
        },
  ]
}
const WHY = {
  again: {
    what: 'It was decided{on} that the client gets a copy, and another refusal came after that.',
    cure: 'Have a solicitor decide it anew with the refusal, or leave the copy out.',
  },
  undecided: {
    what: 'The refusal says that reading may harm the client, and nobody has decided whether the client gets a copy.',
    cure: 'Have a solicitor decide it with the refusal, or leave the copy out.',
  },
  unsaid: {
    what: 'The ground of the refusal is not recorded, and nobody has decided whether the client gets a copy.',
    cure: 'Record the ground with the refusal, have a solicitor decide it there, or leave the copy out.',
  },
  withhold: {
    what: 'It was decided{on} that the client gets no copy.',
    cure: 'Leave the copy out, or have it decided anew with the refusal.',
  },
  visit: {
    what: 'It was decided{on} that the copy is handed over at a visit, and not sent.',
    cure: 'Leave the copy out; a file copy is printed for the visit.',
  },
} as const
