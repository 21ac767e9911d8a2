import { sql } from 'kysely'
import { daysBetween } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { DayItem } from './contract.ts'
import { ORDER, type GroupName } from './due-today.ts'

type Groups = { name: GroupName; total: number; items: DayItem[] }[]
type Reader = { id: string; role: string }

/** Lines for whose eyes there are: what is restricted makes none, and changes none, for whoever may not open it. */
export const sightOf = (by: { role: string }): string[] => [
  'both',
  allows(by.role, 'reveal-consents') ? 'all' : 'open',
]

/** The day as the diary has it: of each part how much there is, and as many lines as are asked for. */
export async function readDiary(
  tx: Readable,
  { today, by, shown }: { today: string; by: Reader; shown(part: GroupName): number },
): Promise<Groups> {
  const sight = sightOf(by)
  const counts = await tx
    .selectFrom(
      sql<{ part: GroupName }>`(select value as part from json_each(${JSON.stringify(ORDER)}))`.as(
        'p',
      ),
    )
    .select((eb) => [
      'p.part',
      eb
        .selectFrom('diary as d')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .whereRef('d.part', '=', 'p.part')
        .where('d.from_day', '<=', today)
        .where('d.to_day', '>=', today)
        .where('d.sight', 'in', sight)
        .as('total'),
    ])
    .execute()
  const groups: Groups = []
  for (const { part, total } of counts) {
    // Whoever may not approve has nothing to do there.
    if (!total || (part === 'to-approve' && !allows(by.role, 'approve-letters'))) continue
    const rows = await tx
      .selectFrom('diary as d')
      .select(['item', 'not_by'])
      .where('part', '=', part)
      .where('from_day', '<=', today)
      .where('to_day', '>=', today)
      .where('sight', 'in', sight)
      .orderBy('on_day')
      .orderBy('our_ref')
      .orderBy('about')
      .limit(shown(part))
      .execute()
    groups.push({ name: part, total, items: rows.map((row) => itemOf(row, part, today, by.id)) })
  }
  return groups
}

function itemOf(
  { item, not_by }: { item: string; not_by: string | null },
  part: GroupName,
  today: string,
  by: string,
): DayItem {
  const kept = JSON.parse(item) as DayItem
  const counts = part === 'late' || part === 'limitation' || part === 'limitation-now'
  const daysLate = counts && kept.on ? Math.max(0, daysBetween(kept.on, today)) : 0
  return { ...kept, daysLate, act: not_by === by ? 'open' : kept.act }
}
