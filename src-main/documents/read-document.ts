import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { recordsOf, type Records } from '../clients/records.ts'
import { allows } from '../people/permissions.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { KeptDocument } from './contract.ts'
import { LoggedFile } from './logged.ts'
import { documentStanding, type DocumentRecord, type Standing, type Step } from './standing.ts'

type Seer = Pick<Actor, 'role'>
/** Whether somebody may know of documents that hold what is restricted. */
export const seesRestricted = ({ role }: Seer): boolean => allows(role, 'reveal-consents')

function standingsIn(rows: readonly Tables['document'][], records: Records): Standing[] {
  const found = new Map<string, DocumentRecord & { steps: Step[] }>()
  for (const { document_id: id, client_id: clientId, seq, at, by, act, said } of rows) {
    const record = records.get(clientId)?.place ?? 1
    const one = found.get(id) ?? { id, clientId, record, steps: [] }
    one.steps.push({ seq, at, by, act: act as Step['act'], said: JSON.parse(said) as unknown })
    found.set(id, one)
  }
  return [...found.values()].map(documentStanding).filter((one) => one !== null)
}

/** Every document of the person whose record this is, as far as somebody may know of it, in the order they were kept. */
export async function documentsOf(tx: Readable, clientId: string, by: Seer): Promise<Standing[]> {
  const sees = seesRestricted(by)
  const all = await documentsAmong(tx, await recordsOf(tx, [clientId]))
  return all.filter(({ restricted }) => sees || !restricted)
}

/** Every document of these records, restricted ones too. */
export async function documentsAmong(tx: Readable, records: Records): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('document')
    .selectAll()
    .where(oneOf('client_id', records.keys()))
    .orderBy('seq')
    .execute()
  return standingsIn(rows, records)
}

/** One of them; one that somebody may not know of is there no more than one that was never kept. */
export async function documentIn(tx: Readable, id: string, by: Seer): Promise<Standing> {
  const rows = await tx
    .selectFrom('document')
    .selectAll()
    .where('document_id', '=', id)
    .orderBy('seq')
    .execute()
  const records = await recordsOf(tx, rows[0] ? [rows[0].client_id] : [])
  const [found] = standingsIn(rows, records)
  if (found && (seesRestricted(by) || !found.restricted)) return found
  throw new Refusal('not-found', 'This document is not on record. Open the client again.')
}

/** The files of these documents, also of those that were removed since. */
export async function documentFiles(
  tx: Readable,
  ids: readonly string[],
): Promise<Map<string, LoggedFile>> {
  const rows = await tx
    .selectFrom('document')
    .select(['document_id', 'said'])
    .where(oneOf('document_id', ids))
    .where('act', '=', 'document-kept')
    .execute()
  return new Map(
    rows.map(({ document_id: id, said }) => [id, LoggedFile.parse(JSON.parse(said) as unknown)]),
  )
}

/** A document as the window shows it; what is said of a restricted one only once it was opened for a reason. Pure. */
export function shownDocument(
  whole: Standing,
  nameOf: (id: string) => string,
  opened = false,
): z.input<typeof KeptDocument> {
  const withheld = whole.restricted && !opened
  const one = withheld ? withoutWords(whole) : whole
  const { id, clientId, record, now, earlier, file, keptAt, removed } = one
  const { name, kind, size, sha256 } = file
  const named = <T extends { by: string }>(said: T) => ({ ...said, by: nameOf(said.by) })
  return {
    ...{ id, clientId, record, ...named(now), name, kind, size, sha256, keptAt },
    ...{ withheld, removed: removed && named(removed), earlier: earlier.map(named) },
  }
}

/** A restricted document without what was typed of it: that it is there, since when, and how it is filed. */
function withoutWords(one: Standing): Standing {
  const now = { ...one.now, sender: '', title: '', sort: 'other' as const, pages: null, reason: '' }
  const removed = one.removed && { ...one.removed, reason: '' }
  return {
    ...{ ...one, now: { ...now, class: RESTRICTED_CLASS }, earlier: [], removed },
    file: { ...one.file, name: '' },
  }
}
