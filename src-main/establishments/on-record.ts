import type { Readable } from '../vault/vault.ts'
import type { Day } from '../wire/schema.ts'
import type { ArrangementDraft, ArrangementSort } from './contract.ts'
import { LoggedArrangement } from './logged.ts'
import type { Shipped, Site } from './shipped.ts'

/** One version of an arrangement as it is kept, oldest first in every list. */
export interface ArrangementRow {
  id: string
  at: string
  by: string
  reason: string
  said: ArrangementDraft
}
interface TransferRow {
  at: string
  by: string
  on: Day
  source: string
  note: string
  verified: boolean
}

/** Every version of every arrangement, oldest first. */
export async function arrangementRows(tx: Readable): Promise<ArrangementRow[]> {
  const rows = await tx.selectFrom('arrangement').selectAll().orderBy('seq').execute()
  return rows.map(({ id, at, by, reason, said }) => ({
    ...{ id, at, by, reason },
    said: LoggedArrangement.parse(JSON.parse(said)),
  }))
}

/** The days recorded for a prison's transfer, newest first. */
export async function transferRows(tx: Readable, establishmentId: string): Promise<TransferRow[]> {
  return (await transfersIn(tx)).get(establishmentId) ?? []
}

async function transfersIn(tx: Readable): Promise<Map<string, TransferRow[]>> {
  const rows = await tx.selectFrom('pct_transfer').selectAll().orderBy('seq', 'desc').execute()
  const found = rows.map(({ establishment_id, at, by, on_day, source, note, verified }) => ({
    establishment_id,
    row: { at, by, source, note, on: on_day as Day, verified: verified === 1 },
  }))
  const by = Map.groupBy(found, (one) => one.establishment_id)
  return new Map([...by].map(([id, all]) => [id, all.map(({ row }) => row)]))
}

/** What is known of a prison: each arrangement of the office as it stands, else what the edition knows, and its transfer day. */
export interface OnRecord {
  /** The arrangement of this sort in force on the day: the office’s own before the edition’s, the newest recorded where several are. */
  on(sort: ArrangementSort, day: string): ArrangementDraft | undefined
  transfer: TransferRow | undefined
  /** Its sites by the edition, where it has several and the office has no address of its own for it. */
  sites(day: string): readonly Site[]
  /** Where no one body is known to provide healthcare: the names in question, and what is noted. */
  providerDoubt(day: string): ReturnType<Shipped['providerDoubt']>
}

/** What is on record of each prison, by its key; by null, of the disclosure team. */
export type OnRecords = (establishmentId: string | null) => OnRecord

/** The newest version of each arrangement, the arrangement recorded last first. */
export function newestOfEach(rows: readonly ArrangementRow[]): ArrangementRow[] {
  const newest = new Map<string, ArrangementRow>()
  for (const row of rows) newest.set(row.id, row)
  return [...newest.values()].reverse()
}

/** Which of these, the one recorded last first, is in force on the day. Pure. */
export const standingOn = (
  newest: readonly ArrangementRow[],
  { sort, day }: { sort: ArrangementSort; day: string },
): ArrangementRow | undefined =>
  newest.find(
    ({ said: { sort: its, from, seenOn, to } }) =>
      its === sort && (from ?? seenOn ?? day) <= day && (to === null || day <= to),
  )

/** Reads what is on record of all prisons, over what the edition in force knows of them. */
export const onRecords = async (tx: Readable, shipped: Shipped): Promise<OnRecords> =>
  recordsFrom(await arrangementRows(tx), await transfersIn(tx), shipped)

/** What is on record of each prison by these rows, oldest first. Pure. */
export function recordsFrom(
  rows: readonly ArrangementRow[],
  transfers: ReadonlyMap<string, TransferRow[]>,
  shipped: Shipped,
): OnRecords {
  const by = Map.groupBy(newestOfEach(rows), ({ said }) => said.establishmentId)
  return (establishmentId) => ({
    on: (sort, day) =>
      standingOn(by.get(establishmentId as never) ?? [], { sort, day })?.said ??
      shippedOf(shipped, establishmentId, sort, day),
    sites: (day) =>
      standingOn(by.get(establishmentId as never) ?? [], { sort: 'address', day })
        ? []
        : shipped.sites(establishmentId ?? ''),
    providerDoubt: (day) => shipped.providerDoubt(establishmentId ?? '', day),
    transfer: establishmentId === null ? undefined : transfers.get(establishmentId)?.[0],
  })
}

function shippedOf(shipped: Shipped, prison: string | null, sort: ArrangementSort, day: string) {
  if (prison === null) return sort === 'disclosure-team' ? shipped.disclosureTeam(day) : undefined
  if (sort === 'provider') return shipped.provider(prison, day)
  return sort === 'address' ? shipped.address(prison, day) : undefined
}
