import { isDeepStrictEqual } from 'node:util'
import type { Log } from '../audit/log.ts'
import { keptRecord, tagOf } from '../clients/known-client.ts'
import { recordsOf } from '../clients/records.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { londonDay } from '../dates/days.ts'
import { matterRow } from '../matters/read-matter.ts'
import { namesIn } from '../people/names.ts'
import { notAllowed } from '../people/permissions.ts'
import { DOCUMENT_KINDS, tooLarge } from '../platform/file-kind.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import {
  LARGEST_DOCUMENT,
  type documents as contract,
  type DocumentDraft,
  type Received,
} from './contract.ts'
import { incoming, type Whole } from './incoming.ts'
import {
  type DocumentCorrected,
  type DocumentKept,
  type DocumentOpened,
  type DocumentRemoved,
  LoggedDocument,
} from './logged.ts'
import { inOrder } from './in-order.ts'
import { documentIn, documentsOf, seesRestricted, shownDocument } from './read-document.ts'
import type { Standing } from './standing.ts'

interface DocumentParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  papers: ReturnType<typeof officePapers>
  platform: Pick<Platform, 'chooseDocument' | 'openPieces' | 'savePieces'>
  /** Refuses where somebody else signed in meanwhile. */
  confirm(by: Actor): void
  /** The first word of a text that tells of something restricted; null where none does. */
  restrictedIn(tx: Readable, text: string): Promise<string | null>
  /** The letters of the person whose record this is, as far as somebody may know of them; letters stand above this room. */
  lettersOf(tx: Readable, clientId: string, by: Actor): Promise<readonly string[]>
  /** The letters that enclose a document; they stand above this room too. */
  enclosedBy(tx: Readable, which: { documentId: string; clientId: string }): Promise<string[]>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** The documents of one office, and what ends with its session. */
export interface Documents {
  handlers: Handlers<typeof contract>
  /** Takes away a file that came and was not kept. */
  stop(): Promise<void>
}

type Said = Omit<DocumentDraft, 'token' | 'clientId'>
/** The name of the file is answered at the title, which has a field. */
const wordsOf = ({ title, sender }: LoggedDocument, name = '') => ({
  title: `${title}\n${name}`,
  sender,
})
const wrong = (field: string, fault: string) =>
  new Refusal('invalid-input', fault, { [field]: fault })

