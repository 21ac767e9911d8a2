import { sql } from 'kysely'
import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { ofPerson } from '../clients/records.ts'
import { RESTRICTED_CLASS } from './contract.ts'
import type { Readable } from '../vault/vault.ts'

interface FormSaid {
  recipient: { name: string }
  kind: string
  receivedOn: string
}
const formOf = (stored: string) => JSON.parse(stored) as FormSaid

const consentsLink = (id: string) => ({ to: 'consents' as const, id })

/** Forms as they came in. */
export async function forms(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where(ofPerson('client_id', clientId))
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const { recipient, kind, receivedOn } = formOf(row.form)
    return {
      ...{
        ...emptyLine,
        kind: 'consent',
        act: 'consent-recorded',
        seq: row.seq,
        at: row.recorded_at,
      },
      ...{ by: row.recorded_by, name: recipient.name, detail: kind, on: receivedOn },
      link: consentsLink(clientId),
    }
  })
}

/** What was taken back. */
export async function withdrawals(
  tx: Readable,
  { clientId, before, limit, seesRestricted }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('consent_withdrawal as w')
    .innerJoin('consent as c', 'c.id', 'w.consent_id')
    .select(['w.seq', 'w.recorded_at', 'w.recorded_by', 'w.received_on', 'w.said_on', 'w.how'])
    .select(['w.replaces', 'w.reason', 'c.form'])
    .where(ofPerson('c.client_id', clientId))
    .where('w.seq', '<', before)
    // One that is of restricted information alone is there only for whoever may open that, corrected or not.
    .$if(!seesRestricted, (query) => query.where(OF_OPEN))
    .orderBy('w.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...emptyLine, kind: 'consent', seq: row.seq, at: row.recorded_at },
    reason: seesRestricted ? row.reason : '',
    act: row.replaces === null ? 'consent-withdrawn' : 'withdrawal-corrected',
    ...{ by: row.recorded_by, name: formOf(row.form).recipient.name, detail: row.how },
    ...{ on: row.said_on ?? row.received_on, link: consentsLink(clientId) },
  }))
}

const OF_OPEN = sql<boolean>`exists (
  select 1 from json_each(w.classes) as k where k.value <> ${RESTRICTED_CLASS}
  union all
  select 1 from consent_withdrawal as f, json_each(f.classes) as k
  where f.seq = w.replaces and k.value <> ${RESTRICTED_CLASS})`

/** Scans put to a form. */
export async function scans(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('consent_scan as s')
    .innerJoin('consent as c', 'c.id', 's.consent_id')
    .select(['s.seq', 's.recorded_at', 's.recorded_by', 'c.form'])
    .where(ofPerson('c.client_id', clientId))
    .where('s.seq', '<', before)
    .orderBy('s.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ ...emptyLine, kind: 'consent', act: 'scan-attached', seq: row.seq, at: row.recorded_at },
    ...{ by: row.recorded_by, name: formOf(row.form).recipient.name, link: consentsLink(clientId) },
  }))
}

const CHECKED_AS: Record<string, ChronologyLine['act']> = {
  ...{ passed: 'consent-checked', 'review-undone': 'review-undone' },
}

/** Second checks, passed or not, and what was taken back. */
export async function checks(
  tx: Readable,
  { clientId, before, limit, seesRestricted }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('consent_check as k')
    .innerJoin('consent as c', 'c.id', 'k.consent_id')
    .select(['k.seq', 'k.at', 'k.by', 'k.outcome', 'k.against', 'k.reason', 'c.form'])
    .where(ofPerson('c.client_id', clientId))
    .where('k.seq', '<', before)
    .orderBy('k.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, outcome, against, reason, form }) => ({
    ...{
      ...emptyLine,
      kind: 'consent',
      seq,
      at,
      by,
      detail: against,
      reason: seesRestricted ? reason : '',
    },
    act: CHECKED_AS[outcome] ?? 'consent-returned',
    ...{ name: formOf(form).recipient.name, link: consentsLink(clientId) },
  }))
}

/** When the client was asked again. */
export async function reviews(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('consent_review as r')
    .innerJoin('consent as c', 'c.id', 'r.consent_id')
    .select(['r.seq', 'r.at', 'r.by', 'r.on_day', 'r.how', 'c.form'])
    .where(ofPerson('c.client_id', clientId))
    .where('r.seq', '<', before)
    .orderBy('r.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, on_day, how, form }) => ({
    ...{
      ...emptyLine,
      kind: 'consent',
      act: 'consent-reviewed',
      seq,
      at,
      by,
      detail: how,
      on: on_day,
    },
    ...{ name: formOf(form).recipient.name, link: consentsLink(clientId) },
  }))
}
