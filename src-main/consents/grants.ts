import { birthOfClient, deathOfClient } from '../clients/known-client.ts'
import type { Signature } from '../representatives/authority.ts'
import type { RepresentativeRecord } from '../representatives/standing.ts'
import { representativesAmong } from '../representatives/read-representative.ts'
import { peopleNamed } from '../people/names.ts'
import { sql } from 'kysely'
import { byRecord, recordsOf, type Records } from '../clients/records.ts'
import { daysAfter } from '../dates/days.ts'
import { asRecorded, dueDays, type CountedBy, type CountingLaw } from '../deadlines/due-date.ts'
import type { Touched } from '../law/touched.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { londonDay } from '../dates/days.ts'
import { endedBy, type Grant, type GrantCheck, reaches, signerStop, type Will } from './allowed.ts'
import type { InformationClass } from './contract.ts'
import { LoggedClass, LoggedForm } from './logged.ts'

/** The rule by which a signature grows too old to rely on. */
const AGEING = 'R29'

export type AgeingLaw = CountingLaw

/** A withdrawal as recorded; `undone` is the entry that corrected it, null while it stands. */
export type Withdrawn = Tables['consent_withdrawal'] & {
  about: InformationClass[]
  undone: Tables['consent_withdrawal'] | null
}
/** The last day on which a withdrawal can have been said. */
export const saidBy = ({ said_on, received_on }: Pick<Withdrawn, 'said_on' | 'received_on'>) =>
  said_on ?? received_on
/** A form as recorded, with the withdrawals that stand from it or from an entry that it replaces, by the day they were said. */
export interface ConsentRecord {
  row: Tables['consent']
  /** Which record of the person it stands in. */
  record: number
  form: LoggedForm
  withdrawn: Withdrawn[]
  /** Those that were corrected since. */
  undone: Withdrawn[]
  /** The day on which the client died; null while no death is recorded. */
  diedOn: string | null
  /** Who signed for the client; null where the client did. */
  signature: Signature | null
  /** All forms of the person, this one among them. */
  all: readonly ConsentRecord[]
  /** The newest scan of the paper. */
  scan: Tables['consent_scan'] | null
  /** Name of who recorded it. */
  recorder: string
  /** What its second check came to. */
  checked: Tables['consent_check'] | null
  /** By whom it was checked with its restricted part; null while nobody has who may open that. */
  wholly: Tables['consent_check'] | null
  /** When the client was asked again whether it is still valid, newest first. */
  reviews: Tables['consent_review'][]
}

/** Every form of the person whose record this is, newest first: a refusal or a withdrawal in any record stops. */
export const formsOf = async (tx: Readable, clientId: string): Promise<ConsentRecord[]> =>
  (await formsOfAll(tx, await recordsOf(tx, [clientId]))).get(clientId) ?? []

/** The rows of one table about a form as one JSON text, so that all forms are read in one statement. */
const about = (table: 'withdrawal' | 'scan' | 'check' | 'review', columns: readonly string[]) =>
  sql<string>`(select json_group_array(json_object(${sql.raw(
    columns.map((name) => `'${name}', t."${name}"`).join(),
  )}) order by t.seq) from ${sql.table(`consent_${table}`)} as t where t.consent_id = c.id)`
const BY = ['seq', 'consent_id', 'recorded_at', 'recorded_by']

