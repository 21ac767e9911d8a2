import { requestDue } from '../access-requests/due.ts'
import { clientsAsking, requestsAmong } from '../access-requests/read-requests.ts'
import type { Standing as AccessRequest } from '../access-requests/standing.ts'
import { isChaser, kindThat } from '../letters/kinds.ts'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { signatureDays } from '../representatives/authority.ts'
import { clientsNamed, listName } from '../clients/known-client.ts'
import { byRecord, recordsOf, type Records } from '../clients/records.ts'
import { clientFiles } from '../clients/read-client.ts'
import { agedOtherwise, formsOfAll, type ConsentRecord } from '../consents/grants.ts'
import { isPartRestricted, openPart } from '../consents/open-part.ts'
import { daysAfter, daysBetween, londonDay } from '../dates/days.ts'
import type { LawBook } from '../law/law-book.ts'
import { moves } from '../law/moved.ts'
import { touchedBetween } from '../law/touched.ts'
import { CHASED_FOR_DAYS } from '../letters/deadline.ts'
import {
  clientsDrafting,
  openLettersOf,
  putLetterDays,
  stoppableClients,
  type LetterDays,
} from '../letters/letter-index.ts'
import { isStoppable, reached, stateOf } from '../letters/lifecycle.ts'
import {
  openBooks,
  openLetters,
  repliesOf,
  sentOf,
  type LetterParts,
  type LetterRecord,
} from '../letters/record.ts'
import { isReconstruction } from '../letters/dated.ts'
import { upToDate } from '../letters/keeping-up.ts'
import { basisDays } from '../bases/standing.ts'
import { actingDays } from '../letters/acting.ts'
import { endingDays } from '../letters/stated.ts'
import { openComplaints, openRequests } from '../letters/open-requests.ts'
import { withoutRestricted } from '../letters/sight.ts'
import {
  complaintToday,
  deadlineToday,
  differsOn,
  gateOn,
  toDecideOn,
  waitsOn,
} from '../letters/shown-letter.ts'
import { LIMITATION_NOW_DAYS } from '../matters/contract.ts'
import { limitationDays } from '../matters/limitation.ts'
import { openLimitation } from '../matters/open-deadlines.ts'
import { matterFiles, type MatterFile } from '../matters/read-matter.ts'
import { oneOf, rowsOf } from '../vault/json-rows.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import {
  aboutOf,
  DUE_WITHIN_DAYS,
  FORM_OUT_DAYS,
  grouped,
  LIMITATION_WITHIN_DAYS,
  ORDER,
  type GroupName,
  type Item,
  type LetterToday,
} from './due-today.ts'
import { formBack, formToday, turningDaysOf } from './forms-today.ts'

export type DiaryParts = Pick<
  LetterParts,
  'templates' | 'sensitive' | 'establishments' | 'law' | 'clock'
> & {
  vault: Pick<Vault, 'read' | 'write'>
  /** Another text whenever the words of letters are other ones. */
  wordsMark: string
}

/** Raised when the same records make another diary. */
const MADE_BY = 11
const FOREVER = '9999-12-31'
/** How many clients are gone through in one write, so that others get their turn. */
const AT_ONCE = 200

/** Everything of one client that the day can speak of. */
export interface ClientToday {
  /** By the record that is kept. */
  clientId: string
  clientName: string
  /** Those that are not done with, oldest first. */
  letters: readonly LetterRecord[]
  /** Those that are open, or closed with a limitation date that stays. */
  matters: readonly MatterFile[]
  forms: readonly ConsentRecord[]
  /** Requests for what this office holds about them that are open. */
  access: readonly AccessRequest[]
}
/** What is shown in a part of the day from one day to another, both counted. */
export interface DiaryLine {
  part: GroupName
  from: string
  to: string
  item: Omit<Item, 'daysLate'>
  notBy: string | null
}

