import type { Readable } from '../vault/vault.ts'

/** Everybody's name by id, who left with them; an unknown id gives itself, or the word given for it. */
export async function namesIn(tx: Readable): Promise<(id: string, unknown?: string) => string> {
  const rows = await tx.selectFrom('person').select(['id', 'name']).execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (id, unknown = id) => names.get(id) ?? unknown
}

/** Whether somebody works here now. */
export async function worksHere(tx: Readable, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('works')
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.works === 1
}
