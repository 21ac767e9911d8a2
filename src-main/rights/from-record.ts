import { Confidence, PartialDay } from '../establishments/contract.ts'
import type { OnRecord } from '../establishments/on-record.ts'
import type { MatterFacts } from '../law/entry.ts'
import type { Matter } from './matter.ts'
import type { Prison } from '../law/routing.ts'
import type { z } from '../wire/schema.ts'

type Facts = z.output<typeof MatterFacts>
/** A fact that the office had on record and the caller left out. */
export interface Recorded {
  fact: keyof Facts
  value: string
  source: string
  verified: boolean
}

/** What the office has on record that bears on a matter and was not given with it; `keeps` of the prison that has its records now. Pure. */
export function factsOnRecord(
  {
    kinds,
    eventOn,
    actionOn,
    facts: given,
  }: Pick<Matter, 'kinds' | 'eventOn' | 'actionOn' | 'facts'>,
  record: OnRecord,
  keeps = record,
): Recorded[] {
  const found: Recorded[] = []
  const take = (
    fact: Recorded['fact'],
    value: string | null | undefined,
    from: Pick<Recorded, 'source' | 'verified'> | undefined,
  ) => {
    if (from && value && given[fact] === undefined)
      found.push({ fact, value, source: from.source, verified: from.verified })
  }
  const { transfer } = record
  // An unverified day of transfer is unknown: it is asked for, not guessed.
  if (transfer?.verified) take('pctTransferDate', transfer.on, transfer)
  const records = kinds.some((kind) => kind === 'health-records' || kind === 'deceased-records')
  // Records lie with who gives the care now; for the care itself answers who gave it then.
  const provider = records ? keeps.on('provider', actionOn) : record.on('provider', eventOn)
  if (given.provider === undefined) {
    take('provider', provider?.name, provider)
    if (records) take('providerSince', provider?.from, provider)
  }
  const leadPct = record.on('lead-pct', eventOn)
  take('leadPct', leadPct?.name, leadPct)
  const commissioner = record.on('commissioner', actionOn)
  take('commissioner', commissioner?.name, commissioner)
  const operator = record.on('operator', eventOn)
  take('operator', operator?.name, operator)
  return found
}

/**
 * The prison with the operator on record for that day in place of what ships; one that nobody verified counts only
 * where no operator was `given`, for only then is it told with its mark.
 */
export function withOperator<P extends Prison>(
  prison: P,
  record: OnRecord,
  { eventOn, facts }: Pick<Matter, 'eventOn' | 'facts'>,
): P {
  const known = record.on('operator', eventOn)
  if (!known || (!known.verified && facts.operator !== undefined)) return prison
  const day = (on: string | null) => (on === null ? null : PartialDay.parse(on))
  return {
    ...prison,
    operators: [
      {
        operator: known.name,
        from: day(known.from),
        to: day(known.to),
        confidence: Confidence.enum[known.verified ? 'verified' : 'known'],
        note: known.note,
      },
    ],
  }
}
