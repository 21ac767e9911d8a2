import type { OpenedEntry } from '../audit/verify-words.ts'
import { Amended, AmendmentWithdrawn, EditionImported } from '../law/logged.ts'
import type { Period } from '../law/entry.ts'
import { day, isBefore, lastDay } from './calendar.ts'

/** How long a signature may be relied on: rule R29, an office rule, as it came with the program. */
export const SHIPPED_AGE: Period = { unit: 'months', count: 12 }
const FIRST = '2003-04-01'
/** The entry of that rule. */
const ENTRY = /^rule:R29:/
const FOREVER = '9999-12-31'
const CHANGES: ReadonlySet<string> = new Set([
  ...['law-amended', 'law-amendment-withdrawn', 'edition-imported'],
])

/** How signatures aged by the law of the entries so far: the edition’s, or the office’s own change of it. */
export function signatureAge() {
  const amended = new Map<string, Period | null>()
  let published: Period | null = SHIPPED_AGE
  /** By the day of the signature; forgotten with the law that they were counted by. */
  const counted = new Map<string, string>()

  return {
    keep({ act, detail }: OpenedEntry): void {
      if (!CHANGES.has(act)) return
      counted.clear()
      if (act === 'law-amended') {
        const said = Amended.safeParse(detail).data
        if (said?.change.sort !== 'rule' || !ENTRY.test(said.entry)) return
        const { period, from, to } = said.change
        // Another span of years is a question to the whole edition, which is not in the log.
        if (from !== undefined || to !== undefined) amended.set(said.amendmentId, null)
        else if (period) amended.set(said.amendmentId, period)
      }
      if (act === 'law-amendment-withdrawn')
        amended.delete(AmendmentWithdrawn.safeParse(detail).data?.amendmentId ?? '')
      if (act === 'edition-imported')
        published = EditionImported.safeParse(detail).data?.signaturesAge ?? null
    },

    /** The last day on which a signature could be relied on; null for one that no law could age. */
    lastDay(signedOn: string): string | null {
      const newest = [...amended.values()].at(-1)
      const period = newest === undefined ? published : newest
      if (period === null || period.unit === 'working-days') return FOREVER
      if (isBefore(day(signedOn), day(FIRST))) return null
      const last =
        counted.get(signedOn) ??
        lastDay(day(signedOn), period, 'after-first-day', undefined).toString()
      counted.set(signedOn, last)
      return last
    },
  }
}
