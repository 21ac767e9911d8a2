import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import type { Readable } from '../vault/vault.ts'
import { nameOfStay, NEVER } from './stays.ts'
import { spokenName } from './known-client.ts'
import { ofPerson } from './records.ts'

/** When the client was registered and corrected. */
export async function versionsRecorded(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('client_version')
    .select(['seq', 'version', 'recorded_at', 'recorded_by', 'reason'])
    .where(ofPerson('client_id', clientId))
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, version, recorded_at, recorded_by, reason }) => ({
    ...{ ...emptyLine, kind: 'client', seq, at: recorded_at, by: recorded_by, reason },
    act: version === 1 ? 'client-registered' : 'client-corrected',
  }))
}

/** Where the client was, as it was recorded; `prison` names an establishment. */
export const staysRecorded =
  (prison: (establishmentId: string) => string) =>
  async (tx: Readable, { clientId, before, limit }: Wanted): Promise<ChronologyLine[]> => {
    const rows = await tx
      .selectFrom('stay')
      .selectAll()
      .where(ofPerson('client_id', clientId))
      .where('seq', '<', before)
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      ...{ ...emptyLine, kind: 'stay', seq: row.seq, at: row.recorded_at, by: row.recorded_by },
      act: row.replaces === null ? 'stay-recorded' : 'stay-corrected',
      ...(row.kind === NEVER
        ? { name: 'An entry of the history', detail: 'taken back', on: row.from_on }
        : { name: nameOfStay(row, prison), detail: row.source, on: row.from_on }),
      reason: row.reason,
    }))
  }

/** When records were joined and parted: told of both, so that it stays told once they are apart. */
export async function recordsJoined(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('joining as j')
    .innerJoin('client as o', 'o.id', 'j.client_id')
    .select(['j.seq', 'j.what', 'j.at', 'j.by', 'j.reason', 'o.surname', 'o.forenames'])
    .where(({ or }) => or([ofPerson('j.client_id', clientId), ofPerson('j.kept_id', clientId)]))
    .where('j.seq', '<', before)
    .orderBy('j.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, what, at, by, reason, ...named }) => ({
    ...{ ...emptyLine, kind: 'client', act: `client-${what}`, seq, at, by, reason },
    name: spokenName(named),
  }))
}
