import type { Running, Steps } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'

/** What is under way: `tick` refuses to go on once it was broken off. */
export interface Export extends Steps {
  /** Starts a thread, which counts its own steps and is ended with it, and waits for its answer. */
  through<Answer>(start: () => Running<Answer>): Promise<Answer>
}

/** One export at a time, with how far it is and a way to break it off. */
export function oneExport() {
  let going: { cancel(): Promise<void>; progress(): { done: number; of: number } } | null = null

  function expectFree(): void {
    if (going)
      throw new Refusal('busy', 'An export is already being written. Wait for it, or cancel it.')
  }

  async function alone<T>(work: (mine: Export) => Promise<T>): Promise<T> {
    expectFree()
    let [done, of, cancelled] = [0, 0, false]
    let thread: Running<unknown> | null = null
    let working: Promise<T> | null = null
    const mine: Export = {
      begin: (steps) => void (of = steps),
      tick(steps) {
        if (cancelled) throw new Refusal('conflict', CANCELLED)
        done += steps
      },
      through(start) {
        mine.tick(0)
        const running = start()
        thread = running
        return running.answer
      },
    }
    going = {
      progress: () => thread?.progress() ?? { done, of },
      async cancel() {
        cancelled = true
        await thread?.stop()
        await working?.catch(() => {})
      },
    }
    try {
      working = work(mine)
      return await working
    } finally {
      going = null
    }
  }

  return {
    expectFree,
    alone,
    progress: () => ({ running: going !== null, ...(going?.progress() ?? { done: 0, of: 0 }) }),
    /** Breaks off what is under way, and ends when nothing is left of it. */
    async cancel(): Promise<void> {
      await going?.cancel()
    },
  }
}
export type OneExport = ReturnType<typeof oneExport>

export const CANCELLED = 'The export was cancelled. Nothing of it was kept.'
