import type { Folds } from '../audit/entry.ts'
import { FirmRecorded, LoggedFirm, SignatoryRecorded } from './logged.ts'

/** Draws the firm's details and who signs for it from the log. */
export const practiceFolds: Folds = {
  'firm-recorded': ({ seq, at, actor, detail }) => {
    const said = FirmRecorded.parse(detail)
    const put = {
      version: said.version,
      seq,
      recorded_at: at,
      recorded_by: actor,
      details: JSON.stringify(LoggedFirm.parse(said)),
    }
    return [{ table: 'firm_version', put }]
  },
  'signatory-recorded': ({ detail }) => {
    const { personId, signsAs, capacity, initials } = SignatoryRecorded.parse(detail)
    const put = { person_id: personId, signs_as: signsAs, capacity, initials }
    return [{ table: 'signatory', put }]
  },
}
