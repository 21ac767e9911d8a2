import { sql } from 'kysely'
import type { SpokenPaper } from '../audit/paper-bytes.ts'
import type { Readable } from '../vault/vault.ts'

/** The paper of every approved letter, by the hash that its approval recorded. */
export async function approvedPapers(tx: Readable): Promise<SpokenPaper[]> {
  // What an approval says besides is as long as the letter.
  const rows = await tx
    .selectFrom('letter_event')
    .select(['seq', sql<string>`said ->> 'paperId'`.as('paperId')])
    .select(sql<string>`said ->> 'sha256'`.as('sha256'))
    .where('act', '=', 'letter-approved')
    .execute()
  return rows.map((row) => ({ ...row, what: 'letter approved in' }))
}
