import type { Change, Folds } from '../audit/entry.ts'
import { CallRecorded } from './logged.ts'
import { isBare } from './told.ts'

/** Draws the calls from the log, and what was told by telephone into the register. */
export const disclosureFolds: Folds = {
  'call-recorded': ({ seq, at, actor, detail }) => {
    const { clientId, on, caller, role, purpose, asked, told } = CallRecorded.parse(detail)
    const both = { seq, client_id: clientId, on_day: on, role, purpose, told: JSON.stringify(told) }
    const call: Change = { table: 'call', put: { ...both, at, by: actor, caller, asked } }
    if (told.length === 0) return [call]
    const put = {
      ...{ ...both, id: seq * 100, letter_id: null, route: 'telephone', reader: caller },
      bare: isBare(told) ? 1 : 0,
    }
    return [call, { table: 'disclosure', put }]
  },
}
