import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { spokenName } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'
import { sql } from 'kysely'
import { CAPACITIES } from './capacities.ts'
import type { Capacity } from './contract.ts'

interface Said {
  surname: string
  forenames: string
  capacity: Capacity
}

/** What was recorded of representatives; each step with the name as it was last recorded before it. */
export async function representativeSteps(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('representative as r')
    .select(['r.seq', 'r.at', 'r.by', 'r.act', 'r.said'])
    .select(
      sql<string>`(select v.said from representative as v where v.representative_id = r.representative_id
        and v.seq <= r.seq and v.act in ('representative-recorded', 'representative-corrected')
        order by v.seq desc limit 1)`.as('named'),
    )
    .where(ofPerson('r.client_id', clientId))
    .where('r.seq', '<', before)
    .orderBy('r.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, act, said, named }) => {
    const { surname, forenames, capacity } = JSON.parse(named) as Said
    const { reason = '', on, from } = JSON.parse(said) as Record<string, string | undefined>
    return {
      ...{ ...emptyLine, kind: 'representative', act, seq, at, by, reason },
      ...{ name: spokenName({ surname, forenames }), detail: CAPACITIES[capacity].name },
      on: on ?? from ?? null,
    }
  })
}