/** Keeps the diary: what the day shows on any day from now on, worked out anew for every client of whom something was recorded. */
export function keepDiary(parts: DiaryParts): { fresh(): Promise<void> } {
  const { vault, law, clock, wordsMark } = parts
  const today = () => londonDay(clock())
  /** The law of the last look: a change since then moves only what it touches. */
  let before: LawBook | null = null

  async function freshen(): Promise<void> {
    const { made, stale, book } = await vault.read(async (tx) => {
      const made = await tx
        .selectFrom(sql`(select 1)`.as('once'))
        .leftJoin('diary_made as m', (on) => on.onTrue())
        .select(({ exists, selectFrom }) => [
          'm.law',
          'm.since',
          exists(selectFrom('diary_stale').select('client_id')).as('stale'),
        ])
        .executeTakeFirstOrThrow()
      return { made, stale: Boolean(made.stale), book: await law.book(tx) }
    })
    const mark = lawMark(book, wordsMark)
    const holds = made.law === mark && made.since !== null && made.since <= today()
    if (holds) before = book
    if (holds && !stale && made.since === today()) return
    await vault.write(async (tx) => {
      const now = await law.book(tx)
      if (!holds) {
        const follows = made.since !== null && made.since <= today()
        const from = follows && before && lawMark(before, wordsMark) === made.law ? before : null
        await markStale(tx, from && (await movedClients(tx, from, now, today())))
      }
      // Once a day: it looks at every line there is.
      if (!holds || made.since !== today()) await begin(tx, lawMark(now, wordsMark), today())
      before = now
    })
    while (await vault.write((tx) => goThrough(tx, parts))) continue
    return freshen()
  }

  let last: Promise<void> = Promise.resolve()
  return { fresh: () => (last = last.catch(() => {}).then(freshen)) }
}

/** Which law and which words the diary follows from. */
function lawMark(book: LawBook, wordsMark: string): string {
  const known = marks.get(book)
  if (known) return known + wordsMark
  const { digest, fault, changes } = book
  const made = createHash('sha256')
    .update(JSON.stringify([MADE_BY, digest, fault, changes.inForce]))
    .digest('hex')
  marks.set(book, made)
  return made + wordsMark
}
const marks = new WeakMap<LawBook, string>()

/** The clients of whom the day can say something else by another law; null for all of them. */
async function movedClients(
  tx: Readable,
  before: LawBook,
  after: LawBook,
  today: string,
): Promise<string[] | null> {
  // Dates that stay where they were become provisional, or cease to be; and what the changed law refuses is read by the edition.
  const isOther = before.published !== after.published
  const isChanged = [before, after].some(({ changes }) => changes.inForce.length > 0)
  if (before.holidays.lastYear !== after.holidays.lastYear || (isOther && isChanged)) return null
  const touched = touchedBetween(before, after)
  // What is in the tray may state what the law no longer says, whether or not a date moves.
  const asking = await clientsAsking(tx)
  if (!touched) return [...asking, ...(await stoppableClients(tx))]
  const open = async (book: LawBook) => [
    ...(await openRequests(tx, book, { today, titleOf: (kind) => kind, touched })),
    ...(await openComplaints(tx, book, { today, touched })),
    ...(await openLimitation(tx, book, touched)),
  ]
  const moved = moves(await open(before), await open(after))
  const dated = [...moved.map(({ clientId }) => clientId), ...(await agedOtherwise(tx, touched))]
  return [...dated, ...asking, ...(await stoppableClients(tx))]
}

/** Marks these clients to be gone through, or all of them. */
async function markStale(tx: Writable, clientIds: readonly string[] | null): Promise<void> {
  let found = clientsNamed(tx).clearSelect().select('o.id as client_id')
  if (clientIds) found = found.where(oneOf('o.id', clientIds))
  await tx.insertInto('diary_stale').orIgnore().columns(['client_id']).expression(found).execute()
}

/** Says from when and by which law the diary stands, and sweeps out what is over. */
async function begin(tx: Writable, law: string, since: string): Promise<void> {
  await tx.deleteFrom('diary_made').execute()
  await tx.insertInto('diary_made').values({ only: 1, since, law }).execute()
  for (const part of ORDER)
    await tx.deleteFrom('diary').where('part', '=', part).where('to_day', '<', since).execute()
  // Whether a draft is ready follows from the law and from checks of it, which age by the day.
  await tx
    .insertInto('diary_stale')
    .orIgnore()
    .columns(['client_id'])
    .expression(clientsDrafting(tx))
    .execute()
}

