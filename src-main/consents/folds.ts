import type { Folds } from '../audit/entry.ts'
import {
  ConsentRecorded,
  ConsentRevealed,
  ConsentWithdrawn,
  LoggedForm,
  ScanAttached,
} from './logged.ts'

/** Draws the forms and what was taken back from the log. */
export const consentFolds: Folds = {
  'consent-recorded': ({ seq, at, actor, detail }) => {
    const said = ConsentRecorded.parse(detail)
    const put = {
      id: said.consentId,
      client_id: said.clientId,
      seq,
      recorded_at: at,
      recorded_by: actor,
      form: JSON.stringify(LoggedForm.parse(said)),
    }
    return [{ table: 'consent', put }]
  },
  'consent-withdrawn': ({ seq, at, actor, detail }) => {
    const { consentId, classes, receivedOn, how, note } = ConsentWithdrawn.parse(detail)
    const put = {
      seq,
      consent_id: consentId,
      recorded_at: at,
      recorded_by: actor,
      classes: JSON.stringify(classes),
      received_on: receivedOn,
      how,
      note,
    }
    return [{ table: 'consent_withdrawal', put }]
  },
  'scan-attached': ({ seq, at, actor, detail }) => {
    const { consentId, paperId, sha256, size, kind } = ScanAttached.parse(detail)
    const put = {
      ...{ seq, consent_id: consentId, recorded_at: at, recorded_by: actor },
      ...{ paper_id: paperId, kind, size, sha256 },
    }
    return [{ table: 'consent_scan', put }]
  },
  // A look changes nothing; that it was taken is what the entry is for.
  'record-read': ({ detail }) => {
    ConsentRevealed.parse(detail)
    return []
  },
}
