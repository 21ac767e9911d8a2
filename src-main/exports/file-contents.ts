import { basisStanding } from '../bases/standing.ts'
import { basesOf } from '../bases/read-basis.ts'
import { Client, type ClientId } from '../clients/contract.ts'
import { spacedNhsNumber } from '../clients/nhs-number.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { FORM_NAMES } from '../consents/state-words.ts'
import { formsOf } from '../consents/grants.ts'
import { documentWords } from '../documents/document-words.ts'
import type { LoggedDocument } from '../documents/logged.ts'
import { documentsOf } from '../documents/read-document.ts'
import { DETAIL_NAMES, type CaseDetails } from '../details/groups.ts'
import { caseDetails } from '../details/read-details.ts'
import { detailLines } from './detail-lines.ts'
import { formatDay, formatList, formatMoment, formatSpan, sentence } from '../dates/words.ts'
import { classWords } from '../disclosures/register-words.ts'
import { Matter, MatterId } from '../matters/contract.ts'
import { frozenOf } from '../letters/approved-papers.ts'
import { representativesOf } from '../representatives/read-representative.ts'
import { standingOn } from '../representatives/standing.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import { openEye, type ChronologyShown, type Rooms } from './file-rooms.ts'
import {
  choicesWords,
  chronologyWords,
  kindWords,
  plain,
  purposeWords,
  recordedWords,
  roleWords,
} from './file-words.ts'

/** A document of the office’s beside the page: what its file is called there, without the ending. */
export interface FilePaper {
  paperId: string
  name: string
  /** What its entry says that it is, where the first bytes do not. */
  kind?: string
}
/** One thing that is held of a client: its words, and its papers. */
export interface FileItem {
  /** Cells of a row, or a title alone. */
  cells: readonly string[]
  lines: readonly string[]
  papers: readonly FilePaper[]
}
export interface FilePart {
  heading: string
  /** Of a table; null where each thing stands under its title. */
  columns: readonly string[] | null
  /** Said where there is nothing. */
  none: string
  items: readonly FileItem[]
}
export interface FileContents {
  name: string
  /** Beside the name: prison number, born, where the client is. */
  head: readonly (readonly [string, string])[]
  parts: readonly FilePart[]
}

/** Pages of lists that are read to their end. */
const PAGE = 200
/** What a question of a room is answered with. */
export type Shown<
  Room extends keyof Rooms,
  Asked extends keyof Rooms[Room],
> = Rooms[Room][Asked] extends (...args: never[]) => infer Answer ? Awaited<Answer> : never
type OneClient = z.output<typeof Client>
type Form = Shown<'consents', 'list'>[number]
type Basis = Shown<'bases', 'list'>['rows'][number]
type Acting = Shown<'representatives', 'list'>['rows'][number]
type Letter = Shown<'letters', 'list'>['rows'][number]
type Kept = Shown<'documents', 'list'>[number]

interface Asked {
  rooms: Rooms
  vault: Pick<Vault, 'read'>
  clientId: ClientId
  by: Actor
  /** With scans, and with what is restricted. */
  restricted: boolean
  today: string
  /** Asked between pages: throws once it was broken off. */
  goOn: () => void
}

/** What is held of a client, read as the client’s page reads it; without `restricted`, by the eyes of whoever may open nothing restricted. */
export async function fileContents(asked: Asked): Promise<FileContents> {
  const { rooms, clientId, restricted } = asked
  const by = restricted ? asked.by : openEye(asked.by)
  const client = Client.parse(await rooms.clients.get({ clientId }, by))
  const acting = (await rooms.representatives.list({ clientId }, by)).rows
  const forms = await rooms.consents.list({ clientId }, by)
  const bases = (await rooms.bases.list({ clientId }, by)).rows
  const matters = await mattersOf(asked, by)
  const details = await asked.vault.read((tx) =>
    caseDetails(
      tx,
      matters.map(({ id }) => id),
    ),
  )
  const letters = await lettersOf(asked, by)
  const documents = await rooms.documents.list({ clientId, matterId: null, sort: null }, by)
  const lines = await chronologyOf(asked, by)
  const papers = await papersOf(asked, letters, by)
  const parts: FilePart[] = [
    particulars(client),
    stays(client),
    part('Who acts for the client', 'Nobody is recorded.', acting, (one) => ofActing(one, papers)),
    part('Who may be told', 'No form is recorded.', forms, (one) => ofForm(one, papers)),
    part('What else allows a disclosure', 'Nothing else is recorded.', bases, (one) =>
      ofBasis(one, papers),
    ),
    part('Matters', 'No matter is recorded.', matters, (one) =>
      ofMatter(one, details.get(one.id) ?? {}),
    ),
    {
      ...{ heading: 'Letters', none: 'No letter is recorded.' },
      columns: ['Dated', 'Letter', 'To', 'How it stands', 'File'],
      items: letters.map((one) => ofLetter(one, papers)),
    },
    {
      ...{ heading: 'Documents', none: 'No document is kept.' },
      columns: ['Received', 'What', 'From', 'Kept'],
      items: documents.toReversed().map((one) => ofDocument(one, papers)),
    },
    {
      ...{ heading: 'Chronology', none: 'Nothing is recorded.' },
      columns: ['Recorded', 'What', 'By'],
      items: lines.map(ofLine),
    },
  ]
  return { name: spoken(client), head: headOf(client, asked.today), parts }
}