/** The forms of the persons whose records these are, newest first, by record. */
export async function formsOfAll(
  tx: Readable,
  records: Records,
): Promise<Map<string, ConsentRecord[]>> {
  const rows = await tx
    .selectFrom('consent as c')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'c.recorded_by')
    .selectAll('c')
    .select([
      'p.name as recorder',
      deathOfClient(sql.ref('c.client_id')).as('diedOn'),
      birthOfClient(sql.ref('c.client_id')).as('bornOn'),
      about('withdrawal', [
        ...[...BY, 'classes', 'received_on', 'how', 'note', 'said_on', 'replaces', 'reason'],
        'said_by',
      ]).as('withdrawals'),
      about('scan', [...BY, 'paper_id', 'kind', 'size', 'sha256']).as('scans'),
      about('check', [
        ...['seq', 'consent_id', 'at', 'by', 'outcome', 'against', 'reason', 'partly'],
      ]).as('checks'),
      about('review', ['seq', 'consent_id', 'at', 'by', 'on_day', 'how', 'note']).as('reviews'),
    ])
    .where(oneOf('c.client_id', records.keys()))
    .orderBy('c.seq', 'desc')
    .execute()
  const forms = new Map(rows.map(({ id, form }) => [id, LoggedForm.parse(JSON.parse(form))]))
  const withdrawn = new Map(rows.map(({ id, withdrawals }) => [id, withdrawalsIn(withdrawals)]))
  const acting = await signersOf(tx, records, forms)
  const kept = rows.map(
    ({
      recorder,
      diedOn,
      bornOn,
      withdrawals: _,
      scans,
      checks,
      reviews,
      ...row
    }): ConsentRecord => {
      const checked = JSON.parse(checks) as Tables['consent_check'][]
      const undoneAt = checked.findLast(({ outcome }) => outcome === REVIEW_UNDONE)?.seq
      const ofPaper = chainOfCorrections(row.id, forms)
        .flatMap((id) => withdrawn.get(id) ?? [])
        .sort((one, other) => saidBy(one).localeCompare(saidBy(other)) || one.seq - other.seq)
      return {
        ...{ row, diedOn, record: records.get(row.client_id)!.place },
        recorder: recorder ?? 'an unknown person',
        ...checksIn(checked.filter(({ outcome }) => outcome !== REVIEW_UNDONE)),
        reviews: (JSON.parse(reviews) as Tables['consent_review'][])
          .filter(({ seq }) => seq > (undoneAt ?? 0))
          .reverse(),
        form: forms.get(row.id)!,
        signature: signatureOf(forms.get(row.id)!, { acting, bornOn, diedOn }),
        scan: (JSON.parse(scans) as Tables['consent_scan'][]).at(-1) ?? null,
        withdrawn: ofPaper.filter(({ undone, about: what }) => !undone && what.length > 0),
        undone: ofPaper.filter(({ undone }) => undone),
        all: [],
      }
    },
  )
  const byId = byRecord(records, kept, ({ row }) => row.client_id)
  for (const all of byId.values()) for (const one of all) one.all = all
  return byId
}

/** A form is checked once, and a second time where its restricted part was left out; returned, it waits for another form. */
function checksIn(
  all: readonly Tables['consent_check'][],
): Pick<ConsentRecord, 'checked' | 'wholly'> {
  const returned = all.findLastIndex(({ outcome }) => outcome !== 'passed')
  const passed = all.slice(returned + 1)
  return {
    checked: passed[0] ?? all.at(-1) ?? null,
    wholly: passed.find(({ partly }) => partly === 0) ?? null,
  }
}

/** Stands among what was found of a form where that the client was asked again was a mistake. */
const REVIEW_UNDONE = 'review-undone'

/** Who acts for these clients, by id; asked only where one of them signed something. */
async function signersOf(
  tx: Readable,
  records: Records,
  forms: ReadonlyMap<string, LoggedForm>,
): Promise<ReadonlyMap<string, RepresentativeRecord>> {
  if (![...forms.values()].some(({ signedBy }) => signedBy)) return new Map()
  const all = [...(await representativesAmong(tx, records)).values()].flat()
  return new Map(all.map((one) => [one.id, one]))
}

function signatureOf(
  { signedBy, signedOn }: LoggedForm,
  {
    acting,
    ...life
  }: {
    acting: ReadonlyMap<string, RepresentativeRecord>
    bornOn: string | null
    diedOn: string | null
  },
): Signature | null {
  if (!signedBy) return null
  const { representativeId: id, lacks, decided } = signedBy
  const representative = acting.get(id) ?? { id, clientId: '', steps: [] }
  return {
    ...{ representative, signedOn, lacksOn: lacks?.on ?? null, decided: decided !== '' },
    ...life,
  }
}

