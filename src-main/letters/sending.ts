import type { Act } from '../audit/entry.ts'
import { expectClock } from '../consents/grants.ts'
import { londonDay } from '../dates/days.ts'
import type { LetterModel } from '../typesetting/model.ts'
import type { CurrentUser } from '../people/current-user.ts'
import type { Disclosed } from '../disclosures/disclosed.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Letter, letters as contract } from './contract.ts'
import { isReconstruction } from './dated.ts'
import { readWhole } from './gate-case.ts'
import type { Decided } from './gate.ts'
import { asksAgain, KINDS } from './kinds.ts'
import { isStoppable, mayFollow, reached, type LetterAct } from './lifecycle.ts'
import {
  approvalOf,
  openBooks,
  openLetters,
  readLetter,
  recordHappened,
  repliesOf,
  sentOf,
  standsAt,
  type LetterParts,
  type LetterRecord,
} from './record.ts'
import { emailFile } from './email-file.ts'
import { expectEmail, leavesBy, routeTo } from './email-on-record.ts'
import { expectPacked } from './packing.ts'
import { papersOf, printable, readerOf, type WithLogo } from './printing.ts'
import { isDecidedUpon } from './replies.ts'
import { expectDay, expectFitting } from './reply-rules.ts'
import { correctAnswer, recordAnswer } from './own-answer.ts'
import { rememberAddress } from './settling.ts'
import { withEnclosures, withFiles } from './with-enclosures.ts'
import { gateOn, stopsOn } from './shown-letter.ts'
import { expectGateOpen, expectInSight, inSightOf } from './sight.ts'
import type { PrintJob } from './print-job.ts'

/** A letter as the window shows it. */
export type Shown = (tx: Readable, one: LetterRecord, by: Actor) => Promise<z.input<typeof Letter>>

type Together = z.input<(typeof contract)['printTogether']['output']>

type Sending =
  | 'printers'
  | 'print'
  | 'papers'
  | 'printTogether'
  | 'togetherProgress'
  | 'stopTogether'
  | 'printed'
  | 'signed'
  | 'send'
  | 'recall'
  | 'returned'
  | 'recordReply'
  | 'saveCopy'
  | 'openInReader'
  | 'emailLetter'

/** So many letters are looked at in one turn, so that others get theirs. */
const AT_ONCE = 40

const WITH_ENCLOSURES = { withEnclosures: true } as const
const NOT_NOW: Partial<Record<LetterAct, string>> = {
  'letter-printed': 'Only an approved letter can be printed. Open it again to see its state.',
  'letter-signed':
    'A letter is signed after its printing is confirmed. Open it again to see its state.',
  'letter-sent': 'A letter is sent after it is printed and signed. Open it again to see its state.',
  'letter-recalled': 'Only a letter that is approved and not yet sent can be recalled.',
  'letter-returned': 'Only a letter that was sent can be returned undelivered.',
  'reply-recorded': 'Only a letter that was sent can have a reply.',
  'letter-copied': 'A draft cannot be saved or opened as a copy. Approve the letter first.',
}

/** What a place has of its own: its job of many letters, and who is signed in there. */
export interface AtPlace {
  together: PrintJob
  confirm: CurrentUser['confirm']
}

