import type { FileKind, Keeping, Period, ReviewRow } from '../../src-main/retention/contract.ts'
import { countOf, formatDay, formatList, sentence } from '../../src-main/dates/words.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import { KINDS } from '../words/matters.ts'

/** A kind of file, as the table names it. */
export const kindOfFile = (kind: FileKind): string =>
  kind === 'none' ? 'Client without a matter' : KINDS[kind]

/** `six years`. */
export const inYears = (years: number): string => countOf(years, 'year', 'years')

/** From when the years run. */
export const runsFrom = (kind: FileKind): string =>
  kind === 'none' ? 'after the client was recorded' : 'after closing'

/** Who decided a period, or that nobody has. */
export function decidedBy({ decided }: Period): string {
  if (!decided) return 'A suggestion, to be confirmed by a partner.'
  return `Decided by ${decided.who} on ${formatDay(londonDay(decided.at))}. Reason: ${decided.reason}`
}

type Longer = Omit<NonNullable<Keeping['longer']>, 'before'>

/** How long a client’s file is kept, and from what that follows, a sentence each. */
export function keepingWords(keeping: Keeping): string[] {
  const { matters, open, onRecord, ofAge, bornKnown, longer, byTable, due } = keeping
  if (due === null)
    return open.length > 0
      ? [`While ${formatList(open)} ${open.length === 1 ? 'is' : 'are'} open, no time runs.`]
      : []
  const undecided = (decided: boolean) => (decided ? '' : ', which no partner has confirmed yet')
  return [
    ...matters.map(
      (one) =>
        `${one.ourRef}: closed ${formatDay(one.closedOn)}, kept ${inYears(one.years)} (${kindOfFile(one.kind).toLowerCase()})${undecided(one.decided)}: until ${formatDay(one.until)}.`,
    ),
    ...(onRecord
      ? [
          `No matter was opened. On record since ${formatDay(onRecord.since)}, kept ${inYears(onRecord.years)}${undecided(onRecord.decided)}.`,
        ]
      : []),
    ...(ofAge ? [`The time runs from ${formatDay(ofAge)}, when the client came of age.`] : []),
    ...(bornKnown ? [] : ['The date of birth is not recorded: check that the client was of age.']),
    ...(longer && byTable && longer.until > byTable ? [longerWords(longer)] : []),
    ...(longer?.before ?? []).map((one) => `No longer counts: ${longerWords(one)}`),
  ]
}

/** Who decided until when a file is kept, of which record where there are several. */
function longerWords(one: Longer): string {
  const of = one.record > 1 ? `, of record ${one.record}` : ''
  const reason = one.reason ? ` Reason: ${one.reason}` : ''
  return `${one.who} decided on ${formatDay(londonDay(one.at))}${of}, to keep it until ${formatDay(one.until)}.${reason}`
}

/** How one file of the review stands, besides what is in its way. */
export function standingOf(row: ReviewRow, today: string): string {
  const due = row.due <= today ? `Due since ${formatDay(row.due)}` : `Due ${formatDay(row.due)}`
  const parts = [
    due,
    row.refs.length > 0 ? formatList(row.refs) : 'no matter',
    ...(row.longer && row.longer.until === row.due
      ? [`kept longer by ${row.longer.who}${row.longer.reason ? ` (${row.longer.reason})` : ''}`]
      : []),
    ...(row.decided ? [] : ['by a period that no partner has confirmed yet']),
    ...(row.proposed ? ['erasure is proposed'] : []),
  ]
  return `${sentence(parts.join(', '))}.`
}
