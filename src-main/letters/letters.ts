import { isDeepStrictEqual } from 'node:util'
import { namesIn } from '../people/names.ts'
import { lastCheckpointCode } from '../audit/last-checkpoint.ts'
import { tagOf } from '../clients/known-client.ts'
import { clientFiles } from '../clients/read-client.ts'
import { recordsOf } from '../clients/records.ts'
import { deathOf } from '../clients/stays.ts'
import { expectClock } from '../consents/grants.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { londonDay } from '../dates/days.ts'
import { CLOSED } from '../matters/matter-rules.ts'
import { logoRow } from '../practice/read-firm.ts'
import type { LetterModel } from '../typesetting/model.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import { samePersonIn } from '../people/same-person.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { LetterContent, LetterRow, letters as contract } from './contract.ts'
import { corrections } from './corrections.ts'
import { expectCitable } from './citations.ts'
import { expectDatable, expectDated } from './dated.ts'
import { knownHolders, madeNowBy, proposal, settled, unsettledIn } from './drafting.ts'
import { takenUpAgain } from './again.ts'
import { clientMissing } from './after-death.ts'
import { earlierIn } from './earlier-letters.ts'
import { enclosables } from './enclosable.ts'
import { expectEnclosable } from './enclosing.ts'
import { expectOpen } from './gate.ts'
import {
  enclosedIn,
  expectAnsweredInSight,
  withOutOfSight,
  withoutOutOfSight,
} from './out-of-sight.ts'
import { restrictedWords, anyRestricted, asPreviewed, withHidden } from './restricted.ts'
import { pageOf } from './listing.ts'
import { upToDate, withBooks } from './keeping-up.ts'
import { mayFollow, reached } from './lifecycle.ts'
import { letterModel } from './model-of.ts'
import {
  afterEntry,
  recordHappened,
  chasedBy,
  openBooks,
  openLetters,
  readLetter,
  type Books,
  type LetterParts,
  type LetterRecord,
  type Sources,
} from './record.ts'
import { houseParagraphs } from './house-paragraphs.ts'
import { officeTemplates } from './office-templates.ts'
import { officeWords } from './office-words.ts'
import { postBooks } from './post-book.ts'
import { refusals } from './refusals.ts'
import { complaints } from './complaints.ts'
import { sending, type AtPlace, type Shown } from './sending.ts'
import { expectInSight, expectOwnToWrite, holdsRestricted, inSightOf, seesAll } from './sight.ts'
import { packedBy, packingOf } from './packing.ts'
import { draftedBy } from './signing.ts'
import { settleAddressee } from './settling.ts'
import { asLogged, type States } from './logged.ts'
import { statesOn } from './stated.ts'
import { expectUntold } from './told-of-move.ts'
import { moves } from './touched-by-move.ts'
import { answering, answersFault } from './who.ts'
import { gateToday, letterRow, noticesOf, plainly, shownLetter } from './shown-letter.ts'

/** What the first entry of a draft says besides, where it takes up an earlier letter. */
type Begun = { states?: States; replaces?: string }

interface Parts extends LetterParts, AtPlace {
  /** Brings the days that lists are ordered by up to date. */
  freshDays(): Promise<void>
}

/** These letters as a list shows them to whoever asks, in this order. */
export async function lettersListed(
  tx: Readable,
  ids: readonly string[],
  books: Books,
  by: Actor,
): Promise<z.input<typeof LetterRow>[]> {
  const { letter } = await openLetters(tx, { letterIds: ids }, books)
  return ids
    .map(letter)
    .filter(({ restricted }) => !restricted || seesAll(by))
    .map((one) => letterRow(upToDate(inSightOf(one, by))))
}

