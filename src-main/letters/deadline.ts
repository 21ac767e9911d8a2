import { dueDate, remembering, type CountedBy } from '../deadlines/due-date.ts'
import type { Events } from '../deadlines/contract.ts'
import { estimatedReceipt } from '../deadlines/receipt.ts'
import { versionFor } from '../deadlines/regime.ts'
import { OLD_REQUESTS, oldRequestsEnd, type DeadlineLaw } from '../law/edition.ts'
import type { Rule, RuleVersion } from '../law/rule.ts'
import { inForce } from '../law/provenance.ts'
import { daysBetween } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import { formatDay, formatFullDay } from '../dates/words.ts'
import type { ComplaintClock as Clock, Deadline, LetterEdition } from './contract.ts'
import { hasEnded, holdsTime, paired, type Reply } from './replies.ts'

/** A request as the clock sees it: what was asked, when it left by what route, and what came back. */
export interface Request {
  records: 'health-records' | 'prison-records' | 'deceased-records'
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

/** The rule on complaints to the controller about personal data. */
export const COMPLAINT_RULE = 'R05'

/** Its version in force on the day of a letter; null before there was any. */
export const complaintLaw = (day: string, law: DeadlineLaw): RuleVersion | null =>
  law.rules.get(COMPLAINT_RULE)?.versions.find((version) => inForce(version, day)) ?? null

/** The law that gives the complaint: the section that gives the time to acknowledge it is of the same. */
export const complaintUnder = ({ authority: { instrument, section } }: RuleVersion): string =>
  `${section.replace(/\(\d+\)$/, '')} of the ${instrument}`

/** When a complaint that a chaser makes is to be acknowledged, and the day on which it was; null where no law gives a time. */
export type ComplaintClock = z.input<typeof Clock>

/**
 * The time to acknowledge a complaint that left by a chaser (section 164A(3)), from the day on which it was received; null
 * where it was received before there was such a law, and once the request itself was answered. Pure.
 */
export function complaintClock(
  { sent, replies }: Pick<Request, 'sent' | 'replies'>,
  today: string,
  by: CountedBy,
): ComplaintClock | null {
  const rule = by.law.rules.get(COMPLAINT_RULE)
  if (!rule || hasEnded(replies)) return null
  const since = replies.filter(({ on }) => on >= sent.on)
  const { acknowledgedOn, ...receipt } = receiptOf({ sent, replies: since }, by)
  const version = rule.versions.find((version) => inForce(version, receipt.receivedOn))
  if (!version) return null
  const counted = countedFrom(rule, receipt, by)
  return {
    ...{ ...counted, title: rule.title, under: complaintUnder(version) },
    acknowledgedOn: acknowledgedOn ?? null,
    daysLate: acknowledgedOn ? 0 : Math.max(0, daysBetween(counted.due, today)),
  }
}

/** When a letter was received, by the post or by the first that they wrote of it, and when they acknowledged it. Pure. */
export function receiptOf({ sent, replies }: Pick<Request, 'sent' | 'replies'>, by: CountedBy) {
  const first = (kinds: readonly Reply['kind'][]) =>
    replies
      .flatMap(({ kind, on }) => (kinds.includes(kind) ? [on as Day] : []))
      .sort()
      .at(0)
  const acknowledgedOn = first(['acknowledged'])
  return { ...receivedBy(sent, acknowledgedOn, first(THEIRS), by), acknowledgedOn }
}

/** The date that a rule gives from a receipt and from nothing else, with the working of both. Pure. */
export function countedFrom(rule: Rule, receipt: ReturnType<typeof receivedBy>, by: CountedBy) {
  const { receivedOn, receiptEstimated } = receipt
  const { due, prudent, provisional, steps, check } = dueDate(rule, { receivedOn }, by)
  return {
    ...{ rule: rule.id, due, prudent, receivedOn, receiptEstimated },
    provisional: provisional || receiptEstimated,
    steps: [...receipt.steps, ...steps].map(({ text, authority, on }) => ({
      ...{ text, authority },
      ...(on ? { on } : {}),
    })),
    check: [...receipt.check, ...check],
  }
}

/** The law a letter of this day is made under: that of 1998 to its last day. */
export function editionOn(day: string, law: DeadlineLaw): LetterEdition {
  const until = oldRequestsEnd(law)
  return until !== null && day <= until ? 'dpa-1998' : 'uk-gdpr'
}

/**
 * The deadline of a request, derived from what was sent and everything that came back, with its working; null once it was
 * answered, and while a refusal is decided upon. What they wrote can only bring receipt forward. The order in which things
 * were recorded is nothing to it. Pure. Refuses days that the law does not reach.
 */
export function deadlineOf(
  request: Request,
  today: string,
  by: CountedBy,
): z.input<typeof Deadline> | null {
  const found = clockOf(request, by)
  if (!found) return null
  const { lateIds: _, ...clock } = found
  return { ...clock, daysLate: clock.paused ? 0 : Math.max(0, daysBetween(found.due, today)) }
}

/** Demands for identification that came after the time had run and that nobody has decided upon, by their place among the replies. */
export const lateDemands = (request: Request, by: CountedBy): Reply[] => {
  const { lateIds = [] } = clockOf(request, by) ?? {}
  return lateIds.map((place) => request.replies[place]!)
}

function clockOf(request: Request, by: CountedBy) {
  const { records, sent, replies } = request
  if (hasEnded(replies) || replies.some(holdsTime)) return null
  const asked = JSON.stringify([
    records,
    sent,
    replies.map(({ kind, on, decided }) => [kind, on, decided?.decision ?? null]),
  ])
  return remembered(by, asked, () => reckon(request, by))
}
// Many requests left on one day by one route, and nothing has come of them yet.
const remembered = remembering<Omit<z.input<typeof Deadline>, 'daysLate'> & { lateIds: number[] }>(
  5000,
)

/** What comes from them: who writes it has the request. */
export const THEIRS: readonly Reply['kind'][] = [
  ...(['acknowledged', 'id-asked', 'clarification-asked', 'extended', 'fee-asked'] as const),
  'answered-in-part',
]

function reckon({ records, sent, replies }: Request, parts: CountedBy) {
  const days = (...kinds: Reply['kind'][]) =>
    replies
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ on }) => on as Day)
      .sort()
  const [acknowledgedOn] = days('acknowledged')
  const [theirsOn] = days(...THEIRS)
  const receipt = receivedBy(sent, acknowledgedOn, theirsOn, parts)
  const { receivedOn, receiptEstimated } = receipt
  const rule = ruleFor(records, receivedOn, parts.law)
  const version = versionFor(rule, { on: receivedOn, receivedOn })
  const doubts: string[] = []

  const questions = paired(replies, 'clarification-asked', 'clarification-answered')
  for (const { on } of questions.unasked)
    doubts.push(
      `An answer of ours of ${formatDay(on)} belongs to no recorded question, so it leaves out no days. Record the question.`,
    )
  const [first, ...others] = questions.pairs.flatMap(({ asked, answered }) =>
    answered ? [{ askedOn: asked.on as Day, answeredOn: answered.on as Day }] : [],
  )
  const [extendedOn, ...furtherNotices] = days('extended')
  for (const on of furtherNotices)
    doubts.push(
      `A further notice of extension of ${formatDay(on)} extends nothing: the time is extended once.`,
    )
  // Where the time begins when all is clear, it begins with the last answer.
  const last = [first, ...others]
    .map((one) => one?.answeredOn ?? '')
    .sort()
    .at(-1) as Day
  const fromAnswer = version.startsAt.includes('clarificationAnsweredOn')
  if (first && !fromAnswer && !version.restart && !version.pause && !version.pauseByGuidance)
    doubts.push('The law of that day leaves out no days for a question of theirs.')
  const events: Events = {
    receivedOn,
    ...(first && {
      clarificationAskedOn: first.askedOn,
      clarificationAnsweredOn: fromAnswer ? last : first.answeredOn,
    }),
    ...(others.length > 0 && !fromAnswer && { pauses: others }),
    ...(extendedOn && { extended: true, extendedOn }),
  }

  let idReceivedOn: Day | undefined
  const count = () => tryDueDate(rule, { ...events, ...(idReceivedOn && { idReceivedOn }) }, parts)
  let counted = count()
  let paused: { since: Day; what: 'question' | 'identification' } | null = null
  const lateIds: number[] = []
  const decisions: { text: string; authority: string; on?: Day }[] = []
  const proofs = paired(replies, 'id-asked', 'id-supplied')
  const demands = [
    ...proofs.pairs,
    // Of before, when a supply could be recorded without its demand.
    ...proofs.unasked.map((answered) => ({ asked: answered, answered })),
  ].sort((one, other) => (one.asked.on < other.asked.on ? -1 : 1))
  for (const { asked, answered } of demands) {
    const { due } = counted.found
    const decision = asked.decided?.decision
    if (asked.on > due && decision !== 'restart') {
      if (decision === undefined) {
        lateIds.push(replies.indexOf(asked))
        doubts.push(
          `Identification was requested on ${formatDay(asked.on)}, after the time had run on ${formatDay(due)}. To be decided by a solicitor: whether the time begins again. Until then the date stays.`,
        )
      } else
        decisions.push({
          text: `Identification was requested on ${formatDay(asked.on)}, after the time had run: decided that it does not begin again.`,
          authority: 'Decision of a solicitor of the office',
        })
      continue
    }
    if (!answered) {
      paused ??= { since: asked.on as Day, what: 'identification' }
      doubts.push(
        `Proof of identity was asked for on ${formatDay(asked.on)} and is not supplied: the time may not begin before it is.`,
      )
      continue
    }
    if (idReceivedOn === undefined || answered.on > idReceivedOn) idReceivedOn = answered.on as Day
    counted = count()
  }
  const stops = version.pause !== undefined || version.restart !== undefined || fromAnswer
  const open = questions.pairs.filter(({ answered }) => !answered)
  for (const { asked } of open)
    if (asked.on <= counted.found.due && (stops || version.pauseByGuidance)) {
      if (stops) paused ??= { since: asked.on as Day, what: 'question' }
      doubts.push(
        stops
          ? `Their question of ${formatDay(asked.on)} is not answered: the time stands paused from that day, and the date moves when the answer is recorded.`
          : `Their question of ${formatDay(asked.on)} is not answered; by law no days are left out for it.`,
      )
    } else
      doubts.push(
        `Their question of ${formatDay(asked.on)} leaves out no days: it was asked after the time had run, or the law of that day knows no pause.`,
      )
  const { found } = counted
  return {
    rule: rule.id,
    due: found.due,
    prudent: found.prudent,
    provisional: found.provisional || receiptEstimated || paused !== null,
    paused,
    receivedOn,
    receiptEstimated,
    lateIds,
    steps: [...receipt.steps, ...decisions, ...found.steps].map(({ text, authority, on }) => ({
      ...{ text, authority },
      ...(on ? { on } : {}),
    })),
    check: [...receipt.check, ...found.check, ...counted.doubts, ...doubts],
  }
}

