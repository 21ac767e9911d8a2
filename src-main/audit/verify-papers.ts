import { join } from 'node:path'
import type { Connection } from '../vault/connection.ts'
import { paperState, type Paper } from '../vault/paper-file.ts'
import { paperRows } from '../vault/papers.ts'
import type { Scratch, SpokenPaper } from '../vault/scratch.ts'
import type { Finding } from './contract.ts'
import { figure, finding, gather, reasonOf } from './finding.ts'

/** What the check is called in a verdict. */
export const PAPERS_HOLD =
  'Every stored document is the one that its entry names, and every document named is stored'

/** What an act's document is called, before the number of its entry. */
const NAMED: Record<string, string> = {
  'letter-approved': 'letter approved in',
  'scan-attached': 'scan attached in',
  'proof-attached': 'proof attached in',
  'basis-paper-attached': 'paper of another basis attached in',
  'document-kept': 'document kept in',
  'logo-recorded': 'logo recorded in',
  'edition-imported': 'edition of the law imported by',
}
const nameOf = ({ act, seq }: SpokenPaper) => `${NAMED[act] ?? 'document of'} entry ${figure(seq)}`

/** Opens every document that an entry names and compares it, and looks for documents that no entry names. */
export function verifyPapers(
  office: Connection,
  folder: string,
  scratch: Pick<Scratch, 'spoken' | 'isSpoken'>,
): { of: number; held: number; findings: Finding[] } {
  const findings = gather()
  const rows = paperRows(office)
  let of = 0
  for (const spoken of scratch.spoken()) {
    of += 1
    const fault = faultOf(spoken, rows.row(spoken.paperId), folder)
    if (fault) findings.push(fault)
  }
  for (const id of rows.ids())
    if (!scratch.isSpoken(id)) {
      of += 1
      findings.push(
        finding(
          null,
          'A stored document is named by no entry.',
          `It is kept under ${id.slice(0, 8)}, and nobody recorded it.`,
        ),
      )
    }
  return { of, held: Math.max(0, of - findings.count), findings: findings.list() }
}

function faultOf(spoken: SpokenPaper, row: Paper | undefined, folder: string): Finding | null {
  const { seq, sha256, size, paperId } = spoken
  const what = `The ${nameOf(spoken)} is not the document that is stored.`
  if (!row) return finding(seq, what, 'The document is missing.')
  if (Buffer.from(row.sha256).toString('hex') !== sha256)
    return finding(seq, what, 'The stored document has a different hash.')
  if (size !== null && row.size !== size)
    return finding(seq, what, 'The stored document has a different size.')
  const failed = `The document of the ${nameOf(spoken)} failed its check.`
  try {
    // The row has the hash that the entry names, and its file is read against that one.
    const state = paperState(row, join(folder, paperId))
    if (state === 'whole') return null
    return finding(
      seq,
      failed,
      state === 'missing' ? 'Its file is missing.' : 'Its file was changed or cannot be opened.',
    )
  } catch (error) {
    return finding(seq, failed, reasonOf(error))
  }
}
