import type { Change, Folds } from '../audit/entry.ts'
import { CallRecorded } from './logged.ts'
import { registered } from './disclosed.ts'

/** Draws the calls from the log, and what was disclosed by telephone into the register. */
export const disclosureFolds: Folds = {
  'call-recorded': ({ seq, at, actor, detail }) => {
    const { clientId, on, caller, role, purpose, asked, told } = CallRecorded.parse(detail)
    const both = { seq, client_id: clientId, on_day: on, role, purpose }
    const put = { ...both, at, by: actor, caller, asked, told: JSON.stringify(told) }
    const call: Change = { table: 'call', put }
    if (told.length === 0) return [call]
    const row = { ...both, id: seq * 100, letter_id: null, route: 'telephone', reader: caller }
    return [call, ...registered(row, told)]
  },
}