function withdrawalsIn(stored: string): Withdrawn[] {
  const rows = JSON.parse(stored) as Tables['consent_withdrawal'][]
  return rows.map((one) => ({
    ...one,
    about: z.array(LoggedClass).parse(JSON.parse(one.classes)),
    undone: rows.find(({ replaces }) => replaces === one.seq) ?? null,
  }))
}

/** The entries of one paper: this one and those that it replaces, for what is withdrawn from one is withdrawn from all. */
function chainOfCorrections(id: string, forms: ReadonlyMap<string, LoggedForm>): string[] {
  const before = forms.get(id)?.replaces ?? null
  return before === null ? [id] : [id, ...chainOfCorrections(before, forms)]
}

/**
 * How a signature ages (R29): the last day it may be relied on, and the one from which the client is to be asked again.
 * One that no law held here can age is relied on no longer.
 */
export function ageOf(
  { signedOn, until }: Pick<LoggedForm, 'signedOn' | 'until'>,
  held: AgeingLaw,
): { lastDay: string; reviewOn: string } {
  const age = asRecorded(held, (by) => aged(signedOn, by))
  const { due, prudent } = age ?? { due: daysAfter(signedOn, -1), prudent: signedOn }
  return { lastDay: until !== null && until < due ? until : due, reviewOn: prudent }
}

/** How many forms the law before a change could age and the law after it cannot. */
export async function formsLeftUnaged(tx: Readable, { before, after, rules }: Touched) {
  const spans = ({ law }: CountedBy) =>
    JSON.stringify(law.rules.get(AGEING)?.versions.map(({ from, to }) => [from, to]))
  if (!rules.has(AGEING) || spans(before) === spans(after)) return 0
  const rows = await tx
    .selectFrom('consent')
    .select([SIGNED_ON.as('signedOn'), sql<number>`count(*)`.as('forms')])
    .groupBy(SIGNED_ON)
    .execute()
  const isAged = (signedOn: string, by: CountedBy) =>
    asRecorded({ law: by.law, holidays: by.holidays }, (one) => aged(signedOn, one)) !== null
  return rows
    .filter(({ signedOn }) => isAged(signedOn, before) && !isAged(signedOn, after))
    .reduce((sum, { forms }) => sum + forms, 0)
}

/** The clients of whom a change of the law makes a form age otherwise. */
export async function agedOtherwise(tx: Readable, touched: Touched): Promise<string[]> {
  const { before, after, rules, days } = touched
  if (!rules.has(AGEING) && days.length === 0) return []
  const rows = await tx.selectFrom('consent').select(SIGNED_ON.as('on')).distinct().execute()
  const age = (signedOn: string, held: CountingLaw) =>
    JSON.stringify(ageOf({ signedOn, until: null }, held))
  const other = rows.map(({ on }) => on).filter((on) => age(on, before) !== age(on, after))
  if (other.length === 0) return []
  const found = await tx
    .selectFrom('consent')
    .select('client_id')
    .distinct()
    .where(oneOf(SIGNED_ON, other))
    .execute()
  return found.map(({ client_id }) => client_id)
}
const SIGNED_ON = sql<string>`iif(json_valid(form), json_extract(form, '$.signedOn'), null)`

function aged(signedOn: string, by: CountedBy) {
  const rule = by.law.rules.get(AGEING)
  if (!rule) throw new Error(`The edition has no rule ${AGEING}.`)
  return dueDays(rule, { on: signedOn }, by)
}

