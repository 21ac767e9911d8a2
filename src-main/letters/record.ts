import { basesAmong } from '../bases/read-basis.ts'
import type { BasisRecord } from '../bases/standing.ts'
import { toldByLetter } from '../disclosures/chronology.ts'
import { complaintPapers, SECOND_STAGE, type ComplaintPaper } from './complaint-papers.ts'
import { KINDS, kindThat, NHS_COMPLAINTS } from './kinds.ts'
import { sql } from 'kysely'
import type { Act } from '../audit/entry.ts'
import type { Log } from '../audit/log.ts'
import { spokenName } from '../clients/known-client.ts'
import type { Enclosable } from '../documents/enclosable.ts'
import { clientFiles, type ClientFile } from '../clients/read-client.ts'
import { byRecord, recordsOf, type Records } from '../clients/records.ts'
import type { Grant } from '../consents/allowed.ts'
import { formsOfAll, grantOf, type ConsentRecord } from '../consents/grants.ts'
import { londonDay } from '../dates/days.ts'
import { caseDetails, versionsOf, type DetailVersion } from '../details/read-details.ts'
import type { CaseDetails } from '../details/groups.ts'
import type { Establishments } from '../establishments/establishments.ts'
import { onRecords, type OnRecords } from '../establishments/on-record.ts'
import type { LawBook } from '../law/law-book.ts'
import type { LawSource } from '../law/law-book.ts'
import { checksIn, type Reading } from '../law/reading.ts'
import { matterFiles, type MatterFile } from '../matters/read-matter.ts'
import { representativesAmong } from '../representatives/read-representative.ts'
import type { RepresentativeRecord } from '../representatives/standing.ts'
import type { Platform } from '../platform/platform.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { PdfWorker } from '../typesetting/pdf-worker.ts'
import type { officePapers } from '../vault/papers.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import { allows } from '../people/permissions.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterContent, LetterKind } from './contract.ts'
import type { GateCase } from './gate.ts'
import type { EarlierLetter } from './earlier-letters.ts'
import { readEnclosable } from './out-of-sight.ts'
import { chasersOf, howTheyStand, lettersToReader, type OtherLetter } from './letter-index.ts'
import { happenedBy, reached, type Happened, type LetterAct } from './lifecycle.ts'
import { contentOf, Departure } from './logged.ts'
import { templatesInUse, type TemplatesInUse } from './templates-in-use.ts'
import { wordsAdded } from './office-words.ts'
import { ARGUES, answeredRequests, type AnsweredLetter } from './refused-letters.ts'
import {
  hasEnded,
  isRefusal,
  repliesIn,
  undecided,
  type Reply,
  type StandingReply,
} from './replies.ts'
import type { Sensitive } from './sensitive.ts'
import type { Templates } from './template.ts'

export interface LetterParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record' | 'checkpoint' | 'health'>
  papers: ReturnType<typeof officePapers>
  pdfWorker: PdfWorker
  /** The program’s own files, for a thread that makes a PDF by itself. */
  resources: string
  platform: Platform
  templates: Templates
  sensitive: Sensitive
  establishments: Pick<Establishments, 'byId' | 'all'>
  law: LawSource
  clock: () => Date
  random: (bytes: number) => Uint8Array
}
export type ReadingParts = Pick<
  LetterParts,
  'templates' | 'sensitive' | 'establishments' | 'law' | 'clock'
>

/** Something that happened to a letter, as it is kept. */
export interface Event extends Happened {
  seq: number
  at: string
  by: string
  act: LetterAct
  said: Record<string, unknown>
}

/** What every letter of the office goes by, read once in an act. */
export interface Books {
  today: string
  law: LawBook
  firm: Awaited<ReturnType<typeof readFirm>>
  checks: Reading['checks']
  onRecord: OnRecords
  /** Those by which a letter is made now; of a letter that was made, those that it was made with. */
  templates: Templates
  madeWith: TemplatesInUse['madeWith']
  sensitive: Sensitive
  establishments: LetterParts['establishments']
}

