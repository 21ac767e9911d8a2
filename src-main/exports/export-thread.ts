import { answerOf, startThread } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { ExportErrand, Written } from './write-export.ts'

/** What the thread is given; both numbers of `steps` are seen by all threads: steps done, steps in all. */
export type ExportOrder = ExportErrand & { steps: SharedArrayBuffer }

/** An export that is being written in a thread of its own. */
export interface RunningExport {
  answer: Promise<Written>
  progress(): { done: number; of: number }
  stop(): Promise<void>
}

export function startExport(errand: ExportErrand): RunningExport {
  const steps = new SharedArrayBuffer(8)
  const counted = new Int32Array(steps)
  const worker = startThread(import.meta.url, '../export-worker', { ...errand, steps })
  return {
    answer: answerOf(
      worker,
      new Refusal('conflict', 'The export was cancelled. Nothing of it was kept.'),
    ),
    progress: () => ({ done: Atomics.load(counted, 0), of: Atomics.load(counted, 1) }),
    stop: async () => void (await worker.terminate()),
  }
}
