import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { Change, Folds } from '../audit/entry.ts'
import { CallRecorded, CallUndone, PackTold, LineFollowed, RegisterExported } from './logged.ts'
import { registered } from './disclosed.ts'

/** The route in the register of what a full audit pack told. */
export const IN_A_PACK = 'audit-pack'

/** Draws the calls from the log, and what was disclosed by telephone or in a pack into the register. */
export const disclosureFolds: Folds = {
  'call-recorded': ({ seq, at, actor, detail }) => {
    const { clientId, on, caller, role, purpose, asked, told } = CallRecorded.parse(detail)
    const both = { seq, client_id: clientId, on_day: on, role, purpose }
    const said = { caller, asked, told: JSON.stringify(told) }
    const put = { ...both, at, by: actor, ...said, undone: '' }
    const call: Change = { table: 'call', put }
    if (told.length === 0) return [call]
    const row = { ...both, id: seq * 100, letter_id: null, route: 'telephone', reader: caller }
    return [call, ...registered(row, told)]
  },
  // The call stays as it was recorded, with why it was taken back; the register no longer names it.
  'call-undone': ({ at, detail }) => {
    const { call: seq, reason } = CallUndone.parse(detail)
    const id = seq * 100
    return [
      {
        table: 'call',
        set: { undone: `on ${formatDay(londonDay(at))}: ${reason}` },
        where: { seq },
      },
      { table: 'disclosure', remove: { id } },
      { table: 'disclosure_class', remove: { id } },
    ]
  },
  // A look changes nothing.
  'line-followed': ({ detail }) => {
    LineFollowed.parse(detail)
    return []
  },
  // That the register was saved changes nothing; the entry is what it is for.
  'register-exported': ({ detail }) => {
    RegisterExported.parse(detail)
    return []
  },
  'pack-told': ({ seq, detail }) => {
    const { clientId, on, reader, role, purpose, told } = PackTold.parse(detail)
    const row = { id: seq * 100, seq, client_id: clientId, letter_id: null, on_day: on, reader }
    return registered({ ...row, route: IN_A_PACK, role, purpose }, told)
  },
}
