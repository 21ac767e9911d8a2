import { answerOf, startThread } from '../vault/thread.ts'
import type { Head } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Outcome, Part } from './verify.ts'
import type { Holders } from './verify-holders.ts'

/** What a worker is given; `part` makes it verify that much of the rows and nothing else. */
export interface Errand {
  file: string
  key: Uint8Array
  head: Head | null
  holders: Holders
  codes: string[]
  /** The program’s own folder; null where what is in it is not asked. */
  resources: string | null
  /** Two 32-bit numbers that all threads see: steps done, steps in all. */
  steps: SharedArrayBuffer
  part?: Part
}

/** A verification under way. */
export interface Running {
  outcome: Promise<Outcome>
  /** In entries. */
  progress(): { done: number; of: number }
}

const STEPS_PER_ENTRY = 3

/** Starts a verification in a worker; a worker that dies is refused as `damaged`. */
export function startVerification(errand: Omit<Errand, 'steps' | 'part'>): Running {
  const steps = new SharedArrayBuffer(8)
  const counted = new Int32Array(steps)
  const entries = (index: number) => Math.floor(Atomics.load(counted, index) / STEPS_PER_ENTRY)
  return {
    outcome: workerAnswer<Outcome>({ ...errand, steps }),
    progress: () => ({ done: entries(0), of: entries(1) }),
  }
}

/** Runs one errand in a worker of its own and gives its answer. */
export const workerAnswer = <Answer>(errand: Errand): Promise<Answer> =>
  answerOf(
    startThread(import.meta.url, '../verify-worker', errand),
    new Refusal('damaged', 'The verification stopped before it finished. Start it again.'),
  )
