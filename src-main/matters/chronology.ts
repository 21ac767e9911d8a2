import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { leafOf, leavesIn } from '../audit/read.ts'
import { ofPerson } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'

const matterLink = (id: string) => ({ to: 'matter' as const, id })

/** Matters as they were opened and corrected. */
export async function matterVersions(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('matter_version as v')
    .innerJoin('matter as m', 'm.id', 'v.matter_id')
    .select(['v.seq', 'v.version', 'v.recorded_at', 'v.recorded_by', 'v.reason'])
    .select(['m.id', 'm.title', 'm.our_ref'])
    .where(ofPerson('m.client_id', clientId))
    .where('v.seq', '<', before)
    .orderBy('v.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...emptyLine, kind: 'matter', seq: row.seq, at: row.recorded_at, by: row.recorded_by },
    act: row.version === 1 ? 'matter-opened' : 'matter-corrected',
    ...{ name: row.title, ref: row.our_ref, reason: row.reason, link: matterLink(row.id) },
  }))
}

/** That a note was taken; what it says stays on its page, for whoever writes one may write anything. */
export async function matterNotes(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('matter_note as n')
    .innerJoin('matter as m', 'm.id', 'n.matter_id')
    .select(['n.seq', 'n.at', 'n.by', 'm.id', 'm.title', 'm.our_ref'])
    .where(ofPerson('m.client_id', clientId))
    .where('n.seq', '<', before)
    .orderBy('n.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, id, title, our_ref }) => ({
    ...{ ...emptyLine, kind: 'matter', act: 'matter-noted', seq, at, by },
    ...{ name: title, ref: our_ref, link: matterLink(id) },
  }))
}

/** Matters as they were closed. */
export async function matterClosings(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('matter_closing as x')
    .innerJoin('matter as m', 'm.id', 'x.matter_id')
    .innerJoin(leavesIn(tx).as('g'), 'g.seq', 'x.seq')
    .select(['x.seq', 'x.closed_on', 'x.reason', 'm.id', 'm.title', 'm.our_ref', 'g.leaf'])
    .where(ofPerson('m.client_id', clientId))
    .where('x.seq', '<', before)
    .orderBy('x.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, closed_on, reason, id, title, our_ref, leaf }) => {
    const { at, actor } = leafOf(seq, leaf)
    return {
      ...{ ...emptyLine, kind: 'matter', act: 'matter-closed', seq, at, by: actor, reason },
      ...{ name: title, ref: our_ref, on: closed_on, link: matterLink(id) },
    }
  })
}

/** Matters as they were reopened, with the closings that were taken back. */
export async function matterReopenings(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('matter_reopening as r')
    .innerJoin('matter as m', 'm.id', 'r.matter_id')
    .selectAll('r')
    .select(['m.id', 'm.title', 'm.our_ref'])
    .where(ofPerson('m.client_id', clientId))
    .where('r.closed_seq', '<', before)
    .orderBy('r.seq', 'desc')
    .limit(limit)
    .execute()
  return rows
    .flatMap((row): ChronologyLine[] => {
      const about = { name: row.title, ref: row.our_ref, link: matterLink(row.id) }
      const reopened = { act: 'matter-reopened', seq: row.seq, at: row.at, by: row.by }
      const closed = { act: 'matter-closed', seq: row.closed_seq, at: row.closed_at }
      return [
        { ...emptyLine, kind: 'matter', ...about, ...reopened, reason: row.reason },
        {
          ...{ ...emptyLine, kind: 'matter', ...about, ...closed, by: row.closed_by },
          ...{ reason: row.closed_reason, on: row.closed_on },
        },
      ]
    })
    .filter(({ seq }) => seq < before)
}
