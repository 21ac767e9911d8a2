import { Refusal } from '../wire/refusal.ts'

const MINUTE_MS = 60_000
/** So many wrong passphrases a minute are taken of one desk for one person. */
const MOST = 5

/** Wrong passphrases at desks: they come over a network, and as fast as a program sends them. */
export type TriesAtDesks = ReturnType<typeof triesAtDesks>

export function triesAtDesks(clock: () => Date) {
  const failed = new Map<string, number[]>()
  return {
    async tried<T>(desk: string, personId: string, open: () => Promise<T>): Promise<T> {
      const key = `${desk} ${personId}`
      const now = clock().getTime()
      const lately = (failed.get(key) ?? []).filter((at) => at <= now && now - at < MINUTE_MS)
      failed.set(key, lately)
      if (lately.length >= MOST)
        throw new Refusal(
          'not-allowed',
          'The passphrase was wrong too often at this desk. Wait a minute, then try again.',
        )
      try {
        const opened = await open()
        failed.delete(key)
        return opened
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not-allowed') lately.push(now)
        throw error
      }
    },
  }
}
