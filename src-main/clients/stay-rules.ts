import type { Establishment } from '../establishments/contract.ts'
import { daysAfter, yearsLater, firstDayOf, lastDayOf } from '../dates/days.ts'
import type { Tables } from '../vault/schema.ts'
import { Refusal } from '../wire/refusal.ts'
import type { StayDraft } from './contract.ts'
import { formatDay, formatWhen } from '../dates/words.ts'
import type { RecordFile } from './joined.ts'
import { inForce, inForceOfAll, nameOfStay, saysTheSame } from './stays.ts'
import { SORTS } from './whereabouts.ts'

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
  others: Other[]
  /** Those that would stand on either side of it. */
  beside: Other[]
}
type Other = Pick<Tables['stay'], 'from_on' | 'establishment_id' | 'kind' | 'place'>

/** The stays in force without one that is corrected, and those that would stand on either side of what is recorded. */
export function surroundings(
  records: readonly RecordFile[],
  stay: StayDraft,
  { clientId, corrects }: { clientId: string; corrects: Tables['stay'] | null },
): Pick<Surroundings, 'others' | 'beside'> {
  const drawn: Tables['stay'] = {
    ...{ id: '', client_id: clientId, replaces: corrects?.id ?? null, seq: Infinity },
    ...{ establishment_id: stay.establishmentId, kind: stay.kind, place: stay.place },
    ...{ from_on: stay.from, lines: '[]', postcode: '', source: '', reason: '' },
    ...{ recorded_at: '', recorded_by: '' },
  }
  const rows = inForceOfAll(
    records.map((one) =>
      one.client.id === clientId ? { ...one, stays: [...one.stays, drawn] } : one,
    ),
  ).map(({ row }) => row)
  const at = rows.indexOf(drawn)
  // The same stay may stand in two records of the person, each with its own corrections.
  const counts = (row: Tables['stay']) =>
    corrects === null || row.client_id === clientId || !saysTheSame(row, drawn)
  return {
    others: rows.filter((row) => row !== drawn && counts(row)),
    beside: [rows[at - 1], rows[at + 1]].filter(
      (row) => row !== undefined && counts(row),
    ) as Other[],
  }
}

/** Throws unless the stay is possible: a prison that was open, a plausible date, no move to where the client is, nothing after a death. */
export function checkStay(stay: StayDraft, around: Surroundings): void {
  const { prison, beside, nameOf } = around
  const { custody } = SORTS[stay.kind]
  if (custody && !prison)
    throw wrong('establishmentId', 'This prison is not in the list. Choose one from the list.')
  checkDay(stay, around)
  if (prison) checkOpen(prison, stay.from, nameOf)
  checkDeath(stay, around)
  const asked = { ...stay, establishment_id: stay.establishmentId }
  const same = beside.find((one) => one.from_on === stay.from && saysTheSame(one, asked))
  if (!same) return
  throw clash(
    `${nameOfStay(same, nameOf)} from ${formatDay(stay.from)} is already in the history. If it is wrong, correct that entry.`,
  )
}

/** Throws unless the prison named with a new client who is elsewhere can have come before that. */
export function checkBefore(
  before: StayDraft,
  stay: StayDraft,
  around: Omit<Surroundings, 'others' | 'beside'>,
): void {
  const at = (error: Refusal) =>
    new Refusal(
      error.code,
      error.message,
      Object.fromEntries(
        Object.entries(error.fields ?? {}).map(([field, said]) => [
          field.replace(/^stay\./, 'before.'),
          said,
        ]),
      ),
    )
  try {
    if (before.from >= stay.from && stay.kind !== 'died')
      throw wrong(
        'from',
        'This is not before where the client is now. Check both dates, or leave the prison out.',
      )
    const row = { from_on: stay.from, establishment_id: '', kind: stay.kind, place: stay.place }
    checkStay(before, { ...around, others: [row], beside: [row] })
  } catch (error) {
    throw error instanceof Refusal ? at(error) : error
  }
}

/** Throws where nothing would be left of a record’s history: then it is wrong, and not one too many. */
export function expectOther(records: readonly RecordFile[], old: Tables['stay']): void {
  const { stays } = records.find(({ client }) => client.id === old.client_id)!
  if (inForce(stays).length > 1) return
  throw new Refusal(
    'conflict',
    'This is the only entry of the history, so it is corrected and not taken back: say where the client was.',
  )
}

/** A death ends the history: one alone, on no day to come, and nothing after it. */
function checkDeath({ kind, from }: StayDraft, { today, others, nameOf }: Surroundings): void {
  const death = others.find((one) => one.kind === 'died')
  if (kind !== 'died') {
    if (death && from > death.from_on)
      throw clash(
        `The client’s death on ${formatDay(death.from_on)} is recorded, and nothing can follow it. If the death was recorded by mistake, correct that entry first.`,
      )
    return
  }
  if (from > today)
    throw wrong('from', 'A death cannot be recorded before it has happened. Check the date.')
  if (death)
    throw clash(
      `The client’s death on ${formatDay(death.from_on)} is recorded already. If the date is wrong, correct that entry.`,
    )
  const later = others.find((one) => one.from_on > from)
  if (later)
    throw clash(
      `${nameOfStay(later, nameOf)} is recorded from ${formatDay(later.from_on)}, after this date. Check the date, or correct that entry first.`,
    )
}

const clash = (message: string) => new Refusal('conflict', message, { 'stay.from': message })

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
      `The history begins on ${formatDay(firstFrom)}, before the client was ${YOUNGEST} by this date of birth. Check both.`,
    )
}

function checkDay({ from, kind }: StayDraft, { today, bornOn }: Surroundings): void {
  if (kind !== 'died' && from > daysAfter(today, PLANNED_DAYS))
    throw wrong(
      'from',
      `A move can be recorded up to ${PLANNED_DAYS} days ahead. Check the date, or record it later.`,
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
