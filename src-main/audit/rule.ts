import type { Finding } from './contract.ts'
import type { OpenedEntry } from './verify-words.ts'

/** How many things were looked at, how many do not hold, and the first of each kind of these. */
export interface Judged {
  of: number
  failed: number
  findings: Finding[]
  remarks?: Finding[]
}

/** What a domain asks of the meaning of the log; pure, one walk over the entries, oldest first. */
export interface AuditRule {
  /** As a sentence: "Every disclosure had a basis on its day". */
  asks: string
  /** Erased entries come without their detail. Remarks are acts that a later rule would have refused. */
  judge(entries: Iterable<OpenedEntry>): Judged
  /** The same, an entry at a time: such rules share one walk, and no entry is opened once for each. */
  walk?: () => Walk
}
/** A rule on its way through the log. */
export interface Walk {
  take(entry: OpenedEntry): void
  end(): Judged
}

/** A rule that takes the entries one at a time. */
export const walking = (asks: string, walk: () => Walk): AuditRule => ({
  asks,
  walk,
  judge(entries) {
    const { take, end } = walk()
    for (const entry of entries) take(entry)
    return end()
  },
})
