import { Refusal } from '../wire/refusal.ts'

const MINUTE_MS = 60_000
/** So many wrong passphrases a minute are taken of one desk for one person, and of one desk for everybody. */
const [MOST, MOST_OF_ALL] = [5, 60]

/** Wrong passphrases at desks: they come over a network, and as fast as a program sends them. */
export type TriesAtDesks = ReturnType<typeof triesAtDesks>

export function triesAtDesks(clock: () => Date) {
  /** Of the last minute, by desk. */
  const failed = new Map<string, { personId: string; at: number }[]>()

  function lately(desk: string, now: number) {
    const left = (failed.get(desk) ?? []).filter(({ at }) => at <= now && now - at < MINUTE_MS)
    if (left.length > 0) failed.set(desk, left)
    else failed.delete(desk)
    return left
  }

  return {
    /** How many are remembered. */
    size: () => [...failed.values()].reduce((all, { length }) => all + length, 0),
    async tried<T>(desk: string, personId: string, open: () => Promise<T>): Promise<T> {
      const now = clock().getTime()
      for (const one of [...failed.keys()]) lately(one, now)
      const here = lately(desk, now)
      const ofThis = here.filter((one) => one.personId === personId)
      if (ofThis.length >= MOST || here.length >= MOST_OF_ALL)
        throw new Refusal(
          'not-allowed',
          'The passphrase was wrong too often at this desk. Wait a minute, then try again.',
        )
      try {
        const opened = await open()
        failed.set(
          desk,
          lately(desk, now).filter((one) => one.personId !== personId),
        )
        return opened
      } catch (error) {
        if (error instanceof Refusal && error.code === 'not-allowed')
          failed.set(desk, [...lately(desk, now), { personId, at: now }])
        throw error
      }
    },
  }
}
