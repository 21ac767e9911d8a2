import type { Act } from '../audit/entry.ts'
import type { Disclosed } from '../disclosures/told.ts'
import { londonDay } from '../dates/london-day.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { caseOf, gateCase, sentOf, type Case } from './letter-state.ts'
import type { letters as contract } from './contract.ts'
import type { drafting } from './drafting.ts'
import { expectOpen, gate, type Decided } from './gate.ts'
import { holdsAny } from './held.ts'
import { KINDS } from './kinds.ts'
import type { LetterParts } from './letters.ts'
import { mayFollow, reached, type LetterAct } from './lifecycle.ts'
import { envelopeModel, letterModel } from './model-of.ts'
import type { shownLetter } from './shown.ts'

interface LeavingParts extends LetterParts {
  today(): string
  shown(tx: Readable, letterId: string): ReturnType<typeof shownLetter>
  mergedFor: ReturnType<typeof drafting>['mergedFor']
}
type Leaving =
  | 'printers'
  | 'print'
  | 'printed'
  | 'signed'
  | 'send'
  | 'recall'
  | 'returned'
  | 'recordReply'
  | 'saveCopy'
  | 'openInReader'

const NOT_NOW: Partial<Record<LetterAct, string>> = {
  'letter-printed': 'Only an approved letter is printed. Look at where it stands.',
  'letter-signed': 'A letter is signed once it is printed. Look at where it stands.',
  'letter-sent': 'A letter is sent once it is printed and signed. Look at where it stands.',
  'letter-recalled': 'Only a letter that is approved and has not left can be recalled.',
  'letter-returned': 'Only a letter that was sent can come back.',
  'reply-recorded': 'A reply belongs to a letter that was sent.',
  'letter-copied': 'A draft is not saved or handed on. Approve the letter first.',
}

