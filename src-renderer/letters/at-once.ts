import { chaserOf, type LetterKind, type LetterRow } from '../../src-main/letters/contract.ts'
import type { NextAct } from '../../src-main/letters/next-acts.ts'
import { countOf } from '../../src-main/dates/words.ts'
import { today } from '../parts/today.ts'
import type { Route } from '../words/letters.ts'
import { rowAct } from './next-act.ts'
import type { useLetters } from './letters-store.ts'

type Letters = ReturnType<typeof useLetters>

/** What is asked once for all of them. */
export interface ForAll {
  printer: string
  paper: 'letterhead' | 'pre-printed'
  sides: 'one' | 'long-edge'
  route: Route
  on: string
  /** The letters whose pages were looked at here, each with the version that was seen. */
  read: Map<string, number>
}

/** One act that is done with many letters, each a whole act of its own. */
export interface AtOnce {
  name: NextAct
  label: string
  /** What it does, above the list. */
  says: string
  /** The button, with how many it is for. */
  button: (count: number) => string
  /** Done with one of them. */
  act?: (letters: Letters, row: LetterRow, forAll: ForAll) => Promise<unknown>
  /** Done with all of them in one go; gives why some were left out. */
  together?: (
    letters: Letters,
    rows: readonly LetterRow[],
    forAll: ForAll,
  ) => Promise<{ letterId: string; why: string }[]>
}

const letters = (count: number) => countOf(count, 'letter', 'letters')
const id = (row: LetterRow) => ({ letterId: row.id })

/** The acts in the order in which a letter goes through them. */
export const AT_ONCE: readonly AtOnce[] = [
  {
    name: 'chase',
    label: 'Chase',
    says: 'Replies that are late. A chaser is drafted for each; nothing is sent.',
    button: (count) => `Draft ${countOf(count, 'chaser', 'chasers')}`,
    act: async (store, row) =>
      store.draft(
        await store.propose({
          ...{ matterId: row.matterId, kind: chaserOf(row.kind) as LetterKind },
          ...{ datedOn: today(), answers: row.id },
        }),
      ),
  },
  {
    name: 'approve',
    label: 'Approve',
    says: 'Complete drafts. Choose a line to read its pages: only what was read here is approved.',
    button: (count) => `Approve ${letters(count)}`,
    act: (store, row, { read }) =>
      // What somebody else changed since it was read is not approved with it.
      store.approve({ ...id(row), version: read.get(row.id)!, dateReason: '' }),
  },
  {
    name: 'print',
    label: 'Print',
    says: 'Approved letters, printed as one job. Check what came out before it is recorded.',
    button: (count) => `Print ${letters(count)}`,
    together: async (store, rows, { printer, paper, sides }) => {
      const letterIds = rows.map((row) => row.id)
      return (await store.printTogether({ letterIds, printer, paper, sides })).refused
    },
  },
  {
    name: 'came-out',
    label: 'Confirm printing',
    says: 'Letters that were handed to a printer. Confirm those that came out as they should.',
    button: (count) => `Confirm ${letters(count)}`,
    act: (store, row) => store.printed(row.id),
  },
  {
    name: 'sign',
    label: 'Mark signed',
    says: 'Printed letters that have been signed on paper.',
    button: (count) => `Mark ${letters(count)} signed`,
    act: (store, row) => store.signed(row.id),
  },
  {
    name: 'send',
    label: 'Mark sent',
    says: 'Signed letters that have left the office. Each stands in the post book of its day.',
    button: (count) => `Mark ${letters(count)} sent`,
    act: (store, row, { route, on }) => store.send({ ...id(row), route, on, alreadyLeft: '' }),
  },
]

/** The letters with which an act is done next; what was handed to a printer is confirmed, and printed again only by itself. */
export function fitting(
  name: NextAct,
  rows: readonly LetterRow[],
  handedOver: ReadonlySet<string>,
): LetterRow[] {
  return rows.filter((row) => {
    const next = rowAct(row).name
    if (next === 'chase') return name === 'chase' && chaserOf(row.kind) !== null
    if (next === 'print' && handedOver.has(row.id)) return name === 'came-out'
    return next === name
  })
}

/** How an act is named with a letter in a list of them. */
export const named = (row: LetterRow): string =>
  `${row.kind} ${row.title}, to ${row.to}, ${row.clientName}`
