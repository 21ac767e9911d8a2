import { sizeOf } from '../audit/stored-tree.ts'
import { fileKeySince } from '../people/file-key.ts'
import { isSample, peopleNamed } from '../people/names.ts'
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

/** From how many entries on an office without a backup is told so each day. */
const WORTH_A_BACKUP = 100
const OLD_AFTER_DAYS = 3
const TRY_EVERY_DAYS = 31

/** What is to be said of the backups: that there is none, that the last is old, or that none was tried lately. */
export async function backupDue(
  tx: Readable,
  now: Date,
): Promise<{
  kind: 'no-backup' | 'backup-old' | 'backup-of-former-key' | 'backup-untried'
  at: string
} | null> {
  const [plan, [last]] = [await planNow(tx), await backupsMade(tx, 1)]
  const at = now.toISOString()
  if (!last) {
    const isNeeded = plan !== null || (await sizeOf(tx)) >= WORTH_A_BACKUP
    return isNeeded && !(await isSample(tx)) ? { kind: 'no-backup', at } : null
  }
  if (isOlder(last.madeAt, now, OLD_AFTER_DAYS)) return { kind: 'backup-old', at: last.madeAt }
  const keySince = await fileKeySince(tx)
  if (keySince !== null && last.madeAt < keySince)
    return { kind: 'backup-of-former-key', at: keySince }
  const since = await untriedTooLong(tx, now)
  return since === null ? null : { kind: 'backup-untried', at: since }
}

/** Since when no backup was brought back and verified: since one was, or the first was made; null while there is none. */
async function untriedSince(tx: Readable): Promise<string | null> {
  const first = () =>
    tx.selectFrom('backup').select('made_at').orderBy('seq').limit(1).executeTakeFirst()
  return (await lastTrial(tx))?.at ?? (await first())?.made_at ?? null
}

/** The same, once it is too long ago; null while it is not. */
export async function untriedTooLong(tx: Readable, now: Date): Promise<string | null> {
  const since = await untriedSince(tx)
  return since !== null && isOlder(since, now, TRY_EVERY_DAYS) ? since : null
}

const isOlder = (at: string, now: Date, days: number) =>
  now.getTime() - new Date(at).getTime() > days * 86_400_000
