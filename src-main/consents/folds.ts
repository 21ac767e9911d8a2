import type { Change, Entry, Folds } from '../audit/entry.ts'
import type { z } from '../wire/schema.ts'
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
  ReviewUndone,
  ScanAttached,
  WithdrawalCorrected,
} from './logged.ts'

function withdrawal(
  { seq, at, actor }: Entry,
  { consentId, classes, receivedOn, how, note, saidOn, saidBy }: z.output<typeof ConsentWithdrawn>,
  { replaces, reason }: { replaces: number | null; reason: string } = {
    replaces: null,
    reason: '',
  },
): Change {
  const put = {
    seq,
    consent_id: consentId,
    recorded_at: at,
    recorded_by: actor,
    classes: JSON.stringify(classes),
    received_on: receivedOn,
    how,
    note,
    said_on: saidOn,
    replaces,
    reason,
    said_by: saidBy ?? 'client',
  }
  return { table: 'consent_withdrawal', put }
}

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
  'consent-withdrawn': (entry) => [withdrawal(entry, ConsentWithdrawn.parse(entry.detail))],
  'withdrawal-corrected': (entry) => {
    const { replaces, reason, ...said } = WithdrawalCorrected.parse(entry.detail)
    return [withdrawal(entry, said, { replaces, reason })]
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
    const { consentId, against, partly } = ConsentChecked.parse(detail)
    const put = {
      seq,
      consent_id: consentId,
      at,
      by: actor,
      outcome: 'passed',
      against,
      reason: '',
      partly: partly ? 1 : 0,
    }
    return [{ table: 'consent_check', put }]
  },
  'consent-returned': ({ seq, at, actor, detail }) => {
    const { consentId, reason, ofAnother } = ConsentReturned.parse(detail)
    const put = {
      seq,
      consent_id: consentId,
      at,
      by: actor,
      outcome: ofAnother ? 'removed' : 'returned',
      against: '',
      reason,
      partly: 0,
    }
    return [{ table: 'consent_check', put }]
  },
  'consent-reviewed': ({ seq, at, actor, detail }) => {
    const { consentId, on, how, note } = ConsentReviewed.parse(detail)
    const put = { seq, consent_id: consentId, at, by: actor, on_day: on, how, note }
    return [{ table: 'consent_review', put }]
  },
  'review-undone': ({ seq, at, actor, detail }) => {
    const { consentId, reason } = ReviewUndone.parse(detail)
    const put = { seq, consent_id: consentId, at, by: actor, outcome: 'review-undone' }
    return [{ table: 'consent_check', put: { ...put, against: '', reason, partly: 0 } }]
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
