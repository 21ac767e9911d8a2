import { dueIfAnswered, timesOf } from '../access-requests/due.ts'
import { openRequestsOf } from '../access-requests/read-requests.ts'
import type { Entry } from '../audit/entry.ts'
import { openedUnder } from '../audit/read.ts'
import { tagOf, tagsOf } from '../clients/known-client.ts'
import { recordsOf } from '../clients/records.ts'
import { Client } from '../clients/contract.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { countOf, formatDay, formatMoment } from '../dates/words.ts'
import { namesIn, peopleNamed } from '../people/names.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { expectSeesAllOf, sightOf } from '../matters/read-access.ts'
import { readFirm } from '../practice/read-firm.ts'
import type { FileParts } from './client-file.ts'
import type { AccessDecision, AccessItem, exporting as contract } from './contract.ts'
import { headOf, spoken, type FileItem, type FilePart } from './file-contents.ts'
import { filePage, type PlaceOf } from './file-page.ts'
import type { AccessOpened, AccessWritten } from './logged.ts'
import { newFolderIn, wholeFolder } from './new-folder.ts'
import { accessItems, paperOf, redacted } from './subject-access-items.ts'
import { ACCESS_LAW, GROUNDS } from './subject-access-law.ts'
import { writeFolder } from './write-file.ts'

type Access = Pick<Handlers<typeof contract>, 'gatherAccess' | 'writeAccess'>

/** What is held of a client for the client: gathered as a draft, decided upon thing by thing, and written as it was decided. */
export function subjectAccess(parts: FileParts & { law: LawSource }): Access {
  const { vault, log, law, papers, rooms, folder, platform, clock, begun, one } = parts
  return {
    gatherAccess: ({ clientId, reason }, by) => {
      expectRevealing(by)
      return vault.write(async (tx) => {
        const subject = await tagOf(tx, clientId)
        const detail: z.input<typeof AccessOpened> = { clientId, reason }
        await log.record(tx, by, { act: 'access-opened', subject, detail })
        const { items } = await heldOf(tx, clientId, by)
        return {
          ...{ items, newest: items.at(-1)!.seq, law: [...ACCESS_LAW] },
          grounds: Object.entries(GROUNDS).map(([ground, { name, law }]) => ({
            ground: ground as keyof typeof GROUNDS,
            ...{ name, law },
          })),
        }
      })
    },

    async writeAccess({ clientId, newest, decisions }, by) {
      expectRevealing(by)
      const today = londonDay(clock())
      const held = await vault.read(async (tx) => {
        const [request, ...others] = await openRequestsOf(tx, clientId)
        expectRequest(request)
        return {
          ...{ ...(await heldOf(tx, clientId, by)), request, others },
          office: (await readFirm(tx))?.name ?? vault.title()?.name ?? 'Office',
          ...{ due: dueIfAnswered(await law.book(tx), request, today).due },
          stillSees: await sightOf(tx),
        }
      })
      const { entries, items, office, request, others, due, stillSees } = held
      const ready = () => vault.read(stillSees)
      const { receivedOn, ...timing } = timesOf(request)
      expectSame(items, newest)
      const decided = expectDecided(items, decisions)
      one.expectFree()
      const chosen = await platform.chooseExportFolder()
      if (chosen === null) return null
      const client = Client.parse(await rooms().clients.get({ clientId }, by))
      const name = spoken(client)
      const told = toldItems(items, entries, decided)
      const into = await newFolderIn(chosen, folder, `${name}, subject access ${today}`)
      const page = {
        contents: { name, head: headOf(client, today), parts: partsOf(told, decisions) },
        ...{ title: 'Copy of your personal data', at: clock().toISOString(), by: by.name, office },
        warning: 'Nothing in this folder is encrypted. It is for the client alone.',
        notices: [
          `Your request was received on ${formatDay(receivedOn)}. This is the copy of personal data of UK GDPR, Article 15(3): each entry of our records about you, with the documents it stored. Left out of each are reference numbers of our program, hashes, and its own checks of a letter.`,
          'The purposes, to whom data is disclosed, how long it is kept, where it comes from, your rights and how to complain to the Information Commissioner (Article 15(1) and (2)) are told in our covering letter.',
        ],
      }
      const wanted = told.flatMap((item) => item.papers)
      const pageOf = (placeOf: PlaceOf) => filePage({ ...page, placeOf })
      const { documents, lacking } = await one.alone((mine) =>
        wholeFolder(into, begun, {
          ready,
          write: (unnamed) => writeFolder(unnamed, wanted, papers, pageOf, { ...mine, ready }),
          record: (whole) =>
            vault.write(async (tx) => {
              expectSame((await heldOf(tx, clientId, by)).items, newest)
              const detail: z.input<typeof AccessWritten> = {
                ...{
                  clientId,
                  requestId: request.id,
                  alsoAnswers: others.map(({ id }) => id),
                  folder: into,
                  receivedOn,
                  newest,
                  ...whole,
                },
                timing: { ...timing, due },
                decisions: decisions.map((decision) => ({ ...decision })),
              }
              const subject = await tagOf(tx, clientId)
              await log.record(tx, by, { act: 'access-written', subject, detail })
            }),
        }),
      )
      return { folder: into, documents, lacking }
    },
  }
}

