import type { Moved } from '../../src-main/law/contract.ts'
import { formatFullDay, countOf, CountOf } from '../../src-main/dates/words.ts'

/** Where the deadline stands in the window. */
export const movedPlace = ({ what, letterId, matterId }: Moved): string =>
  what === 'letter' && letterId ? `/letters/${letterId}/deadline` : `/matters/${matterId}`

/** From which day to which: `Tuesday 29 December 2026 becomes Wednesday 30 December 2026`. */
export function movedWords({ before, after }: Moved): string {
  const said = (one: Moved['before']) => (one ? formatFullDay(one.due) : 'no date')
  if (before && after && before.due === after.due)
    return `${said(after)} stays; its prudent date ${formatFullDay(before.prudent)} becomes ${formatFullDay(after.prudent)}`
  return `${said(before)} becomes ${said(after)}`
}

/** What moves, in a sentence: `would` before it is recorded, `has` after. */
export function movedSummary(moved: readonly Moved[], done: boolean): string {
  if (moved.length === 0)
    return done ? 'No open deadline has moved.' : 'No open deadline would move.'
  return done
    ? `${CountOf(moved.length, 'open deadline has', 'open deadlines have')} moved.`
    : `This would move ${countOf(moved.length, 'open deadline', 'open deadlines')}.`
}