/** Works the diary out anew for some of the clients that wait for it; false once none is left. */
async function goThrough(tx: Writable, parts: DiaryParts): Promise<boolean> {
  const waiting = await tx.selectFrom('diary_stale').select('client_id').limit(AT_ONCE).execute()
  if (waiting.length === 0) return false
  // What is recorded in one record of a person bears on what every other shows.
  const records = await recordsOf(
    tx,
    waiting.map(({ client_id }) => client_id),
  )
  const ids = [...new Set([...records.keys(), ...waiting.map(({ client_id }) => client_id)])]
  const books = await openBooks(tx, parts)
  const lines: object[] = []
  const days: LetterDays[] = []
  for (const [client_id, client] of await clientsToday(tx, records, books)) {
    days.push(...client.letters.flatMap((one) => letterDays(one, books.today)))
    for (const { part, from, to, item, notBy, sight } of sightedLines(client, books))
      lines.push({
        ...{ client_id, part, from_day: from, to_day: to, on_day: item.on ?? '9' },
        ...{
          our_ref: item.ourRef,
          about: aboutOf(item),
          not_by: notBy,
          item: JSON.stringify(item),
          sight,
        },
      })
  }
  await putLetterDays(tx, ids, days)
  await tx.deleteFrom('diary').where(oneOf('client_id', ids)).execute()
  const columns = [
    ...['client_id', 'part', 'from_day', 'to_day', 'on_day', 'our_ref', 'about', 'not_by'],
    ...['item', 'sight'],
  ] as const
  await tx
    .insertInto('diary')
    .columns([...columns] as never)
    .expression(rowsOf(columns, lines))
    .execute()
  await tx.deleteFrom('diary_stale').where(oneOf('client_id', ids)).execute()
  return waiting.length === AT_ONCE
}

/** What the day can speak of, by person: once, however many records there are. */
export async function clientsToday(
  tx: Readable,
  records: Records,
  books: Awaited<ReturnType<typeof openBooks>>,
): Promise<Map<string, ClientToday>> {
  const open = await openLettersOf(tx, [...records.keys()])
  const opened = await openLetters(tx, { letterIds: open.map(({ id }) => id) }, books)
  const letters = byRecord(
    records,
    open.map(({ id }) => opened.letter(id)),
    ({ row }) => row.client_id,
  )
  const matters = byRecord(
    records,
    (await matterFiles(tx, { openOf: [...records.keys()] })).values(),
    ({ clientId }) => clientId,
  )
  const forms = await formsOfAll(tx, records)
  const access = byRecord(
    records,
    (await requestsAmong(tx, records)).filter(({ ended }) => ended === null),
    ({ clientId }) => clientId,
  )
  return new Map(
    [...(await clientFiles(tx, records))]
      .filter(([id]) => records.get(id)!.personId === id)
      .map(([clientId, { client }]) => [
        clientId,
        {
          ...{ clientId, clientName: listName(client) },
          letters: letters.get(clientId) ?? [],
          matters: matters.get(clientId) ?? [],
          // The day goes through them in the order they were recorded.
          forms: (forms.get(clientId) ?? []).toReversed(),
          access: access.get(clientId) ?? [],
        },
      ]),
  )
}

/** Each line with whose it is: of whoever may open what is restricted, of whoever may not, or of both alike. Pure. */
function sightedLines(
  client: ClientToday,
  { today, law }: { today: string; law: LawBook },
): (DiaryLine & { sight: 'both' | 'all' | 'open' })[] {
  const all = linesOf(client, today, law)
  const isOpen =
    !client.letters.some(({ restricted }) => restricted) && !client.forms.some(isPartRestricted)
  if (isOpen) return all.map((line) => ({ ...line, sight: 'both' }))
  const open = linesOf(
    {
      ...client,
      letters: client.letters.filter(({ restricted }) => !restricted).map(withoutRestricted),
      forms: openPart(client.forms),
    },
    today,
    law,
  )
  const key = (line: DiaryLine) => JSON.stringify(line)
  const [allKeys, openKeys] = [new Set(all.map(key)), new Set(open.map(key))]
  return [
    ...all.map((line) => ({
      ...line,
      sight: openKeys.has(key(line)) ? ('both' as const) : ('all' as const),
    })),
    ...open
      .filter((line) => !allKeys.has(key(line)))
      .map((line) => ({ ...line, sight: 'open' as const })),
  ]
}

