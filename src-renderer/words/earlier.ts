import { formatDay } from '../../src-main/dates/words.ts'
import { londonDay } from '../../src-main/dates/days.ts'

interface Version {
  version: number
  at: string
  by: string
  /** Why it took the place of the version before it. */
  reason: string
}

/** The former versions of a record, the newest first: what each said otherwise, and when, by whom and why it was corrected. */
export const formerVersions = <V extends Version>(
  one: V & { earlier: readonly V[] },
  changedFrom: (was: V, is: V) => string,
): { seq: number; words: string; when: string }[] =>
  one.earlier.map((was, at) => {
    const is = one.earlier[at - 1] ?? one
    return {
      seq: was.version,
      words: changedFrom(was, is),
      when: `Corrected ${formatDay(londonDay(is.at))} by ${is.by}: ${is.reason}`,
    }
  })
