import { ageOf, type AgeingLaw, type ConsentRecord } from '../consents/grants.ts'
import { EXPIRES_SOON_DAYS, expiresSoon, reviewDue } from '../consents/read-consent.ts'
import { daysAfter, londonDay } from '../dates/days.ts'
import { isSameReader } from '../establishments/styles.ts'
import type { LetterContent } from '../letters/contract.ts'

/** A form as the day sees it: it awaits its second check, was returned for correction, is due for review with the client, or expires soon. */
export interface FormToday {
  consentId: string
  clientId: string
  clientName: string
  recipient: string
  recorder: string
  group: 'to-check' | 'ask-again' | 'expiring'
  sentBack: boolean
  /** Since when, or until when it may still be relied on. */
  on: string
}

/** What a form needs on a day, among all of the client's forms: a check, a correction, a review or a new one; null for nothing. Pure. */
export function formToday(
  kept: ConsentRecord,
  all: readonly ConsentRecord[],
  {
    day,
    clientId,
    clientName,
    ageing,
  }: { day: string; clientId: string; clientName: string; ageing: AgeingLaw },
): FormToday | null {
  const about = standing(kept, all, day, ageing)
  const { row, form, recorder } = kept
  const recipient = form.recipient.name
  return (
    about && {
      ...about,
      consentId: row.id,
      clientId,
      clientName,
      recipient,
      recorder,
    }
  )
}

function standing(
  kept: ConsentRecord,
  all: readonly ConsentRecord[],
  today: string,
  ageing: AgeingLaw,
): Pick<FormToday, 'group' | 'on' | 'sentBack'> | null {
  const { form, checked, row } = kept
  if (checked?.outcome === 'returned') {
    const putRight = all.some((other) => other.form.replaces === row.id)
    return putRight ? null : { group: 'to-check', sentBack: true, on: recordedOn(row) }
  }
  if (form.secondCheck && !checked)
    return { group: 'to-check', sentBack: false, on: recordedOn(row) }
  const group = reviewDue(kept, today, ageing)
    ? 'ask-again'
    : expiresSoon(kept, today, ageing)
      ? 'expiring'
      : null
  if (group === null) return null
  const overtaken = all.some(
    (other) =>
      other.form.kind === form.kind &&
      other.form.purpose === form.purpose &&
      other.form.recipient.name === form.recipient.name &&
      (other.form.signedOn > form.signedOn ||
        (other.form.signedOn === form.signedOn && other.row.seq > row.seq)),
  )
  return overtaken ? null : { group, sentBack: false, on: ageOf(form, ageing).lastDay }
}

const recordedOn = (row: ConsentRecord['row']) => londonDay(row.recorded_at)

/** The days on which a form's state changes by its age alone. */
export function turningDaysOf({ form }: ConsentRecord, ageing: AgeingLaw): string[] {
  const { lastDay, reviewOn } = ageOf(form, ageing)
  return [reviewOn, daysAfter(lastDay, -EXPIRES_SOON_DAYS), daysAfter(lastDay, 1)]
}

/**
 * Whether a form that was sent out to be signed came back: one that says so, or, where none says, one for the same
 * recipient that came in since. Pure.
 */
export const formBack = (
  { id, consentRequested }: { id: string; consentRequested: LetterContent['consentRequested'] },
  sentOn: string | undefined,
  forms: readonly ConsentRecord[],
): boolean =>
  sentOn !== undefined &&
  forms.some(({ form }) =>
    form.sentWith === undefined
      ? form.receivedOn >= sentOn &&
        !!consentRequested &&
        isSameReader(form.recipient, consentRequested.recipient)
      : form.sentWith === id,
  )