/** How an approved letter leaves the office, and what comes back; the gate is asked again at each step towards its reader. */
export function sending(
  parts: LetterParts,
  {
    shown,
    withLogo,
    together,
    confirm,
  }: AtPlace & {
    shown: Shown
    withLogo: WithLogo
  },
): Pick<Handlers<typeof contract>, Sending> {
  const { vault, log, pdfWorker, platform } = parts

  const expected = async (tx: Readable, letterId: string, act: LetterAct, by: Actor) =>
    expectNow(await readLetter(tx, letterId, parts, by), act)
  /** Whatever paper of a letter is made before it has left asks the gate, as the letter itself does. */
  const expectedOpen = async (tx: Readable, letterId: string, word: string, by: Actor) => {
    const one = await expected(tx, letterId, 'letter-copied', by)
    if (isStoppable(one.events)) expectOpenNow(one, word, by)
    return one
  }
  /** Each letter of a job as it stands once they are drawn: that takes minutes, in which a form may be withdrawn. */
  const stillToPrint = async (ids: readonly string[], by: Actor): Promise<LetterRecord[]> => {
    const found: LetterRecord[] = []
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const letterIds = ids.slice(from, from + AT_ONCE)
      const read = await vault.read(async (tx) => {
        const opened = await openLetters(tx, { letterIds }, await openBooks(tx, parts))
        return letterIds.map((id) => expectToPrint(expectInSight(opened.letter(id), by), by))
      })
      found.push(...read)
    }
    return found
  }
  /** Paper that shows what is restricted: making it is a look, and an entry like every other. */
  const readOnPaper = (tx: Writable, one: LetterRecord, by: Actor, reason: string) =>
    one.restricted
      ? log.record(tx, by, {
          act: 'record-read',
          subject: one.client.client.tag,
          detail: { letterId: one.row.id, reason },
        })
      : null
  const act = (
    tx: Writable,
    by: { id: string },
    name: Act & LetterAct,
    one: LetterRecord,
    more: Parameters<typeof recordHappened>[5] = {},
  ) => recordHappened(log, tx, by, one, name, more)
  /** A copy was made, which takes its time: it goes out as the letter stands then, and only where it still may. */
  const copied = async (
    tx: Writable,
    letterId: string,
    word: string,
    by: Actor,
    more: Parameters<typeof act>[4],
  ) => act(tx, by, 'letter-copied', await expectedOpen(tx, letterId, word, by), more)
  const step = (
    letterId: string,
    name: 'letter-printed' | 'letter-signed',
    word: string,
    by: Actor,
  ) =>
    vault.write(async (tx) => {
      const one = await expected(tx, letterId, name, by)
      if (name === 'letter-signed') expectOfToday(one, 'signed')
      expectOpenNow(one, word, by)
      return shown(tx, await act(tx, by, name, one), by)
    })
  const { frozen, asApproved, copyFor, print, modelFor, printModels } = papersOf(parts, withLogo)

  return {
    printers: () => platform.printers(),

    papers: ({ letterId }, by) =>
      vault.read(async (tx) => printable(await expected(tx, letterId, 'letter-copied', by))),

    async print(job, by) {
      const { letterId, what } = job
      const one = await vault.read((tx) => expectedOpen(tx, letterId, 'printed', by))
      if (what !== 'file-copy')
        expectNow(one, reached(one.events) === 'signed' ? 'letter-sent' : 'letter-printed')
      const apart = await print(one, job, async () => {
        await vault.read((tx) => expectedOpen(tx, letterId, 'printed', by))
        confirm(by)
      })
      if (what === 'file-copy' || what === 'copy')
        await vault.write((tx) => act(tx, by, 'letter-copied', one))
      if (what === 'letter' || what === 'with-enclosures')
        await vault.write(async (tx) => readOnPaper(tx, one, by, 'The letter was printed.'))
      return { apart }
    },

    printTogether: ({ letterIds, paper, ...job }, by) =>
      together.alone(new Set(letterIds).size, async ({ looked, expectOn, through }) => {
        const whole: { one: LetterRecord; model: LetterModel }[] = []
        const refused: { letterId: string; why: string }[] = []
        for (const letterId of new Set(letterIds)) {
          try {
            const one = await vault.read((tx) => readLetter(tx, letterId, parts, by))
            expectToPrint(one, by)
            whole.push({ one, model: await modelFor(one, paper) })
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            refused.push({ letterId, why: error.message })
          }
          looked()
        }
        if (whole.length > 0) {
          const models = whole.map(({ model }) => model)
          const order = { ...job, on: londonDay(parts.clock()) }
          const ready = async () => {
            const ids = whole.map(({ one }) => one.row.id)
            const now = await stillToPrint(ids, by)
            // Once the printer has them, whoever is signed in may have left, and nothing could be written.
            await vault.write(async (tx) => {
              for (const one of now) await readOnPaper(tx, one, by, 'The letter was printed.')
            })
            expectOn()
            confirm(by)
          }
          await printModels(models, order, { through, ready })
        }
        return { refused: refused as Together['refused'] }
      }),
    togetherProgress: () => together.progress(),
    async stopTogether() {
      await together.stop()
      return {}
    },

    printed: ({ letterId }, by) => step(letterId, 'letter-printed', 'printed', by),
    signed: ({ letterId }, by) => step(letterId, 'letter-signed', 'signed', by),

    send: ({ letterId, route, on, alreadyLeft, packed }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-sent', by)
        expectOfToday(one, 'sent')
        const approval = approvalOf(one)
        expectPacked(one, packed)
        expectDay(on, londonDay(approval.at), 'The letter was approved after that date.', one.today)
        expectClock(one.today, one.forms)
        expectGateOpen(one, on, 'sent', by)
        const outcome = gateOn(one, on)
        const left = leftBefore(inSightOf(one, by), alreadyLeft)
        const email = leavesBy(one, route)
        const sent = await act(tx, by, 'letter-sent', one, {
          clientId: one.row.client_id,
          on,
          route,
          sha256: String(approval.said['sha256']),
          gateOpen: outcome.open,
          decisions: outcome.decisions.map((decision) => ({ ...decision })),
          disclosed: disclosedBy(one, outcome.decisions),
          ordered: 'by-signature',
          ...(left ? { alreadyLeft: left } : {}),
          ...(email ? { email } : {}),
          ...(packed ? { packed: true } : {}),
        })
        await rememberAddress(tx, one, by, parts)
        await recordAnswer(log, tx, by, { ...one, on })
        return shown(tx, sent, by)
      }),

    recall: ({ letterId, reason, destroyedBy }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-recalled', by)
        return shown(tx, await act(tx, by, 'letter-recalled', one, { reason, destroyedBy }), by)
      }),

    returned: ({ letterId, on, reason }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-returned', by)
        expectDay(on, sentOf(one)!.on, 'The letter was sent after that date.', one.today)
        // What came back undelivered answered nothing.
        await correctAnswer(log, tx, by, { ...one, to: null, reason })
        return shown(tx, await act(tx, by, 'letter-returned', one, { on, reason }), by)
      }),

    recordReply: ({ letterId, kind, on, note }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'reply-recorded', by)
        if (asksAgain(one.content.kind))
          throw new Refusal(
            'conflict',
            'An answer to this letter answers the one that it speaks of. Record it with that letter.',
          )
        expectDay(on, sentOf(one)!.on, 'The letter was sent after that date.', one.today)
        const before = repliesOf(one)
        expectFitting(before, { kind, on, note })
        const more: Record<string, true> = isDecidedUpon(kind) ? { toDecide: true } : {}
        const state = standsAt(one, [...before, { kind, on, ...more }])
        const said = { kind, on, note, ...more, state }
        return shown(tx, await act(tx, by, 'reply-recorded', one, said), by)
      }),

    async saveCopy({ letterId, as }, by) {
      const one = await vault.read((tx) => expectedOpen(tx, letterId, 'saved', by))
      const name = `${one.matter.ourRef.replaceAll(/[^\w.-]+/g, '-')} ${one.content.kind}`
      const record = (more: Parameters<typeof act>[4]) => () =>
        vault.write(async (tx) => {
          await copied(tx, letterId, 'saved', by, more)
        })
      if (as === 'word') {
        const bytes = await pdfWorker.writeWord({ ...(await asApproved(one)), copyFor: 'file' })
        return { saved: await platform.saveReport(`${name} copy`, 'docx', bytes, record({})) }
      }
      if (as === 'with-enclosures') {
        const { pdf, apart } = await withEnclosures(one, await frozen(one), parts)
        const [called, recorded] = [`${name} with enclosures`, record(WITH_ENCLOSURES)]
        const saved = await platform.saveReport(called, 'pdf', pdf, recorded)
        return { saved, ...(saved ? { apart } : {}) }
      }
      return { saved: await platform.saveReport(name, 'pdf', await frozen(one), record({})) }
    },

    async emailLetter({ letterId, reader, withEnclosures: all }, by) {
      const one = await vault.read((tx) => expectedOpen(tx, letterId, 'emailed', by))
      expectNow(one, 'letter-sent')
      expectOfToday(one, 'emailed')
      const to = reader === null ? one.content.addressee : readerOf(one, reader)!
      const email = expectEmail(one, to)
      const letter = reader === null ? await frozen(one) : await copyFor(one, reader)
      const { pdf, apart, besides } = all
        ? await withFiles(one, letter, parts)
        : { pdf: letter, apart: undefined, besides: [] }
      const message = emailFile({ ...email, at: parts.clock(), pdf, besides })
      // The mail program keeps what it was given.
      await vault.write(async (tx) => {
        const told = { email: email.to, ...(all ? WITH_ENCLOSURES : {}) }
        await copied(tx, letterId, 'emailed', by, reader === null ? told : { ...told, reader })
        await readOnPaper(tx, one, by, 'The letter was put into an email.')
      })
      await platform.openEmail(message, one.matter.ourRef)
      return { to: email.to, route: routeTo(email.to), apart }
    },

    async openInReader({ letterId, withEnclosures: all }, by) {
      const one = await vault.read((tx) => expectedOpen(tx, letterId, 'opened in the reader', by))
      const letter = await frozen(one)
      const { pdf, apart } = all ? await withEnclosures(one, letter, parts) : { pdf: letter }
      // The reader keeps its copy until the next lock.
      const more = all ? WITH_ENCLOSURES : {}
      await vault.write((tx) => copied(tx, letterId, 'opened in the reader', by, more))
      await platform.openPdf(pdf, one.matter.ourRef)
      return { apart }
    },
  }
}

