import { sql } from 'kysely'
import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { ofPerson } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'
import type { LoggedBasis } from './logged.ts'

/** What was recorded of other bases; each step with the recipient as last recorded before it. */
export async function basisSteps(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('basis as b')
    .select(['b.seq', 'b.at', 'b.by', 'b.act', 'b.said'])
    .select(
      sql<string>`(select v.said from basis as v where v.basis_id = b.basis_id and v.seq <= b.seq
        and v.act in ('basis-recorded', 'basis-corrected') order by v.seq desc limit 1)`.as(
        'stood',
      ),
    )
    .where(ofPerson('b.client_id', clientId))
    .where('b.seq', '<', before)
    .orderBy('b.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, act, said, stood }) => {
    const { recipient, kind } = JSON.parse(stood) as Pick<LoggedBasis, 'recipient' | 'kind'>
    const { on, from } = JSON.parse(said) as Record<string, string | undefined>
    return {
      ...{ ...emptyLine, kind: 'consent', act, seq, at, by, name: recipient.name, detail: kind },
      on: on ?? from ?? null,
    }
  })
}
