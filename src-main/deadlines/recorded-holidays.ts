import type { Json } from '../audit/entry.ts'
import type { Log } from '../audit/log.ts'
import { newId } from '../wire/new-id.ts'
import { bookWith } from '../law/amending.ts'
import type { LawBook, LawSource } from '../law/law-book.ts'
import { movedBetween, type ListOpen } from '../law/moved.ts'
import { holidayChange, type KeptHoliday } from '../law/office-changes.ts'
import { openReading, type Reading } from '../law/reading.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, Moment, z } from '../wire/schema.ts'
import type { deadlines as contract, HolidayChanged, HolidayChangeId } from './contract.ts'
import { formatDay } from '../dates/words.ts'

export interface HolidayParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  listOpen: ListOpen
  clock: () => Date
  random: (bytes: number) => Uint8Array
}
type Questions = Pick<
  Handlers<typeof contract>,
  'holidays' | 'recordHoliday' | 'previewHoliday' | 'withdrawHoliday'
>
type Draft = Parameters<Questions['recordHoliday']>[0]

/** Holidays that the office recorded, moved or removed, each with the open deadlines that it moves. */
export function recordedHolidays(parts: HolidayParts): Questions {
  const { vault, log, law, listOpen, clock, random } = parts

  const prepared = async (tx: Readable, { change, source, note }: Draft) => {
    const before = await law.book(tx)
    const name = nameOf(change, before)
    const said = { holidayId: newId(clock, random), change, name, source, note }
    const kept = { at: clock().toISOString(), said }
    const after = bookWith(before, [...before.changes.inForce, holidayChange(kept)], {})
    return { said, moved: await movedBetween(tx, listOpen, before, after) }
  }
  const shown = async (tx: Readable, id: string) => {
    const reading = await openReading(tx, parts)
    return changedShown(find(reading.book, id)!, reading)
  }

  return {
    holidays: () =>
      vault.read(async (tx) => {
        const reading = await openReading(tx, parts)
        const { holidays, published, changes } = reading.book
        const { firstYear, lastYear, confirmedTo } = holidays
        return {
          ...{ firstYear, lastYear, confirmedTo },
          days: [...holidays.days].map(([on, name]) => ({
            ...{ on: on as Day, name },
            byOffice: published.holidays.days.get(on) !== name,
          })),
          changes: changes.holidays.map((one) => changedShown(one, reading)).reverse(),
        }
      }),

    previewHoliday: (draft) =>
      vault.read(async (tx) => ({ moved: (await prepared(tx, draft)).moved })),

    recordHoliday: (draft, by) =>
      vault.write(async (tx) => {
        const { said, moved } = await prepared(tx, draft)
        const detail = said as Record<string, Json>
        await log.record(tx, by, { act: 'holiday-recorded', subject: null, detail })
        return { holiday: await shown(tx, said.holidayId), moved }
      }),

    withdrawHoliday: ({ id, reason }, by) =>
      vault.write(async (tx) => {
        const before = await law.book(tx)
        const found = find(before, id)
        if (!found || found.withdrawn)
          throw new Refusal('not-found', 'This change is not in force. Open the list again.')
        const rest = before.changes.inForce.filter((one) => one.id !== id)
        const moved = await movedBetween(tx, listOpen, before, bookWith(before, rest, {}))
        const detail = { holidayId: id, reason }
        await log.record(tx, by, { act: 'holiday-withdrawn', subject: null, detail })
        return { holiday: await shown(tx, id), moved }
      }),
  }
}

const find = ({ changes }: LawBook, id: string) =>
  changes.holidays.find(({ said }) => said.holidayId === id)

/** The name of the holiday meant; refuses a day that is listed already, or is not. */
function nameOf(change: Draft['change'], { holidays, law }: LawBook): string {
  const wrong = (field: string, message: string) =>
    new Refusal('invalid-input', message, { [`change.${field}`]: message })
  const listed = holidays.days.get(change.on)
  const said = formatDay(change.on)
  const added = change.what === 'moved' ? change.to : change.what === 'added' ? change.on : null
  const lastYear = law.endsOn.slice(0, 4)
  const year = added?.slice(0, 4) ?? lastYear
  // A year that nobody listed yet may begin with one proclaimed day: dates in it stay provisional.
  if (Number(year) < holidays.firstYear || year > lastYear)
    throw wrong(
      change.what === 'moved' ? 'to' : 'on',
      `Holidays can be recorded from ${holidays.firstYear} to ${lastYear}. Correct the year.`,
    )
  if (change.what === 'added') {
    if (listed) throw wrong('on', `${said} is already listed (${listed}). Correct the date.`)
    return change.name
  }
  if (!listed) throw wrong('on', `${said} is not listed as a holiday. Choose one from the list.`)
  const there = change.what === 'moved' ? holidays.days.get(change.to) : undefined
  if (there) throw wrong('to', `That day is already a holiday (${there}). Choose another one.`)
  return listed
}

const changedShown = (
  { at, by, said, withdrawn }: KeptHoliday,
  { nameOf: personOf, book }: Reading,
): z.input<typeof HolidayChanged> => ({
  ...{ id: said.holidayId as HolidayChangeId, change: said.change, name: said.name },
  ...{ source: said.source, note: said.note, at: at as Moment, by: personOf(by) },
  withdrawn: withdrawn && {
    ...{ at: withdrawn.at as Moment, by: personOf(withdrawn.by), reason: withdrawn.reason },
  },
  orphan: book.orphans.has(said.holidayId),
})
