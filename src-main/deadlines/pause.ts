import { Temporal } from 'temporal-polyfill'
import { day, isBefore, latest, type PlainDate } from './calendar.ts'
import type { Given } from './events.ts'

interface Dropped {
  from: PlainDate
  to: PlainDate
  days: number
}

/** The period's new last day, and the stretches of days that dropped out, both ends counted. */
export interface Paused {
  end: PlainDate
  dropped: Dropped[]
  /** Questions asked after the period had run: they drop nothing. */
  late: PlainDate[]
}

/** Every question that was answered, oldest first, overlapping ones joined, so that no day drops out twice. */
function questions(given: Given): { from: PlainDate; to: PlainDate }[] {
  const { clarificationAskedOn: asked, clarificationAnsweredOn: answered, pauses = [] } = given
  const all = asked && answered ? [...pauses, { askedOn: asked, answeredOn: answered }] : pauses
  const sorted = all
    .map(({ askedOn, answeredOn }) => ({ from: day(askedOn), to: day(answeredOn) }))
    .sort((one, other) => Temporal.PlainDate.compare(one.from, other.from))
  const joined: { from: PlainDate; to: PlainDate }[] = []
  for (const next of sorted) {
    const last = joined.at(-1)
    if (last && !isBefore(last.to, next.from)) last.to = latest([last.to, next.to])
    else joined.push({ ...next })
  }
  return joined
}

/** Moves `end` by the days that drop out between `start` and the end itself. */
export function dropDays(start: PlainDate, end: PlainDate, given: Given): Paused {
  const dropped: Dropped[] = []
  const late: PlainDate[] = []
  let last = end
  for (const { from, to } of questions(given)) {
    if (isBefore(to, start)) continue
    const first = latest([from, start])
    if (isBefore(last, first)) {
      late.push(from)
      continue
    }
    const days = first.until(to).days + 1
    dropped.push({ from: first, to, days })
    last = last.add({ days })
  }
  return { end: last, dropped, late }
}
