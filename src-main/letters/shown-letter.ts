import { needsToMeet } from '../clients/address-form.ts'
import { differenceInWords, differencesAmong } from '../clients/joined.ts'
import { listName } from '../clients/known-client.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { daysAfter } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { asRecorded } from '../deadlines/due-date.ts'
import { cureFor, missingGlyphs } from '../typesetting/glyphs.ts'
import type { Day, z } from '../wire/schema.ts'
import { addresseeAgain } from './again.ts'
import type { Letter, LetterRow } from './contract.ts'
import { datesWrong, isReconstruction } from './dated.ts'
import {
  CHASED_FOR_DAYS,
  complaintClock,
  editionOn,
  lateDemands,
  type ComplaintClock,
} from './deadline.ts'
import { clockOf, requestOf } from './clock.ts'
import { citationsOvertaken } from './citations.ts'
import { enclosuresOvertaken } from './enclosing.ts'
import { needsMissing } from './needs-missing.ts'
import { askableBy, RECORDS_OF } from './asking.ts'
import { besides, gate, leftOut, type Decided, type GateCase, type Missing } from './gate.ts'
import { gateCase } from './gate-case.ts'
import { formerNumbersOf } from './facts-from-record.ts'
import { withoutOutOfSight } from './out-of-sight.ts'
import { hideRestricted } from './restricted.ts'
import { COMPLAINS, isChasedByCall, KINDS, kindThat, RECORDS_CHASER } from './kinds.ts'
import { formerBody, lawMissing, lawWarnings, routeMissing } from './law-behind.ts'
import { isStoppable, reached, stateOf } from './lifecycle.ts'
import { printedOf } from './printed.ts'
import { copyBarred, copyDecided, copyMissing } from './client-copy.ts'
import { signingMissing } from './signing.ts'
import { placeMissing } from './settling.ts'
import { LetterApproved, LetterSent, SendingCorrected } from './logged.ts'
import { differenceWords } from './difference-words.ts'
import { clientsElsewhere, overtaken, takenIn } from './stated.ts'
import { statedBy } from './stated-by.ts'
import { approvalOf, leavingOf, repliesOf, sendingOf, sentOf, type LetterRecord } from './record.ts'
import { oldDates } from './old-dates.ts'
import { secondComplaint } from './one-complaint.ts'
import { toldTwice } from './told-of-move.ts'
import { isRefusal, openQuestions, replyVersion, undecided, type Reply } from './replies.ts'

/** Decided once for a record and a day: a record never changes. */
const decided = new WeakMap<LetterRecord, Map<string, ReturnType<typeof gate>>>()

/** Whether every piece of the letter may be told on a day and nothing of its own is missing. Pure. */
export function gateOn(one: LetterRecord, on: string): ReturnType<typeof gate> {
  const days = decided.get(one) ?? new Map<string, ReturnType<typeof gate>>()
  decided.set(one, days)
  const given = gateCase(one, on)
  const found = days.get(on) ?? gateAnew(one, asksByClass(one) ? given : { ...given, asked: [] })
  days.set(on, found)
  return found
}

function gateAnew(one: LetterRecord, given: GateCase) {
  const found = gate(given)
  const differs = overtakenOn(one, given.on)
  // A newer authority is told of once.
  return besides(found, [
    ...enclosuresOvertaken(one),
    ...copyMissing(one),
    ...(differs.length > 0 ? differs : otherForms(one, found.decisions)),
  ])
}

/**
 * Whether what it asks for is judged by its classes: not once it has left, when it can be asked for no less, and not
 * where it was approved before that was looked at.
 */
function asksByClass({ events }: LetterRecord): boolean {
  if (reached(events) === 'draft') return true
  const approval = events.find(({ act }) => act === 'letter-approved')
  const { decisions } = LetterApproved.pick({ decisions: true }).parse(
    approval?.said ?? { decisions: [] },
  )
  return isStoppable(events) && decisions.some(({ what }) => what === 'asked')
}