/** What the second check of a form came to. */
export function checkOf({ form, recorder, checked, wholly }: ConsentRecord): GrantCheck {
  const state = checked
    ? (checked.outcome as 'passed' | 'returned' | 'removed')
    : form.secondCheck
      ? 'awaiting'
      : 'not-needed'
  const on = checked && state === 'passed' ? londonDay(checked.at) : null
  const partly = on !== null && wholly?.seq !== checked?.seq
  const heldOn = wholly ? londonDay(wholly.at) : null
  return { state, on, recordedBy: recorder, ...(partly ? { heldOn } : {}) }
}

/** The newest day on which something was done that bears on a form: it came in, or passed its check. */
export const latestDayOf = (kept: ConsentRecord): string =>
  [kept.form.receivedOn, checkOf(kept).on ?? ''].sort().at(-1)!

/**
 * Nothing is disclosed on a day before one on which a paper of the client’s came in: the clock of this computer was set back,
 * or that day was recorded wrongly.
 */
export function expectClock(today: string, forms: readonly ConsentRecord[]): void {
  const latest = forms
    .filter((kept) => kept.checked?.outcome !== 'returned')
    .flatMap(({ form, withdrawn }) => [form.receivedOn, ...withdrawn.map((one) => one.received_on)])
    .reduce((last, day) => (day > last ? day : last), '')
  if (today >= latest) return
  throw new Refusal(
    'conflict',
    `This computer’s clock says ${formatDay(today)}, but a paper of the client’s is on record as received on ${formatDay(latest)}. Set the clock right, or correct that record, before anything is disclosed.`,
  )
}

/** What a kept form grants, as the gate asks for it. */
export const grantOf = (kept: ConsentRecord, ageing: AgeingLaw): Grant => ({
  ...willOf(kept),
  lastDay: ageOf(kept.form, ageing).lastDay,
})

/** What the client said by a form and since, however old it has grown. */
function willOf(kept: ConsentRecord): Will {
  const { row, form, withdrawn, undone } = kept
  return {
    id: row.id,
    seq: row.seq,
    kind: form.kind,
    recipient: form.recipient,
    purpose: form.purpose,
    answers: Object.fromEntries(form.choices.map(({ class: about, answer }) => [about, answer])),
    signature: kept.signature,
    consulted: isConsulted(form, kept),
    signedOn: form.signedOn,
    receivedOn: form.receivedOn,
    check: checkOf(kept),
    replaces: form.replaces,
    diedOn: kept.diedOn,
    withdrawals: [...withdrawn, ...undone].map(
      ({ about, said_on, received_on, said_by, undone: by }) => ({
        classes: about,
        saidOn: said_on,
        receivedOn: received_on,
        undoneOn: by && londonDay(by.recorded_at),
        byRepresentative: said_by === 'representative',
      }),
    ),
  }
}

/**
 * Whether somebody was asked about HIV and sexual health before it was answered: the client, whoever signs for them, and
 * whoever acts for the estate only once the client has died.
 */
const isConsulted = ({ consulted, signedOn }: LoggedForm, { diedOn }: { diedOn: string | null }) =>
  consulted !== null &&
  (consulted.with !== 'representative' || (diedOn !== null && diedOn <= signedOn))

const alikeOf = (kept: ConsentRecord) => {
  const { kind, purpose, recipient } = kept.form
  return kept.all
    .filter(({ checked }) => checked?.outcome !== 'removed')
    .filter(
      ({ form }) => form.kind === kind && form.purpose === purpose && reaches(form, recipient),
    )
    .map(willOf)
}

/** Whether a class that a form gives was withdrawn by `on`, on this form or on another to the same recipient. */
export const endedOn = (kept: ConsentRecord, about: InformationClass, on: string) =>
  endedBy(willOf(kept), about, on, alikeOf(kept))?.reason ?? null

/** Why a form that a representative signed does not give a class on a day: they may not, or the client said no; null where it does. */
export const signerStopOn = (kept: ConsentRecord, about: InformationClass, on: string) =>
  kept.signature ? (signerStop(willOf(kept), about, on, alikeOf(kept))?.reason ?? null) : null
