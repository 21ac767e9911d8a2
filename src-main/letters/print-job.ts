import type { Running } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'

interface Going {
  done: number
  of: number
  stopped: boolean
  thread: Running<unknown> | null
}

export type PrintJob = ReturnType<typeof printJob>

/** The one job of many letters that is under way at a place: how far it is, and a way to stop it. */
export function printJob() {
  let going: Going | null = null
  const expectOn = ({ stopped }: Going) => {
    if (stopped)
      throw new Refusal('conflict', 'The job was stopped. Nothing was handed to the printer.')
  }
  return {
    progress: () => ({
      running: going !== null,
      done: (going?.done ?? 0) + (going?.thread?.progress().done ?? 0),
      of: going?.of ?? 0,
    }),
    async stop(): Promise<void> {
      if (!going) return
      going.stopped = true
      await going.thread?.stop()
    },
    /**
     * `looked` counts a letter that was looked over, and refuses to go on once it was stopped, as `expectOn` does;
     * `through` waits for the thread that draws them.
     */
    async alone<T>(
      letters: number,
      work: (mine: {
        looked(): void
        expectOn(): void
        through<Answer>(start: () => Running<Answer>): Promise<Answer>
      }) => Promise<T>,
    ): Promise<T> {
      if (going)
        throw new Refusal('busy', 'Another job of letters is being made. Wait for it, or stop it.')
      const mine: Going = { done: 0, of: 2 * letters, stopped: false, thread: null }
      going = mine
      try {
        return await work({
          looked() {
            mine.done += 1
            expectOn(mine)
          },
          expectOn: () => expectOn(mine),
          async through(start) {
            expectOn(mine)
            const thread = start()
            mine.thread = thread
            try {
              return await thread.answer
            } finally {
              expectOn(mine)
            }
          },
        })
      } finally {
        going = null
      }
    },
  }
}
