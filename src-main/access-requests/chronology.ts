import { emptyLine, type ChronologyLine, type ChronologyPart } from '../audit/chronology-line.ts'
import { ofPerson } from '../clients/records.ts'

/** Requests for what this office holds about the client, what was done about each, and the copies that answered them. */
export const accessSteps: ChronologyPart = async (tx, { clientId, before, limit }) => {
  const rows = await tx
    .selectFrom('access_request')
    .select(['seq', 'at', 'by', 'act', 'said'])
    .where(ofPerson('client_id', clientId))
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ said, ...row }): ChronologyLine => {
    const { receivedOn } = JSON.parse(said) as { receivedOn?: string }
    return { ...emptyLine, kind: 'access', ...row, on: receivedOn ?? null }
  })
}