/** Letters from draft to sent and answered: each act an entry, the state derived, the gate asked at every step. */
export function letters(parts: Parts): Handlers<typeof contract> {
  const { vault, log, papers, pdfWorker, clock, random, freshDays } = parts
  const current = async (tx: Readable, letterId: string, by: Actor): Promise<LetterRecord> =>
    upToDate(inSightOf(await readLetter(tx, letterId, parts, by), by))
  const shown: Shown = async (tx, one, by) => {
    const nameOf = await namesIn(tx)
    return shownLetter(inSightOf(one, by), nameOf)
  }
  /** Logs a version of the letter; gives the record with it, without reading it again. */
  const write = async (
    tx: Writable,
    by: { id: string },
    one: LetterRecord,
    content: LetterContent,
    { states = statesOn(content, one, one.today), ...more }: Begun = {},
  ): Promise<LetterRecord> => {
    const version = one.row.version + 1
    const restricted = holdsRestricted({ ...one, content })
    const entry = await log.record(tx, by, {
      act: version === 1 ? 'letter-drafted' : 'letter-redrafted',
      subject: one.client.client.tag,
      detail: {
        letterId: one.row.id,
        clientId: one.row.client_id,
        version,
        content: asLogged(content),
        states,
        ...more,
        ...(restricted ? { held: restricted } : {}),
      },
    })
    const { answers, datedOn, kind } = content
    const kept = { content: JSON.stringify(asLogged(content)), seq: entry.seq }
    const row = { ...one.row, version, answers, dated_on: datedOn, kind, ...kept }
    return afterEntry({ ...one, row, content, restricted }, entry)
  }
  const checked = (one: LetterRecord, version: number) => {
    expectVersion(one, version)
    expectDraft(one)
    expectClock(one.today, one.forms)
    const outcome = gateToday(one)
    expectOpen(outcome, 'approved yet')
    return outcome
  }
  /** The firm's logo on its letterhead, where it has one; pre-printed paper carries its own. */
  const withLogo = async (model: LetterModel, { firm }: LetterRecord): Promise<LetterModel> => {
    const row = model.paper === 'letterhead' && firm?.logo ? await vault.read(logoRow) : undefined
    if (!row) return model
    const logo = new Uint8Array(await papers.get(row.paper_id))
    return { ...model, firm: { ...model.firm, logo } }
  }

  /** A letter of which nothing is recorded yet. */
  const begun = (from: Sources, content: LetterContent): LetterRecord => ({
    ...{ ...from, content, events: [], chasedOn: [], replacedBy: null, restricted: false },
    ...{ openly: { chasedOn: [], replacedBy: null }, restrictedInPlace: new Set() },
    row: {
      ...{ id: newId(clock, random), client_id: from.matter.clientId, kind: content.kind },
      ...{ matter_id: content.matterId, dated_on: content.datedOn, answers: content.answers },
      ...{ version: 0, seq: 0, content: '' },
    },
  })

  return {
    propose: (asked, by) =>
      vault.read(async (tx) => {
        const { matterId, answers } = asked
        const opened = await openLetters(
          tx,
          { matterIds: [matterId], answers },
          await openBooks(tx, parts),
        )
        const from = inSightOf(opened.sources(asked), by)
        expectOwn(asked, from)
        expectDatable(asked, null, from)
        expectClient(asked, from)
        const proposed = draftedBy(by, proposal(asked, from), from.sensitive)
        expectUntold(proposed, from)
        expectCitable(proposed, from.law.law)
        return proposed
      }),

    holders: ({ clientId }) =>
      vault.read(async (tx) => {
        await tagOf(tx, clientId)
        const clients = await clientFiles(tx, await recordsOf(tx, [clientId]))
        const books = await openBooks(tx, parts)
        return knownHolders(books.today, { ...books, client: clients.get(clientId)! })
      }),

    draft: (content, by) =>
      vault.write(async (tx) => {
        const { matterId, answers } = content
        const opened = await openLetters(
          tx,
          { matterIds: [matterId], answers, enclosing: earlierIn(content) },
          await openBooks(tx, parts),
        )
        const from = inSightOf(opened.sources(content), by)
        if (from.matter.closed) throw new Refusal('conflict', CLOSED, { matterId: CLOSED })
        expectOwn(content, from)
        expectDatable(content, null, from)
        expectClient(content, from)
        expectEnclosable(content, from)
        expectMadeNow(content, from)
        const taken = settled(withKept(content, null), null, from)
        expectCitable(taken, from.law.law)
        expectUntold(taken, from)
        const draft = begun(from, taken)
        expectOwnToWrite(draft, by)
        return shown(tx, upToDate(await write(tx, by, draft, taken)), by)
      }),

    draftAgain: ({ letterId, address }, by) =>
      vault.write(async (tx) => {
        const one = inSightOf(await readLetter(tx, letterId, parts, by), by)
        if (one.matter.closed) throw new Refusal('conflict', CLOSED)
        expectClient(one.content, one)
        expectOwn(one.content, one)
        const { content, states } = takenUpAgain(one, address)
        const begin = begun(one, content)
        expectOwnToWrite(begin, by)
        const draft = await write(tx, by, begin, content, {
          states,
          replaces: letterId,
        })
        await recordHappened(log, tx, by, one, 'letter-replaced', { replacedBy: draft.row.id })
        return shown(tx, upToDate(draft), by)
      }),

    redraft: ({ letterId, version, content }, by) =>
      vault.write(async (tx) => {
        const { answers } = content
        const opened = await openLetters(
          tx,
          { letterIds: [letterId], answers, enclosing: earlierIn(content) },
          await openBooks(tx, parts),
        )
        const one = upToDate(inSightOf(expectInSight(opened.letter(letterId), by), by))
        expectVersion(one, version)
        expectDraft(one)
        if (content.matterId !== one.content.matterId || content.kind !== one.content.kind)
          throw new Refusal(
            'invalid-input',
            'A letter cannot change its matter or its kind. Draft a new one.',
          )
        const { templates } = one
        const now = { ...one, ...inSightOf(opened.sources(content), by), templates }
        expectOwn(content, now)
        expectDatable(content, one.content, now)
        expectEnclosable(content, now)
        const typed = withBooks(withKept(content, one), one)
        const taken = settled(typed, one.content, now)
        expectCitable(taken, now.law.law)
        expectOwnToWrite({ ...now, content: taken }, by)
        return shown(tx, upToDate(await write(tx, by, now, taken)), by)
      }),

    settleAddressee: ({ letterId, version, ...typed }, by) =>
      vault.write(async (tx) => {
        const one = await current(tx, letterId, by)
        expectVersion(one, version)
        expectDraft(one)
        if (unsettledIn(one.content, one) === null)
          throw new Refusal(
            'conflict',
            'Nothing is open about this addressee any more. Open the letter again.',
          )
        const content = await settleAddressee(tx, one, typed, by, parts)
        // What was recorded of the prison counts for this letter too.
        const now = await current(tx, letterId, by)
        expectOwn(content, now)
        const taken = settled(content, now.content, now)
        return shown(tx, upToDate(await write(tx, by, now, taken)), by)
      }),

    get: ({ letterId }, by) =>
      vault.read(async (tx) => shown(tx, await current(tx, letterId, by), by)),

    reveal: ({ letterId, reason }, by) =>
      vault.write(async (tx) => {
        const { client, content } = await current(tx, letterId, by)
        if (!anyRestricted(content))
          throw new Refusal('conflict', 'Nothing in this letter is restricted. Read it as it is.')
        await log.record(tx, by, {
          act: 'record-read',
          subject: client.client.tag,
          detail: { letterId, reason },
        })
        return restrictedWords(content)
      }),

    discard: ({ letterId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await readLetter(tx, letterId, parts, by)
        if (!mayFollow(reached(one.events), 'letter-discarded'))
          throw new Refusal(
            'conflict',
            'Only a draft can be discarded. Recall an approved letter instead.',
          )
        return shown(tx, await recordHappened(log, tx, by, one, 'letter-discarded', { reason }), by)
      }),

    async list(asked, by) {
      await freshDays()
      return vault.read(async (tx) => {
        const books = await openBooks(tx, parts)
        const { ids, ...counts } = await pageOf(tx, asked, {
          ...{ today: books.today, seesRestricted: seesAll(by) },
        })
        return { ...counts, rows: await lettersListed(tx, ids, books, by) }
      })
    },

    async preview({ letterId, paper, content }, by) {
      const { one, model, decided, frozen, notices } = await vault.read(async (tx) => {
        const answers = content?.answers ?? null
        const enclosing = content ? earlierIn(content) : []
        const opened = await openLetters(
          tx,
          { letterIds: [letterId], answers, enclosing },
          await openBooks(tx, parts),
        )
        const stored = upToDate(inSightOf(expectInSight(opened.letter(letterId), by), by))
        const typed = reached(stored.events) === 'draft' ? content : null
        let one = stored
        if (typed) {
          expectAnsweredInSight(stored)
          const { templates } = stored
          const now = { ...stored, ...inSightOf(opened.sources(typed), by), templates }
          const kept = withBooks(withKept(typed, stored), stored)
          one = { ...now, content: settled(kept, stored.content, now) }
        }
        const approval = one.events.find(({ act }) => act === 'letter-approved')
        const allSeen = !enclosedIn(one.content).some((id) => one.outOfSight.has(id))
        const asItIs = approval && paper === 'letterhead' && allSeen && !anyRestricted(one.content)
        const code = approval ? String(approval.said['code']) : null
        const packing = approval ? packedBy(one) : null
        const print = { paper, draft: !approval, code, packing }
        return {
          one,
          model: letterModel(one, print, withoutOutOfSight(asPreviewed(one.content, typed), one)),
          decided: gateToday(one),
          notices: noticesOf(one),
          frozen: asItIs ? String(approval.said['paperId']) : null,
        }
      })
      const rendered = await pdfWorker.renderLetter(await withLogo(model, one))
      const pdf = new Uint8Array(frozen ? await papers.get(frozen) : rendered.pdf)
      const { open, decisions, missing, toCheck, settle } = decided
      return {
        pdf,
        pages: rendered.pages,
        gate: { open, decisions: decisions.map(plainly), missing, toCheck, notices, settle },
      }
    },

    async approve({ letterId, version, dateReason }, by) {
      const seen = await vault.read(async (tx) => {
        const recorded = await readLetter(tx, letterId, parts, by)
        const one = upToDate(recorded)
        checked(one, version)
        await expectOther(tx, one, by)
        expectDated(one, dateReason)
        return { recorded, one, code: await lastCheckpointCode(tx), size: await sizeOf(tx) }
      })
      // The footer names a state of the log from before the approval: there must be one.
      if (seen.code === null) await vault.write((tx) => log.checkpoint(tx))
      const code = seen.code ?? (await vault.read(lastCheckpointCode))!
      const packing = packingOf(letterId, code)
      const print = { paper: 'letterhead', draft: false, code, packing } as const
      const model = letterModel(seen.one, print)
      const { pdf, pages } = await pdfWorker.renderLetter(await withLogo(model, seen.one))
      const paper = papers.put(pdf)
      const frozen = vault.write(async (tx) => {
        // Nothing was logged since, on the same day: the books are what they were.
        const same = (await sizeOf(tx)) === seen.size && londonDay(clock()) === seen.one.today
        const recorded = same ? seen.recorded : await readLetter(tx, letterId, parts, by)
        const now = same ? seen.one : upToDate(recorded)
        const outcome = checked(now, version)
        await expectOther(tx, now, by)
        const reason = expectDated(now, dateReason)
        if (!isDeepStrictEqual(now.content, seen.one.content))
          throw new Refusal(
            'conflict',
            'The records changed while the letter was being made. Read it again, then approve it.',
          )
        const changed = !isDeepStrictEqual(recorded.content, seen.one.content)
        const one = changed ? await write(tx, by, now, now.content) : now
        await papers.keep(tx, paper)
        const approved = await recordHappened(log, tx, by, one, 'letter-approved', {
          version: one.row.version,
          paperId: paper.id,
          sha256: Buffer.from(paper.sha256).toString('hex'),
          ...{ code, pages, packing },
          firmVersion: one.firm!.version,
          edition: { id: one.law.identity.id, digest: one.law.digest },
          ...(reason === null ? {} : { dateReason: reason }),
          states: statesOn(one.content, one, one.today),
          read: 'whole',
          gateOpen: outcome.open,
          decisions: outcome.decisions.map((decision) => ({ ...decision })),
        })
        await log.checkpoint(tx)
        return shown(tx, approved, by)
      })
      return frozen.catch(async (error: unknown) => {
        await papers.discard(paper)
        throw error
      })
    },

    ...sending(parts, { ...parts, shown, withLogo }),
    ...postBooks(parts),
    ...moves(parts),
    ...refusals(parts),
    ...complaints(parts),
    ...enclosables(parts),
    ...officeWords(parts),
    ...officeTemplates(parts),
    ...houseParagraphs(parts),
    ...corrections(parts, shown),
  }
}

