import type { Folds } from '../audit/entry.ts'
import {
  CheckOpened,
  ConsentChecked,
  ConsentRecorded,
  ConsentReturned,
  ConsentReviewed,
  ConsentRevealed,
  ConsentWithdrawn,
  LoggedForm,
  ReceiptMade,
  ScanAttached,
} from './logged.ts'

/** Draws the forms and their withdrawals from the log. */
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
      second_check: said.secondCheck ? 1 : 0,
      signed_on: said.signedOn,
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
  'consent-checked': ({ seq, at, actor, detail }) => {
    const { consentId, against } = ConsentChecked.parse(detail)
    const put = {
      seq,
      consent_id: consentId,
      at,
      by: actor,
      outcome: 'passed',
      against,
      reason: '',
    }
    return [{ table: 'consent_check', put }]
  },
  'consent-returned': ({ seq, at, actor, detail }) => {
    const { consentId, reason } = ConsentReturned.parse(detail)
    const put = {
      seq,
      consent_id: consentId,
      at,
      by: actor,
      outcome: 'returned',
      against: '',
      reason,
    }
    return [{ table: 'consent_check', put }]
  },
  'consent-reviewed': ({ seq, at, actor, detail }) => {
    const { consentId, on, how, note } = ConsentReviewed.parse(detail)
    const put = { seq, consent_id: consentId, at, by: actor, on_day: on, how, note }
    return [{ table: 'consent_review', put }]
  },
  'check-opened': ({ detail }) => {
    CheckOpened.parse(detail)
    return []
  },
  'receipt-made': ({ detail }) => {
    ReceiptMade.parse(detail)
    return []
  },
  // A look, at a form or at a letter, changes nothing; that it was taken is what the entry is for.
  'record-read': ({ detail }) => {
    if ('consentId' in detail) ConsentRevealed.parse(detail)
    return []
  },
}