/** Everything that a letter is written from and judged by: the books, its client, its matter and what it answers. */
export interface Sources extends Books {
  client: ClientFile
  clientName: string
  matter: MatterFile
  /** What is recorded of the case, once for all its letters. */
  details: CaseDetails
  /** Who is recorded as acting for the client. */
  acting: readonly RepresentativeRecord[]
  forms: readonly ConsentRecord[]
  grants: readonly Grant[]
  /** What allows something besides consent. */
  bases: readonly BasisRecord[]
  /** What can be enclosed of the client’s documents. */
  documents: readonly Enclosable[]
  /** Earlier letters of the client that were chosen to be enclosed, as they stand now. */
  earlier: readonly EarlierLetter[]
  /** Those enclosed that are of a matter that is closed to whoever asks: they count, and nothing of them is shown. */
  outOfSight: ReadonlySet<string>
  /** The letter that it chases or speaks of. */
  answered: LetterRecord | null
  /** What that one disclosed to its recipients, by the register. */
  toldBefore: GateCase['toldBefore']
  /** Where letters of the client were sent before; read for drafts alone. */
  contacts: readonly Contact[]
  /** The client's other letters, of those kinds alone that give an account of them. */
  others: readonly OtherLetter[]
  /** Every paper of the complaint about care in this matter; read for the letter to the ombudsman alone. */
  chain: readonly ComplaintPaper[]
  /** What came back to the requests for records of this client; read for letters that argue about it, or enclose what came, alone. */
  requests: readonly AnsweredLetter[]
  /** All that was ever recorded of why they were refused, by matter, oldest first; read where one was. */
  refusalSaid: ReadonlyMap<string, readonly DetailVersion[]>
}

/** A reader at an address that a letter of the client went to, `restricted` where that letter holds something restricted. */
interface Contact {
  to: LetterContent['addressee']
  restricted: boolean
}

/** A letter with everything that follows from it or is decided of it: read once and handed down. */
export interface LetterRecord extends Sources {
  row: Tables['letter']
  content: LetterContent
  events: readonly Event[]
  /** The draft or letter that takes its place, where one was begun and not discarded. */
  replacedBy: string | null
  /** Whether it holds or asks for something restricted. */
  restricted: boolean
  /** The days on which it was chased, by chasers that went out and did not come back. */
  chasedOn: readonly string[]
  /** The same two as they are without letters that hold something restricted. */
  openly: Pick<LetterRecord, 'replacedBy' | 'chasedOn'>
  /** Those drafts that were begun to take its place and hold something restricted. */
  restrictedInPlace: ReadonlySet<string>
}

/** The letters, and for letters that are not written yet the matter and what they answer. */
export interface Wanted {
  letterIds?: readonly string[]
  matterIds?: readonly string[]
  answers?: string | null
  /** Letters that one encloses which is not recorded like this yet. */
  enclosing?: readonly string[]
}

/** What was read for one act. */
export interface Opened {
  /** Throws `not-found`. */
  letter(id: string): LetterRecord
  /** For content that may not be recorded yet; throws `not-found`. */
  sources(about: Pick<LetterContent, 'matterId' | 'answers'>): Sources
}

/** Letters that tell what else was sent or stopped, or that nothing else was. */
const GIVES_ACCOUNT: ReadonlySet<string> = new Set<LetterKind>([
  kindThat('notice'),
  kindThat('confirmation'),
  kindThat('move'),
  ...NHS_COMPLAINTS,
])

/** The refusal of a letter that is not on file, or not there for whoever asks. */
export const noSuchLetter = () =>
  new Refusal('not-found', 'This letter is not on file. Go back to the list.')

/** Reads what every letter of the office goes by. */
export async function openBooks(
  tx: Readable,
  { templates, sensitive, establishments, law, clock }: ReadingParts,
): Promise<Books> {
  const book = await law.book(tx)
  const { standing, madeWith } = await templatesInUse(tx, templates)
  return {
    ...{ today: londonDay(clock()), law: book, firm: await readFirm(tx) },
    ...{ checks: await checksIn(tx), onRecord: await onRecords(tx, book.places) },
    ...{ templates: standing, madeWith },
    ...{ establishments, sensitive: sensitive.and(await wordsAdded(tx)) },
  }
}

