import { dueDate } from '../deadlines/due-date.ts'
import type { Holidays } from '../rights/holidays.ts'
import type { DeadlineLaw } from '../rights/edition.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { z } from '../wire/schema.ts'
import type { Grant } from './allowed.ts'
import { InformationClass } from './contract.ts'
import { LoggedForm } from './logged.ts'

/** The rule by which a signature grows too old to rely on. */
const AGEING = 'R29'

export interface AgeingLaw {
  law: DeadlineLaw
  holidays: Holidays
}

export type Withdrawn = Tables['consent_withdrawal'] & { about: InformationClass[] }
/** A form as it is kept, with what was taken back since, oldest first. */
export interface Kept {
  row: Tables['consent']
  form: LoggedForm
  withdrawn: Withdrawn[]
  /** The newest scan of the paper. */
  scan: Tables['consent_scan'] | null
}

/** Every form of a client, newest first. */
export async function formsOf(tx: Readable, clientId: string): Promise<Kept[]> {
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('seq', 'desc')
    .execute()
  const withdrawals = await tx
    .selectFrom('consent_withdrawal as w')
    .innerJoin('consent as c', 'c.id', 'w.consent_id')
    .selectAll('w')
    .where('c.client_id', '=', clientId)
    .orderBy('w.seq')
    .execute()
  const scans = await tx
    .selectFrom('consent_scan as s')
    .innerJoin('consent as c', 'c.id', 's.consent_id')
    .selectAll('s')
    .where('c.client_id', '=', clientId)
    .orderBy('s.seq', 'desc')
    .execute()
  return rows.map((row) => ({
    row,
    form: LoggedForm.parse(JSON.parse(row.form)),
    scan: scans.find(({ consent_id }) => consent_id === row.id) ?? null,
    withdrawn: withdrawals
      .filter(({ consent_id }) => consent_id === row.id)
      .map((one) => ({ ...one, about: z.array(InformationClass).parse(JSON.parse(one.classes)) })),
  }))
}

/** The last day a form may be relied on: by its own words, and never longer than its signature keeps (R29). */
export function lastDayOf({ signedOn, until }: LoggedForm, { law, holidays }: AgeingLaw): string {
  const rule = law.rules.get(AGEING)
  if (!rule) throw new Error(`The edition has no rule ${AGEING}.`)
  const { due } = dueDate(rule, { on: signedOn }, { law, holidays })
  return until !== null && until < due ? until : due
}

/** What a kept form grants, as the gate asks for it. */
export function grantOf({ row, form, withdrawn }: Kept, ageing: AgeingLaw): Grant {
  return {
    id: row.id,
    seq: row.seq,
    kind: form.kind,
    recipient: form.recipient,
    purpose: form.purpose,
    answers: Object.fromEntries(form.choices.map(({ class: about, answer }) => [about, answer])),
    consulted: form.consulted !== null,
    receivedOn: form.receivedOn,
    lastDay: lastDayOf(form, ageing),
    withdrawals: withdrawn.map(({ about, received_on }) => ({
      classes: about,
      receivedOn: received_on,
    })),
  }
}
