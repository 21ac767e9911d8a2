const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})
// A day there begins with a whole hour, and asking takes longer than remembering.
const HOUR_MS = 3_600_000
const known = new Map<number, string>()

/** The day, `2026-11-22`, on which `moment` falls in England and Wales. */
export function londonDay(moment: Date): string {
  const hour = Math.floor(moment.getTime() / HOUR_MS)
  const day = known.get(hour) ?? london.format(moment)
  if (known.size >= 10_000) known.clear()
  known.set(hour, day)
  return day
}
