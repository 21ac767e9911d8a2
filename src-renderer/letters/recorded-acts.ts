import type { Letter } from '../../src-main/letters/contract.ts'
import { today } from '../parts/today.ts'
import { formatDay, formatFullDay, countOf } from '../../src-main/dates/words.ts'
import { REPLIES, ROUTES, routeInWords } from './letter-words.ts'
import type { useLetters } from './letters-store.ts'

/** The acts that are recorded by one dialog. */
export type RecordedAct =
  'came-out' | 'sign' | 'send' | 'came-back' | 'recall' | 'reply' | 'discard'

type Typed = Record<string, string>
type Words = string | ((typed: Typed) => string)
type Letters = ReturnType<typeof useLetters>

interface ActForm {
  title: string
  says: (letter: Letter) => string
  button: string
  /** True where the act cannot be undone. */
  grave?: boolean
  /** The other answers of a question about the paper; `again` prints once more. */
  others?: { label: string; again?: boolean }[]
  fields: {
    name: string
    label: Words
    hint?: Words
    sort: 'text' | 'day' | 'choice'
    lines?: number
    choices?: { value: string; label: string }[]
  }[]
  start: (letter: Letter, me: string) => Typed
  /** Records it; gives what to tell of it, where there is something to tell. */
  record: (letters: Letters, letter: Letter, typed: Typed) => Promise<[string, string] | null>
}

const sentTo = ({ content }: Letter) => `${content.kind} to ${content.addressee.name}`
const nothing = () => ({})
const USUAL: Record<Letter['content']['delivery'], (typeof ROUTES)[number]['value']> = {
  post: 'first-class',
  'special-delivery': 'special-delivery',
  dx: 'dx',
  hand: 'hand',
  email: 'email',
}
const reply = (typed: Typed) => REPLIES[typed['kind'] as keyof typeof REPLIES]

/** What each act asks for, how it is recorded, and what is told of it. */
export const RECORDED_ACTS: Record<RecordedAct, ActForm> = {
  'came-out': {
    title: 'Did the letter come out right?',
    says: (letter) =>
      `${sentTo(letter)}, ${countOf(letter.approved?.pages ?? 1, 'page', 'pages')}. Look at the paper before you answer.`,
    button: 'Yes, printed',
    others: [{ label: 'Print again', again: true }, { label: 'Nothing came out' }],
    fields: [],
    start: nothing,
    record: (letters, { id }) => letters.printed(id).then(() => null),
  },
  sign: {
    title: 'Is the letter signed?',
    says: (letter) => `${sentTo(letter)}. The signature must be on the paper.`,
    button: 'Yes, signed',
    others: [{ label: 'Not yet' }],
    fields: [],
    start: nothing,
    record: (letters, { id }) => letters.signed(id).then(() => null),
  },
  send: {
    title: 'Mark sent',
    says: (letter) => `${sentTo(letter)}. When did it leave the office, and how?`,
    button: 'It has left the office',
    fields: [
      { name: 'route', label: 'How', sort: 'choice', choices: [...ROUTES] },
      { name: 'on', label: 'When', sort: 'day' },
    ],
    start: ({ content }) => ({ route: USUAL[content.delivery], on: today() }),
    async record(letters, { id }, typed) {
      const route = typed['route'] as (typeof ROUTES)[number]['value']
      const { deadline, sent } = await letters.send({ letterId: id, route, on: typed['on']! })
      const left = `${routeInWords(sent?.route ?? route)}, ${formatDay(typed['on']!)}.`
      if (!deadline) return ['Marked sent', left]
      const received = deadline.receiptEstimated ? 'Received, as estimated,' : 'Received'
      return [
        'Marked sent',
        `${left} ${received} on ${formatFullDay(deadline.receivedOn)}; the reply is due on ${formatFullDay(deadline.due)}.`,
      ]
    },
  },
  'came-back': {
    title: 'It came back',
    says: (letter) => `${sentTo(letter)}.`,
    button: 'Record that it came back',
    fields: [
      { name: 'on', label: 'Came back on', sort: 'day' },
      { name: 'reason', label: 'What stands on the envelope', sort: 'text' },
    ],
    start: () => ({ on: '', reason: '' }),
    async record(letters, { id }, { on = '', reason = '' }) {
      await letters.returned({ letterId: id, on, reason })
      return ['Came back', 'Look at the address before another is sent.']
    },
  },
  recall: {
    title: 'Recall this letter',
    says: (letter) =>
      `${sentTo(letter)}. Take the paper from the tray and destroy it before this is recorded.`,
    button: 'Recalled, paper destroyed',
    fields: [
      {
        name: 'reason',
        label: 'Why',
        hint: 'Without anything about health: it is read out of the letter’s context.',
        sort: 'text',
        lines: 2,
      },
      { name: 'destroyedBy', label: 'Who destroyed the paper', sort: 'text' },
    ],
    start: ({ state }, me) => ({
      reason: state === 'to-recall' ? 'What the client agreed to has changed.' : '',
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
        label: 'What came',
        hint: (typed) => reply(typed).follows,
        sort: 'choice',
        choices: Object.entries(REPLIES).map(([value, { name }]) => ({ value, label: name })),
      },
      {
        name: 'on',
        label: ({ kind }) => (kind === 'acknowledged' ? 'They received it on' : 'On which day'),
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
      `${sentTo(letter)}, ${letter.ourRef}. It cannot be taken up again; every version of it stays in the log.`,
    button: 'Discard the draft',
    grave: true,
    fields: [
      {
        name: 'reason',
        label: 'Why, if it is worth saying',
        hint: 'Without anything about health.',
        sort: 'text',
      },
    ],
    start: () => ({ reason: '' }),
    async record(letters, { id }, { reason = '' }) {
      await letters.discard({ letterId: id, reason })
      return ['Draft discarded', 'It stays in the log, and under Discarded in the list of letters.']
    },
  },
}