/** How an approved letter leaves the office, and what comes back; the gate is asked again at each step towards its reader. */
export function leaving(parts: LeavingParts): Pick<Handlers<typeof contract>, Leaving> {
  const { vault, log, papers, press, desk, sensitive, law, today, shown, mergedFor } = parts

  const expected = async (tx: Readable, letterId: string, act: LetterAct): Promise<Case> => {
    const one = await caseOf(tx, letterId, law)
    if (!mayFollow(reached(one.events), act))
      throw new Refusal('conflict', NOT_NOW[act] ?? 'Not now.')
    return one
  }
  const gateOn = (one: Case, on: string) => gate(gateCase(one, on, sensitive))
  const act = (
    tx: Writable,
    by: { id: string },
    name: Act & LetterAct,
    one: Case,
    more: Parameters<LetterParts['log']['record']>[2]['detail'] = {},
  ) =>
    log.record(tx, by, { act: name, subject: one.tag, detail: { letterId: one.row.id, ...more } })
  const step = (
    letterId: string,
    name: 'letter-printed' | 'letter-signed',
    word: string,
    by: { id: string },
  ) =>
    vault.write(async (tx) => {
      const one = await expected(tx, letterId, name)
      expectOpen(gateOn(one, today()), word)
      await act(tx, by, name, one)
      return shown(tx, letterId)
    })
  const approvalOf = ({ events }: Case) => events.find((event) => event.act === 'letter-approved')!
  const frozen = (one: Case) => papers.get(String(approvalOf(one).said.paperId))

  return {
    printers: () => desk.printers(),

    async print({ letterId, printer, paper, what }) {
      const one = await vault.read((tx) => expected(tx, letterId, 'letter-copied'))
      if (what !== 'file-copy') {
        await vault.read((tx) =>
          expected(
            tx,
            letterId,
            reached(one.events) === 'signed' ? 'letter-sent' : 'letter-printed',
          ),
        )
        expectOpen(gateOn(one, today()), 'printed')
      }
      if (what === 'envelope') {
        const { pdf } = await press.renderEnvelope(await vault.read((tx) => envelopeModel(tx, one)))
        await desk.printPdf(printer, pdf, one.ourRef)
        return {}
      }
      // On the firm's own printed paper the same letter leaves out what stands on the paper already.
      const pdf =
        what === 'letter' && paper === 'pre-printed' ? await onPrePrinted(one) : await frozen(one)
      await desk.printPdf(printer, pdf, one.ourRef)
      return {}
    },

    printed: ({ letterId }, by) => step(letterId, 'letter-printed', 'printed', by),
    signed: ({ letterId }, by) => step(letterId, 'letter-signed', 'signed', by),

    send: ({ letterId, route, on }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-sent')
        const approval = approvalOf(one)
        checkDay(on, londonDay(new Date(approval.at)), 'It was approved only later.', today())
        const outcome = gateOn(one, on)
        expectOpen(outcome, 'sent')
        await act(tx, by, 'letter-sent', one, {
          clientId: one.row.client_id,
          on,
          route,
          sha256: String(approval.said.sha256),
          gateOpen: outcome.open,
          decisions: outcome.decisions.map((decision) => ({ ...decision })),
          disclosed: disclosedBy(one, outcome.decisions),
        })
        return shown(tx, letterId)
      }),

    recall: ({ letterId, reason, destroyedBy }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-recalled')
        await act(tx, by, 'letter-recalled', one, { reason, destroyedBy })
        return shown(tx, letterId)
      }),

    returned: ({ letterId, on, reason }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'letter-returned')
        checkDay(on, sentOf(one)!.on, 'It was sent only later.', today())
        await act(tx, by, 'letter-returned', one, { on, reason })
        return shown(tx, letterId)
      }),

    recordReply: ({ letterId, kind, on, note }, by) =>
      vault.write(async (tx) => {
        const one = await expected(tx, letterId, 'reply-recorded')
        if (one.content.kind === 'L09')
          throw new Refusal(
            'conflict',
            'An answer to a chaser is an answer to the request that it chased. Record it there.',
          )
        checkDay(on, sentOf(one)!.on, 'The letter was sent only later.', today())
        await act(tx, by, 'reply-recorded', one, { kind, on, note })
        return shown(tx, letterId)
      }),

    async saveCopy({ letterId }, by) {
      const one = await vault.read((tx) => expected(tx, letterId, 'letter-copied'))
      const name = `${one.ourRef.replaceAll(/[^\w.-]+/g, '-')} ${one.content.kind}.pdf`
      const saved = await desk.savePdf(name, await frozen(one))
      if (saved) await vault.write((tx) => act(tx, by, 'letter-copied', one))
      return { saved }
    },

    async openInReader({ letterId }, by) {
      const one = await vault.read((tx) => expected(tx, letterId, 'letter-copied'))
      // The reader shows also what the window covers, and keeps its copy until the next lock.
      if (holdsAny(one.content)) await vault.write((tx) => act(tx, by, 'letter-copied', one))
      await desk.openPdf(await frozen(one), one.ourRef)
      return {}
    },
  }

  async function onPrePrinted(one: Case): Promise<Uint8Array> {
    const model = await vault.read(async (tx) => {
      const merged = await mergedFor(tx, one.content, one.row.client_id)
      const code = String(approvalOf(one).said.code)
      return letterModel(tx, one, { paper: 'pre-printed', draft: false, code, merged })
    })
    return (await press.renderLetter(model)).pdf
  }
}

/** What each reader but the client was told, each class once, with the form it rests on. */
export function disclosedBy({ content }: Case, decisions: readonly Decided[]): Disclosed[] {
  return [content.addressee, ...content.copies.map((copy) => copy.addressee)]
    .filter(({ role }) => role !== 'client')
    .map(({ name, role }) => {
      const told = new Map<string, Disclosed['told'][number]>()
      for (const { reader, class: about, why, consentId, allowed } of decisions) {
        const named = about ?? 'unclassed'
        if (reader === name && allowed && named !== 'none' && !told.has(named))
          told.set(named, { class: named, why, consentId })
      }
      return { reader: name, role, purpose: KINDS[content.kind].purpose, told: [...told.values()] }
    })
}

function checkDay(on: string, earliest: string, tooEarly: string, today: string): void {
  const fault =
    on > today
      ? 'This day has not come yet. Correct it.'
      : on < earliest
        ? `${tooEarly} Correct the day.`
        : null
  if (fault) throw new Refusal('invalid-input', fault, { on: fault })
}
