import { backupDue } from '../backups/read-backups.ts'
import { basesToConfirm } from '../bases/to-confirm.ts'
import { londonDay } from '../dates/days.ts'
import { waitingErasures } from '../erasure/read-erasure.ts'
import { allows } from '../people/permissions.ts'
import { failedSince } from '../people/failed-sign-ins.ts'
import { passedTo } from '../people/work.ts'
import { sheetIsDue } from '../people/recovery-sheet.ts'
import { filesToReview } from '../retention/read-retention.ts'
import { secondCheckNow } from '../practice/second-check.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { OfficeNotice } from './contract.ts'

/** So long wrong passphrases are shown. */
const SHOWN_FOR_MS = 14 * 86_400_000

type Notice = z.input<typeof OfficeNotice>

/** What whoever asks is to know of the office: that nobody checks forms, and what a partner has to agree to. */
export async function officeNotices(
  tx: Readable,
  { by, now, owed }: { by: Actor; now: Date; owed(tx: Readable): Promise<number> },
): Promise<Notice[]> {
  const { chosen, proposed, required } = await secondCheckNow(tx)
  const of = (kind: Notice['kind'], { by: who, at, reason }: NonNullable<typeof chosen>) => ({
    ...{ kind, at, who, reason },
  })
  const since = new Date(now.getTime() - SHOWN_FOR_MS).toISOString()
  const manages = allows(by.role, 'manage-people')
  const failed = manages ? await failedSince(tx, since) : []
  const noSheet = manages && (await sheetIsDue(tx))
  const erases = allows(by.role, 'confirm-erasures')
  const waiting = erases ? await waitingErasures(tx, londonDay(now)) : null
  const count = erases ? await owed(tx) : 0
  const files = erases ? await filesToReview(tx, londonDay(now)) : 0
  const backup = allows(by.role, 'make-backups') ? await backupDue(tx, now) : null
  const confirms = allows(by.role, 'reveal-consents')
  const bases = confirms ? await basesToConfirm(tx, { by, today: londonDay(now) }) : []
  const passed = await passedTo(tx, by.id, since)
  const at = now.toISOString() as Notice['at']
  return [
    ...passed.map(({ at, matters: count, letters, name, from_id }) => ({
      kind: 'work-passed' as const,
      ...{ at, count, letters, who: name ?? from_id, reason: '' },
    })),
    ...failed.map(({ lost, times, last_at: at, name }) => ({
      kind: lost ? ('failed-sign-ins-lost' as const) : ('failed-sign-ins' as const),
      ...{ at, times, reason: '', who: name ?? 'a person who is not known here' },
    })),
    ...(noSheet ? [{ kind: 'no-sheet' as const, at, who: '', reason: '' }] : []),
    ...(backup ? [{ ...backup, who: '', reason: '' } as Notice] : []),
    ...(count > 0 ? [{ kind: 'erasures-owed' as const, at, who: '', reason: '', count }] : []),
    ...(files > 0
      ? [{ kind: 'files-to-review' as const, at, who: '', reason: '', count: files }]
      : []),
    ...bases.map((one) => ({ kind: 'basis-to-confirm' as const, reason: '', ...one }) as Notice),
    ...(waiting?.proposed ?? []).map((one) => ({ kind: 'erasure-proposed' as const, ...one })),
    ...(waiting?.held ?? []).map((one) => ({ kind: 'hold-review' as const, ...one })),
    ...(chosen && !required ? [of('check-off', chosen)] : []),
    ...(proposed && allows(by.role, 'manage-practice') ? [of('check-off-proposed', proposed)] : []),
  ]
}
