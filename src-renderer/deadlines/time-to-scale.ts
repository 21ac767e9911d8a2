import { daysBetween } from '../../src-main/dates/days.ts'
import { formatDay, formatDayAndMonth, formatMonth } from '../../src-main/dates/words.ts'

/** A day with its name, as it is to stand on the bar. */
export interface NamedDay {
  name: string
  day: string
}

/** A stretch of time: days that count, days that drop out, days that are late. */
export interface Stretch {
  kind: 'counted' | 'paused' | 'late'
  from: string
  to: string
  words?: string
}

/** How it is drawn, in hundredths of the bar; `lane` is the line of its label, so that none covers another. */
export interface Mark extends NamedDay {
  at: number
  lane: number
  words: string
}

const MOST_MONTHS = 9

const nextMonth = (day: string): string => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** The first days of the months on the bar, or of the years where the months would be too many. */
function beginnings(from: string, to: string): NamedDay[] {
  const found: NamedDay[] = []
  for (let day = nextMonth(from); day <= to; day = nextMonth(day))
    found.push({ name: formatMonth(day), day })
  if (found.length <= MOST_MONTHS) return found
  const years = found.filter(({ day }) => day.endsWith('-01-01'))
  return years.map(({ day }) => ({ name: day.slice(0, 4), day }))
}

/** A day near the end has its label on the left. */
export const standsLeft = ({ at }: Pick<Mark, 'at'>): boolean => at > 84

/** About how many hundredths of a bar of 720 pixels a label takes: a narrower bar has none. */
const widthOf = ({ name, words }: Mark): number =>
  (Math.max(Math.min(176, name.length * 6.3), words.length * 7.3) + 18) / 7.2

const spanOf = (mark: Mark): { begins: number; ends: number } => {
  const width = widthOf(mark)
  return standsLeft(mark)
    ? { begins: mark.at - width, ends: mark.at }
    : { begins: mark.at, ends: mark.at + width }
}

/**
 * Gives each mark the first line where its label is free: of two that are near, the outer one stands lower, so that
 * the line down to it crosses no label.
 */
function inLanes(marks: Mark[]): Mark[] {
  const laid: Mark[] = []
  const lay = (mark: Mark) => {
    const { begins, ends } = spanOf(mark)
    const near = laid.filter((other) => {
      const span = spanOf(other)
      return span.begins <= ends && begins <= span.ends
    })
    laid.push({ ...mark, lane: Math.max(-1, ...near.map(({ lane }) => lane)) + 1 })
  }
  const sorted = marks.toSorted((one, other) => one.at - other.at)
  for (const mark of sorted.filter((one) => !standsLeft(one)).toReversed()) lay(mark)
  for (const mark of sorted.filter(standsLeft)) lay(mark)
  return laid.toSorted((one, other) => one.at - other.at)
}

/** The days of a deadline on one bar, to scale: its stretches, the months above it, the named days below. */
export function timeToScale({ days, stretches }: { days: NamedDay[]; stretches: Stretch[] }) {
  const all = [...days.map(({ day }) => day), ...stretches.flatMap(({ from, to }) => [from, to])]
  const from = all.reduce((first, day) => (day < first ? day : first))
  const to = all.reduce((last, day) => (day > last ? day : last))
  const whole = Math.max(1, daysBetween(from, to))
  const at = (day: string) => (daysBetween(from, day) / whole) * 100
  const oneYear = from.slice(0, 4) === to.slice(0, 4)
  const marks = days.map(({ name, day }) => ({
    name,
    day,
    at: at(day),
    lane: 0,
    words: oneYear ? formatDayAndMonth(day) : formatDay(day),
  }))
  const laid = inLanes(marks)
  return {
    marks: laid,
    lanes: Math.max(0, ...laid.map(({ lane }) => lane + 1)),
    stretches: stretches.map((one) => ({
      ...one,
      at: at(one.from),
      // A single day is still to be seen.
      width: Math.max(0.6, at(one.to) - at(one.from)),
    })),
    beginnings: beginnings(from, to).map((one) => ({ ...one, at: at(one.day) })),
  }
}
