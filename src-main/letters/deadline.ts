import { dueDate, remembering, type CountedBy } from '../deadlines/due-date.ts'
import type { Events } from '../deadlines/contract.ts'
import { estimatedReceipt } from '../deadlines/receipt.ts'
import { versionFor } from '../deadlines/regime.ts'
import { OLD_REQUESTS, oldRequestsEnd, type DeadlineLaw } from '../law/edition.ts'
import type { Rule, RuleVersion } from '../law/rule.ts'
import { daysBetween } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import type { Deadline, LetterEdition, ReplyKind } from './contract.ts'
import { isAnswer } from './lifecycle.ts'

export interface Reply {
  kind: z.output<typeof ReplyKind>
  on: string
}
/** A request as the clock sees it: what was asked, when it left by what route, and what came back. */
export interface Request {
  records: 'health-records' | 'prison-records'
  sent: { on: string; route: string }
  replies: readonly Reply[]
}

type Route = Parameters<typeof estimatedReceipt>[0]['route']
/** Routes that the law of receipt does not name count as the ordinary one of their sort, which is the later day. */
const COUNTS_AS: Record<string, Route> = { 'special-delivery': 'first-class', cjsm: 'email' }
/** What leaves by these is there the same day, and the office knows it. */
const KNOWN: ReadonlySet<string> = new Set(['hand', 'email', 'cjsm', 'portal'])
/** The route by whose law of receipt a route counts. */
export const countsAs = (route: string) => (COUNTS_AS[route] ?? route) as Route
/** What a chaser gives them: the request is late again after so many days. */
export const CHASED_FOR_DAYS = 7

/** The law a letter of this day is made under: that of 1998 to its last day. */
export function editionOn(day: string, law: DeadlineLaw): LetterEdition {
  const until = oldRequestsEnd(law)
  return until !== null && day <= until ? 'dpa-1998' : 'uk-gdpr'
}

/**
 * The deadline of a request, derived from what was sent and what came back, with its working; null once it was
 * answered. An acknowledgement can only bring receipt forward. Pure. Refuses days that the law does not reach.
 */
export function deadlineOf(
  request: Request,
  today: string,
  by: CountedBy,
): z.input<typeof Deadline> | null {
  const { records, sent, replies } = request
  if (replies.some(({ kind }) => isAnswer(kind))) return null
  const asked = JSON.stringify([records, sent, replies])
  const found = remembered(by, asked, () => reckon(request, by))
  return { ...found, daysLate: Math.max(0, daysBetween(found.due, today)) }
}
// Many requests left on one day by one route, and nothing has come of them yet.
const remembered = remembering<Omit<z.input<typeof Deadline>, 'daysLate'>>(5000)

function reckon({ records, sent, replies }: Request, parts: CountedBy) {
  const day = (kind: Reply['kind'], which: 'first' | 'last' = 'last') => {
    const days = replies.filter((one) => one.kind === kind).map(({ on }) => on as Day)
    return which === 'first' ? days.sort().at(0) : days.sort().at(-1)
  }
  const acknowledgedOn = day('acknowledged', 'first')
  const route = countsAs(sent.route)
  const receipt = estimatedReceipt({ route, sentOn: sent.on as Day, acknowledgedOn }, parts)
  const { receivedOn } = receipt
  const rule = ruleFor(records, receivedOn, parts.law)
  const { found, doubts } = tryDueDate(rule, eventsOf(receivedOn, day, replies), parts)
  if (day('id-asked') && !day('id-supplied'))
    doubts.push('Proof of identity was asked for: the time may not begin before it was supplied.')
  const receiptEstimated = acknowledgedOn === undefined && !KNOWN.has(sent.route)
  return {
    rule: rule.id,
    due: found.due,
    prudent: found.prudent,
    provisional: found.provisional || receiptEstimated,
    receivedOn,
    receiptEstimated,
    steps: [...receipt.steps, ...found.steps].map(({ text, authority, on }) => ({
      text,
      authority,
      ...(on ? { on } : {}),
    })),
    check: [...receipt.check, ...found.check, ...doubts],
  }
}

/** The rule and version that a request's clock is under, and how its receipt is reckoned: as far as known before it is sent. */
export function clockBehind(
  { records, sent }: Omit<Request, 'replies'>,
  parts: CountedBy,
): { rule: Rule; version: RuleVersion } {
  const route = countsAs(sent.route)
  const { receivedOn } = estimatedReceipt({ route, sentOn: sent.on as Day }, parts)
  const rule = ruleFor(records, receivedOn, parts.law)
  return { rule, version: versionFor(rule, { on: receivedOn, receivedOn }) }
}

/** What the rule knows nothing of is left out of the count and said instead. */
function tryDueDate(rule: Rule, events: Events, parts: CountedBy) {
  try {
    return { found: dueDate(rule, events, parts), doubts: [] as string[] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { receivedOn } = events
    return { found: dueDate(rule, { receivedOn }, parts), doubts: [error.message] }
  }
}

/** The rules that a request for these records may be under, that of today first. */
export const rulesFor = (records: Request['records']): [now: string, before: string] => [
  records === 'health-records' ? 'R02' : 'R06',
  OLD_REQUESTS,
]

function ruleFor(records: Request['records'], receivedOn: string, law: DeadlineLaw) {
  const [now, before] = rulesFor(records)
  const id = editionOn(receivedOn, law) === 'dpa-1998' ? before : now
  const rule = law.rules.get(id)
  if (!rule) throw new Error(`The edition has no rule ${id}.`)
  return rule
}

function eventsOf(
  receivedOn: string,
  day: (kind: Reply['kind'], which?: 'first' | 'last') => Day | undefined,
  replies: readonly Reply[],
): Events {
  const notBefore = (on: string | undefined) => (on && on >= receivedOn ? on : undefined)
  const asked = notBefore(day('clarification-asked', 'first'))
  const answered =
    asked && replies.find((one) => one.kind === 'clarification-answered' && one.on >= asked)?.on
  const extendedOn = notBefore(day('extended', 'first'))
  const given = {
    receivedOn,
    idReceivedOn: notBefore(day('id-supplied')),
    clarificationAskedOn: asked,
    clarificationAnsweredOn: answered,
    extended: extendedOn && true,
    extendedOn,
  }
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Events
}