/** When it was received at the latest: by the post, or when they first wrote about it. */
function receivedBy(
  sent: Request['sent'],
  acknowledgedOn: Day | undefined,
  theirsOn: Day | undefined,
  parts: CountedBy,
) {
  const route = countsAs(sent.route)
  const sentOn = sent.on as Day
  const receiptEstimated = acknowledgedOn === undefined && !KNOWN.has(sent.route)
  const posted = {
    ...estimatedReceipt({ route, sentOn, acknowledgedOn }, parts),
    receiptEstimated,
  }
  if (!theirsOn || theirsOn < sentOn || theirsOn >= posted.receivedOn) return posted
  const text = `They wrote on ${formatFullDay(theirsOn)}: received by then at the latest.`
  const step = { text, authority: 'Their reply', on: theirsOn }
  return { ...posted, receivedOn: theirsOn, steps: [...posted.steps, step] }
}

/** The rule and version that a request's clock is under, and how its receipt is reckoned: as far as known before it is sent. */
export function clockBehind(
  { records, sent }: Omit<Request, 'replies'>,
  parts: CountedBy,
): { rule: Rule; version: RuleVersion } {
  return behind(parts, JSON.stringify([records, sent]), () => {
    const route = countsAs(sent.route)
    const { receivedOn } = estimatedReceipt({ route, sentOn: sent.on as Day }, parts)
    const rule = ruleFor(records, receivedOn, parts.law)
    return { rule, version: versionFor(rule, { on: receivedOn, receivedOn }) }
  })
}
const behind = remembering<{ rule: Rule; version: RuleVersion }>(5000)