/** What an approved letter that has not left states otherwise than the books do on a day. */
function overtakenOn(one: LetterRecord, on: string): Missing[] {
  const cure = 'Recall it, and draft it again.'
  const ended =
    isStoppable(one.events) && statedBy(one)
      ? formerBody({ ...one.content, datedOn: on as Day }, one.law)
      : []
  const leaves = isStoppable(one.events) && !isReconstruction(one.content, one)
  const lawGone = leaves ? citationsOvertaken(one.content, one.law.law, on) : []
  const differing = overtaken(one, on)
  const isTold = differing.some(
    ({ fact }) => WHERE.has(fact) || (fact === 'address' && KINDS[one.content.kind].toClient),
  )
  return [
    ...differing.map((one) => ({
      what: differenceWords(one, 'letter'),
      cure,
      where: 'books' as const,
    })),
    ...(isTold ? [] : clientsElsewhere(one, on)).map((difference) => ({
      what: differenceWords(difference, 'letter'),
      cure,
      where: 'books' as const,
    })),
    ...ended.map(({ what }) => ({ what, cure, where: 'books' as const })),
    ...lawGone.map((what) => ({ what, cure, where: 'books' as const })),
  ]
}

/** Facts that say where the client is, or that the client is nowhere. */
const WHERE: ReadonlySet<string> = new Set(['prison', 'where', 'died'])

/** What shuts a gate, in sentences that tell nothing restricted. Pure. */
export const stops = ({
  decisions,
  missing,
}: Pick<ReturnType<typeof gate>, 'decisions' | 'missing'>): string[] => [
  ...new Set([
    ...decisions
      .filter(({ allowed }) => !allowed)
      .map(({ class: about, why }) =>
        about === RESTRICTED_CLASS ? 'A restricted part of it was not allowed.' : why,
      ),
    ...missing.map(({ what }) => what),
  ]),
]

/** The same of a letter on a day. Pure. */
export const stopsOn = (one: LetterRecord, on: string): string[] => stops(gateOn(one, on))

/**
 * An approval binds the letter to the forms that it was given on: what another form gives now was never looked at by
 * whoever approved it.
 */
function otherForms(one: LetterRecord, decisions: readonly Decided[]): Missing[] {
  const approval = isStoppable(one.events) ? approvalOf(one).said : {}
  const { read, decisions: then } = ON_APPROVAL.parse({ decisions: [], ...approval })
  if (read !== 'whole') return []
  const key = ({ what, at, reader, class: about }: Omit<Decided, 'why' | 'cure'>) =>
    JSON.stringify([what, at, reader, about])
  const now = new Map(decisions.map((one) => [key(one), one]))
  const changed = new Map<string, string>()
  for (const { consentId, ...was } of then) {
    const is = now.get(key({ ...was, consentId }))?.consentId
    if (was.allowed && consentId !== null && is && is !== consentId) changed.set(consentId, is)
  }
  const signed = (id: string) => {
    const on = one.grants.find((grant) => grant.id === id)?.signedOn
    return on ? `the form signed on ${formatDay(on)}` : 'a form that is gone'
  }
  return [...changed].map(([was, is]) => ({
    what: `The letter was approved on ${signed(was)}; ${signed(is)} counts now.`,
    cure: 'Recall it, and draft it again.',
    where: 'books',
  }))
}
const ON_APPROVAL = LetterApproved.pick({ read: true, decisions: true })

/** What is first of what it states otherwise than the books on a day; null where nothing is. */
export const differsOn = (one: LetterRecord, on: string): string | null =>
  overtakenOn(one, on)[0]?.what ?? null

/** The same as it stands today, with all that the firm, the paper and the law still ask of it. Pure. */
export const gateToday = (one: LetterRecord) => besides(gateOn(one, one.today), warnings(one))

/** The letter's own state, with the gate as it stands today. Pure. */
export const stateToday = (one: LetterRecord) => stateOf(one.events, gateOn(one, one.today).open)

/** When a letter that left and was not returned is to be answered; null for one that starts no clock, or was answered. Pure. */
export function deadlineToday(one: LetterRecord) {
  // A letter returned undelivered was not received.
  if (reached(one.events) === 'returned') return null
  return asRecorded(one.law, (by) => clockOf(one, one.today, by))
}

