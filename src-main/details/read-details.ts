import { entriesUnder } from '../audit/read.ts'
import { z } from '../wire/schema.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { DetailsRecorded } from './logged.ts'
import { DETAIL_NAMES, type CaseDetails, type DetailName, type DetailRow } from './groups.ts'

const Rows = z.array(z.record(z.string(), z.string()))
const isKnown = (name: string): name is DetailName => DETAIL_NAMES.includes(name as DetailName)

/** What is recorded of a matter, by group, with who recorded it last. */
export async function detailsOf(tx: Readable, matterId: string) {
  const rows = await tx
    .selectFrom('case_detail')
    .select(['group_name', 'version', 'at', 'by', 'said'])
    .where('matter_id', '=', matterId)
    .execute()
  return rows
    .flatMap(({ group_name: group, said, ...row }) =>
      isKnown(group) ? [{ ...row, group, rows: Rows.parse(JSON.parse(said)) }] : [],
    )
    .sort((a, b) => DETAIL_NAMES.indexOf(a.group) - DETAIL_NAMES.indexOf(b.group))
}

/** What was recorded of a group at one time; without a row where it was emptied. */
export interface DetailVersion {
  seq: number
  row: DetailRow | undefined
}

/** All that was ever recorded of a group that has one row, oldest first, by matter; `tags` are of the clients whose matters they are. */
export async function versionsOf(
  tx: Readable,
  group: DetailName,
  tags: readonly string[],
): Promise<Map<string, DetailVersion[]>> {
  const asked = { acts: ['details-recorded'], before: Number.MAX_SAFE_INTEGER, limit: -1 } as const
  const found = (await entriesUnder(tx, tags, asked)).toReversed().flatMap(({ entry }) => {
    const said = DetailsRecorded.safeParse(entry?.detail).data
    if (!entry || said?.group !== group) return []
    return { matterId: said.matterId, version: { seq: entry.seq, row: said.rows[0] } }
  })
  const by = Map.groupBy(found, ({ matterId }) => matterId)
  return new Map([...by].map(([id, all]) => [id, all.map(({ version }) => version)]))
}

/** What letters print of these matters, by matter. */
export async function caseDetails(
  tx: Readable,
  matterIds: readonly string[],
): Promise<Map<string, CaseDetails>> {
  const rows = await tx
    .selectFrom('case_detail')
    .select(['matter_id', 'group_name', 'said'])
    .where(oneOf('matter_id', matterIds))
    .execute()
  const found = new Map<string, Partial<Record<DetailName, DetailRow[]>>>()
  for (const { matter_id, group_name, said } of rows) {
    if (!isKnown(group_name)) continue
    const of = found.get(matter_id) ?? {}
    of[group_name] = Rows.parse(JSON.parse(said))
    found.set(matter_id, of)
  }
  return found
}
