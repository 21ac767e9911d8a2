import { openedOf } from '../audit/read.ts'
import type { Readable } from '../vault/vault.ts'
import { DeskRemoved } from './logged.ts'

/** What a desk is called now; of one that was removed what it was called then, which the log alone still says. */
export async function deskNamed(tx: Readable, id: string): Promise<string> {
  const row = await tx.selectFrom('desk').select('name').where('id', '=', id).executeTakeFirst()
  if (row) return row.name
  const removed = await openedOf(tx, 'desk-removed')
  const said = removed.map(({ detail }) => DeskRemoved.parse(detail))
  const name = said.findLast(({ deskId }) => deskId === id)?.name
  return name === undefined ? 'A desk that is not on record' : `${name}, removed since`
}
