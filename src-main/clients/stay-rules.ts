import type { Establishment } from '../establishments/contract.ts'
import { daysAfter, yearsLater, firstDayOf, lastDayOf } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { StayDraft } from './contract.ts'
import { formatDay, formatWhen } from '../dates/words.ts'

/** A transfer may be recorded this many days before it happens. */
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

/** Throws unless the stay is possible: a prison that was open, a plausible date, no second stay from that date. */
export function checkStay(stay: StayDraft, around: Surroundings): void {
  const { prison, others, nameOf } = around
  if (!prison)
    throw wrong('establishmentId', 'This prison is not in the list. Choose one from the list.')
  checkDay(stay.from, around)
  checkOpen(prison, stay.from, nameOf)
  const same = others.find(({ from_on }) => from_on === stay.from)
  if (!same) return
  const message = `${nameOf(same.establishment_id)} from ${formatDay(stay.from)} is already in the prison history. If it is wrong, correct that entry.`
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
  if (bornOn > today) throw say('This date of birth is in the future. Check the year.')
  if (yearsLater(bornOn, OLDEST) < today)
    throw say(`This makes the client more than ${OLDEST} years old. Check the year.`)
  if (yearsLater(bornOn, YOUNGEST) > today)
    throw say(`This makes the client younger than ${YOUNGEST}. Check the year.`)
  if (firstFrom !== undefined && yearsLater(bornOn, YOUNGEST) > firstFrom)
    throw say(
      `The prison history begins on ${formatDay(firstFrom)}, before the client was ${YOUNGEST} by this date of birth. Check both.`,
    )
}

function checkDay(from: string, { today, bornOn }: Surroundings): void {
  if (from > daysAfter(today, PLANNED_DAYS))
    throw wrong(
      'from',
      `A transfer can be recorded up to ${PLANNED_DAYS} days ahead. Check the date, or record it later.`,
    )
  if (bornOn !== null && from < bornOn)
    throw wrong('from', `The client was born on ${formatDay(bornOn)}, after this date. Check both.`)
  if (bornOn !== null && from < yearsLater(bornOn, YOUNGEST))
    throw wrong(
      'from',
      `The client, born on ${formatDay(bornOn)}, was not yet ${YOUNGEST} on this date. Check both.`,
    )
  if (yearsLater(from, OLDEST) < today)
    throw wrong('from', 'This is longer ago than a lifetime. Check the year.')
}

/** Only a certain date in the list refuses a stay: an uncertain one never does. */
function checkOpen(prison: Establishment, from: string, nameOf: (id: string) => string): void {
  if (prison.confidence === 'uncertain') return
  if (prison.opened !== null && from < firstDayOf(prison.opened))
    throw wrong(
      'from',
      `${prison.name} opened ${formatWhen(prison.opened)}, after this date. Check the date and the prison.`,
    )
  if (prison.closed === null || from <= lastDayOf(prison.closed)) return
  const joined = prison.successors.map(nameOf).join(' or ')
  const cure = joined
    ? `From then it was part of ${joined}: choose that`
    : 'Choose the prison the client was at'
  throw wrong(
    'establishmentId',
    `${prison.name} ended ${formatWhen(prison.closed)}. ${cure}, or check the date.`,
  )
}

function wrong(field: keyof StayDraft, message: string): Refusal {
  return new Refusal('invalid-input', message, { [`stay.${field}`]: message })
}
