import type { z } from 'zod'
import type {
  LetterEdition,
  LetterRow,
  LetterState,
  ReplyKind,
} from '../../src-main/letters/contract.ts'
import type { BadgeKind } from '../parts/StateBadge.vue'
import { formatDay } from '../../src-main/dates/words.ts'

/** The law that a letter is made under, by the day it bears. */
export const EDITIONS: Record<LetterEdition, string> = {
  'dpa-1998': 'Data Protection Act 1998',
  'uk-gdpr': 'UK GDPR, article 15',
}

/** How a letter stands, as its badge and its word. */
export const STATES: Record<LetterState, { badge: BadgeKind; word: string }> = {
  draft: { badge: 'draft', word: 'Draft' },
  approved: { badge: 'approved', word: 'Approved' },
  printed: { badge: 'printed', word: 'Printed' },
  signed: { badge: 'signed', word: 'Signed' },
  sent: { badge: 'sent', word: 'Sent' },
  'to-recall': { badge: 'blocked', word: 'Recall needed' },
  recalled: { badge: 'recalled', word: 'Recalled' },
  returned: { badge: 'returned', word: 'Returned undelivered' },
  replied: { badge: 'replied', word: 'Answered' },
  discarded: { badge: 'recalled', word: 'Discarded' },
}

/** How a row of a list stands: of a draft, what it waits for. */
export function standingOf({ state, waits }: Pick<LetterRow, 'state' | 'waits'>) {
  if (waits === 'authority') return { badge: 'not-asked', word: 'Awaiting authority' } as const
  if (waits === 'approval') return { badge: 'draft', word: 'Ready to approve' } as const
  return STATES[state]
}

/** The way a letter goes, in order. */
export const LIFE = [
  { state: 'draft', word: 'Draft' },
  { state: 'approved', word: 'Approved' },
  { state: 'printed', word: 'Printed' },
  { state: 'signed', word: 'Signed' },
  { state: 'sent', word: 'Sent' },
  { state: 'replied', word: 'Answered' },
] as const satisfies { state: LetterState; word: string }[]

/** The ways out of the office. */
export const ROUTES = [
  { value: 'first-class', label: 'First class post' },
  { value: 'second-class', label: 'Second class post' },
  { value: 'special-delivery', label: 'Special Delivery' },
  { value: 'dx', label: 'DX' },
  { value: 'hand', label: 'By hand' },
  { value: 'email', label: 'Email' },
  { value: 'cjsm', label: 'CJSM secure email' },
  { value: 'portal', label: 'Their portal' },
] as const

/** A route in words; one that is not known stands as it is. */
export const routeInWords = (route: string): string =>
  ROUTES.find(({ value }) => value === route)?.label ?? route

/** How a letter says that it goes. */
export const DELIVERIES = [
  { value: 'post', label: 'By post' },
  { value: 'special-delivery', label: 'By Special Delivery' },
  { value: 'dx', label: 'By DX' },
  { value: 'hand', label: 'By hand' },
  { value: 'email', label: 'By email' },
] as const

/** What may come back, in the words of the post book. */
export const REPLIES: Record<z.output<typeof ReplyKind>, { name: string; follows: string }> = {
  acknowledged: { name: 'Acknowledged', follows: 'Time runs from the date they received it.' },
  'answered-in-full': { name: 'Answered in full', follows: 'The time limit ends.' },
  'answered-in-part': { name: 'Answered in part', follows: 'What is missing can be chased.' },
  refused: { name: 'Refused', follows: 'The ground they give decides the next step.' },
  'not-held': { name: 'Records not held', follows: 'Check who held the records on those dates.' },
  'clarification-asked': {
    name: 'Clarification requested',
    follows: 'Time is paused until we reply.',
  },
  'clarification-answered': { name: 'Clarification sent', follows: 'Time runs again.' },
  'id-asked': { name: 'Identification requested', follows: 'Time does not run until it is sent.' },
  'id-supplied': { name: 'Identification sent', follows: 'Time runs again.' },
  'fee-asked': { name: 'Fee requested', follows: 'Check whether the law allows one.' },
  extended: {
    name: 'Extension claimed',
    follows: 'The due date moves if the notice was in time.',
  },
}

/** What is noted of a letter's act: the route or the reply it begins with in words, and its dates. */
export function noteInWords(note: string): string {
  const [first = '', ...rest] = note.split(', ')
  const reply = (REPLIES as Record<string, { name: string }>)[first]?.name
  return [reply ?? routeInWords(first), ...rest]
    .join(', ')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, (day) => formatDay(day))
}