/** What the rule knows nothing of is left out of the count and said instead: an extension first, then all the rest. */
function tryDueDate(rule: Rule, events: Events, parts: CountedBy) {
  const { extended: _, extendedOn: __, ...unextended } = events
  const doubts: string[] = []
  for (const tried of [events, unextended, { receivedOn: events.receivedOn }] as Events[])
    try {
      return { found: dueDate(rule, tried, parts), doubts }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (!doubts.includes(error.message)) doubts.push(error.message)
      if (!('clarificationAskedOn' in tried || 'extended' in tried || 'idReceivedOn' in tried))
        throw error
    }
  throw new Error('a clock that nothing counts')
}

/** The rules that a request for these records may be under, that of today first. */
export const rulesFor = (records: Request['records']): [now: string, before: string] =>
  // The Act on the records of the dead is older than either law of data.
  records === 'deceased-records'
    ? [OF_THE_DEAD, OF_THE_DEAD]
    : [records === 'health-records' ? 'R02' : 'R06', OLD_REQUESTS]
const OF_THE_DEAD = 'R07'

function ruleFor(records: Request['records'], receivedOn: string, law: DeadlineLaw) {
  const [now, before] = rulesFor(records)
  const id = editionOn(receivedOn, law) === 'dpa-1998' ? before : now
  const rule = law.rules.get(id)
  if (!rule) throw new Error(`The edition has no rule ${id}.`)
  return rule
}
