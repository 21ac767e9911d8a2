import type { Arrangement, ArrangementSort } from '../../src-main/establishments/contract.ts'
import type { FactName } from '../rights/matter-typed.ts'
import { dayInWords } from '../parts/words.ts'

/** What is recorded so that a fact need not be given again. */
export const RECORDED_AS: Partial<Record<FactName, 'transfer' | ArrangementSort>> = {
  pctTransferDate: 'transfer',
  provider: 'provider',
  providerSince: 'provider',
  commissioner: 'commissioner',
  leadPct: 'lead-pct',
  operator: 'operator',
}

/** `since 1 April 2013`, `1 April 2006 to 31 March 2013`, or that the days are not known. */
export function arrangedWhen({ from, to }: Pick<Arrangement, 'from' | 'to'>): string {
  if (from && to) return `${dayInWords(from)} to ${dayInWords(to)}`
  if (from) return `since ${dayInWords(from)}`
  return to ? `until ${dayInWords(to)}` : 'dates not known'
}

/** By their first day, those without one first; what is of one sort stays together. */
export const inTimeOrder = <One extends Pick<Arrangement, 'from' | 'sort'>>(all: One[]): One[] =>
  all.toSorted(
    (one, other) =>
      (one.from ?? '').localeCompare(other.from ?? '') || one.sort.localeCompare(other.sort),
  )

/** Whether it holds on the day. */
export const holdsOn = ({ from, to }: Pick<Arrangement, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)

const MONTH = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })

/** A day as far as it is known: `18 December 2023`, `February 2017`, `2016`. */
export function partialWords(day: string): string {
  if (day.length === 4) return day
  return day.length === 7 ? MONTH.format(new Date(`${day}-01T00:00:00Z`)) : dayInWords(day)
}