/** Reads letters with all that they rest on, in as many statements for one as for many. */
export async function openLetters(
  tx: Readable,
  { letterIds = [], matterIds = [], answers = null, enclosing = [] }: Wanted,
  books: Books,
): Promise<Opened> {
  const first = [...letterIds, ...(answers === null ? [] : [answers])]
  const rows = await tx
    .selectFrom('letter as l')
    .innerJoin('letter_index as i', 'i.id', 'l.id')
    .selectAll('l')
    .select(['i.restricted', EVENTS.as('events')])
    .where(({ or }) =>
      or([
        oneOf('l.id', first),
        sql<boolean>`l.id in (select answers from letter where ${oneOf('id', first)})`,
      ]),
    )
    .execute()
  const events = new Map(rows.map(({ id, events: all }) => [id, eventsIn(all)]))
  const matters = await matterFiles(tx, {
    ids: [...matterIds, ...rows.map((row) => row.matter_id)],
  })
  const details = await caseDetails(tx, [...matters.keys()])
  const ofClients = await recordsOf(
    tx,
    [...matters.values()].map(({ clientId }) => clientId),
  )
  const clients = await clientFiles(tx, ofClients)
  const acting = await representativesAmong(tx, ofClients)
  const forms = await formsOfAll(tx, ofClients)
  const grants = new Map(
    [...forms].map(([id, all]) => [id, all.map((one) => grantOf(one, books.law))]),
  )
  const bases = await basesAmong(tx, ofClients)
  const { documents, earlier, outOfSight } = await readEnclosable(tx, ofClients, {
    contents: rows.flatMap(({ content }) =>
      content.includes('"document":') ? contentOf(content) : [],
    ),
    enclosing,
  })
  const answering = rows.flatMap((row) => row.answers ?? [])
  const told = await toldBy(tx, answers === null ? answering : [...answering, answers])
  const chasers = await chasersOf(
    tx,
    rows.filter(isSent(events)).map(({ id }) => id),
  )
  const replacing = await howTheyStand(tx, [...events.values()].flatMap(replacedIn))
  const giving = matterIds.length > 0 || rows.some(({ kind }) => GIVES_ACCOUNT.has(kind))
  const drafting =
    matterIds.length > 0 || [...events.values()].some((all) => reached(all) === 'draft')
  const contacts = drafting ? await contactsOf(tx, ofClients) : new Map<string, Contact[]>()
  const others = giving ? await lettersToReader(tx, ofClients) : new Map<string, OtherLetter[]>()

  const listing = matterIds.length > 0 || rows.some(({ kind }) => kind === SECOND_STAGE)
  const chains = listing
    ? await complaintPapers(tx, [...matters.keys()])
    : new Map<string, ComplaintPaper[]>()
  const refused = [...events.values()].some((all) => repliesIn(all).some(isRefusal))
  const arguing =
    refused ||
    drafting ||
    rows.some(({ kind, content }) => ARGUES.has(kind) || content.includes('"document":'))
  const requests = arguing
    ? await answeredRequests(tx, ofClients)
    : new Map<string, AnsweredLetter[]>()
  const why =
    refused || [...requests.values()].flat().some((one) => repliesIn(one.events).some(isRefusal))
      ? await versionsOf(
          tx,
          'refusal',
          [...clients.values()].flatMap((file) => file.records.map((record) => record.client.tag)),
        )
      : new Map<string, DetailVersion[]>()
  const restrictedIds = new Set(rows.flatMap(({ id, restricted }) => (restricted ? [id] : [])))
  const records = new Map<string, LetterRecord>()
  const stored = new Map(
    rows.map(({ events: _, restricted: _restricted, ...row }) => [row.id, row]),
  )
  const letter = (id: string): LetterRecord | null => {
    const known = records.get(id)
    const row = stored.get(id)
    // Taken out while it is read: a letter that answers itself answers nothing.
    stored.delete(id)
    if (known || !row) return known ?? null
    const content = contentOf(row.content)
    const all = events.get(id) ?? []
    const follows = (seen: (restricted: boolean) => boolean) => ({
      chasedOn: (chasers.get(id) ?? []).flatMap(({ on, restricted }) =>
        seen(restricted) ? on : [],
      ),
      replacedBy:
        replacedIn(all).findLast((one) => {
          const next = replacing.get(one)
          return next?.stands === true && seen(next.restricted)
        }) ?? null,
    })
    const made = {
      ...{ row, content, events: all, restricted: restrictedIds.has(id) },
      restrictedInPlace: new Set(
        replacedIn(all).filter((one) => replacing.get(one)?.restricted === true),
      ),
      ...{ ...follows(() => true), openly: follows((restricted) => !restricted) },
      ...sources({ matterId: content.matterId, answers: content.answers }),
      templates: books.madeWith(content),
    }
    records.set(id, made)
    return made
  }
  function sources({
    matterId,
    answers: of,
  }: {
    matterId: string
    answers: string | null
  }): Sources {
    const matter = matters.get(matterId)
    if (!matter) throw new Refusal('not-found', 'This matter is not on file. Go back to the list.')
    const client = clients.get(matter.clientId)!
    return {
      ...books,
      ...{ client, clientName: spokenName(client.client), matter },
      details: details.get(matterId) ?? {},
      acting: acting.get(matter.clientId) ?? [],
      forms: forms.get(matter.clientId) ?? [],
      grants: grants.get(matter.clientId) ?? [],
      bases: bases.get(matter.clientId) ?? [],
      documents: documents.get(matter.clientId) ?? [],
      earlier: earlier.get(matter.clientId) ?? [],
      outOfSight,
      answered: of === null ? null : letter(of),
      toldBefore: (of !== null && told.get(of)) || [],
      others: others.get(matter.clientId) ?? [],
      contacts: contacts.get(matter.clientId) ?? [],
      chain: chains.get(matterId) ?? [],
      requests: requests.get(matter.clientId) ?? [],
      refusalSaid: why,
    }
  }
  return {
    letter(id) {
      const found = letter(id)
      if (found) return found
      throw noSuchLetter()
    },
    sources,
  }
}