/** What comes in is kept as a document: the file as it came, and what is said of it; each act is one entry. */
export function documents(parts: DocumentParts): Documents {
  const { vault, log, papers, platform, confirm, clock, random } = parts
  const coming = incoming({ papers, random })

  const received = ({ token, name, kind, paper }: Whole): z.input<typeof Received> => ({
    ...{ token, name, kind, size: paper.size },
  })
  /** The letter that a document answers is named to whoever may know of that letter. */
  async function inSight(tx: Readable, clientId: string, by: Actor) {
    const known = new Set(await parts.lettersOf(tx, clientId, by))
    const seen = <V extends Pick<LoggedDocument, 'letterId'>>(one: V): V =>
      known.has(one.letterId ?? '') ? one : { ...one, letterId: null }
    return (one: Standing): Standing => ({
      ...{ ...one, now: seen(one.now), earlier: one.earlier.map(seen) },
    })
  }
  async function shown(tx: Readable, id: string, by: Actor) {
    const one = await documentIn(tx, id, by)
    return shownDocument((await inSight(tx, one.clientId, by))(one), await namesIn(tx))
  }

  /** What a document that is not restricted is called, from whom and why, everybody reads who reads the client. */
  async function expectOpen(tx: Readable, texts: Record<string, string>): Promise<void> {
    for (const [field, said] of Object.entries(texts)) {
      const word = await parts.restrictedIn(tx, said)
      if (word === null) continue
      const fault = `“${word}” tells everybody who reads this client of something restricted. Leave it out, also of the name of the file; or have the document kept as what is restricted by somebody who may open that.`
      throw wrong(field, fault)
    }
  }
  /** What is said of a document of the record `clientId`; throws where it cannot be so. */
  async function checked(
    tx: Readable,
    { clientId, ...said }: Said & { clientId: string },
    by: Actor,
  ): Promise<LoggedDocument> {
    const document = LoggedDocument.parse(said)
    if (document.class === RESTRICTED_CLASS && !seesRestricted(by))
      throw notAllowed(by.role, 'reveal-consents')
    if (document.receivedOn > londonDay(clock()))
      throw wrong('receivedOn', 'This date is in the future. Correct it.')
    if (document.sort === 'other' && document.title === '')
      throw wrong('title', 'Say in words what it is.')
    if (said.matterId !== null && (await matterRow(tx, said.matterId)).client_id !== clientId)
      throw wrong('matterId', 'This matter is not in this record of the client. Choose another.')
    if (said.letterId !== null) {
      const letters = await parts.lettersOf(tx, clientId, by)
      if (!letters.includes(said.letterId))
        throw wrong('letterId', 'This letter is not one about this client. Choose another.')
    }
    return document
  }
  /** The record in which a new document stands: its matter’s, else the one that is kept of the person. */
  async function recordFor(tx: Readable, asked: string, matterId: string | null) {
    if (matterId === null) return keptRecord(tx, asked)
    const { client_id: id, tag } = await matterRow(tx, matterId)
    if (!(await recordsOf(tx, [asked])).has(id))
      throw wrong('matterId', 'This matter is another client’s. Choose another.')
    return { id, tag }
  }
  async function standing(tx: Readable, id: string, by: Actor): Promise<Standing> {
    const one = await documentIn(tx, id, by)
    if (!one.removed) return one
    throw new Refusal('conflict', 'This document was removed. Keep it again where it belongs.')
  }

  /** Refuses to show a restricted document for no reason. */
  function expectReason({ restricted }: Standing, reason: string): void {
    if (restricted && reason === '') throw wrong('reason', 'Give the reason for opening it.')
  }
  interface Look {
    documentId: string
    way: z.input<typeof DocumentOpened>['way']
    reason: string
  }
  /** Logs a look at a document before it is shown. */
  const look = ({ reason, ...which }: Look, by: Actor) =>
    vault.write(async (tx) => {
      const one = await documentIn(tx, which.documentId, by)
      expectReason(one, reason)
      const { clientId, restricted } = one
      const detail: DocumentOpened = { ...which, clientId, ...(restricted ? { reason } : {}) }
      const subject = await tagOf(tx, clientId)
      await log.record(tx, by, { act: 'document-opened', subject, detail })
    })
  async function piecesOf(id: string, reason: string, by: Actor) {
    const one = await vault.read((tx) => documentIn(tx, id, by))
    expectReason(one, reason)
    return { one, pieces: await papers.pieces(one.file.paperId) }
  }

  const handlers: Handlers<typeof contract> = {
    async choose(_, by) {
      const file = await platform.chooseDocument({
        ...{ title: 'Choose the document', kinds: DOCUMENT_KINDS, atMost: LARGEST_DOCUMENT },
      })
      if (file === null) return null
      // The dialog may have been open for long: nothing is stored for an office that was locked meanwhile.
      confirm(by)
      const token = await coming.begin(file.name, by)
      try {
        for await (const piece of file.pieces) await coming.add(token, piece, by)
      } catch (error) {
        await coming.leave(token, by)
        throw error
      }
      return received(await coming.end(token, by))
    },

    async begin({ name, size }, by) {
      if (size > LARGEST_DOCUMENT) throw tooLarge(LARGEST_DOCUMENT)
      return { token: await coming.begin(name || 'document', by) }
    },
    async piece({ token, bytes }, by) {
      await coming.add(token, bytes, by)
      return {}
    },
    end: async ({ token }, by) => received(await coming.end(token, by)),
    async leave({ token }, by) {
      await coming.leave(token, by)
      return {}
    },

    async keep({ token, clientId: asked, ...said }, by) {
      const { name, kind, paper } = coming.whole(token, by)
      const kept = await vault.write(async (tx) => {
        const { id: clientId, tag } = await recordFor(tx, asked, said.matterId)
        const document = await checked(tx, { clientId, ...said }, by)
        if (document.class !== RESTRICTED_CLASS) await expectOpen(tx, wordsOf(document, name))
        const documentId = newId(clock, random)
        const sha256 = Buffer.from(paper.sha256).toString('hex')
        const file = { name, paperId: paper.id, sha256, size: paper.size, kind }
        await papers.keep(tx, paper)
        const detail: DocumentKept = { documentId, clientId, ...document, ...file }
        await log.record(tx, by, { act: 'document-kept', subject: tag, detail })
        return shown(tx, documentId, by)
      })
      coming.kept(token)
      return kept
    },

    correct: ({ documentId, version, reason, ...said }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, documentId, by)
        const { clientId, now, restricted } = one
        if (now.version !== version)
          throw new Refusal(
            'conflict',
            'Somebody corrected this document after you opened it. Read the newer version first.',
          )
        const { now: seen } = (await inSight(tx, clientId, by))(one)
        const typed = await checked(tx, { clientId, ...said }, by)
        // What whoever corrects it may not know of stays as it was recorded.
        const letterId = typed.letterId === seen.letterId ? now.letterId : typed.letterId
        const document = { ...typed, letterId }
        if (isDeepStrictEqual(document, LoggedDocument.parse(now)))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        if (!restricted && document.class !== RESTRICTED_CLASS)
          await expectOpen(tx, { ...wordsOf(document), reason })
        const next = { ...document, version: version + 1, reason }
        const hides = !restricted && document.class === RESTRICTED_CLASS
        const enclosedBy = hides ? await parts.enclosedBy(tx, { documentId, clientId }) : []
        const detail: DocumentCorrected = {
          ...{ documentId, clientId, ...next },
          ...(enclosedBy.length > 0 ? { enclosedBy } : {}),
        }
        await record(tx, by, 'document-corrected', detail)
        return shown(tx, documentId, by)
      }),

    remove: ({ documentId, reason }, by) =>
      vault.write(async (tx) => {
        const { clientId, restricted } = await standing(tx, documentId, by)
        if (!restricted) await expectOpen(tx, { reason })
        const detail: DocumentRemoved = { documentId, clientId, reason }
        await record(tx, by, 'document-removed', detail)
        return shown(tx, documentId, by)
      }),

    list: ({ clientId, matterId, sort }, by) =>
      vault.read(async (tx) => {
        await tagOf(tx, clientId)
        const nameOf = await namesIn(tx)
        const found = await documentsOf(tx, clientId, by)
        const seen = await inSight(tx, clientId, by)
        const shown = found
          .map(seen)
          .filter(({ now }) => matterId === null || now.matterId === matterId)
          .map((one) => shownDocument(one, nameOf))
        return inOrder(shown.toReversed(), sort)
      }),

    reveal: ({ documentId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await documentIn(tx, documentId, by)
        const subject = await tagOf(tx, one.clientId)
        await log.record(tx, by, { act: 'record-read', subject, detail: { documentId, reason } })
        return shownDocument(one, await namesIn(tx), true)
      }),

    async open({ documentId, reason }, by) {
      const { one, pieces } = await piecesOf(documentId, reason, by)
      await look({ documentId, way: 'reader', reason }, by)
      await platform.openPieces(pieces, 'document', one.file.kind)
      return {}
    },

    async saveCopy({ documentId, reason }, by) {
      const { one, pieces } = await piecesOf(documentId, reason, by)
      const name = one.file.name.replace(/\.[^.]{1,5}$/, '')
      const saved = await platform.savePieces(name, one.file.kind, pieces, () =>
        look({ documentId, way: 'file', reason }, by),
      )
      return { saved }
    },
  }
  async function record(
    tx: Writable,
    by: Actor,
    act: 'document-corrected' | 'document-removed',
    detail: DocumentCorrected | DocumentRemoved,
  ): Promise<void> {
    const subject = await tagOf(tx, detail.clientId)
    await log.record(tx, by, { act, subject, detail })
  }
  return { handlers, stop: coming.drop }
}
