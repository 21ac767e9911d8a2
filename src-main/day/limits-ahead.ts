import { sql } from 'kysely'
import { daysAfter, londonDay } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { DiaryParts } from './diary.ts'
import { sightOf } from './read-diary.ts'

/** How many time limits are late on a day, and how many end on it: counts, and nothing of whose they are. */
export interface LimitsOn {
  on: string
  late: number
  due: number
}

/** So many days are counted ahead: a locked office knows no more than it did when it was locked. */
const DAYS_AHEAD = 35

/** The counts of today and of the days that follow, if nothing is done meanwhile, as whoever asks would see them; null for who may not see the day. */
export const limitsAhead =
  ({ vault, clock, freshDays }: DiaryParts & { freshDays(): Promise<void> }) =>
  async (by: Actor): Promise<LimitsOn[] | null> => {
    if (!allows(by.role, 'see-day')) return null
    await freshDays()
    return vault.read((tx) => countLimits(tx, londonDay(clock()), by))
  }

async function countLimits(tx: Readable, today: string, by: Actor): Promise<LimitsOn[]> {
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => daysAfter(today, ahead))
  const standing = sql`d.from_day <= j.value and d.to_day >= j.value
    and d.sight in (${sql.join(sightOf(by))})`
  const { rows } = await sql<LimitsOn>`
    select j.value as "on",
      (select count(*) from diary d where ${standing} and d.part = 'late')
        + (select count(*) from diary d
          where ${standing} and d.part = 'limitation-now' and d.on_day < j.value) as late,
      (select count(*) from diary d
        where ${standing} and d.part in ('due', 'access', 'limitation-now') and d.on_day = j.value) as due
    from json_each(${JSON.stringify(days)}) j`.execute(tx)
  return rows
}