const item = (title: string, lines: readonly (string | false)[], papers: FilePaper[] = []) => ({
  ...{ cells: [title], papers },
  lines: lines.filter((line): line is string => line !== false && line !== ''),
})

function part<Row>(
  heading: string,
  none: string,
  rows: readonly Row[],
  of: (row: Row) => FileItem,
): FilePart {
  return { heading, columns: null, none, items: rows.map(of) }
}

/** All matters of a client, as their own pages show them. */
export async function mattersOf(
  { rooms, clientId, goOn }: Pick<Asked, 'rooms' | 'clientId' | 'goOn'>,
  by: Actor,
): Promise<Matter[]> {
  const { rows } = await rooms.matters.list(
    { clientId, text: '', sort: null, offset: 0, limit: PAGE },
    by,
  )
  const all: Matter[] = []
  for (const { id } of rows) {
    goOn()
    all.push(Matter.parse(await rooms.matters.get({ matterId: MatterId.parse(id) }, by)))
  }
  return all
}

async function lettersOf({ rooms, clientId, goOn }: Asked, by: Actor): Promise<Letter[]> {
  const all: Letter[] = []
  for (;;) {
    goOn()
    const asked = { clientId, which: 'all' as const, sort: null, offset: all.length, limit: PAGE }
    const { rows, total } = await rooms.letters.list(asked, by)
    all.push(...rows)
    if (rows.length === 0 || all.length >= total) return all.reverse()
  }
}

/** Oldest first. */
async function chronologyOf(
  { rooms, clientId, goOn }: Asked,
  by: Actor,
): Promise<ChronologyShown[]> {
  const all: ChronologyShown[] = []
  for (let before: number | null = null; ;) {
    goOn()
    const page = await rooms.day.chronology(
      { clientId, kinds: [...KINDS_OF_LINE], before, after: 0, limit: PAGE },
      by,
    )
    all.push(...page.lines)
    if (page.next === null) return all.toSorted((one, other) => one.seq - other.seq)
    before = page.next
  }
}
const KINDS_OF_LINE = [
  ...(['client', 'stay', 'representative', 'matter', 'consent', 'letter', 'told'] as const),
  'erasure' as const,
]

/** What the office has of each thing besides its words. */
interface Papers {
  letters: ReadonlyMap<string, string>
  documents: ReadonlyMap<string, { paper: FilePaper; said: LoggedDocument }>
  /** Scans by what they are of; none without `restricted`, since any of them may show what is restricted. */
  scans: ReadonlyMap<string, string>
  /** What a form says of the restricted class, and a basis in full; none without `restricted`. */
  opened: ReadonlyMap<string, readonly string[]>
}

const papersOf = (
  { vault, clientId, restricted, today }: Asked,
  rows: readonly Letter[],
  by: Actor,
) =>
  vault.read(async (tx): Promise<Papers> => {
    const [scans, opened] = [new Map<string, string>(), new Map<string, readonly string[]>()]
    const letters = await frozenOf(
      tx,
      rows.map(({ id }) => id),
    )
    const documents = new Map(
      (await documentsOf(tx, clientId, by)).map(({ id, now: said, file }) => {
        const name = `${said.receivedOn} ${documentWords(said)}`
        return [id, { said, paper: { paperId: file.paperId, kind: file.kind, name } }]
      }),
    )
    if (!restricted) return { letters, documents, scans, opened }
    for (const { row, scan, form } of await formsOf(tx, clientId)) {
      if (scan) scans.set(row.id, scan.paper_id)
      const choice = form.choices.find((one) => one.class === RESTRICTED_CLASS)
      const said =
        form.consulted && `Consulted on ${formatDay(form.consulted.on)}: ${form.consulted.said}`
      opened.set(row.id, [
        `HIV and sexual health: ${choice ? plain(choice.answer) : 'not asked'}.`,
        ...(said ? [said] : []),
        ...(form.note ? [`Note: ${form.note}`] : []),
      ])
    }
    for (const record of await basesOf(tx, clientId)) {
      const standing = basisStanding(record)
      if (standing?.paper) scans.set(record.id, standing.paper.paperId)
      if (standing)
        opened.set(record.id, [
          `Information: ${standing.basis.classes.map(classWords).join(', ')}.`,
          `Reasons: ${standing.basis.reasons}`,
        ])
    }
    for (const record of (await representativesOf(tx, [clientId])).get(clientId) ?? []) {
      const proof = standingOn(record, today)?.proof
      if (proof) scans.set(record.id, proof.paperId)
    }
    return { letters, documents, scans, opened }
  })

