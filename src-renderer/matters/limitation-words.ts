import {
  LIMITATION_NOW_DAYS,
  type LimitationDate,
  type Matter,
} from '../../src-main/matters/contract.ts'
import { daysBetween } from '../../src-main/dates/days.ts'
import type { BadgeKind } from '../words/states.ts'

/** From so many days before its last day a limitation date is shown as due. */
const SOON_DAYS = 90

/** How a limitation date stands: passed, past its prudent day, near, or far off. */
export interface Standing {
  kind: 'passed' | 'late' | 'due' | 'far'
  /** For the badge; a date far off has none. */
  word: string
}

/** How `date` stands on `today`. */
export function standingOf(date: Pick<LimitationDate, 'due' | 'prudent'>, today: string): Standing {
  const left = daysBetween(today, date.due)
  if (left < 0) return { kind: 'passed', word: 'Expired' }
  const word =
    left === 0 ? 'Today is the last day' : left === 1 ? 'One day left' : `${left} days left`
  if (today > date.prudent) return { kind: 'late', word }
  return left <= SOON_DAYS ? { kind: 'due', word } : { kind: 'far', word: '' }
}

/** A limitation date within so many days is shown before everything else, with a red of its own. */
export const isNear = (prudent: string, today: string): boolean =>
  daysBetween(today, prudent) <= LIMITATION_NOW_DAYS

/** Such a date as a badge, by its prudent day. */
export function limitationBadge(prudent: string, today: string): { kind: BadgeKind; word: string } {
  const left = daysBetween(today, prudent)
  const word =
    left < 0
      ? 'past the prudent date'
      : left === 0
        ? 'today'
        : left === 1
          ? '1 day'
          : `${left} days`
  return { kind: 'limitation', word: `Limitation: ${word}` }
}

/** The dates still to come by their prudent day, then those that have passed. */
export const bySoonest = <One extends Pick<LimitationDate, 'due' | 'prudent'>>(
  dates: One[],
  today: string,
): One[] =>
  dates.toSorted(
    (one, other) =>
      Number(one.due < today) - Number(other.due < today) ||
      one.prudent.localeCompare(other.prudent),
  )

/** The open matters that have limitation dates: each is a line of the strip. */
export const onTheStrip = (matters: Matter[]): Matter[] =>
  matters.filter(({ closed, limitation }) => closed === null && limitation.length > 0)

/** The date to come soonest of all; where every date has passed, the first of those. */
export function nearestOf<One extends Pick<LimitationDate, 'due' | 'prudent'>>(
  lines: { dates: One[] }[],
  today: string,
): { date: One } | null {
  const [date] = bySoonest(
    lines.flatMap(({ dates }) => dates),
    today,
  )
  return date ? { date } : null
}

/** The client that a page's path names; null where it names none, or is the page of somebody new. */
export const clientOfPlace = (path: string): string | null =>
  /^\/clients\/(?!new$)([^/]+)/.exec(path)?.[1] ?? null

/** Whether a page shows the dates itself: the client's own and the matter's own. */
export const hasOwnStrip = (path: string): boolean => /^\/(clients|matters)\/[^/]+$/.test(path)
