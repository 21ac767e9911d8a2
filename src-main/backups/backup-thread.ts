import { answerOf, startThread } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Backup } from './backup-place.ts'
import type { BackupErrand } from './make-backup.ts'
import type { BringErrand, Restored } from './restore-backup.ts'

/** What the thread is given; both numbers of `steps` are seen by all threads: steps done, steps in all. */
export type ThreadOrder = ({ make: BackupErrand } | { bringBack: BringErrand }) & {
  steps: SharedArrayBuffer
}

/** Something under way in a thread of its own, while the office goes on answering. */
export interface Running<Answer> {
  answer: Promise<Answer>
  progress(): { done: number; of: number }
  /** Breaks it off; what it left is cleared away by the next one. */
  stop(): Promise<void>
}

export const startBackup = (make: BackupErrand) => inThread<Backup>({ make })
export const startBringingBack = (bringBack: BringErrand) => inThread<Restored>({ bringBack })

function inThread<Answer>(
  order: { make: BackupErrand } | { bringBack: BringErrand },
): Running<Answer> {
  const steps = new SharedArrayBuffer(8)
  const counted = new Int32Array(steps)
  const worker = startThread(import.meta.url, '../backup-worker', { ...order, steps })
  const ended = new Refusal('conflict', 'It was broken off before it was finished.')
  return {
    answer: answerOf(worker, ended),
    progress: () => ({ done: Atomics.load(counted, 0), of: Atomics.load(counted, 1) }),
    stop: async () => void (await worker.terminate()),
  }
}
