import { kindThat, type Letter } from '../../src-main/letters/contract.ts'
import { today } from '../parts/today.ts'
import { formatDay, formatFullDay, countOf } from '../../src-main/dates/words.ts'
import { DECISIONS, REPLIES, type Route, ROUTES, routeInWords } from '../words/letters.ts'
import { asItems } from '../words/disclosure-terms.ts'
import type { Standing } from '../forms/newer.ts'
import type { useLetters } from './letters-store.ts'

/** The acts that are recorded by one dialog. */
export type RecordedAct =
  | ('came-out' | 'sign' | 'send' | 'came-back' | 'recall' | 'reply' | 'discard')
  | 'again'
  | ('correct-reply' | 'decide' | 'correct-sending' | 'undo')

type Typed = Record<string, string>
type Words = string | ((typed: Typed) => string)
type Letters = ReturnType<typeof useLetters>

interface FieldAsked {
  name: string
  label: Words
  hint?: Words
  sort: 'text' | 'day' | 'choice'
  /** A day that may be left empty. */
  optional?: boolean
  lines?: number
  choices?: { value: string; label: string }[]
}
interface ActForm {
  title: string
  says: (letter: Letter) => string
  button: string
  /** True where the act cannot be undone. */
  grave?: boolean
  /** The other answers of a question about the paper; `again` prints once more. */
  others?: { label: string; again?: boolean }[]
  fields: FieldAsked[] | ((letter: Letter) => FieldAsked[])
  start: (letter: Letter, me: string) => Typed
  /** Of an act that corrects something: what is recorded of it, as the form shows it. */
  standing?: (letter: Letter, typed: Typed) => Standing<Typed> | null
  /** Where several can be corrected, the field that chooses among them. */
  among?: string
  /** Records it; gives what to tell of it, where there is something to tell. */
  record: (letters: Letters, letter: Letter, typed: Typed) => Promise<[string, string] | null>
}

const sentTo = ({ content }: Letter) => `${content.kind} to ${content.addressee.name}`
const nothing = () => ({})
const USUAL: Record<Letter['content']['delivery'], Route> = {
  post: 'first-class',
  'special-delivery': 'special-delivery',
  dx: 'dx',
  hand: 'hand',
  email: 'email',
}
const ALREADY_LEFT: FieldAsked = {
  ...{ name: 'alreadyLeft', label: 'Why it is recorded only now that it had left' },
  hint: 'The letter is to be recalled. If it had left before that was recorded, the register says so.',
  ...{ sort: 'text', lines: 2 },
}
/** A recorded reply as it is chosen from a list, and found again through every correction of it. */
const replyItems = (replies: Letter['replies']) =>
  replies.map(({ kind, on, first }) => ({
    value: String(first),
    label: `${REPLIES[kind].name}, ${formatDay(on)}`,
  }))
const seqOf = ({ replies }: Pick<Letter, 'replies'>, which = '') =>
  replies.find(({ first }) => String(first) === which)?.seq ?? Number(which)
const REASON: FieldAsked = {
  ...{ name: 'reason', label: 'Reason for the correction', hint: 'No health details.' },
  ...{ sort: 'text', lines: 2 },
}
const CONFIRMS = { no: 'Tell me first', yes: 'Record it all the same: it left on that day' }
const WRITE_IT = `Write the challenge (${kindThat('challenge')})`
const NONE = 'none'
/** What may be taken back of a letter as it stands. */
export const UNDONE: Partial<
  Record<Letter['state'], { step: Parameters<Letters['undoStep']>[0]['step']; verb: string }>
> = {
  printed: { step: 'letter-printed', verb: 'Not printed after all' },
  signed: { step: 'letter-signed', verb: 'Not signed after all' },
  sent: { step: 'letter-sent', verb: 'Not sent after all' },
  returned: { step: 'letter-returned', verb: 'Not returned after all' },
}
const reply = (typed: Typed) => REPLIES[typed['kind'] as keyof typeof REPLIES]

