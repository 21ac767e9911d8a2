import type {
  Arrangement,
  ArrangementSort,
  ShippedFact,
} from '../../src-main/establishments/contract.ts'
import type { FactName } from '../rights/matter-typed.ts'
import { formatPartialDay, formatSpan } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'

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

/** The days of what the edition says, as far as it knows them; empty for what it says of all days. */
export function shippedSpan({ from, to, seen }: ShippedFact): string {
  const until = to ? ` to ${formatPartialDay(to)}` : ''
  if (from) return to ? `${formatPartialDay(from)}${until}` : `since ${formatPartialDay(from)}`
  if (seen) return `seen ${formatPartialDay(seen)}, first day not known${to ? `,${until}` : ''}`
  return until.trim()
}

/** Whether what the edition says is used. */
export const shippedStanding = ({ standing, site }: ShippedFact) =>
  STANDINGS[site ? 'site' : standing]
const STANDINGS: Record<ShippedFact['standing'] | 'site', { kind: BadgeKind; word: string }> = {
  used: { kind: 'in-force', word: 'In use' },
  replaced: { kind: 'superseded', word: 'Replaced by our own record' },
  'other-days': { kind: 'superseded', word: 'Other dates' },
  asked: { kind: 'check', word: 'Asked for in the letter' },
  site: { kind: 'draft', word: 'One of its sites: asked for in the letter' },
}

/** By their first day, those without one first; what is of one sort stays together. */
export const inTimeOrder = <One extends Pick<Arrangement, 'from' | 'sort'>>(all: One[]): One[] =>
  all.toSorted(
    (one, other) =>
      (one.from ?? '').localeCompare(other.from ?? '') || one.sort.localeCompare(other.sort),
  )