function expectNow(one: LetterRecord, act: LetterAct): LetterRecord {
  if (mayFollow(reached(one.events), act)) return one
  throw new Refusal('conflict', NOT_NOW[act] ?? 'Not now.')
}

/** Refuses a letter that may not be printed as it stands. */
function expectToPrint(one: LetterRecord, by: Actor): LetterRecord {
  expectNow(one, 'letter-copied')
  if (isStoppable(one.events)) expectOpenNow(one, 'printed', by)
  return expectNow(one, reached(one.events) === 'signed' ? 'letter-sent' : 'letter-printed')
}

/** What shows how a letter would have read under an earlier law asks nobody for anything today. */
function expectOfToday(one: LetterRecord, act: string): void {
  if (isReconstruction(one.content, one))
    throw new Refusal(
      'conflict',
      `This letter is a reconstruction under a law that has been replaced, so it cannot be ${act}. Draft a new letter, dated today.`,
    )
}

/** Refuses while the gate is shut, or the clock is behind what is on record. */
function expectOpenNow(one: LetterRecord, word: string, by: Actor): void {
  expectClock(one.today, one.forms)
  expectGateOpen(one, one.today, word, by)
}

/** What was recorded since and stops the letter now binds whoever records that it left on an earlier day. */
function leftBefore(one: LetterRecord, reason: string) {
  const since = stopsOn(one, one.today)
  if (since.length === 0 && reason === '') return null
  const field = (fault: string) => ({ alreadyLeft: fault })
  if (since.length === 0) {
    const fault = 'Nothing recorded since that day stops this letter. Leave the reason out.'
    throw new Refusal('invalid-input', fault, field(fault))
  }
  if (reason === '') {
    const fault = `The letter may not be sent any more. ${since.join(' ')} Recall it. If it had left before that was recorded, give the reason why it is recorded only now.`
    throw new Refusal('conflict', fault, field(fault))
  }
  return { reason, since }
}

/**
 * What was disclosed to each recipient, each class once, with the form it relies on; what left without being allowed relies
 * on nothing. The client’s own letters stand in the register too, since it is known by whom they were read.
 */
export function disclosedBy(one: LetterRecord, decisions: readonly Decided[]): Disclosed[] {
  const { content } = one
  return [content.addressee, ...content.copies.map((copy) => copy.addressee)]
    .filter(({ role }) => role !== 'client' || readWhole(one))
    .map(({ name, role }) => {
      const told = new Map<string, Disclosed['told'][number]>()
      for (const { what, reader, class: about, why, consentId, basisId, allowed } of decisions) {
        const named = about ?? 'unclassed'
        if (what === 'asked' || reader !== name || named === 'none') continue
        if (!allowed) told.set(named, { class: named, why: '', consentId: null })
        else if (!told.has(named))
          told.set(named, { class: named, why, consentId, ...(basisId ? { basisId } : {}) })
      }
      return { reader: name, role, purpose: KINDS[content.kind].purpose, told: [...told.values()] }
    })
}