/**
 * What the day shows of a client on every day from `since` on: what it is on each day on which anything turns, until
 * the next such day. Pure.
 */
function linesOf(client: ClientToday, since: string, law: LawBook): DiaryLine[] {
  const { days, on } = turning(client, law)
  const starts = [since, ...days.filter((day) => day > since)]
  const lines: DiaryLine[] = []
  let before = new Map<string, DiaryLine>()
  for (const [place, from] of starts.entries()) {
    const next = starts[place + 1]
    const to = next === undefined ? FOREVER : daysAfter(next, -1)
    const now = new Map<string, DiaryLine>()
    for (const { name, items } of on(from))
      for (const { daysLate: _, ...item } of items) {
        const key = JSON.stringify([name, item])
        const line = before.get(key) ?? { part: name, from, to, item, notBy: notBy(item, client) }
        line.to = to
        if (!before.has(key)) lines.push(line)
        now.set(key, line)
      }
    before = now
  }
  return lines
}

/** Whoever recorded a form may not check it. */
const notBy = ({ act, consentId }: Pick<Item, 'act' | 'consentId'>, { forms }: ClientToday) =>
  act === 'check' ? (forms.find(({ row }) => row.id === consentId)?.row.recorded_by ?? null) : null

/** The days on which something of the client turns, in order, and what the day shows on one. */
function turning(client: ClientToday, law: LawBook) {
  const { clientId, clientName, letters, matters, forms } = client
  const days = new Set<string>()
  const seen = letters.map((recorded) => {
    const one = upToDate(recorded)
    const deadline = deadlineToday(one)
    const complaint = complaintToday(one)
    const unacknowledged = complaint?.acknowledgedOn === null ? complaint : null
    const gate = gateOf(one)
    if (unacknowledged) {
      days.add(daysAfter(unacknowledged.due, -DUE_WITHIN_DAYS))
      days.add(daysAfter(unacknowledged.due, 1))
    }
    if (deadline) {
      days.add(daysAfter(deadline.due, -DUE_WITHIN_DAYS))
      days.add(daysAfter(deadline.due, 1))
    }
    const sent = sentOf(one)
    if (sent && isChaser(one.content.kind)) days.add(daysAfter(sent.on, CHASED_FOR_DAYS + 1))
    for (const { decided } of repliesOf(one)) if (decided?.until) days.add(decided.until)
    const toDecide = toDecideOn(one)
    if (sent && one.content.kind === kindThat('form')) days.add(daysAfter(sent.on, FORM_OUT_DAYS))
    const draft = reached(one.events) === 'draft'
    if (deadline || draft || isStoppable(one.events)) for (const day of gate.days) days.add(day)
    const back = formBack({ id: one.row.id, ...one.content }, sent?.on, forms)
    return (day: string): LetterToday => ({
      ...letterToday(one, day, deadline, gate.open, toDecide),
      clientId,
      waits: draft ? waitsOn(one, day) : null,
      formBack: back,
      complaint: unacknowledged,
    })
  })
  const dated = matters.map((matter) => {
    const dates = limitationDays(matter, law).filter(
      ({ rule }) => !matter.closed || matter.limits.includes(rule),
    )
    for (const { prudent, due } of dates) {
      days.add(daysAfter(prudent, -LIMITATION_WITHIN_DAYS))
      days.add(daysAfter(prudent, -LIMITATION_NOW_DAYS))
      days.add(daysAfter(due, 1))
    }
    return (day: string) => ({
      ...{ matterId: matter.id, clientId, clientName, ourRef: matter.ourRef },
      ...{ title: matter.title, dated: matter.eventOn !== null },
      closed: matter.closed,
      limitation: dates.map((date) => ({ ...date, passed: date.due < day })),
    })
  })
  for (const form of forms) for (const day of turningDaysOf(form, law)) days.add(day)
  const access = client.access.map((request) => {
    const worked = requestDue(law, request)
    if (worked) days.add(daysAfter(worked.due, 1))
    const { due = null, provisional = false } = worked ?? {}
    return { clientId, clientName, due, provisional }
  })
  return {
    days: [...days].sort(),
    on: (day: string) =>
      grouped(
        seen.map((at) => at(day)),
        dated.map((at) => at(day)),
        day,
        forms.flatMap(
          (form) => formToday(form, forms, { day, clientId, clientName, ageing: law }) ?? [],
        ),
        access,
      ),
  }
}

