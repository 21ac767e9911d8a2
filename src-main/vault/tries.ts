import { existsSync, readFileSync } from 'node:fs'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { replaceFile } from './durable-file.ts'

/** Wrong passphrases, or recovery codes, that were typed for one person since somebody last came in. */
const Failed = z.object({
  personId: z.string(),
  times: z.number(),
  first: z.string(),
  last: z.string(),
})
export type Failed = z.output<typeof Failed>
const Kept = z.object({
  /** Named by the newest sign-in in the log: a file that was removed or made anew does not have it. */
  mark: z.string(),
  /** The mark of a sign-in that may not have been logged. */
  next: z.string().default(''),
  waits: z.array(z.object({ personId: z.string(), times: z.number(), last: z.string() })),
  unlogged: z.array(Failed),
})
type Kept = z.output<typeof Kept>

/** What was typed wrongly before the office could be opened: it cannot be logged until then. */
export interface Tries {
  /** Refuses while this person has to wait. */
  expectNow(personId: string): void
  failed(personId: string): void
  /** It opened: nobody waits for that person any more. */
  passed(personId: string): void
  unlogged(): readonly Failed[]
  /** Whether the file has the mark of the newest sign-in. */
  has(mark: string): boolean
  /** A sign-in that names `mark` is about to be logged, after the one that named `before`; then it was. */
  begin(mark: string, before: string | null): void
  logged(): void
}

interface Parts {
  file: string
  clock: () => Date
  /** Whether this person has a key. */
  holds: (personId: string) => boolean
}

/** So many mistakes cost nothing; each further one doubles the wait, up to the longest. */
const FREE = 3
const LONGEST_MS = 15 * 60_000
/** The names tried are few; more than these are counted together. */
const MOST = 50

/** How long somebody waits after so many wrong passphrases in a row. */
export const waitAfter = (times: number): number =>
  times < FREE ? 0 : Math.min(LONGEST_MS, 1000 * 2 ** Math.min(30, times - FREE))

/** The file beside the keys in which wrong passphrases are kept until they are logged; it outlives the program. */
export function triesIn({ file, clock, holds }: Parts): Tries {
  let kept = read(file)
  const save = () => {
    try {
      replaceFile(file, `${JSON.stringify(kept)}\n`)
    } catch {
      // A folder that cannot be written keeps them in this program's memory alone.
    }
  }
  const put = (part: Partial<Kept>) => {
    kept = { ...kept, ...part }
    save()
  }
  const has = (mark: string) => existsSync(file) && (kept.mark === mark || kept.next === mark)
  const waitOf = (personId: string) => kept.waits.find((one) => one.personId === personId)

  return {
    expectNow(personId) {
      const wait = waitOf(personId)
      const now = clock().getTime()
      const since = now - Date.parse(wait?.last ?? '')
      // A clock that was set back waits its time from now, and no longer.
      const left = wait ? waitAfter(wait.times) - Math.max(0, since) : 0
      if (left <= 0) return
      if (wait && since < 0)
        put({
          waits: [...others(kept.waits, personId), { ...wait, last: new Date(now).toISOString() }],
        })
      throw new Refusal(
        'not-allowed',
        `The passphrase was wrong ${wait!.times} times. Wait ${lengthOf(left)}, then try again.`,
      )
    },
    failed(personId) {
      const at = clock().toISOString()
      const times = (waitOf(personId)?.times ?? 0) + 1
      const known =
        kept.unlogged.length < MOST || kept.unlogged.some((one) => one.personId === personId)
      const name = known ? personId : ''
      const before = kept.unlogged.find((one) => one.personId === name)
      const failed = {
        ...{
          personId: name,
          times: (before?.times ?? 0) + 1,
          first: before?.first ?? at,
          last: at,
        },
      }
      put({
        waits: newest([...others(kept.waits, personId), { personId, times, last: at }], holds),
        unlogged: [...others(kept.unlogged, name), failed],
      })
    },
    passed(personId) {
      if (waitOf(personId)) put({ waits: others(kept.waits, personId) })
    },
    unlogged: () => kept.unlogged,
    has,
    // The sign-in before may have been logged without this file being told: its mark is kept while this one is tried.
    begin: (mark, before) =>
      put({ ...(before && has(before) ? { mark: before } : {}), next: mark }),
    // Where nothing was to be logged, the mark of the sign-in is in the file already.
    logged() {
      if (kept.unlogged.length > 0) put({ mark: kept.next, next: '', unlogged: [] })
    },
  }
}

/** Those kept of so many: whoever makes names up pushes out what was typed for nobody who has a key. */
function newest(waits: Kept['waits'], holds: Parts['holds']): Kept['waits'] {
  if (waits.length <= MOST) return waits
  const first = waits.findIndex(({ personId }) => !holds(personId))
  return waits.filter((_, nth) => nth !== Math.max(0, first))
}

const others = <Of extends { personId: string }>(all: readonly Of[], personId: string): Of[] =>
  all.filter((one) => one.personId !== personId)

function read(file: string): Kept {
  const none = { mark: '', next: '', waits: [], unlogged: [] }
  try {
    return Kept.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? none
  } catch {
    return none
  }
}

function lengthOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return seconds === 1 ? 'one second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'one minute' : `${minutes} minutes`
}
