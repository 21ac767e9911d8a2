import type { z } from 'zod'
import type { LetterRow, letters } from '../../src-main/letters/contract.ts'
import { Counted, counted } from '../parts/words.ts'

/** What is on the screen of a list: its first rows, and how much there is of each group. */
export type LetterList = z.output<typeof letters.list.output>
type Group = LetterList['groups'][number]

const NAMES: Record<Group['name'], string> = {
  unsent: 'Not yet sent',
  waiting: 'Waiting for an answer',
  done: 'Answered, returned, recalled, or needing no answer',
  discarded: 'Discarded',
}

/** The rows by their groups, which stand one after the other; a group that is not reached yet is left out. */
export function letterGroups({
  rows,
  groups,
}: LetterList): { name: string; total: number; rows: LetterRow[] }[] {
  let from = 0
  return groups
    .map(({ name, total }) => ({
      ...{ name: NAMES[name], total },
      rows: rows.slice(from, (from += total)),
    }))
    .filter((group) => group.rows.length > 0)
}

/** A sentence true to the groups. */
export function letterSummary(groups: readonly Group[]): string {
  const size = (name: Group['name']) => groups.find((group) => group.name === name)
  const [unsent, open] = [size('unsent')?.total ?? 0, size('waiting')?.total ?? 0]
  const late = size('waiting')?.late ?? 0
  const waiting =
    open === 0
      ? 'none waits for an answer'
      : counted(open, 'waits for an answer', 'wait for an answer')
  const first = `${Counted(unsent, 'letter is', 'letters are')} not sent yet, and ${waiting}.`
  return late === 0 ? first : `${first} ${Counted(late, 'answer is', 'answers are')} late.`
}

/** The same for the drafts that were discarded. */
export const discardedSummary = (total: number): string =>
  `${Counted(total, 'draft was', 'drafts were')} discarded. Every version stays in the log.`
