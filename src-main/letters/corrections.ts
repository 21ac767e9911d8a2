import type { Act } from '../audit/entry.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { Writable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Letter, letters as contract } from './contract.ts'
import { leavesBy } from './email-on-record.ts'
import { LetterSent } from './logged.ts'
import { mayFollow, reached, UNDOES, type LetterAct } from './lifecycle.ts'
import {
  approvalOf,
  leavingOf,
  recordHappened,
  readLetter,
  repliesOf,
  sendingOf,
  sentOf,
  standsAt,
  type LetterParts,
  type LetterRecord,
} from './record.ts'
import { isDecidedUpon, replyVersion, type StandingReply } from './replies.ts'
import { expectDay, expectFitting } from './reply-rules.ts'
import { correctAnswer, recordAnswer } from './own-answer.ts'
import { disclosedBy, type Shown } from './sending.ts'
import { gateOn, stops } from './shown-letter.ts'

type Correcting = 'correctReply' | 'decideReply' | 'correctSending' | 'undoStep'

const conflict = (message: string) => new Refusal('conflict', message)

/** What was recorded of a letter by mistake is put right by a further entry, and what came back is decided upon. */
export function corrections(
  parts: LetterParts,
  shown: Shown,
): Pick<Handlers<typeof contract>, Correcting> {
  const { vault, log } = parts
  const act = async (
    tx: Writable,
    by: Actor,
    one: LetterRecord,
    name: Act & LetterAct,
    more: Parameters<typeof recordHappened>[5],
  ): Promise<z.input<typeof Letter>> =>
    shown(tx, await recordHappened(log, tx, by, one, name, more), by)
  /** The letter with its replies, where this one stands among them. */
  const replied = async (tx: Writable, letterId: string, reply: number, by: Actor) => {
    const one = await readLetter(tx, letterId, parts, by)
    const replies = repliesOf(one)
    const found = replies.find(({ seq }) => seq === reply)
    if (!found)
      throw conflict('This reply is not recorded or was corrected already. Open the letter again.')
    return { one, found, others: replies.filter((other) => other !== found) }
  }
  /** It never left: it stands as signed, its clock has not begun, and the register does not name it. */
  const undoSending = async (tx: Writable, by: Actor, one: LetterRecord, reason: string) => {
    const sending = sendingOf(one.events)
    if (!sending || !mayFollow(reached(one.events), 'sending-undone'))
      throw conflict('This is not the last thing recorded of the letter. Open it again.')
    if (repliesOf(one).length > 0)
      throw conflict(
        'A reply is recorded, so the letter seems to have left. Correct the reply first, or correct the day of the sending.',
      )
    const { length: readers } = LetterSent.pick({ disclosed: true }).parse(sending.said).disclosed
    await correctAnswer(log, tx, by, { ...one, to: null, reason })
    return act(tx, by, one, 'sending-undone', { replaces: sending.seq, readers, reason })
  }
  return {
    correctReply: ({ letterId, reply, version, kind, on, note, reason }, by) =>
      vault.write(async (tx) => {
        const { one, found, others } = await replied(tx, letterId, reply, by)
        expectNewest(found, version)
        expectDay(on, sentOf(one)!.on, 'The letter was sent after that date.', one.today)
        if (kind !== null) expectFitting(others, { kind, on, note })
        const now =
          kind === null ? others : [...others, { kind, on, toDecide: isDecidedUpon(kind) }]
        return act(tx, by, one, 'reply-corrected', {
          ...{ replaces: reply, kind, on, note, reason, state: standsAt(one, now) },
        })
      }),

    decideReply: ({ letterId, reply, version, decision, until, reason }, by) =>
      vault.write(async (tx) => {
        const { one, found, others } = await replied(tx, letterId, reply, by)
        expectNewest(found, version)
        expectDecidable(found, decision)
        if (decision === 'challenge' && (until === null || until < one.today)) {
          const fault = 'Enter the day to look at it again, today or later.'
          throw new Refusal('invalid-input', fault, { until: fault })
        }
        const looked = decision === 'challenge' ? until : null
        const now = [
          ...others,
          { ...found, decided: { decision, until: looked }, decidedSeq: undefined },
        ]
        return act(tx, by, one, 'reply-decided', {
          ...{ reply, decision, until: looked, reason, state: standsAt(one, now) },
        })
      }),

    correctSending: ({ letterId, version, on, route, reason, confirmed }, by) =>
      vault.write(async (tx) => {
        const one = await readLetter(tx, letterId, parts, by)
        if (!mayFollow(reached(one.events), 'sending-corrected'))
          throw conflict('Only a letter that was sent has a sending to correct.')
        if (leavingOf(one.events)?.seq !== version)
          throw conflict(
            'Somebody recorded another sending of this letter after you opened it. Read the newer one first.',
          )
        const first = sendingOf(one.events)!
        const approvedOn = londonDay(approvalOf(one).at)
        expectDay(on, approvedOn, 'The letter was approved after that date.', one.today)
        const [earliest] = repliesOf(one)
          .map((reply) => reply.on)
          .sort()
        if (earliest && on > earliest) {
          const fault = 'A reply was recorded for an earlier date. Correct the reply first.'
          throw new Refusal('invalid-input', fault, { on: fault })
        }
        const email = leavesBy(one, route)
        const { denied, decisions } = deniedOn(one, on)
        if (denied.length > 0 && !confirmed) {
          const fault = `On ${formatDay(on)} it might not have been sent. ${denied.join(' ')} If it left on that day, record it all the same.`
          throw new Refusal('conflict', fault, { confirmed: fault })
        }
        await correctAnswer(log, tx, by, { ...one, to: on, reason })
        return act(tx, by, one, 'sending-corrected', {
          ...{ replaces: first.seq, on, route, reason, clientId: one.row.client_id },
          disclosed: disclosedBy(one, decisions),
          ...(denied.length > 0 ? { denied } : {}),
          ...(email ? { email } : {}),
        })
      }),

    undoStep: ({ letterId, step, reason }, by) =>
      vault.write(async (tx) => {
        const one = await readLetter(tx, letterId, parts, by)
        if (step === 'letter-sent') return undoSending(tx, by, one, reason)
        const { from, to } = UNDOES[step]
        if (reached(one.events) !== from)
          throw conflict('This is not the last thing recorded of the letter. Open it again.')
        if (step === 'letter-returned')
          await recordAnswer(log, tx, by, { ...one, on: sentOf(one)!.on })
        return act(tx, by, one, 'step-undone', { undoes: step, from, state: to, reason })
      }),
  }
}