/** All of it is shown, what is restricted too: it is the client’s own. */
function expectRevealing(by: Actor): void {
  if (!allows(by.role, 'reveal-consents')) throw notAllowed(by.role, 'reveal-consents')
}

/** Every entry under the person’s tags, in the order it was recorded. */
async function heldOf(
  tx: Readable,
  clientId: string,
  by: Actor,
): Promise<{ entries: Entry[]; items: AccessItem[] }> {
  await tagOf(tx, clientId)
  const records = [...(await recordsOf(tx, [clientId])).keys()]
  // A copy that left something out would be no answer.
  await expectSeesAllOf(tx, records, by)
  const tags = [...(await tagsOf(tx, records)).values()]
  const entries = await openedUnder(tx, tags)
  const people = await peopleNamed(tx).execute()
  const firm = await readFirm(tx)
  const own = [...people.map(({ name }) => name), ...(firm ? [firm.name] : []), ...namesOf(entries)]
  return { entries, items: accessItems(entries, { own, nameOf: await namesIn(tx) }) }
}

/** Every name that the client went by here. */
const namesOf = (entries: readonly Entry[]): string[] =>
  entries
    .filter(({ act }) => act === 'client-registered' || act === 'client-corrected')
    .flatMap(({ detail }) => {
      const { aliases } = detail
      const all = [detail, ...(Array.isArray(aliases) ? aliases : [])] as {
        surname?: unknown
        forenames?: unknown
      }[]
      return all.map((one) =>
        spoken({ surname: String(one.surname ?? ''), forenames: String(one.forenames ?? '') }),
      )
    })

/** A copy is the answer to a request, whose clock ends with it. */
function expectRequest(request: object | undefined): asserts request {
  if (request) return
  throw new Refusal(
    'conflict',
    'No request of this client is open. Record when and how they asked, then write the copy.',
  )
}

function expectSame(items: readonly AccessItem[], newest: number): void {
  if (items.at(-1)?.seq !== newest)
    throw new Refusal(
      'conflict',
      'Something was recorded about this client since it was gathered, so nothing was written. Gather it again; what was decided stays.',
    )
}

type Decided = ReadonlyMap<number, AccessDecision>