const scanOf = (id: string, name: string, { scans }: Papers): FilePaper[] => {
  const paperId = scans.get(id)
  return paperId === undefined ? [] : [{ paperId, name }]
}

/** A name as it is spoken. */
export const spoken = ({ surname, forenames }: { surname: string; forenames: string }) =>
  [forenames, surname].filter(Boolean).join(' ')

/** What stands beside a client’s name. */
export function headOf(client: OneClient, today: string): (readonly [string, string])[] {
  const stay = client.stays.findLast(({ from }) => from <= today)
  return [
    ['Prison number', client.prisonNumber.number || 'none on record'],
    ['Born', client.bornOn ? formatDay(client.bornOn) : 'not known'],
    ['Where the client is', stay ? `${stay.name}, since ${formatDay(stay.from)}` : 'not known'],
  ]
}

function particulars(client: OneClient): FilePart {
  const version = (one: Omit<OneClient['earlier'][number], 'seq'>, title: string) =>
    item(title, [
      `Name: ${[one.title, spoken(one)].filter(Boolean).join(' ')}`,
      one.aliases.length > 0 && `Also known as: ${formatList(one.aliases.map(spoken))}`,
      `Born: ${one.bornOn ? formatDay(one.bornOn) : 'not known'}`,
      `Prison number: ${[one.prisonNumber.number || 'none', one.prisonNumber.exception].filter(Boolean).join(': ')}`,
      one.nhsNumber && `NHS number: ${spacedNhsNumber(one.nhsNumber)}`,
      `Pronouns: ${one.pronouns ?? 'not asked'}`,
      `Communication needs: ${needsWords(one.needs) || 'none recorded'}`,
      `Recorded: ${recordedWords(one.recordedAt, one.recordedBy)}`,
      one.reason && `Reason for the correction: ${one.reason}`,
    ])
  return {
    ...{ heading: 'Particulars', columns: null, none: '' },
    items: [
      version(client, 'As they stand'),
      ...client.joined.map((one) => version(one, `In record ${one.place} of the same person`)),
      ...[client, ...client.joined].flatMap(({ earlier }) =>
        earlier.map((one) => version(one, 'Corrected since')),
      ),
    ],
  }
}

/** How the client is to be written to and spoken with; empty where nothing was said. */
export const needsWords = (of: OneClient['needs']) =>
  [
    of.language,
    ...(of.interpreter ? ['interpreter needed'] : []),
    ...(of.largePrint ? ['large print'] : []),
    ...(of.easyWords ? ['plain, short sentences'] : []),
    ...(of.readAloud ? ['read aloud'] : []),
    of.note,
  ]
    .filter(Boolean)
    .join(', ')

const stays = ({ stays: all }: OneClient): FilePart => ({
  ...{ heading: 'Where the client was', none: 'Nothing is recorded.' },
  columns: ['From', 'To', 'Where', 'Source'],
  items: all.map(({ from, to, name, lines, postcode, source }) => ({
    cells: [
      formatDay(from),
      to ? formatDay(to) : 'now',
      [name, ...lines, postcode].filter(Boolean).join(', '),
      source,
    ],
    ...{ lines: [], papers: [] },
  })),
})

function ofActing(one: Acting, papers: Papers): FileItem {
  const name = [one.title, spoken(one)].filter(Boolean).join(' ')
  return item(
    `${name}, ${one.acts}`,
    [
      `${sentence(plain(one.state))}; ${formatSpan({ from: one.from, to: one.lastDay })}.`,
      [...one.lines, one.postcode, one.telephone].filter(Boolean).join(', '),
      one.limits && `Limits: ${one.limits}`,
      one.together && `Acts together with: ${one.together}`,
      one.lacking.length > 0 && `Not on record yet: ${formatList(one.lacking)}.`,
      `Source: ${one.source}. Recorded: ${recordedWords(one.at, one.by)}.`,
    ],
    scanOf(one.id, `Proof, ${name}`, papers),
  )
}

