import type { Arrangement, ArrangementSort } from '../../src-main/establishments/contract.ts'
import type { FactName } from '../rights/matter-typed.ts'
import { formatSpan } from '../../src-main/dates/words.ts'

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
export const arrangementSpan = (of: Pick<Arrangement, 'from' | 'to'>): string =>
  formatSpan(of, 'dates not known')

/** By their first day, those without one first; what is of one sort stays together. */
export const inTimeOrder = <One extends Pick<Arrangement, 'from' | 'sort'>>(all: One[]): One[] =>
  all.toSorted(
    (one, other) =>
      (one.from ?? '').localeCompare(other.from ?? '') || one.sort.localeCompare(other.sort),
  )

/** Whether it holds on the day. */
export const holdsOn = ({ from, to }: Pick<Arrangement, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)
