import type { Finding } from './contract.ts'
import type { OpenedEntry } from './verify-words.ts'

/** What a domain asks of the meaning of the log; pure, one walk over the entries, oldest first. */
export interface AuditRule {
  /** As a sentence: "Every disclosure had a basis on its day". */
  asks: string
  /** How many things were looked at, and which of them do not hold; erased entries come without their detail. */
  judge(entries: Iterable<OpenedEntry>): { of: number; findings: Finding[] }
}
