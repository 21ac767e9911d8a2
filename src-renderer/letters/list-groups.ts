import type { z } from 'zod'
import type { LetterRow, letters } from '../../src-main/letters/contract.ts'
import type { Heading } from '../parts/paged.ts'
import type { WorkRow } from '../parts/WorkLine.vue'
import { formatDay, countOf, CountOf } from '../../src-main/dates/words.ts'
import { clockBadge, isAskedFor } from './deadline-words.ts'
import { REPLIES, standingOf } from '../words/letters.ts'
import { actOf, placeOf, rowAct } from './next-act.ts'

/** What is on the screen of a list: its first rows, and how much there is of each group. */
export type LetterList = z.output<typeof letters.list.output>
type Group = LetterList['groups'][number]

const NAMES: Record<Group['name'], string> = {
  unsent: 'Unsent',
  waiting: 'Awaiting reply',
  done: 'Answered, returned, recalled or no reply needed',
  discarded: 'Discarded',
}

/** The rows under the headings of their groups, which come one after the other; a row is null until it is known. */
export function linesOf(
  groups: readonly Group[],
  rows: readonly (LetterRow | null)[],
): (LetterRow | Heading | null)[] {
  let from = 0
  return groups.flatMap(({ name, total }) => [
    { heading: NAMES[name], count: total },
    ...rows.slice(from, (from += total)),
  ])
}

/** A sentence true to the groups. */
export function letterSummary(groups: readonly Group[]): string {
  const size = (name: Group['name']) => groups.find((group) => group.name === name)
  const [unsent, open] = [size('unsent')?.total ?? 0, size('waiting')?.total ?? 0]
  const late = size('waiting')?.late ?? 0
  const first =
    unsent === 0 ? 'No unsent letters.' : `${CountOf(unsent, 'unsent letter', 'unsent letters')}.`
  if (open === 0) return `${first} No replies outstanding.`
  const waiting = CountOf(open, 'reply outstanding', 'replies outstanding')
  return late === 0
    ? `${first} ${waiting}.`
    : `${first} ${waiting}, ${countOf(late, 'late', 'late')}.`
}

/** The same for the drafts that were discarded. */
export const discardedSummary = (total: number): string =>
  `${CountOf(total, 'discarded draft', 'discarded drafts')}. Every version stays in the log.`

interface Seen {
  today: string
  may: (permission: string) => boolean
  /** Whether the client is named: not on the client's own page. */
  named?: boolean
  /** Whether it is said from which of the client’s joined records each comes. */
  marked?: boolean
}

const clockWord = ({ kind, deadline }: LetterRow): string => {
  if (!deadline) return 'Acknowledgement due'
  return isAskedFor(kind) ? 'Asked for by' : 'Due'
}

/** A letter as a list draws it, with its one next act. */
export function workOf(
  row: LetterRow,
  { today, may, named = false, marked = false }: Seen,
): WorkRow {
  const [undecided] = row.toDecide
  const clock = row.state === 'sent' && !undecided && (row.deadline ?? row.complaint)
  const { badge: kind, word } = standingOf(row)
  const next = rowAct(row, today)
  const act = may(next.may) ? next : actOf('open')
  const place = { matterId: row.matterId, clientId: row.clientId, letterId: row.id }
  return {
    badge: clock ? clockBadge(clock, today) : { kind, word },
    who: named ? row.clientName : '',
    ref: marked ? `${row.ourRef}, record ${row.record}` : row.ourRef,
    what: `${row.kind} ${row.title}, to ${row.to}`,
    when: undecided
      ? `${REPLIES[undecided.kind].name}, ${formatDay(undecided.on)}`
      : clock
        ? `${clockWord(row)} ${formatDay(clock.due)}`
        : `Dated ${formatDay(row.datedOn)}`,
    act: {
      verb: act.short ?? act.verb,
      icon: act.icon,
      label: `${row.kind} to ${row.to}, ${row.clientName}`,
      to: placeOf(act.name, place),
    },
    to: placeOf('open', place),
  }
}
