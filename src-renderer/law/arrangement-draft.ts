import type {
  Arrangement,
  ArrangementSort,
  ShippedFact,
} from '../../src-main/establishments/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'

/** An arrangement as it is typed: the address is one box, a line of it for each line. */
export interface ArrangementTyped {
  sort: string
  name: string
  lines: string
  postcode: string
  email: string
  from: string | null
  to: string | null
  /** Not typed: kept from the letter that the fact was confirmed in. */
  seenOn: string | null
  source: string
  note: string
  verified: boolean
  reason: string
}

export const arrangementTyped = (
  known: Arrangement | null,
  sort: ArrangementSort | '' = '',
): ArrangementTyped => ({
  sort: known?.sort ?? sort,
  name: known?.name ?? '',
  lines: known?.lines.join('\n') ?? '',
  postcode: known?.postcode ?? '',
  email: known?.email ?? '',
  from: known?.from ?? null,
  to: known?.to ?? null,
  seenOn: known?.seenOn ?? null,
  source: known?.source ?? '',
  note: known?.note ?? '',
  verified: known?.verified ?? false,
  reason: '',
})

const wholeDay = (day: string | null) => (day !== null && isDay(day) ? day : null)

/** What the edition says, to be confirmed or corrected as the office’s own: used from today where its first day is not known. */
export const shippedTyped = (fact: ShippedFact, today: string): ArrangementTyped => ({
  ...arrangementTyped(null, fact.sort),
  ...{ name: fact.name, lines: fact.lines.join('\n'), postcode: fact.postcode },
  ...{ from: wholeDay(fact.from), to: wholeDay(fact.to) },
  seenOn: fact.sort === 'provider' ? today : null,
})

/** As it is sent; only a correction has a reason. */
export const arrangementSent = ({
  reason: _,
  lines,
  sort,
  from,
  to,
  ...rest
}: ArrangementTyped) => ({
  ...rest,
  sort: sort as ArrangementSort,
  from: from || null,
  to: to || null,
  lines: lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
})