/** One letter with all that it rests on, where whoever asks may see it; throws `not-found`. */
export const readLetter = async (
  tx: Readable,
  letterId: string,
  parts: ReadingParts,
  by: Pick<Actor, 'role'>,
): Promise<LetterRecord> => {
  const opened = await openLetters(tx, { letterIds: [letterId] }, await openBooks(tx, parts))
  const one = opened.letter(letterId)
  if (one.restricted && !allows(by.role, 'reveal-consents')) throw noSuchLetter()
  return one
}

/** Where letters of these clients were sent before, to whoever reads them, by record. */
async function contactsOf(tx: Readable, records: Records): Promise<Map<string, Contact[]>> {
  const rows = await tx
    .selectFrom('letter_index as l')
    .innerJoin('letter as x', 'x.id', 'l.id')
    .select([
      'l.client_id',
      'l.restricted',
      sql<string>`x.content -> '$.addressee'`.as('addressee'),
    ])
    .select(sql<string>`x.content -> '$.copies'`.as('copies'))
    .where(oneOf('l.client_id', records.keys()))
    .where('l.sent_on', 'is not', null)
    .execute()
  const read = rows.flatMap(({ client_id, restricted, addressee, copies }) =>
    [
      JSON.parse(addressee) as LetterContent['addressee'],
      ...(JSON.parse(copies) as { addressee: LetterContent['addressee'] }[]).map(
        (one) => one.addressee,
      ),
    ].map((to) => ({ client_id, to, restricted: restricted === 1 })),
  )
  return byRecord(records, read, ({ client_id }) => client_id)
}

/** The drafts that were begun to take the place of a letter, oldest first. */
export const replacedIn = (events: readonly Event[]): string[] =>
  events.flatMap(({ act, said }) => (act === 'letter-replaced' ? [String(said['replacedBy'])] : []))

const isSent = (events: ReadonlyMap<string, readonly Event[]>) => (row: { id: string }) =>
  sendingOf(events.get(row.id) ?? []) !== undefined

const EVENTS = sql<string>`(
  select json_group_array(json_object('seq', e.seq, 'at', e.at, 'by', e.by, 'act', e.act, 'said', json(e.said))
    order by e.seq)
  from letter_event as e where e.letter_id = l.id)`
