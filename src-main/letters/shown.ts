import { readFirm } from '../practice/read-firm.ts'
import type { LawBook } from '../law/law-book.ts'
import type { Readable } from '../vault/vault.ts'
import { daysAfter } from '../dates/days.ts'
import type { z } from '../wire/schema.ts'
import { gateCase, repliesOf, sentOf, type Case } from './letter-state.ts'
import type { Letter, LetterRow } from './contract.ts'
import { uncovered } from '../typesetting/coverage.ts'
import { cover } from './held.ts'
import { CHASED_FOR_DAYS, deadlineOf, editionOn } from './deadline.ts'
import { gate, textsOf, type Missing } from './gate.ts'
import { asksFor } from './kinds.ts'
import { lawMissing, lawWarnings, type Judging } from './law-behind.ts'
import { reached, stateOf } from './lifecycle.ts'
import { LetterApproved, LetterSent } from './logged.ts'
import type { Sensitive } from './sensitive.ts'

/** What the showing of a letter needs besides the letter. */
export interface Showing {
  today: string
  law: LawBook
  sensitive: Sensitive
  titleOf(kind: Case['content']['kind']): string
}

/** The same for one letter in full, whose law is judged too. */
export type ShowingOne = Showing & Judging

/** The letter's own state, with the gate as it stands today. */
export const stateToday = (one: Case, { today, sensitive }: Showing) =>
  stateOf(one.events, gate(gateCase(one, today, sensitive)).open)

/** The deadline that runs from a sent request; null for a letter that starts none, or that was answered. */
export function deadlineToday(one: Case, { today, law }: Pick<Showing, 'today' | 'law'>) {
  // What came back unopened was received by nobody.
  const sent = reached(one.events) === 'returned' ? null : sentOf(one)
  const asks = one.content.kind === 'L09' ? null : asksFor(one.content.kind, null)
  return sent && asks
    ? deadlineOf({ records: asks.records, sent, replies: repliesOf(one) }, today, law)
    : null
}

/** What the firm still lacks for a letter of its own, and what no letter can print. */
export async function besides(
  tx: Readable,
  one: Pick<Case, 'content' | 'chased' | 'events'>,
  how: Judging,
): Promise<Missing[]> {
  const { content } = one
  const firm = await readFirm(tx)
  const missing: Missing[] = (firm?.missing ?? []).map((what) => ({
    what,
    cure: 'Record it with the firm’s details.',
    where: 'firm',
  }))
  if (!firm)
    missing.push({
      what: 'The firm’s details are not recorded.',
      cure: 'Record them, with who signs for it.',
      where: 'firm',
    })
  if (firm && !firm.signatories.some((one) => one.personId === content.signatory))
    missing.push({
      what: 'Nobody is chosen to sign it.',
      cure: 'Choose who signs.',
      where: firm.signatories.length > 0 ? 'wording' : 'signatory',
    })
  if (content.kind === 'L24' && content.telling === null)
    missing.push({
      what: 'The form does not say who would be told what.',
      cure: 'Say who would be told what, and why.',
      where: 'telling',
    })
  const told = new Set<string>()
  for (const { text, where } of textsOf(content))
    for (const { name } of uncovered(text))
      if (!told.has(name) && told.add(name))
        missing.push({
          what: `No letter can print ${name}.`,
          cure: 'Give it in Latin letters.',
          where,
        })
  return [...missing, ...(await lawMissing(tx, one, how))]
}

/** The gate as it stands today; for a letter that has left, as it stood when it left, which is kept. */
async function gateShown(tx: Readable, one: Case, how: ShowingOne) {
  const sending = one.events.find(({ act }) => act === 'letter-sent')
  if (!sending) {
    const now = gate(gateCase(one, how.today, how.sensitive), await besides(tx, one, how))
    return { ...now, toVouch: [...now.toVouch, ...(await lawWarnings(tx, one, how))] }
  }
  const { gateOpen, decisions } = LetterSent.pick({ gateOpen: true, decisions: true }).parse(
    sending.said,
  )
  return { open: gateOpen, decisions, missing: [], toVouch: [] }
}

/** The letter as the window shows it. */
export async function shownLetter(
  tx: Readable,
  one: Case,
  how: ShowingOne,
): Promise<z.input<typeof Letter>> {
  const people = await tx.selectFrom('person').select(['id', 'name']).execute()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const { row, content, events } = one
  const approval = events.find(({ act }) => act === 'letter-approved')
  const said = approval && LetterApproved.omit({ letterId: true }).parse(approval.said)
  const sent = sentOf(one)
  const { open, decisions, missing, toVouch } = await gateShown(tx, one, how)
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: one.clientName,
    ourRef: one.ourRef,
    title: how.titleOf(content.kind),
    edition: editionOn(content.datedOn, how.law.law),
    content: cover(content),
    version: row.version,
    state: stateToday(one, how),
    gate: { open, decisions: decisions.map(plainly), missing, toVouch },
    approved:
      approval && said
        ? {
            at: approval.at,
            by: nameOf(approval.by),
            sha256: said.sha256,
            code: said.code,
            pages: said.pages,
            edition: said.edition ?? null,
          }
        : null,
    sent,
    deadline: deadlineToday(one, how),
    chasing: chasingOf(one, how),
    history: events.map(({ at, by, act, said: words }) => ({
      at,
      by: nameOf(by),
      act,
      note: noteOf(words),
    })),
  }
}

/** A decision without the form behind it, which the window looks up where it may. */
export const plainly = <D extends { consentId: string | null }>({ consentId: _, ...decision }: D) =>
  decision

function noteOf(said: Record<string, unknown>): string {
  const of = ['kind', 'route', 'reason', 'destroyedBy', 'note', 'on'] as const
  return of
    .map((name) => said[name])
    .filter((value) => typeof value === 'string' && value !== '')
    .join(', ')
}

/** What a draft waits for; the draft as the books have it now. */
export async function waitsFor(
  tx: Readable,
  one: Case,
  how: ShowingOne,
): Promise<z.input<typeof LetterRow>['waits']> {
  if (reached(one.events) !== 'draft') return null
  const { open, missing } = await gateShown(tx, one, how)
  if (missing.some(({ where }) => where === 'authority')) return 'authority'
  return open ? 'approval' : 'else'
}

/** The letter as one row of a list. */
export function letterRow(
  one: Case,
  how: Showing,
  waits: z.input<typeof LetterRow>['waits'],
): z.input<typeof LetterRow> {
  const deadline = deadlineToday(one, how)
  return {
    id: one.row.id,
    matterId: one.row.matter_id,
    clientId: one.row.client_id,
    clientName: one.clientName,
    ourRef: one.ourRef,
    kind: one.content.kind,
    title: how.titleOf(one.content.kind),
    to: one.content.addressee.name,
    datedOn: one.content.datedOn,
    state: stateToday(one, how),
    waits,
    deadline: deadline && {
      due: deadline.due,
      prudent: deadline.prudent,
      provisional: deadline.provisional,
      daysLate: deadline.daysLate,
    },
    chasing: chasingOf(one, how),
  }
}

const chasingOf = (one: Case, { today, sensitive }: Showing) => {
  const last = [...one.chasedOn].sort().at(-1)
  return {
    times: one.chasedOn.length,
    until: last ? daysAfter(last, CHASED_FOR_DAYS) : null,
    may: gate(gateCase(one, today, sensitive)).open,
  }
}
