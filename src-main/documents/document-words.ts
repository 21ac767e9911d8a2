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
