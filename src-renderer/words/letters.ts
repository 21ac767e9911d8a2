import type { z } from 'zod'
import type {
  LetterContent,
  LetterEdition,
  letters,
  LetterRow,
  LetterState,
  ReplyDecision,
  ReplyKind,
} from '../../src-main/letters/contract.ts'
import { LETTER_STATES, standingWord } from '../../src-main/letters/state-words.ts'
import type { BadgeKind } from './states.ts'
import { formatDay } from '../../src-main/dates/words.ts'

/** The way that a letter left the office. */
export type Route = z.output<typeof letters.send.input>['route']

/** The law that a letter is made under, by the day it bears. */
export const EDITIONS: Record<LetterEdition, string> = {
  'dpa-1998': 'Data Protection Act 1998',
  'uk-gdpr': 'UK GDPR, article 15',
}

const BADGES = {
  ...{ draft: 'draft', approved: 'approved', printed: 'printed', signed: 'signed' },
  ...{ sent: 'sent', 'to-recall': 'blocked', recalled: 'recalled', returned: 'returned' },
  ...{ replied: 'replied', discarded: 'recalled' },
} as const satisfies Record<LetterState, BadgeKind>

/** How a letter stands, as its badge and its word. */
export const STATES = Object.fromEntries(
  Object.entries(LETTER_STATES).map(([state, word]) => [
    state,
    { badge: BADGES[state as LetterState], word },
  ]),
) as Record<LetterState, { badge: BadgeKind; word: string }>

/** How a row of a list stands: of a draft, what it waits for. */
export function standingOf(row: Pick<LetterRow, 'state' | 'waits' | 'toDecide'>): {
  badge: BadgeKind
  word: string
} {
  const { state, waits, toDecide } = row
  const besides: BadgeKind | undefined =
    toDecide.length > 0
      ? 'check'
      : waits === 'authority'
        ? 'not-asked'
        : waits === 'approval'
          ? 'draft'
          : undefined
  return { badge: besides ?? STATES[state].badge, word: standingWord(row) }
}

/** The way a letter goes, in order. */
export const LIFE: readonly LetterState[] = [
  ...(['draft', 'approved', 'printed', 'signed', 'sent', 'replied'] as const),
]

/** The ways out of the office. */
export const ROUTES = {
  'first-class': 'First class post',
  'second-class': 'Second class post',
  'special-delivery': 'Special Delivery',
  dx: 'DX',
  hand: 'By hand',
  email: 'Email',
  cjsm: 'CJSM secure email',
  portal: 'Their portal',
} satisfies Record<Route, string>

/** A route in words; one that is not known stands as it is. */
export const routeInWords = (route: string): string =>
  (ROUTES as Record<string, string>)[route] ?? route

/** How a letter says that it goes. */
export const DELIVERIES = {
  post: 'By post',
  'special-delivery': 'By Special Delivery',
  dx: 'By DX',
  hand: 'By hand',
  email: 'By email',
} satisfies Record<LetterContent['delivery'], string>

/** What may come back, in the words of the post book. */
export const REPLIES: Record<z.output<typeof ReplyKind>, { name: string; follows: string }> = {
  acknowledged: { name: 'Acknowledged', follows: 'Time runs from the date they received it.' },
  'answered-in-full': { name: 'Answered in full', follows: 'The time limit ends.' },
  'answered-in-part': {
    name: 'Answered in part',
    follows: 'A solicitor decides: accept, challenge or chase what is missing.',
  },
  refused: {
    name: 'Refused',
    follows: 'A solicitor decides by the ground they give: accept, challenge or chase.',
  },
  'not-held': {
    name: 'Records not held',
    follows: 'Check who held the records on those dates; a solicitor decides what follows.',
  },
  'clarification-asked': {
    name: 'Clarification requested',
    follows: 'Time is paused until we reply.',
  },
  'clarification-answered': { name: 'Clarification sent', follows: 'Time runs again.' },
  'id-asked': {
    name: 'Identification requested',
    follows: 'Time does not run until it is sent, unless it had run out before they asked.',
  },
  'id-supplied': { name: 'Identification sent', follows: 'Time runs again.' },
  'fee-asked': {
    name: 'Fee requested',
    follows: 'Check whether the law allows one; a solicitor decides what follows.',
  },
  extended: {
    name: 'Extension claimed',
    follows: 'The due date moves if the notice was in time.',
  },
}

/** What a solicitor decides about a reply. */
export const DECISIONS = {
  accept: 'Accept it',
  challenge: 'Challenge it later',
  chase: 'Chase: the time goes on running',
  restart: 'Identification: the time begins again',
  stand: 'Identification: the date stays',
} satisfies Record<z.output<typeof ReplyDecision>, string>

/** What is noted of a letter's act: the route or the reply it begins with in words, and its dates. */
export function noteInWords(note: string): string {
  const [first = '', ...rest] = note.split(', ')
  const reply =
    (REPLIES as Record<string, { name: string }>)[first]?.name ??
    (DECISIONS as Record<string, string>)[first]
  return [reply ?? routeInWords(first), ...rest]
    .join(', ')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => formatDay(day))
}
