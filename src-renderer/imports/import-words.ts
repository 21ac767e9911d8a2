import type { Choice, Counts, RowOutcome, What } from '../../src-main/imports/contract.ts'
import { CountOf, countOf } from '../../src-main/dates/words.ts'

/** What a list is of, as it is chosen. */
export const LISTS: Record<What, string> = {
  clients: 'Clients, with where they are and a matter',
  stays: 'Stays of clients on file',
  matters: 'Matters of clients on file',
  bodies: 'Bodies of prisons: providers, commissioners, operators',
  contacts: 'Representatives of clients on file',
}

/** What is done with a row that is like somebody on file. */
export const CHOICES: Record<Choice, string> = {
  skip: 'Leave it out',
  add: 'Add to that client what is new',
  new: 'Record as a new client',
}

/** The items of a menu from a table of words. */
export const itemsOf = <Value extends string>(words: Record<Value, string>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }))

/** What became of all rows, in one sentence. */
export function countsInWords({ recorded, added, nothingNew, skipped, refused }: Counts): string {
  const parts = [
    CountOf(recorded, 'new record', 'new records'),
    ...(added ? [`${countOf(added, 'row', 'rows')} added to clients on file`] : []),
    ...(nothingNew ? [`${countOf(nothingNew, 'row', 'rows')} with nothing new`] : []),
    ...(skipped ? [`${countOf(skipped, 'row', 'rows')} left out`] : []),
    ...(refused ? [`${countOf(refused, 'row', 'rows')} refused`] : []),
  ]
  return `${parts.join(', ')}.`
}

/** Somebody who may be meant by a row, in one line. */
export const matchInWords = ({
  name,
  row,
  prisonNumber,
  bornOn,
  whereNow,
}: RowOutcome['matches'][number]): string =>
  [
    row === null ? name : `${name} (row ${row} of this file)`,
    prisonNumber,
    bornOn === '' ? '' : `born ${bornOn}`,
    whereNow,
  ]
    .filter(Boolean)
    .join(', ')
