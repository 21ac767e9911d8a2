import { sql } from 'kysely'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { contentOf } from './logged.ts'
import { enclosedIn, outOfSightAmong } from './out-of-sight.ts'

/** Those of these letters that enclose something that is closed to whoever asks, and so name it on their paper. */
export async function namingClosed(tx: Readable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('letter')
    .select(['id', 'content'])
    .where(oneOf('id', ids))
    .where(sql<boolean>`instr(content, '"document":') > 0`)
    .execute()
  const enclosed = rows.map(({ id, content }) => ({ id, ids: enclosedIn(contentOf(content)) }))
  const closed = await outOfSightAmong(
    tx,
    enclosed.flatMap((one) => one.ids),
  )
  return new Set(enclosed.flatMap((one) => (one.ids.some((id) => closed.has(id)) ? one.id : [])))
}

/** The paper of each of these letters as it was approved, by letter: of those that whoever asks may have. */
export async function frozenOf(tx: Readable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letter_event')
    .select(['letter_id', sql<string>`json_extract(said, '$.paperId')`.as('paper')])
    .where(oneOf('letter_id', ids))
    .where('act', '=', 'letter-approved')
    .execute()
  const naming = await namingClosed(tx, ids)
  return new Map(
    rows.flatMap((one) => (naming.has(one.letter_id) ? [] : [[one.letter_id, one.paper]])),
  )
}