function ofForm(one: Form, papers: Papers): FileItem {
  const to = one.recipient.name
  const opened = papers.opened.get(one.id)
  const asked = one.check.state === 'not-needed' ? '' : `Second check: ${plain(one.check.state)}.`
  return item(
    `${to} (${roleWords(one.recipient.role)}), ${purposeWords(one.purpose)}`,
    [
      `${FORM_NAMES[one.kind]}, signed ${formatDay(one.signedOn)}, received ${formatDay(one.receivedOn)}, relied on until ${formatDay(one.lastDay)} at the latest.`,
      ...choicesWords(one.choices.filter(({ state }) => state !== 'restricted' || !opened)),
      ...(opened ?? []),
      one.signedBy ? `Signed by ${one.signedBy.who}.` : '',
      asked,
      ...one.withdrawals.map(
        ({ classes, receivedOn, how, corrected }) =>
          `Withdrawn: ${classes.map(classWords).join(', ')}; received ${formatDay(receivedOn)} (${plain(how)})${corrected ? `; corrected: ${corrected.reason}` : ''}.`,
      ),
      `Recorded: ${recordedWords(one.recordedAt, one.recordedBy)}.`,
    ],
    scanOf(one.id, `Form, ${to}, ${one.signedOn}`, papers),
  )
}

function ofBasis(one: Basis, papers: Papers): FileItem {
  const to = one.recipient.name
  return item(
    `${to} (${roleWords(one.recipient.role)}), ${purposeWords(one.purpose)}`,
    [
      `${sentence(plain(one.kind))}: ${one.authority}. ${sentence(plain(one.state))}; ${formatSpan({ from: one.from, to: one.lastDay })}.`,
      ...(papers.opened.get(one.id) ?? [
        `Information: ${[...one.classes.map(classWords), 'restricted'].join(', ')}.`,
      ]),
      `Decided by ${one.decidedBy}${one.confirmed ? `, confirmed by ${one.confirmed.by}` : ''}.`,
    ],
    scanOf(one.id, `Other basis, ${to}, ${one.from}`, papers),
  )
}

function ofMatter(one: Matter, details: CaseDetails): FileItem {
  return item(`${one.ourRef}: ${one.title}`, [
    `${sentence(plain(one.kind))}. Responsible: ${one.responsibleName}. Opened ${formatDay(one.openedOn)}${one.closed ? `, closed ${formatDay(one.closed.on)}: ${one.closed.reason}` : ''}.`,
    one.opponents.length > 0 &&
      `Others: ${one.opponents.map(({ name, role }) => `${name} (${role})`).join(', ')}.`,
    `Happened: ${one.eventOn ? formatDay(one.eventOn) : one.noEventReason || 'no date'}. Known to the client: ${one.knownOn ? formatDay(one.knownOn) : 'no date'}.`,
    ...one.limitation.map(
      ({ claim, due, prudent, provisional, passed }) =>
        `Limitation, ${claim}: ${formatDay(due)}${passed ? ' (passed)' : `; diarise ${formatDay(prudent)}`}${provisional ? ', provisional' : ''}.`,
    ),
    ...DETAIL_NAMES.filter((name) => details[name]?.length).flatMap((name) =>
      detailLines(name, details[name]!),
    ),
    ...one.notes.toReversed().map(({ at, by, text }) => `Note, ${recordedWords(at, by)}: ${text}`),
  ])
}

function ofLetter(one: Letter, papers: Papers): FileItem {
  const due = one.deadline ? `; answer due ${formatDay(one.deadline.due)}` : ''
  const paperId = papers.letters.get(one.id)
  const about = kindWords(one.kind)
  return {
    cells: [
      ...[formatDay(one.datedOn), `${about}, ${one.ourRef}`, one.to],
      `${sentence(plain(one.state))}${due}`,
    ],
    lines: [],
    papers: paperId === undefined ? [] : [{ paperId, name: `${one.datedOn} ${about}, ${one.to}` }],
  }
}

function ofDocument(one: Kept, { documents }: Papers): FileItem {
  const { paper, said = one } = documents.get(one.id) ?? {}
  const removed =
    one.removed &&
    `Removed, ${recordedWords(one.removed.at, one.removed.by)}: ${one.removed.reason}`
  return {
    cells: [
      ...[formatDay(one.receivedOn), documentWords(said), said.sender],
      [recordedWords(one.keptAt, one.earlier.at(-1)?.by ?? one.by), removed]
        .filter(Boolean)
        .join('. '),
    ],
    ...{ lines: [], papers: paper ? [paper] : [] },
  }
}

function ofLine(line: ChronologyShown): FileItem {
  const { title, words } = chronologyWords(line)
  return {
    cells: [formatMoment(line.at), [title, words].filter(Boolean).join(': '), line.who],
    ...{ lines: [], papers: [] },
  }
}
