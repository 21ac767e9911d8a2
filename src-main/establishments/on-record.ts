import type { Readable } from '../vault/vault.ts'
import type { Day } from '../wire/schema.ts'
import type { ArrangementDraft, ArrangementSort } from './contract.ts'
import { LoggedArrangement } from './logged.ts'

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
  const rows = await tx
    .selectFrom('pct_transfer')
    .selectAll()
    .where('establishment_id', '=', establishmentId)
    .orderBy('seq', 'desc')
    .execute()
  return rows.map(({ at, by, on_day, source, note, verified }) => ({
    ...{ at, by, source, note, on: on_day as Day, verified: verified === 1 },
  }))
}

/** What is on record of a prison: each arrangement as it stands, and its transfer day. */
export interface OnRecord {
  /** The arrangement of this sort in force on the day; the newest recorded where several are. */
  on(sort: ArrangementSort, day: string): ArrangementDraft | undefined
  transfer: TransferRow | undefined
}

/** Reads what is on record of a prison; without one, of the disclosure team. */
export async function onRecord(tx: Readable, establishmentId: string | null): Promise<OnRecord> {
  const standing = new Map<string, ArrangementDraft>()
  for (const { id, said } of await arrangementRows(tx))
    if (said.establishmentId === establishmentId) standing.set(id, said)
  const all = [...standing.values()].reverse()
  const [transfer] = establishmentId === null ? [] : await transferRows(tx, establishmentId)
  return {
    on: (sort, day) =>
      all.find(
        (one) =>
          one.sort === sort &&
          (one.from === null || one.from <= day) &&
          (one.to === null || day <= one.to),
      ),
    transfer,
  }
}
