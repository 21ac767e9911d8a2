import type { Change, Entry, Folds } from '../audit/entry.ts'
import {
  Amended,
  AmendmentWithdrawn,
  HolidayRecorded,
  HolidayWithdrawn,
  Vouched,
} from './logged.ts'

/** Draws what the office changed in the law, and who vouched for what. */
export const lawFolds: Folds = {
  'law-amended': (entry) => changed(entry, Amended.parse(entry.detail)),
  'law-amendment-withdrawn': (entry) => changed(entry, AmendmentWithdrawn.parse(entry.detail)),
  'holiday-recorded': (entry) => changed(entry, HolidayRecorded.parse(entry.detail)),
  'holiday-withdrawn': (entry) => changed(entry, HolidayWithdrawn.parse(entry.detail)),
  'law-vouched': ({ seq, at, actor, detail }) => {
    const { entry, digest, checkedOn, source, note } = Vouched.parse(detail)
    const put = { seq, at, by: actor, entry, digest, checked_on: checkedOn, source, note }
    return [{ table: 'law_vouching', put }]
  },
}

const changed = ({ seq, at, actor, act }: Entry, said: object): Change[] => [
  { table: 'law_change', put: { seq, at, by: actor, act, said: JSON.stringify(said) } },
]
