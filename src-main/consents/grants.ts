import { dueDate } from '../deadlines/due-date.ts'
import type { Holidays } from '../law/holidays.ts'
import type { DeadlineLaw } from '../law/edition.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { z } from '../wire/schema.ts'
import { londonDay } from '../dates/london-day.ts'
import type { Grant, GrantCheck } from './allowed.ts'
import type { InformationClass } from './contract.ts'
import { LoggedClass, LoggedForm } from './logged.ts'

/** The rule by which a signature grows too old to rely on. */
const AGEING = 'R29'

export interface AgeingLaw {
  law: DeadlineLaw
  holidays: Holidays
}

export type Withdrawn = Tables['consent_withdrawal'] & { about: InformationClass[] }
/** A form as it is kept, with what was taken back since of it or of an entry that it puts right, oldest first. */
export interface Kept {
  row: Tables['consent']
  form: LoggedForm
  withdrawn: Withdrawn[]
  /** The newest scan of the paper. */
  scan: Tables['consent_scan'] | null
  /** Name of who recorded it. */
  recorder: string
  /** What its second check came to; a form is checked once. */
  checked: Tables['consent_check'] | null
  /** When the client was asked again whether it is still valid, newest first. */
  reviews: Tables['consent_review'][]
}

/** Every form of a client, newest first. */
export async function formsOf(tx: Readable, clientId: string): Promise<Kept[]> {
  const rows = await tx
    .selectFrom('consent as c')
    .leftJoin('person as p', 'p.id', 'c.recorded_by')
    .selectAll('c')
    .select('p.name as recorder')
    .where('c.client_id', '=', clientId)
    .orderBy('c.seq', 'desc')
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
  const checks = await tx
    .selectFrom('consent_check as k')
    .innerJoin('consent as c', 'c.id', 'k.consent_id')
    .selectAll('k')
    .where('c.client_id', '=', clientId)
    .execute()
  const reviews = await tx
    .selectFrom('consent_review as r')
    .innerJoin('consent as c', 'c.id', 'r.consent_id')
    .selectAll('r')
    .where('c.client_id', '=', clientId)
    .orderBy('r.seq', 'desc')
    .execute()
  const forms = new Map(rows.map(({ id, form }) => [id, LoggedForm.parse(JSON.parse(form))]))
  const withdrawn = withdrawals.map((one) => ({
    ...one,
    about: z.array(LoggedClass).parse(JSON.parse(one.classes)),
  }))
  return rows.map(({ recorder, ...row }) => {
    const paper = samePaper(row.id, forms)
    return {
      row,
      recorder: recorder ?? 'somebody who is not known',
      checked: checks.find(({ consent_id }) => consent_id === row.id) ?? null,
      reviews: reviews.filter(({ consent_id }) => consent_id === row.id),
      form: forms.get(row.id)!,
      scan: scans.find(({ consent_id }) => consent_id === row.id) ?? null,
      withdrawn: withdrawn.filter(({ consent_id }) => paper.includes(consent_id)),
    }
  })
}

/** The entries of one paper: this one and those that it puts right, for what was taken back of one is taken back of all. */
function samePaper(id: string, forms: ReadonlyMap<string, LoggedForm>): string[] {
  const before = forms.get(id)?.replaces ?? null
  return before === null ? [id] : [id, ...samePaper(before, forms)]
}

/** How a signature ages (R29): the last day it may be relied on, and the one from which the client is to be asked again. */
export function ageOf(
  { signedOn, until }: Pick<LoggedForm, 'signedOn' | 'until'>,
  { law, holidays }: AgeingLaw,
): { lastDay: string; reviewOn: string } {
  const rule = law.rules.get(AGEING)
  if (!rule) throw new Error(`The edition has no rule ${AGEING}.`)
  const { due, prudent } = dueDate(rule, { on: signedOn }, { law, holidays })
  return { lastDay: until !== null && until < due ? until : due, reviewOn: prudent }
}

/** What the second check of a form came to. */
export function checkOf({ form, recorder, checked }: Kept): GrantCheck {
  const state = checked
    ? (checked.outcome as 'passed' | 'returned')
    : form.secondCheck
      ? 'awaiting'
      : 'not-needed'
  const on = checked && state === 'passed' ? londonDay(new Date(checked.at)) : null
  return { state, on, recordedBy: recorder }
}

/** The newest day on which something was done that bears on a form: it came in, or passed its check. */
export const latestDayOf = (kept: Kept): string =>
  [kept.form.receivedOn, checkOf(kept).on ?? ''].sort().at(-1)!

/** What a kept form grants, as the gate asks for it. */
export function grantOf(kept: Kept, ageing: AgeingLaw): Grant {
  const { row, form, withdrawn } = kept
  return {
    id: row.id,
    seq: row.seq,
    kind: form.kind,
    recipient: form.recipient,
    purpose: form.purpose,
    answers: Object.fromEntries(form.choices.map(({ class: about, answer }) => [about, answer])),
    consulted: form.consulted !== null,
    receivedOn: form.receivedOn,
    lastDay: ageOf(form, ageing).lastDay,
    check: checkOf(kept),
    replaces: form.replaces,
    withdrawals: withdrawn.map(({ about, received_on }) => ({
      classes: about,
      receivedOn: received_on,
    })),
  }
}
