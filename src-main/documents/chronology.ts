import { sql } from 'kysely'
import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { ofPerson } from '../clients/records.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import type { Readable } from '../vault/vault.ts'
import type { LoggedDocument } from './logged.ts'

/** Documents that any version says tell of what is restricted. */
const RESTRICTED = sql<string>`(select r.document_id from document as r
  where json_extract(r.said, '$.class') = ${sql.lit(RESTRICTED_CLASS)})`

/** What came in and what became of it: from whom and of what sort, as it was last said by then; never its title, which may tell of health. */
export async function documentSteps(
  tx: Readable,
  { clientId, before, limit, seesRestricted, letters }: Wanted,
): Promise<ChronologyLine[]> {
  const stood = sql<string>`(select v.said from document as v where v.document_id = d.document_id
    and v.seq <= d.seq and v.act in ('document-kept', 'document-corrected') order by v.seq desc limit 1)`
  const rows = await tx
    .selectFrom('document as d')
    .leftJoin(mattersNamed(tx).as('m'), (join) =>
      join.on('m.id', '=', sql<string>`json_extract(${stood}, '$.matterId')`),
    )
    .select(['d.seq', 'd.at', 'd.by', 'd.act', 'd.said', 'm.our_ref'])
    .select([stood.as('stood'), sql<number>`d.document_id in ${RESTRICTED}`.as('restricted')])
    .where(ofPerson('d.client_id', clientId))
    .where('d.seq', '<', before)
    .$if(!seesRestricted, (query) => query.where(sql<boolean>`d.document_id not in ${RESTRICTED}`))
    .orderBy('d.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, act, said, our_ref, stood: version, restricted }) => {
    const { sender, sort, receivedOn, matterId, letterId } = JSON.parse(version) as LoggedDocument
    const { reason = '' } = JSON.parse(said) as { reason?: string }
    // A letter that whoever asks may not know of is answered by nothing.
    const link = letters.has(letterId ?? '')
      ? ({ to: 'letter', id: letterId! } as const)
      : matterId && ({ to: 'matter', id: matterId } as const)
    const told = restricted
      ? { name: '', detail: 'restricted' }
      : { name: sender, detail: sort, reason, ref: our_ref ?? '' }
    return {
      ...{ ...emptyLine, kind: 'document', act, seq, at, by, on: receivedOn, ...told },
      link: link || null,
    }
  })
}