/** When the complaint that a chaser made is to be acknowledged; null for a letter that makes none. Pure. */
export function complaintToday(one: LetterRecord): ComplaintClock | null {
  const { content, answered } = one
  const sent = reached(one.events) === 'returned' ? null : sentOf(one)
  if (content.kind !== RECORDS_CHASER || !sent || !answered) return null
  // A person may have put it in other words.
  const complains = content.passages.some(({ id }) => id === COMPLAINS)
  return complains
    ? asRecorded(one.law, (by) =>
        complaintClock({ sent, replies: repliesOf(answered) }, one.today, by),
      )
    : null
}

/** The replies that a solicitor has to decide upon on a day. Pure. */
export function toDecideOn(one: LetterRecord): (day: string) => Reply[] {
  const request = reached(one.events) === 'returned' ? null : requestOf(one)
  if (!request) return (day) => undecided(repliesOf(one), [], day)
  const late = asRecorded(one.law, (by) => lateDemands(request, by)) ?? []
  return (day) => undecided(request.replies, late, day)
}

/** What the firm still lacks for a letter of its own, what no letter can print, and what the law asks of it. Pure. */
export function warnings(one: LetterRecord): Missing[] {
  const { content, firm } = one
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
  if (firm) missing.push(...signingMissing(content, firm))
  if (content.kind === kindThat('form') && content.consentRequested === null)
    missing.push({
      what: 'The form names no recipient or nothing to disclose.',
      cure: 'Enter the recipient, what would be disclosed, and why.',
      where: 'consentRequested',
    })
  const told = new Set<string>()
  for (const { text, where, cure } of printedOf(one))
    for (const one of missingGlyphs(text))
      if (!told.has(one.name) && told.add(one.name))
        missing.push({
          ...{ what: `No letter can print ${one.name}.`, where },
          cure: cure ?? cureFor([one]),
        })
  const dates = reached(one.events) === 'draft' ? datesWrong(one) : []
  return [
    ...missing,
    ...recordsDiffer(one),
    ...numbersPassed(one),
    ...placeMissing(one),
    ...needsMissing(one),
    ...[...dates, ...oldDates(one), ...secondComplaint(one), ...toldTwice(one)],
    ...routeMissing(one),
    ...lawMissing(one),
  ]
}

/** Joined records that cannot both be right are settled before anything states what one of them says. Pure. */
const recordsDiffer = ({ client, establishments, today }: LetterRecord): Missing[] =>
  differencesAmong(client.records, {
    today,
    prison: (id) => establishments.byId(id)?.name ?? id,
  })
    .filter(({ stops }) => stops)
    .map((one) => ({
      what: differenceInWords(one),
      cure: 'Settle it on the client’s page: correct the record that is wrong, or part the two.',
      where: 'client',
    }))

/** A prison number that the client had until it was corrected, wherever a draft gives it: it may be somebody else’s. Pure. */
function numbersPassed(one: LetterRecord): Missing[] {
  if (reached(one.events) !== 'draft') return []
  const { client } = one
  const now = client.client.prison_number
  const given = new Set([now, ...formerNumbersOf(client)])
  const gone = client.records
    .flatMap(({ formerNumbers }) => formerNumbers)
    .filter((number) => number !== '' && !given.has(number))
  return printedOf(one).flatMap(({ text, where }) =>
    gone
      .filter((number) => wordsIn(text).has(number))
      .map((number) => ({
        what: `The letter gives the prison number ${number}, which was corrected to ${now || 'none'}.`,
        cure: 'Put the right number in its place, or leave it out.',
        where,
      })),
  )
}
const wordsIn = (text: string) => new Set(text.toUpperCase().match(/[A-Z0-9]+/g))

/** The person whom the letter is about, by the record that is kept. */
const personOf = ({ client }: LetterRecord): string => client.records[0]!.client.id

