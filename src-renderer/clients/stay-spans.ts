import type { Stay } from '../../src-main/clients/contract.ts'
import { daysBetween } from '../../src-main/dates/days.ts'
import { formatDay, formatDayAndMonth } from '../../src-main/dates/words.ts'

/** A stay on the strip. */
export interface Span {
  id: string
  name: string
  words: string
  /** Its share of the strip: days, raised so far that its words can be read. */
  days: number
  now: boolean
}

/** What the history is called: of a prison alone where nothing else is in it. */
export const historyName = (stays: readonly Pick<Stay, 'kind'>[]): string =>
  stays.every(({ kind }) => kind === 'prison') ? 'Prison history' : 'Where the client was'

/** From when to when: `12 January to 3 September 2026`, `Since 3 September 2026`, `From ...` for a move to come. */
export function stayDates(
  { from, to, kind }: Pick<Stay, 'from' | 'to' | 'kind'>,
  today: string,
): string {
  if (kind === 'died') return formatDay(from)
  if (to === null) return `${from > today ? 'From' : 'Since'} ${formatDay(from)}`
  const start = from.slice(0, 4) === to.slice(0, 4) ? formatDayAndMonth(from) : formatDay(from)
  return `${start} to ${formatDay(to)}`
}

/** A client's stays to scale, oldest first; the last one runs to `today`, and one still to come says so. */
export function staySpans(stays: Stay[], today: string): Span[] {
  const end = stays.reduce((latest, { from }) => (from > latest ? from : latest), today)
  return stays.map((stay) => {
    const now = stay.from <= today && (stay.to === null || stay.to > today)
    return {
      id: stay.id,
      name: now && stay.kind !== 'died' ? `${stay.name}, now` : stay.name,
      words: stayDates(stay, today),
      days: Math.max(1, daysBetween(stay.from, stay.to ?? end)),
      now,
    }
  })
}
