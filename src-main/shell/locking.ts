import type { Dispatch } from '../wire/dispatch.ts'

/** What a lock needs of the office. */
export interface Lockable {
  phase(): 'none' | 'locked' | 'open'
  lock(): Promise<void>
}

interface Parts {
  /** The office, once it is there. */
  office: () => Lockable | undefined
  /** Takes everything off the screen at once. */
  clear: () => void
  report: (name: string, error: unknown) => void
}

/** Locks the office and clears the screen, whatever the reason. */
export function locking({ office, clear, report }: Parts) {
  let underWay: Promise<void> | undefined
  let cleared = 0
  const isOpen = () => office()?.phase() === 'open'
  const clearNow = () => {
    cleared++
    clear()
  }

  async function turn(open: Lockable): Promise<void> {
    try {
      await open.lock()
    } catch (error) {
      report('lock the office', error)
    } finally {
      underWay = undefined
    }
  }

  return {
    /** Ends with the lock that is under way: a fresh page that waits for it cannot find the office still open. */
    settled: (): Promise<void> => underWay ?? Promise.resolve(),

    /** Locks an open office, and clears the screen at the same moment. */
    lock(): Promise<void> {
      const open = office()
      if (open && !underWay && isOpen()) {
        clearNow()
        underWay = turn(open)
      }
      return underWay ?? Promise.resolve()
    },

    /** The same door; when a question has ended with a locked office, the screen is cleared as well. */
    watching:
      (dispatch: Dispatch): Dispatch =>
      async (name, input) => {
        const [wasOpen, before] = [isOpen(), cleared]
        const answer = await dispatch(name, input)
        if (wasOpen && !isOpen() && cleared === before) clearNow()
        return answer
      },
  }
}
