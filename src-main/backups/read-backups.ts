import { peopleNamed } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { BackupLine, Keeping } from './contract.ts'

/** Where backups go, or null while nobody chose. */
export async function planNow(
  tx: Readable,
): Promise<{ folder: string; keep: z.output<typeof Keeping> } | null> {
  const row = await tx.selectFrom('backup_plan').selectAll().executeTakeFirst()
  if (!row) return null
  const { folder, daily, weekly, monthly } = row
  return { folder, keep: { daily, weekly, monthly } }
}

/** The backups that were made, newest first. */
export async function backupsMade(
  tx: Readable,
  limit: number,
): Promise<z.input<typeof BackupLine>[]> {
  const rows = await tx
    .selectFrom('backup as b')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'b.by')
    .selectAll('b')
    .select('p.name as name')
    .orderBy('b.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ made_at, folder, by, by_itself, size, papers, lacking, bytes, name }) => ({
    ...{ madeAt: made_at, folder, by: name ?? by, byItself: by_itself === 1 },
    ...{ entries: size, papers, lacking, bytes },
  }))
}

/** When one was last brought back and verified. */
export const lastTrial = (tx: Readable) =>
  tx.selectFrom('backup_trial').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