function expectNewest(reply: StandingReply, version: number): void {
  if (replyVersion(reply) !== version)
    throw conflict(
      'Somebody corrected this reply, or decided about it, after you opened it. Read that first.',
    )
}

/** What the gate, asked as it was when the letter left, does not allow on another day. */
function deniedOn(one: LetterRecord, on: string) {
  const place = one.events.indexOf(sendingOf(one.events)!)
  const signed = { ...one, events: one.events.slice(0, place) }
  const { decisions, missing } = gateOn(signed, on)
  // What the books say otherwise on either day was corrected since, and is no fault of the day.
  const either = new Set(gateOn(signed, sentOf(one)!.on).missing.map(({ what }) => what))
  const denied = stops({
    decisions,
    missing: missing.filter(({ what, where }) => where === 'authority' || !either.has(what)),
  })
  return { denied, decisions }
}

function expectDecidable(
  { kind }: StandingReply,
  decision: 'accept' | 'challenge' | 'chase' | 'restart' | 'stand',
): void {
  const ofIdentification = decision === 'restart' || decision === 'stand'
  const fits = ofIdentification
    ? kind === 'id-asked' || kind === 'id-supplied'
    : isDecidedUpon(kind)
  if (fits) return
  const fault = ofIdentification
    ? 'Only a demand for identification can begin the time again. Choose another decision.'
    : 'There is nothing to decide about this reply. Correct it if it was recorded wrongly.'
  throw new Refusal('invalid-input', fault, { decision: fault })
}