const eventsIn = (all: string) => (JSON.parse(all) as Omit<Event, 'reply' | 'state'>[]).map(eventOf)

const eventOf = (kept: Omit<Event, 'reply' | 'state'>): Event => ({
  ...kept,
  ...happenedBy(kept.act, kept.said),
})

/** The record as it is once an entry about it was logged, without reading it again. */
export function afterEntry(
  one: LetterRecord,
  { seq, at, actor, act, detail }: Awaited<ReturnType<Log['record']>>,
): LetterRecord {
  const { letterId: _, ...said } = detail
  const event = eventOf({ seq, at, by: actor, act: act as LetterAct, said })
  return { ...one, events: [...one.events, event] }
}

/** Logs what happened to a letter; gives the record as it is then. */
export async function recordHappened(
  log: Pick<Log, 'record'>,
  tx: Writable,
  by: { id: string },
  one: LetterRecord,
  act: Act & LetterAct,
  more: Parameters<Log['record']>[2]['detail'] = {},
): Promise<LetterRecord> {
  const detail = { letterId: one.row.id, ...more }
  const entry = { act, subject: one.client.client.tag, detail }
  return afterEntry(one, await log.record(tx, by, entry))
}

/** The approval of a letter that was approved. */
export const approvalOf = ({ events }: Pick<LetterRecord, 'events'>): Event =>
  events.find((event) => event.act === 'letter-approved')!

/** What letters disclosed to whom, by the register. */
async function toldBy(tx: Readable, ids: readonly string[]) {
  const found = new Map<string, { reader: string; role: string; classes: string[] }[]>()
  if (ids.length === 0) return found
  const rows = await toldByLetter(tx).where(oneOf('letter_id', ids)).execute()
  for (const { letter_id, reader, role, told } of rows) {
    const classes = (JSON.parse(told) as { class: string }[]).map((one) => one.class)
    found.set(letter_id!, [...(found.get(letter_id!) ?? []), { reader, role, classes }])
  }
  return found
}

/** The kind of the letter that this one chases or speaks of. */
export const chasedBy = ({ answered }: Pick<Sources, 'answered'>): LetterKind | null =>
  answered?.content.kind ?? null

/** Who applies for the records of the dead, by the letter or by the one that it chases. */
export const applicantIn = ({
  content,
  answered,
}: {
  content: Pick<LetterContent, 'kind' | 'applicant'>
  answered: LetterRecord | null
}): LetterContent['applicant'] =>
  KINDS[content.kind].part === 'chaser' ? answered?.content.applicant : content.applicant

/** When and how it left; null while it has not. */
export function sentOf({
  events,
}: Pick<LetterRecord, 'events'>): { on: string; route: string; email?: string | undefined } | null {
  const event = leavingOf(events)
  return event ? Departure.parse(event.said) : null
}

/** The sending by which it left, as it was corrected last. */
export const leavingOf = (events: readonly Event[]): Event | undefined =>
  sendingOf(events) &&
  events.findLast(({ act }) => act === 'letter-sent' || act === 'sending-corrected')

/** The sending by which it left, where that was not recorded by mistake. */
export const sendingOf = (events: readonly Event[]): Event | undefined => {
  const event = events.findLast(({ act }) => act === 'letter-sent' || act === 'sending-undone')
  return event?.act === 'letter-sent' ? event : undefined
}

/** What came back, as it now stands. */
export const repliesOf = ({ events }: Pick<LetterRecord, 'events'>): StandingReply[] =>
  repliesIn(events)

/** Where a letter that has left stands by these replies: with one still to be decided upon it is not done with. Pure. */
export function standsAt(
  { events, today }: Pick<LetterRecord, 'events' | 'today'>,
  replies: readonly Reply[],
): 'sent' | 'returned' | 'replied' {
  if (hasEnded(replies) && undecided(replies, [], today).length === 0) return 'replied'
  const [last] = events
    .filter(({ act, said }) => act === 'letter-returned' || said['undoes'] === 'letter-returned')
    .slice(-1)
  return last?.act === 'letter-returned' ? 'returned' : 'sent'
}