/** A letter as the day sees it on a day. */
function letterToday(
  one: LetterRecord,
  day: string,
  deadline: ReturnType<typeof deadlineToday>,
  open: (day: string) => boolean,
  toDecide: (day: string) => LetterToday['toDecide'],
): Omit<LetterToday, 'waits' | 'formBack' | 'clientId'> {
  const stoppable = isStoppable(one.events)
  return {
    ...{ letterId: one.row.id, matterId: one.row.matter_id },
    ...{ clientName: listName(one.client.client), ourRef: one.matter.ourRef },
    reconstruction: isReconstruction(one.content, one),
    replacedBy: one.replacedBy,
    ...{ to: one.content.addressee.name, kind: one.content.kind, answers: one.row.answers },
    state: stateOf(one.events, !stoppable || open(day)),
    sentOn: sentOf(one)?.on,
    deadline: deadline && {
      ...deadline,
      daysLate: deadline.paused ? 0 : Math.max(0, daysBetween(deadline.due, day)),
    },
    toDecide: toDecide(day),
    gateOpen: (deadline === null && !stoppable) || open(day),
    differs: differsOn(one, day),
  }
}

/** Whether the gate is open on a day, asked once between the days on which a form begins or ceases to count. */
function gateOf(one: LetterRecord): { days: string[]; open(day: string): boolean } {
  const moves = one.client.stays.map(({ from_on }) => from_on)
  const days = one.grants
    .flatMap(({ signedOn, receivedOn, lastDay, check, withdrawals, signature }) => [
      ...(signature ? signatureDays(signature) : []),
      ...[
        signedOn,
        receivedOn,
        daysAfter(lastDay, 1),
        check.on ?? receivedOn,
        check.heldOn ?? receivedOn,
      ],
      ...withdrawals.flatMap((one) => [one.receivedOn, one.saidOn, one.undoneOn]),
    ])
    .concat(moves, endingDays(one), actingDays(one), one.bases.flatMap(basisDays))
    .filter((turn) => turn !== null)
    .sort()
  const known = new Map<string, boolean>()
  return {
    days,
    open(day) {
      const asOf = days.findLast((turn) => turn <= day) ?? ''
      const before = known.get(asOf)
      if (before !== undefined) return before
      const { open } = gateOn(one, day)
      known.set(asOf, open)
      return open
    },
  }
}

/** From when the answer to a letter is due, and the days from `since` on when one that could be stopped may not leave. */
function letterDays(one: LetterRecord, since: string): LetterDays[] {
  const about = { id: one.row.id, client_id: one.row.client_id }
  const deadline = deadlineToday(one)
  const due = { ...about, sort: 'due' as const, to_day: FOREVER }
  if (deadline) return [{ ...due, from_day: deadline.paused ? FOREVER : deadline.due }]
  if (!isStoppable(one.events)) return []
  const gate = gateOf(one)
  const starts = [since, ...new Set(gate.days.filter((day) => day > since))]
  return starts.flatMap((from_day, place) => {
    const next = starts[place + 1]
    const to_day = next === undefined ? FOREVER : daysAfter(next, -1)
    return gate.open(from_day) ? [] : [{ ...about, sort: 'shut' as const, from_day, to_day }]
  })
}
