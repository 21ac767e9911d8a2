import { startCounted } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Backup } from './backup-place.ts'
import type { BackupErrand } from './make-backup.ts'
import type { DiagnoseErrand, Diagnosis } from './diagnose.ts'
import type { Copied, MoveErrand } from './move-office.ts'
import type { BringErrand, Restored } from './restore-backup.ts'

/** What the thread is to do. */
export type ThreadOrder =
  | { make: BackupErrand }
  | { bringBack: BringErrand }
  | { move: MoveErrand }
  | { diagnose: DiagnoseErrand }

export const startBackup = (make: BackupErrand) => inThread<Backup>({ make })
export const startBringingBack = (bringBack: BringErrand) => inThread<Restored>({ bringBack })
export const startDiagnosis = (diagnose: DiagnoseErrand) => inThread<Diagnosis>({ diagnose })
export const startMove = (move: MoveErrand) => inThread<Copied>({ move })

const inThread = <Answer>(order: ThreadOrder) =>
  startCounted<Answer>(
    import.meta.url,
    '../backup-worker',
    order,
    new Refusal('conflict', 'It was broken off before it was finished.'),
  )
