import { remembering, type CountedBy } from '../deadlines/due-date.ts'
import type { Day, z } from '../wire/schema.ts'
import { daysAfter, daysBetween } from '../dates/days.ts'
import { daysIn, formatDay } from '../dates/words.ts'
import { inForce } from '../law/provenance.ts'
import type { Deadline } from './contract.ts'
import { countedFrom, deadlineOf, receiptOf, THEIRS, type Request } from './deadline.ts'
import { asksAgain, asksFor, KINDS, type StepsClock } from './kinds.ts'
import { repliesOf, sentOf, type LetterRecord } from './record.ts'
import { hasEnded, holdsTime, type Reply } from './replies.ts'

type Sent = Pick<LetterRecord, 'content' | 'events'> & Partial<Pick<LetterRecord, 'answered'>>
type Clock = z.input<typeof Deadline>

/** A request for records as its clock sees it; null for a letter that asks for none, asks again, or has not left. Pure. */
export function requestOf(one: Sent): Request | null {
  const sent = sentOf(one)
  const asks = asksAgain(one.content.kind) ? null : asksFor(one.content.kind, null)
  return sent && asks && { records: asks.records, sent, replies: repliesOf(one) }
}

/** By when a letter that left is to be answered, and how late that is on a day; null for one that starts no clock, or was answered. Pure. */
export function clockOf(one: Sent, today: string, by: CountedBy): Clock | null {
  const request = requestOf(one)
  if (request) return deadlineOf(request, today, by)
  const sent = sentOf(one)
  const { clock } = KINDS[one.content.kind]
  const replies = repliesOf(one)
  if (!sent || clock === null || hasEnded(replies) || replies.some(holdsTime)) return null
  if (clock === 'asked') return askedDue(one.content, today)
  if (clock === 'records') return null
  // A correction is due on the clock of a request for those records, with its extension and its pauses.
  if (clock === 'correction') {
    const records = correctedIn(one)
    return deadlineOf({ records, sent, replies }, today, by)
  }
  const steps = clock === 'nhs-complaint' && one.content.inWales ? IN_WALES : STEPS[clock]
  return stepDue(steps[stepOf(replies)], { sent, replies }, today, by)
}

/**
 * The days by which a passage asks for something; a day by which something was due is another matter. The template sets its
 * own in bold, and what is filled in from the record is never bold: a day in case details is not one that is asked for.
 */
export function daysAskedFor({ text, origin }: LetterRecord['content']['passages'][number]) {
  const bold = askedIn(text, BOLD)
  return origin === 'template' || bold.length > 0 ? bold : askedIn(text, PLAIN)
}
const BOLD = /(?<!\bdue )\bby \*\*(\d{1,2} [A-Z][a-z]+ \d{4})\*\*/gi
const PLAIN = /(?<!\bdue )\bby (\d{1,2} [A-Z][a-z]+ \d{4})\b/gi
const askedIn = (text: string, asking: RegExp): string[] =>
  [...text.matchAll(asking)].flatMap(([, day]) => daysIn(day!))

/** The day that a letter asks for an answer by: as it is printed, or as its kind gives it. Pure. */
export function answerBy({
  kind,
  datedOn,
  passages,
}: Pick<LetterRecord['content'], 'kind' | 'datedOn' | 'passages'>): Day | null {
  const { answerIn } = KINDS[kind]
  if (answerIn === null) return null
  const [set, written] = [BOLD, PLAIN].map((asking) =>
    passages
      .filter(({ origin }) => asking === BOLD || origin === 'written')
      .flatMap(({ text }) => askedIn(text, asking))
      // What was to be done before the letter was written is no answer to it.
      .filter((day) => day >= datedOn)
      .sort()
      .at(0),
  )
  return (set ?? written ?? daysAfter(datedOn, answerIn)) as Day
}

function askedDue(content: LetterRecord['content'], today: string): Clock | null {
  const due = answerBy(content)
  if (due === null) return null
  const text = `The letter asks for an answer by ${formatDay(due)}.`
  return {
    ...{ rule: '', due, prudent: due, provisional: false, paused: null },
    ...{ receivedOn: content.datedOn, receiptEstimated: false, check: [] },
    daysLate: Math.max(0, daysBetween(due, today)),
    steps: [{ text, authority: '', on: due }],
  }
}

/**
 * The rules of the two steps of a complaint or a claim: it is acknowledged, then answered. The law gives no day for the answer to
 * a complaint about data or to a notice of a claim.
 */
const STEPS: Record<
  Exclude<StepsClock, 'correction'>,
  Record<'acknowledgement' | 'answer', readonly string[]>
> = {
  'nhs-complaint': { acknowledgement: ['R11', 'R15'], answer: ['R12', 'R13', 'R16'] },
  'data-complaint': { acknowledgement: ['R05'], answer: [] },
  'claim-notified': { acknowledgement: ['R26'], answer: [] },
  claim: { acknowledgement: ['R26'], answer: ['R27'] },
}
const IN_WALES = { acknowledgement: ['R33'], answer: ['R34'] } as const

/** The rules of the steps that a letter starts, by its kind and the country of the care; none where it starts no such clock. Pure. */
export function stepRulesOf({ kind, inWales }: Pick<LetterRecord['content'], 'kind' | 'inWales'>) {
  const { clock } = KINDS[kind]
  if (clock === null || clock === 'records' || clock === 'asked' || clock === 'correction')
    return []
  const steps = clock === 'nhs-complaint' && inWales ? IN_WALES : STEPS[clock]
  return [...steps.acknowledgement, ...steps.answer]
}

/** Which step of a complaint or a claim is waited for. Pure. */
export const stepOf = (replies: readonly Reply[]): 'acknowledgement' | 'answer' =>
  replies.some(({ kind }) => THEIRS.includes(kind)) ? 'answer' : 'acknowledgement'

/** Which records an entry is corrected in: prison records are processed under their own law. Pure. */
export const correctedIn = ({ answered }: Pick<Sent, 'answered'>): Request['records'] =>
  (answered && KINDS[answered.content.kind].asks?.records) ?? 'health-records'

function stepDue(
  rules: readonly string[],
  { sent, replies }: Pick<Request, 'sent' | 'replies'>,
  today: string,
  by: CountedBy,
): Clock | null {
  const asked = JSON.stringify([rules, sent, replies.map(({ kind, on }) => [kind, on])])
  const found = remembered(by, asked, () => {
    const receipt = receiptOf({ sent, replies }, by)
    const rule = rules
      .map((id) => by.law.rules.get(id))
      .find((one) => one?.versions.some((version) => inForce(version, receipt.receivedOn)))
    return rule ? { ...countedFrom(rule, receipt, by), paused: null } : null
  })
  return found && { ...found, daysLate: Math.max(0, daysBetween(found.due, today)) }
}
const remembered = remembering<Omit<Clock, 'daysLate'> | null>(1000)
