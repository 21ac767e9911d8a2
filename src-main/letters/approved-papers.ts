import type { SpokenPaper } from '../audit/paper-bytes.ts'
import type { Readable } from '../vault/vault.ts'

/** The paper of every approved letter, by the hash that its approval recorded. */
export async function approvedPapers(tx: Readable): Promise<SpokenPaper[]> {
  const rows = await tx
    .selectFrom('letter_event')
    .select(['seq', 'said'])
    .where('act', '=', 'letter-approved')
    .execute()
  return rows.map(({ seq, said }) => {
    const { paperId, sha256 } = JSON.parse(said) as { paperId: string; sha256: string }
    return { seq, paperId, sha256, what: 'letter approved in' }
  })
}