/** What was decided of each thing; refused while something that must be decided is not, or is decided without ground, reason or words. */
function expectDecided(
  items: readonly AccessItem[],
  decisions: readonly AccessDecision[],
): Decided {
  const decided = new Map(decisions.map((one) => [one.seq, one]))
  const fault = (item: AccessItem, what: string) =>
    new Refusal('invalid-input', `${item.title}, ${formatMoment(item.at)}: ${what}`, {
      [`decisions.${item.seq}`]: what,
    })
  const known = new Set(items.map(({ seq }) => seq))
  if (decisions.some(({ seq }) => !known.has(seq)))
    throw new Refusal(
      'invalid-input',
      'A decision is about something that is not held. Gather it again.',
    )
  const open = items.filter(({ seq, toDecide }) => toDecide && !decided.has(seq))
  if (open[0])
    throw fault(
      open[0],
      `decide whether it is included. ${open.length === 1 ? 'It is the last.' : `So are ${open.length - 1} more.`}`,
    )
  for (const item of items) {
    const one = decided.get(item.seq)
    if (!one || one.decision === 'include') continue
    if (one.ground === null) throw fault(item, 'choose the ground.')
    if (one.reason === '') throw fault(item, 'give the reason.')
    if (one.decision !== 'redact') continue
    // Of a document without words of its own it is the document that is not given.
    if (one.words.length === 0 && !item.marks.includes('document'))
      throw fault(item, 'enter the words to be blacked out.')
    const { missing } = redacted(item.lines, one.words)
    if (missing[0])
      throw fault(
        item,
        `“${missing[0]}” does not stand in it. Correct the words to be blacked out.`,
      )
  }
  return decided
}

type Told = FileItem & { act: string }

/** What is written of each thing that was not left out. */
function toldItems(
  items: readonly AccessItem[],
  entries: readonly Entry[],
  decided: Decided,
): Told[] {
  const stored = new Map(entries.map((entry) => [entry.seq, paperOf(entry)]))
  return items.flatMap(({ seq, at, act, title, lines }) => {
    const one = decided.get(seq)
    if (one?.decision === 'leave-out') return []
    const paperId = stored.get(seq) ?? null
    const cells = [`${title}, ${formatMoment(at)}`]
    if (one?.decision === 'redact') {
      const { law } = GROUNDS[one.ground!]
      const paper =
        paperId === null ? '' : ' Its document is not in this folder for the same reason.'
      const said = [
        ...redacted(lines, one.words).lines,
        one.words.length > 0
          ? `Words were blacked out: ${law}.${paper}`
          : `Its document is not in this folder: ${law}.`,
      ]
      return [{ act, cells, lines: said, papers: [] }]
    }
    const papers = paperId === null ? [] : [{ paperId, name: `${londonDay(at)} ${title}` }]
    return [{ act, cells, lines, papers }]
  })
}

const PARTS: readonly (readonly [string, RegExp])[] = [
  ['You, and where you were', /^(client|stay)-/],
  ['Who acts for you', /^(representative|proof)-/],
  ['Matters', /^(matter|limitation)-/],
  [
    'Forms, and what else allows a disclosure',
    /^(consent|withdrawal|scan|check|review|receipt|basis)-/,
  ],
  ['Letters', /^(letter|reply|sending|step)-/],
  ['Documents that came in', /^document-/],
  ['Calls and other disclosures', /^(call|pack|register)-/],
  ['How your file was kept', /^/],
]

function partsOf(told: readonly Told[], decisions: readonly AccessDecision[]): FilePart[] {
  const of = ({ act }: Told) => PARTS.findIndex(([, acts]) => acts.test(act))
  const parts = PARTS.map(([heading], nth): FilePart => ({
    ...{ heading, columns: null, none: 'Nothing is in this copy.' },
    items: told.filter((one) => of(one) === nth),
  }))
  const out = decisions.filter(({ decision }) => decision === 'leave-out')
  const grounds = [...Map.groupBy(out, ({ ground }) => ground!)]
  return [
    ...parts,
    {
      ...{ heading: 'What was left out', columns: null, none: 'Nothing was left out.' },
      items: grounds.map(([ground, all]) => ({
        cells: [GROUNDS[ground].law],
        lines: [`${GROUNDS[ground].name}: ${countOf(all.length, 'entry', 'entries')}.`],
        papers: [],
      })),
    },
  ]
}
