import { bare, type Happening, type Wanted } from '../audit/happening.ts'
import type { Readable } from '../vault/vault.ts'
import { nameOfStay } from './read-client.ts'

/** When the client was registered and corrected. */
export async function versionsRecorded(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<Happening[]> {
  const rows = await tx
    .selectFrom('client_version')
    .select(['seq', 'version', 'recorded_at', 'recorded_by', 'reason'])
    .where('client_id', '=', clientId)
    .where('seq', '<', before)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, version, recorded_at, recorded_by, reason }) => ({
    ...{ ...bare, kind: 'client', seq, at: recorded_at, by: recorded_by, reason },
    act: version === 1 ? 'client-registered' : 'client-corrected',
  }))
}

/** Where the client was, as it was recorded; `prison` names an establishment. */
export const staysRecorded =
  (prison: (establishmentId: string) => string) =>
  async (tx: Readable, { clientId, before, limit }: Wanted): Promise<Happening[]> => {
    const rows = await tx
      .selectFrom('stay')
      .selectAll()
      .where('client_id', '=', clientId)
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      ...{ ...bare, kind: 'stay', seq: row.seq, at: row.recorded_at, by: row.recorded_by },
      act: row.replaces === null ? 'stay-recorded' : 'stay-corrected',
      ...{ name: nameOfStay(row, prison), detail: row.source, on: row.from_on },
      reason: row.reason,
    }))
  }