/** The gate as it stands today; for a letter that has left, as it stood when it left, which is kept. */
function gateShown(one: LetterRecord) {
  const sending = sendingOf(one.events)
  if (!sending) {
    const now = gateToday(one)
    return { ...now, toCheck: [...now.toCheck, ...lawWarnings(one)], notices: noticesOf(one) }
  }
  const { gateOpen, decisions } = LetterSent.pick({ gateOpen: true, decisions: true }).parse(
    sending.said,
  )
  return { open: gateOpen, decisions, missing: [], toCheck: [], notices: [], settle: null }
}

/** What whoever drafts must know and need not put right: what the letter does not ask for, and why. Pure. */
export function noticesOf(one: LetterRecord): string[] {
  if (reached(one.events) !== 'draft') return []
  const taken = takenIn(one).map(
    (one) => `Changed in the records since this was saved. ${differenceWords(one, 'draft')}`,
  )
  return [...taken, ...notAskedFor(one), ...relativeUnnamed(one)]
}

/** A relative whom the form names and nothing more tells from others of the name. */
function relativeUnnamed({ content: { consentRequested } }: LetterRecord): string[] {
  if (consentRequested?.recipient.role !== 'family' || consentRequested.who?.relation) return []
  const { name } = consentRequested.recipient
  return [
    `The form does not say how ${name} is related to the client: give it under Consent requested, with the address, so that whoever calls can be told from others of the name.`,
  ]
}

function notAskedFor(one: LetterRecord): string[] {
  const can = askableBy(gateCase(one, one.today), one.grants)
  if (can?.reason !== 'given') return []
  return [...can.of]
    .filter(([, reason]) => reason !== 'given')
    .map(
      ([about, reason]) =>
        `Not asked for: records of ${RECORDS_OF[about]}. ${leftOut(about, reason)}`,
    )
}

/** What the letter's kind is called. */
export const titleOf = ({ content: { kind }, templates }: LetterRecord) =>
  templates.get(kind)?.title ?? kind

/** The letter as the window shows it; `nameOf` names a person by id. Pure. */
export function shownLetter(
  one: LetterRecord,
  nameOf: (personId: string) => string,
): z.input<typeof Letter> {
  const { row, content, events } = one
  const approval = events.find(({ act }) => act === 'letter-approved')
  const said = approval && LetterApproved.omit({ letterId: true }).parse(approval.said)
  const recordedBy = ({ seq, at, by }: (typeof events)[number]) => ({
    ...{ version: seq, at, by: nameOf(by) },
  })
  const sent = sentOf(one)
  const left = leavingOf(events)
  const { open, decisions, missing, toCheck, notices, settle } = gateShown(one)
  const undecided = toDecideOn(one)(one.today)
  const toDecide = new Set(undecided.map((reply) => JSON.stringify(reply)))
  return {
    id: row.id,
    clientId: personOf(one),
    clientName: one.clientName,
    ourRef: one.matter.ourRef,
    title: titleOf(one),
    edition: editionOn(content.datedOn, one.law.law),
    content: withoutOutOfSight(hideRestricted(content), one),
    version: row.version,
    state: stateToday(one),
    ...{ reconstruction: isReconstruction(content, one), clientCopy: copyBarred(one) },
    refused: repliesOf(one).some(isRefusal) || copyDecided(one) !== null,
    clientNeeds: KINDS[content.kind].toClient
      ? needsToMeet(one.client.particulars.needs, content)
      : '',
    gate: { open, decisions: decisions.map(plainly), missing, toCheck, notices, settle },
    approved:
      approval && said
        ? {
            at: approval.at,
            by: nameOf(approval.by),
            sha256: said.sha256,
            code: said.code,
            pages: said.pages,
            dateReason: said.dateReason ?? '',
            edition: said.edition ?? null,
          }
        : null,
    sent: sent && left ? { ...sent, denied: deniedOf(events), ...recordedBy(left) } : null,
    ...replacing(one),
    deadline: deadlineToday(one),
    complaint: complaintToday(one),
    ...{ toDecide: undecided.map(toDecideWords), questions: questionsOf(one) },
    chasing: chasingOf(one),
    replies: repliesOf(one)
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq))
      .map((reply) => ({
        ...{ seq: reply.seq, first: reply.first, kind: reply.kind, on: reply.on },
        note: reply.note,
        ...recordedBy(events.find(({ seq }) => seq === replyVersion(reply))!),
        toDecide: toDecide.has(JSON.stringify(reply)),
        decided: reply.decided ?? null,
      })),
    history: events.map(({ at, by, act, said: words }) => ({
      at,
      by: nameOf(by),
      act,
      note: noteOf(words),
    })),
  }
}

