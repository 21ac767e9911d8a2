import { workedBy } from '../deadlines/worked.ts'
import type { LawBook } from '../law/law-book.ts'
import { rulesFor } from '../letters/deadline.ts'
import type { LoggedRequest } from './logged.ts'

/** What the time to answer runs from. */
export type AccessTimes = Omit<LoggedRequest, 'way'>
export const timesOf = ({
  receivedOn,
  idReceivedOn,
  clarificationAskedOn,
  clarificationAnsweredOn,
  extendedOn,
}: AccessTimes): AccessTimes => ({
  ...{ receivedOn, idReceivedOn, clarificationAskedOn, clarificationAnsweredOn, extendedOn },
})

/** The rule of every request for records that are not held for law enforcement; here this office is the holder. */
const [RULE] = rulesFor('health-records')

/** Whether the time stands still, since the client has yet to say what was asked back. */
export const isPaused = (request: AccessTimes): boolean =>
  request.clarificationAskedOn !== null && request.clarificationAnsweredOn === null

/** By when a request is to be answered, with the working; null while the time stands still. Refused where its days cannot follow each other so. */
export const requestDue = (book: LawBook, request: AccessTimes) =>
  isPaused(request) ? null : dueOf(book, request)

/** The same, as if what was asked back were answered on a day. */
export const dueIfAnswered = (book: LawBook, request: AccessTimes, on: string) =>
  dueOf(book, isPaused(request) ? { ...request, clarificationAnsweredOn: on } : request)

function dueOf(book: LawBook, request: AccessTimes) {
  const events = Object.entries(timesOf(request)).filter(([, on]) => on !== null)
  const extended = request.extendedOn === null ? {} : { extended: true }
  return workedBy(book, RULE, { ...Object.fromEntries(events), ...extended })
}
