import type { Readable } from '../vault/vault.ts'
import { headCode } from './head-code.ts'

/** The head code of the last signed checkpoint, as it is printed on paper; null before the first. */
export async function lastCheckpointCode(tx: Readable): Promise<string | null> {
  const row = await tx
    .selectFrom('log_checkpoint')
    .select(['size', 'note'])
    .orderBy('size', 'desc')
    .executeTakeFirst()
  if (!row) return null
  const root = row.note.split('\n')[2] ?? ''
  return headCode(row.size, Buffer.from(root, 'base64'))
}