/** What each act asks for, how it is recorded, and what is told of it. */
export const RECORDED_ACTS: Record<RecordedAct, ActForm> = {
  'came-out': {
    title: 'Confirm printing',
    says: (letter) =>
      `${sentTo(letter)}, ${countOf(letter.approved?.pages ?? 1, 'page', 'pages')}. Check the print before you confirm.`,
    button: 'Printed correctly',
    others: [{ label: 'Print again', again: true }, { label: 'Cancel' }],
    fields: [],
    start: nothing,
    record: (letters, { id }) => letters.printed(id).then(() => null),
  },
  sign: {
    title: 'Mark signed',
    says: (letter) => `${sentTo(letter)}. The signature must be on the printed letter.`,
    button: 'Mark signed',
    others: [{ label: 'Cancel' }],
    fields: [],
    start: nothing,
    record: (letters, { id }) => letters.signed(id).then(() => null),
  },
  send: {
    title: 'Mark sent',
    says: (letter) => `${sentTo(letter)}. When and how was it sent?`,
    button: 'Mark sent',
    fields: (letter) => [
      { name: 'route', label: 'Sent by', sort: 'choice', choices: asItems(ROUTES) },
      { name: 'on', label: 'Sent on', sort: 'day' },
      {
        ...{ name: 'packed', label: 'Packing code on the envelope', sort: 'text', optional: true },
        hint: 'The four characters on the envelope: they are refused where they are another letter’s. Leave it empty if nobody read them.',
      },
      ...(letter.state === 'to-recall' ? [ALREADY_LEFT] : []),
    ],
    start: ({ content }) => ({
      ...{ route: USUAL[content.delivery], on: today(), alreadyLeft: '', packed: '' },
    }),
    async record(letters, { id }, typed) {
      const route = typed['route'] as Route
      const { on = '', alreadyLeft = '', packed = '' } = typed
      const sending = { letterId: id, route, on, alreadyLeft, packed }
      const { deadline, sent } = await letters.send(sending)
      const left = `${routeInWords(sent?.route ?? route)}, ${formatDay(typed['on']!)}.`
      if (!deadline) return ['Marked sent', left]
      const received = deadline.receiptEstimated ? 'Estimated as received' : 'Received'
      return [
        'Marked sent',
        `${left} ${received} on ${formatFullDay(deadline.receivedOn)}; the reply is due on ${formatFullDay(deadline.due)}.`,
      ]
    },
  },
  'came-back': {
    title: 'Returned undelivered',
    says: (letter) => `${sentTo(letter)}.`,
    button: 'Record the return',
    fields: [
      { name: 'on', label: 'Returned on', sort: 'day' },
      { name: 'reason', label: 'Reason given on the envelope', sort: 'text' },
    ],
    start: () => ({ on: '', reason: '' }),
    async record(letters, { id }, { on = '', reason = '' }) {
      await letters.returned({ letterId: id, on, reason })
      return ['Return recorded', 'Draft it again with the right address.']
    },
  },
  recall: {
    title: 'Recall this letter',
    says: (letter) =>
      `${sentTo(letter)}. Remove the printed copy from the tray and destroy it before recording this.`,
    button: 'Record the recall',
    fields: [
      {
        name: 'reason',
        label: 'Reason',
        hint: 'No health details: others will see this reason.',
        sort: 'text',
        lines: 2,
      },
      { name: 'destroyedBy', label: 'Printed copy destroyed by', sort: 'text' },
    ],
    start: ({ state }, me) => ({
      reason: state === 'to-recall' ? 'The client’s consent has changed.' : '',
      destroyedBy: me,
    }),
    async record(letters, { id }, { reason = '', destroyedBy = '' }) {
      await letters.recall({ letterId: id, reason, destroyedBy })
      return ['Recalled', 'The letter and its approval stay in the log.']
    },
  },
  reply: {
    title: 'Record a reply',
    says: ({ content }) => `To ${content.kind}, ${content.addressee.name}.`,
    button: 'Record the reply',
    fields: [
      {
        name: 'kind',
        label: 'Type of reply',
        hint: (typed) => reply(typed).follows,
        sort: 'choice',
        choices: Object.entries(REPLIES).map(([value, { name }]) => ({ value, label: name })),
      },
      {
        name: 'on',
        label: ({ kind }) => (kind === 'acknowledged' ? 'They received it on' : 'Date'),
        sort: 'day',
      },
      { name: 'note', label: 'Note', sort: 'text', lines: 2 },
    ],
    start: () => ({ kind: 'acknowledged', on: '', note: '' }),
    async record(letters, { id }, typed) {
      const { on = '', note = '' } = typed
      const kind = typed['kind'] as keyof typeof REPLIES
      const { deadline } = await letters.reply({ letterId: id, kind, on, note })
      const due = deadline && `The reply is due on ${formatFullDay(deadline.due)}.`
      return [`${reply(typed).name}: recorded`, due ?? reply(typed).follows]
    },
  },
  discard: {
    title: 'Discard this draft?',
    says: (letter) =>
      `${sentTo(letter)}, ${letter.ourRef}. It cannot be reopened; every version stays in the log.`,
    button: 'Discard the draft',
    grave: true,
    fields: [
      {
        name: 'reason',
        label: 'Reason (optional)',
        hint: 'No health details.',
        sort: 'text',
      },
    ],
    start: () => ({ reason: '' }),
    async record(letters, { id }, { reason = '' }) {
      await letters.discard({ letterId: id, reason })
      return ['Draft discarded', 'It stays in the log, and under Discarded in the list of letters.']
    },
  },
  again: {
    title: 'Draft again',
    says: (letter) =>
      `${sentTo(letter)}. A new draft with every word of it, dated today and brought up to date with the records. This letter keeps its history.`,
    button: 'Create draft',
    fields: ({ again }) =>
      again
        ? [
            {
              ...{ name: 'lines', label: 'Address to send it to', sort: 'text', lines: 5 },
              hint: 'It came back undelivered: correct the address, or confirm it.',
            },
            { name: 'postcode', label: 'Postcode', sort: 'text' },
          ]
        : [],
    start: ({ again }) => ({
      lines: again?.lines.join('\n') ?? '',
      postcode: again?.postcode ?? '',
    }),
    async record(letters, { id, again }, { lines = '', postcode = '' }) {
      const typed = lines.split('\n').filter((line) => line.trim() !== '')
      await letters.draftAgain({
        letterId: id,
        address: again ? { lines: typed, postcode } : null,
      })
      return ['Drafted again', 'Check what changed, then save and approve it.']
    },
  },
  'correct-reply': {
    title: 'Correct a reply',
    says: (letter) => `${sentTo(letter)}. Both versions stay on record.`,
    button: 'Record the correction',
    fields: ({ replies }) => [
      { name: 'reply', label: 'Reply', sort: 'choice', choices: replyItems(replies) },
      {
        ...{ name: 'kind', label: 'What it was', sort: 'choice' },
        choices: [
          ...Object.entries(REPLIES).map(([value, { name }]) => ({ value, label: name })),
          { value: NONE, label: 'Nothing came: recorded by mistake' },
        ],
      },
      { name: 'on', label: 'Date', sort: 'day' },
      { name: 'note', label: 'Note', sort: 'text', lines: 2 },
      REASON,
    ],
    start({ replies }) {
      const last = replies.at(-1)
      const { first = 0, version = 0, kind = 'acknowledged', on = '', note = '' } = last ?? {}
      return { reply: String(first), kind, on, note, reason: '', version: String(version) }
    },
    standing({ replies }, { reply: which }) {
      const found = replies.find(({ first }) => String(first) === which)
      if (!found) return null
      const { kind, on, note, version, at, by } = found
      // The form does not show what was decided of it.
      return { typed: { kind, on, note }, version: String(version), at, by, more: true }
    },
    among: 'reply',
    async record(letters, { id, replies }, typed) {
      const { reply: which, kind, on = '', note = '', reason = '', version } = typed
      const said = kind === NONE ? null : (kind as keyof typeof REPLIES)
      const about = {
        letterId: id,
        reply: seqOf({ replies }, which),
        version: Number(version),
        on,
        note,
        reason,
      }
      const { deadline } = await letters.correctReply({ ...about, kind: said })
      const due = deadline && `The reply is due on ${formatFullDay(deadline.due)}.`
      return ['Reply corrected', due ?? 'Both versions stay on record.']
    },
  },
  decide: {
    title: 'Decide about a reply',
    says: (letter) => `${sentTo(letter)}. Only who may approve letters decides.`,
    button: 'Record the decision',
    fields: ({ replies }) => [
      {
        ...{ name: 'reply', label: 'Reply', sort: 'choice' },
        choices: replyItems(replies.filter(({ toDecide, decided }) => toDecide || decided)),
      },
      { name: 'decision', label: 'Decision', sort: 'choice', choices: asItems(DECISIONS) },
      {
        ...{ name: 'until', label: 'Look at it again on', sort: 'day', optional: true },
        hint: 'For a later challenge: it returns to the day list then.',
      },
      { name: 'reason', label: 'Reason for the decision', sort: 'text', lines: 2 },
    ],
    start({ replies }) {
      const { first = 0, version = 0 } = replies.find(({ toDecide }) => toDecide) ?? {}
      const typed = { decision: '', until: '', reason: '' }
      return { reply: String(first), version: String(version), ...typed }
    },
    standing({ replies }, { reply: which }) {
      const found = replies.find(({ first }) => String(first) === which)
      if (!found) return null
      const { decided, version, at, by } = found
      const typed = { decision: decided?.decision ?? '', until: decided?.until ?? '' }
      // Nor this one what the reply said, nor why it was decided so.
      return { typed, version: String(version), at, by, more: true }
    },
    among: 'reply',
    async record(letters, one, { reply: which, version, decision, until, reason = '' }) {
      const about = { letterId: one.id, version: Number(version), until: until || null, reason }
      await letters.decideReply({
        ...{ ...about, reply: seqOf(one, which) },
        decision: decision as keyof typeof DECISIONS,
      })
      const said = DECISIONS[decision as keyof typeof DECISIONS]
      return [
        'Decision recorded',
        decision === 'challenge' ? `${said}. ${WRITE_IT} under Replies.` : said,
      ]
    },
  },
  'correct-sending': {
    title: 'Correct the sending',
    says: (letter) => `${sentTo(letter)}. Both versions stay on record.`,
    button: 'Record the correction',
    fields: [
      { name: 'route', label: 'Sent by', sort: 'choice', choices: asItems(ROUTES) },
      { name: 'on', label: 'Sent on', sort: 'day' },
      REASON,
      {
        ...{ name: 'confirmed', label: 'If it might not have been sent on that day' },
        ...{ sort: 'choice', choices: asItems(CONFIRMS) },
      },
    ],
    start: ({ sent }) => ({
      ...{ route: sent?.route ?? '', on: sent?.on ?? '', reason: '', confirmed: 'no' },
      version: String(sent?.version ?? 0),
    }),
    standing({ sent }) {
      if (!sent) return null
      const { route, on, version, at, by } = sent
      return { typed: { route, on }, version: String(version), at, by }
    },
    async record(letters, { id }, { route, on = '', reason = '', confirmed, version }) {
      const about = {
        ...{ letterId: id, version: Number(version), route: route as Route, on, reason },
        confirmed: confirmed === 'yes',
      }
      const { deadline } = await letters.correctSending(about)
      const due = deadline && `The reply is due on ${formatFullDay(deadline.due)}.`
      return ['Sending corrected', due ?? 'Both versions stay on record.']
    },
  },
  undo: {
    title: 'Recorded by mistake',
    says: (letter) => `${sentTo(letter)}: ${UNDONE[letter.state]?.verb.toLowerCase() ?? ''}.`,
    button: 'Take it back',
    fields: [REASON],
    start: () => ({ reason: '' }),
    async record(letters, { id, state }, { reason = '' }) {
      await letters.undoStep({ letterId: id, step: UNDONE[state]!.step, reason })
      return ['Taken back', 'Both entries stay on record.']
    },
  },
}
