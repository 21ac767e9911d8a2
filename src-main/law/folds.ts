import type { Change, Entry, Folds } from '../audit/entry.ts'
import {
  Amended,
  AmendmentWithdrawn,
  EditionImported,
  HolidayRecorded,
  HolidayWithdrawn,
  EntryChecked,
  CheckUndone,
} from './logged.ts'

/** Draws what the office changed in the law, and who checked which entry. */
export const lawFolds: Folds = {
  'law-amended': (entry) => changed(entry, Amended.parse(entry.detail)),
  'law-amendment-withdrawn': (entry) => changed(entry, AmendmentWithdrawn.parse(entry.detail)),
  'holiday-recorded': (entry) => changed(entry, HolidayRecorded.parse(entry.detail)),
  'holiday-withdrawn': (entry) => changed(entry, HolidayWithdrawn.parse(entry.detail)),
  'edition-imported': ({ seq, at, actor, detail }) => {
    const said = EditionImported.parse(detail)
    const { paperId, sha256, size, editionId, title, publishedOn, digest } = said
    const file = { paper_id: paperId, sha256, size }
    const edition = { edition_id: editionId, title, published_on: publishedOn, digest }
    return [{ table: 'edition_import', put: { seq, at, by: actor, ...file, ...edition } }]
  },
  'law-vouched': ({ seq, at, actor, detail }) => {
    const { entry, digest, checkedOn, source, note } = EntryChecked.parse(detail)
    const put = { seq, at, by: actor, entry, digest, checked_on: checkedOn, source, note }
    return [{ table: 'law_check', put }]
  },
  'vouching-undone': ({ detail }) => {
    const { vouching: seq } = CheckUndone.parse(detail)
    return [{ table: 'law_check', remove: { seq } }]
  },
}

const changed = ({ seq, at, actor, act }: Entry, said: object): Change[] => [
  { table: 'law_change', put: { seq, at, by: actor, act, said: JSON.stringify(said) } },
]
