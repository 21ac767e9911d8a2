import { formatDay } from '../dates/words.ts'
import type { Day } from '../wire/schema.ts'
import type { DocumentSort } from './contract.ts'

/** What came in, as the list of sorts has it. */
export const SORTS: Record<DocumentSort, string> = {
  records: 'Records of care',
  letter: 'Letter',
  report: 'Report',
  statement: 'Statement',
  court: 'Order or paper of a court',
  complaint: 'Complaint form or reply to one',
  identity: 'Proof of identity',
  authority: 'Signed authority',
  photograph: 'Photograph',
  other: 'Other',
}

/** What a document is, in words: those that were typed, or else its sort. */
export const documentWords = ({ sort, title }: { sort: DocumentSort; title: string }): string =>
  title === '' ? SORTS[sort] : sort === 'other' ? title : `${SORTS[sort]}: ${title}`

interface Named {
  sort: DocumentSort
  title: string
  sender: string
  receivedOn: string
}
/** Characters that a letter has for the name of an enclosure. */
const LONGEST = 160
/** What a letter that encloses a document prints of it: of a restricted one no more than the day it came. */
export const enclosedName = (one: Named, restricted: boolean): string => {
  const received = `received ${formatDay(one.receivedOn as Day)}`
  return restricted
    ? `Document ${received}`
    : `${documentWords(one)}, from ${one.sender}, ${received}`.slice(0, LONGEST).trim()
}
