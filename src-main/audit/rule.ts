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
}
