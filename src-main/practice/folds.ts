import type { Folds } from '../audit/entry.ts'
import {
  CheckChosen,
  CheckOffProposed,
  FirmRecorded,
  LoggedFirm,
  LogoRecorded,
  SignatoryRecorded,
} from './logged.ts'

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
  'logo-recorded': ({ detail }) => {
    const { paperId, kind, width, height } = LogoRecorded.parse(detail)
    return [{ table: 'firm_logo', put: { only: 1, paper_id: paperId, kind, width, height } }]
  },
  'logo-removed': () => [{ table: 'firm_logo', remove: { only: 1 } }],
  'check-chosen': ({ seq, at, actor, detail }) => {
    const { required, reason } = CheckChosen.parse(detail)
    const put = { seq, at, by: actor, required: required ? 1 : 0, reason, proposed: 0 }
    return [{ table: 'second_check', put }]
  },
  'check-off-proposed': ({ seq, at, actor, detail }) => {
    const { reason } = CheckOffProposed.parse(detail)
    const put = { seq, at, by: actor, required: 0, reason, proposed: 1 }
    return [{ table: 'second_check', put }]
  },
  'signatory-recorded': ({ detail }) => {
    const { personId, signsAs, directLine, ...said } = SignatoryRecorded.parse(detail)
    const put = { person_id: personId, signs_as: signsAs, direct_line: directLine, ...said }
    return [{ table: 'signatory', put }]
  },
}