/** The content as it came from the window, with the words and the enclosures that stayed hidden as they are recorded. */
const withKept = (typed: LetterContent, former: LetterRecord | null): LetterContent =>
  withOutOfSight(withHidden(typed, former?.content ?? null), former)

function expectDraft(one: LetterRecord): void {
  if (!mayFollow(reached(one.events), 'letter-approved'))
    throw new Refusal(
      'conflict',
      'This letter is approved and can no longer be changed. Recall it and draft a new one.',
    )
  expectAnsweredInSight(one)
}

/** A partner answers for what leaves; whoever else wrote a letter, or a part of it, has it approved by another person. */
async function expectOther(tx: Readable, { events }: LetterRecord, by: Actor): Promise<void> {
  if (by.role === 'partner') return
  const same = await samePersonIn(tx)
  const wrote = events.some(
    (one) =>
      (one.act === 'letter-drafted' || one.act === 'letter-redrafted') && same(one.by, by.id),
  )
  if (wrote)
    throw new Refusal(
      'conflict',
      'You wrote this letter or a part of it, so somebody else approves it: a partner, or a colleague who wrote none of it.',
    )
}

/** What one client's letter was about is disclosed in no letter about another. */
function expectOwn(content: Pick<LetterContent, 'kind' | 'matterId'>, from: Sources): void {
  const fault = answersFault(content, answering(from))
  if (fault)
    throw new Refusal('invalid-input', `${fault.what} ${fault.cure}`, { answers: fault.cure })
}

/** Refuses a new letter that was begun by another version of its template than the one in use. */
function expectMadeNow(content: LetterContent, from: Sources): void {
  if (content.template?.sha256 !== madeNowBy(content, from)?.sha256)
    throw new Refusal(
      'conflict',
      'The template of this letter was changed after it was begun. Create the draft again.',
    )
}

/** Refuses a letter of a kind that is not written for a client who has died, or for one who lives. */
function expectClient({ kind }: Pick<LetterContent, 'kind'>, from: Sources): void {
  const diedOn = deathOf(from.client.stays)
  const about = { content: { kind }, chased: chasedBy(from), diedOn, on: from.today }
  const [first] = clientMissing(about)
  if (first) throw new Refusal('conflict', `${first.what} ${first.cure}`, { kind: first.what })
}

function expectVersion({ row }: LetterRecord, version: number): void {
  if (row.version !== version)
    throw new Refusal(
      'conflict',
      'Somebody changed this letter after you opened it. Read the newer text first.',
    )
}
