import type { LetterRow } from '../../src-main/letters/contract.ts'
import type { WorkRow } from '../parts/WorkLine.vue'
import { Counted, counted, dayInWords } from '../parts/words.ts'
import { clockBadge } from './deadline-words.ts'
import { standingOf } from './letter-words.ts'
import { actOf, isLate, placeOf, rowAct } from './next-act.ts'

export interface LetterGroup {
  name: string
  rows: LetterRow[]
}

const RANK: Record<LetterRow['state'], number> = {
  'to-recall': 0,
  signed: 1,
  printed: 2,
  approved: 3,
  draft: 4,
  sent: 5,
  returned: 6,
  replied: 7,
  recalled: 8,
  discarded: 9,
}

const byRank = (a: LetterRow, b: LetterRow) =>
  RANK[a.state] - RANK[b.state] || a.datedOn.localeCompare(b.datedOn)
const byDue = (a: LetterRow, b: LetterRow) =>
  (a.deadline?.due ?? '9999').localeCompare(b.deadline?.due ?? '9999')

/** The group of what needs nothing any more. */
export const DONE = 'Answered, returned, recalled, or needing no answer'
/** A chaser waits with its request, and a confirmation waits for nothing. */
const ANSWERLESS: ReadonlySet<LetterRow['kind']> = new Set(['L09', 'L37'])
const isWaiting = ({ state, kind }: LetterRow) => state === 'sent' && !ANSWERLESS.has(kind)

/** Letters by what is to be done with them: not yet sent, waiting for an answer, and done. */
export function letterGroups(rows: LetterRow[]): LetterGroup[] {
  return [
    { name: 'Not yet sent', rows: rows.filter(({ state }) => RANK[state] < 5).sort(byRank) },
    { name: 'Waiting for an answer', rows: rows.filter(isWaiting).sort(byDue) },
    { name: 'Discarded', rows: rows.filter(({ state }) => state === 'discarded') },
    {
      name: DONE,
      rows: rows
        .filter((row) => RANK[row.state] >= 5 && row.state !== 'discarded' && !isWaiting(row))
        .sort((a, b) => b.datedOn.localeCompare(a.datedOn)),
    },
  ].filter((group) => group.rows.length > 0)
}

/** A sentence true to the groups. */
export function letterSummary(rows: LetterRow[]): string {
  const unsent = rows.filter(({ state }) => RANK[state] < 5).length
  const open = rows.filter(isWaiting)
  const late = open.filter(isLate).length
  const waiting =
    open.length === 0
      ? 'none waits for an answer'
      : counted(open.length, 'waits for an answer', 'wait for an answer')
  const first = `${Counted(unsent, 'letter is', 'letters are')} not sent yet, and ${waiting}.`
  return late === 0 ? first : `${first} ${Counted(late, 'answer is', 'answers are')} late.`
}

/** The same for the drafts that were discarded. */
export const discardedSummary = (rows: LetterRow[]): string =>
  `${Counted(rows.length, 'draft was', 'drafts were')} discarded. Every version stays in the log.`

interface Seen {
  today: string
  may: (permission: string) => boolean
  /** Whether the client is named: not on the client's own page. */
  named?: boolean
}

/** A letter as a list draws it, with its one next act. */
export function workOf(row: LetterRow, { today, may, named = false }: Seen): WorkRow {
  const clock = row.state === 'sent' && row.deadline
  const { badge: kind, word } = standingOf(row)
  const next = rowAct(row, today)
  const act = may(next.may) ? next : actOf('open')
  const place = { matterId: row.matterId, letterId: row.id }
  return {
    badge: clock ? clockBadge(clock, today) : { kind, word },
    who: named ? row.clientName : '',
    ref: row.ourRef,
    what: `${row.kind} ${row.title}, to ${row.to}`,
    when: clock ? `Due ${dayInWords(clock.due)}` : `Dated ${dayInWords(row.datedOn)}`,
    act: {
      verb: act.short ?? act.verb,
      icon: act.icon,
      label: `${row.kind} to ${row.to}, ${row.clientName}`,
      to: placeOf(act.name, place),
    },
    to: placeOf('open', place),
  }
}
