import type { Arrangement, ArrangementSort } from '../../src-main/establishments/contract.ts'
import type { FactName } from '../rights/matter-typed.ts'
import { formatSpan } from '../../src-main/dates/words.ts'

/** What is recorded of a prison, in the office's words. */
export const SORTS: Record<ArrangementSort, { label: string; hint: string }> = {
  commissioner: { label: 'Commissioner', hint: 'Who pays for and orders the healthcare.' },
  provider: { label: 'Healthcare provider', hint: 'Who gives the care and keeps the records.' },
  governance: { label: 'Clinical governance', hint: 'Who answers for the quality of care.' },
  'lead-pct': { label: 'Lead Primary Care Trust', hint: 'From the transfer to 31 March 2013.' },
  operator: { label: 'Operator', hint: 'Who runs the prison under contract.' },
  address: { label: 'Address', hint: 'To whom, and where, letters to the prison go.' },
  'disclosure-team': {
    label: 'Disclosure team',
    hint: 'The Ministry of Justice’s team for requests; it belongs to no single prison.',
  },
}

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
  formatSpan(of, 'days not known')

/** By their first day, those without one first; what is of one sort stays together. */
export const inTimeOrder = <One extends Pick<Arrangement, 'from' | 'sort'>>(all: One[]): One[] =>
  all.toSorted(
    (one, other) =>
      (one.from ?? '').localeCompare(other.from ?? '') || one.sort.localeCompare(other.sort),
  )

/** Whether it holds on the day. */
export const holdsOn = ({ from, to }: Pick<Arrangement, 'from' | 'to'>, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)
