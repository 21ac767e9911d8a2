import type { Establishment } from '../establishments/contract.ts'
import { daysAfter, yearsLater, firstDayOf, lastDayOf } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { StayDraft } from './contract.ts'
import { formatDay, formatWhen } from '../dates/words.ts'

/** A move may be recorded this many days before it happens. */
const PLANNED_DAYS = 14
const YOUNGEST = 10
const OLDEST = 110

interface Surroundings {
  today: string
  bornOn: string | null
  prison: Establishment | undefined
  /** Where the successors of a closed prison are looked up. */
  nameOf: (id: string) => string
  /** The client's other stays in force. */
  others: { from_on: string; establishment_id: string }[]
}

/** Throws unless the stay is possible: a prison that was open, a plausible day, no second stay from that day. */
export function checkStay(stay: StayDraft, around: Surroundings): void {
  const { prison, others, nameOf } = around
  if (!prison) throw wrong('establishmentId', 'This prison is not in the list. Choose one from it.')
  checkDay(stay.from, around)
  checkOpen(prison, stay.from, nameOf)
  const same = others.find(({ from_on }) => from_on === stay.from)
  if (!same) return
  const message = `A stay at ${nameOf(same.establishment_id)} from ${formatDay(stay.from)} is recorded already. If it is wrong, correct that stay.`
  throw new Refusal('conflict', message, { 'stay.from': message })
}

/** Throws unless a person born on that day can be the client, whose first stay began on `firstFrom`. */
export function checkBorn(
  bornOn: string | null,
  today: string,
  firstFrom: string | undefined,
): void {
  if (bornOn === null) return
  const say = (message: string) => new Refusal('invalid-input', message, { bornOn: message })
  if (bornOn > today) throw say('This day of birth is still to come. Check the year.')
  if (yearsLater(bornOn, OLDEST) < today)
    throw say(`This makes the client more than ${OLDEST} years old. Check the year.`)
  if (yearsLater(bornOn, YOUNGEST) > today)
    throw say(`This makes the client younger than ${YOUNGEST}. Check the year.`)
  if (firstFrom !== undefined && yearsLater(bornOn, YOUNGEST) > firstFrom)
    throw say(
      `The first stay began on ${formatDay(firstFrom)}, before the client was ${YOUNGEST} by this day of birth. Check both.`,
    )
}

function checkDay(from: string, { today, bornOn }: Surroundings): void {
  if (from > daysAfter(today, PLANNED_DAYS))
    throw wrong(
      'from',
      `A move can be recorded up to ${PLANNED_DAYS} days before it happens. Check the day, or record it later.`,
    )
  if (bornOn !== null && from < bornOn)
    throw wrong('from', `The client was born on ${formatDay(bornOn)}, after this day. Check both.`)
  if (bornOn !== null && from < yearsLater(bornOn, YOUNGEST))
    throw wrong(
      'from',
      `The client, born on ${formatDay(bornOn)}, was not yet ${YOUNGEST} on this day. Check both.`,
    )
  if (yearsLater(from, OLDEST) < today)
    throw wrong('from', 'This is more than a lifetime ago. Check the year.')
}

/** Only what the list surely says refuses a stay: an uncertain row never does. */
function checkOpen(prison: Establishment, from: string, nameOf: (id: string) => string): void {
  if (prison.confidence === 'uncertain') return
  if (prison.opened !== null && from < firstDayOf(prison.opened))
    throw wrong(
      'from',
      `${prison.name} opened ${formatWhen(prison.opened)}, after this day. Check the day and the prison.`,
    )
  if (prison.closed === null || from <= lastDayOf(prison.closed)) return
  const joined = prison.successors.map(nameOf).join(' or ')
  const cure = joined
    ? `From then it was part of ${joined}: choose that`
    : 'Choose the prison the client was at'
  throw wrong(
    'establishmentId',
    `${prison.name} ended ${formatWhen(prison.closed)}. ${cure}, or check the day.`,
  )
}

function wrong(field: keyof StayDraft, message: string): Refusal {
  return new Refusal('invalid-input', message, { [`stay.${field}`]: message })
}
