import type { Connection } from '../vault/connection.ts'
import { scanLog } from '../vault/log-scan.ts'
import type { Head } from '../vault/vault.ts'
import { verifyCheckpoints, keptRoot, verifyHead } from './verify-checkpoints.ts'
import { verifyPages } from './verify-pages.ts'
import { BLOCK, verifyRows, verifyTop } from './verify-rows.ts'
import { unexplained, verifyWords } from './verify-words.ts'
import type { Finding } from './contract.ts'
import { finding, reasonOf } from './finding.ts'

/** What a copy of the file holds, and what is wrong with it. */
export interface CopyOutcome {
  head: Head
  findings: Finding[]
}

/**
 * Reads a copy of the file whole: every page of it, every entry with its contents, the tree, the signatures and the end.
 * What the lists say, and whether each act was allowed, is the whole verification's to judge, not asked here.
 * `head` is what the copy must at least hold; null where it is not known.
 */
export function verifyCopy(
  copy: Connection,
  head: Head | null,
  tick: (entries: number) => void = () => {},
): CopyOutcome {
  const scan = scanLog(copy)
  try {
    const size = scan.ends()[1] ?? 0
    const rows = verifyRows(scan, size, { from: 0, to: Math.ceil(size / BLOCK) }, tick)
    const words = verifyWords(scan, 1, size, tick)
    const top = rows.bad > 0 ? undefined : verifyTop(scan, size)
    const end = head ? verifyHead(scan, size, head) : undefined
    const root = keptRoot(scan, size)
    return {
      head: { size, root: root ? Buffer.from(root).toString('hex') : '' },
      findings: [
        ...rows.findings,
        ...words.findings,
        ...unexplained(words).findings,
        ...(top ? [top] : []),
        ...verifyCheckpoints(scan, size).findings,
        ...(end ? [end] : []),
        ...verifyPages(copy).findings,
      ],
    }
  } catch (error) {
    const unread = finding(null, 'The copy cannot be read.', reasonOf(error))
    return { head: { size: 0, root: '' }, findings: [unread] }
  }
}