const toDecideWords = ({ kind, on }: Reply) => ({ kind, on: on as Day })

/** What was not allowed on the day that a correction of the sending gave it. */
const deniedOf = (events: LetterRecord['events']): string[] =>
  LOGGED_DENIED.parse(events.findLast(({ act }) => act === 'sending-corrected')?.said ?? {})
    .denied ?? []
const LOGGED_DENIED = SendingCorrected.pick({ denied: true })

/** What it takes up again, what takes its place, and where it would go now. */
function replacing(one: LetterRecord) {
  const { replacedBy, events } = one
  const open = reached(events) === 'returned' && replacedBy === null
  const addressee = open ? addresseeAgain(one) : null
  return {
    replaces: (events[0]?.said['replaces'] ?? null) as Letter['id'] | null,
    replacedBy: replacedBy as Letter['id'] | null,
    again: addressee && { lines: addressee.lines, postcode: addressee.postcode },
  }
}

/** A decision without the form behind it, which the window looks up where it may. */
export const plainly = <D extends { consentId: string | null }>({ consentId: _, ...decision }: D) =>
  decision

function noteOf(said: Record<string, unknown>): string {
  const of = [
    ...['kind', 'decision', 'route', 'email', 'reason', 'dateReason', 'destroyedBy', 'note'],
    ...['on', 'until'],
  ] as const
  return of
    .map((name) => said[name])
    .filter((value) => typeof value === 'string' && value !== '')
    .join(', ')
}

/** What a draft waits for on a day: of a draft as the books have it now. Pure. */
export function waitsOn(one: LetterRecord, on: string): z.input<typeof LetterRow>['waits'] {
  if (reached(one.events) !== 'draft') return null
  const { open, missing } = besides(gateOn(one, on), warnings(one))
  if (missing.some(({ where }) => where === 'authority')) return 'authority'
  return open ? 'approval' : 'else'
}

/** What the holder asked about a request and nobody answered. Pure. */
const questionsOf = (one: LetterRecord) =>
  openQuestions(requestOf(one)?.replies ?? []).map(({ kind }) => kind)

/** The letter as one row of a list. Pure. */
export function letterRow(one: LetterRecord): z.input<typeof LetterRow> {
  const deadline = deadlineToday(one)
  const complaint = complaintToday(one)
  return {
    id: one.row.id,
    matterId: one.row.matter_id,
    clientId: personOf(one),
    record: one.client.records.find(({ client }) => client.id === one.row.client_id)!.place,
    clientName: listName(one.client.client),
    ourRef: one.matter.ourRef,
    kind: one.content.kind,
    title: titleOf(one),
    to: one.content.addressee.name,
    datedOn: one.content.datedOn,
    state: stateToday(one),
    reconstruction: isReconstruction(one.content, one),
    waits: waitsOn(one, one.today),
    replacedBy: one.replacedBy as Letter['id'] | null,
    toDecide: toDecideOn(one)(one.today).map(toDecideWords),
    refused: requestOf(one)?.replies.some(isRefusal) ?? false,
    questions: questionsOf(one),
    deadline: deadline && briefly(deadline),
    complaint: complaint?.acknowledgedOn === null ? briefly(complaint) : null,
    chasing: chasingOf(one),
  }
}

const briefly = ({
  due,
  prudent,
  provisional,
  daysLate,
}: NonNullable<z.input<typeof LetterRow>['deadline']>) => ({
  ...{ due, prudent, provisional, daysLate },
})

function chasingOf(one: LetterRecord) {
  const last = [...one.chasedOn].sort().at(-1)
  return {
    times: one.chasedOn.length,
    until: last ? daysAfter(last, CHASED_FOR_DAYS) : null,
    may: !isChasedByCall(one.content.kind) && gateOn(one, one.today).open,
  }
}
