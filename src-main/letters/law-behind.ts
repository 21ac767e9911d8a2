import { nameOn, successorOn } from '../law/body-name.ts'
import { checkVersion, needsCheck } from '../law/needs-check.ts'
import { ruleEntry } from '../law/entry-of.ts'
import { isAmended, type LawBook } from '../law/law-book.ts'
import { keyOf, spokenName, type LawEntry } from '../law/law-entries.ts'
import { inForce, authorityLine } from '../law/provenance.ts'
import { foldedWords } from '../search/fold.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import { isOfCare } from './care-route.ts'
import { addresseeFor, rowsBehind } from './drafting.ts'
import { spokenOn } from './facts-from-record.ts'
import { chasedBy, sentOf, type LetterRecord } from './record.ts'
import type { LetterContent, ToCheck } from './contract.ts'
import { correctedIn, stepRulesOf } from './clock.ts'
import { clockBehind, COMPLAINT_RULE, complaintLaw } from './deadline.ts'
import type { Missing } from './gate.ts'
import { asksAgain, asksFor, isChaser, KINDS } from './kinds.ts'
import { isStoppable, reached } from './lifecycle.ts'

/** By what route a letter of this delivery is reckoned to arrive. */
const ROUTES: Record<LetterContent['delivery'], readonly string[]> = {
  post: ['first-class', 'second-class'],
  'special-delivery': ['first-class'],
  dx: ['dx'],
  hand: ['hand'],
  email: ['email'],
}

/** What keeps a draft in the office for the sake of the law: entries that nobody here has checked, a body that no longer exists. Pure. */
export function lawMissing(one: LetterRecord): Missing[] {
  if (reached(one.events) !== 'draft') return []
  const rows = rowsBehind(one.content, one).map((id) => one.law.entries.get(keyOf.row(id)))
  const clocks = [...clockEntry(one), ...complaintEntry(one), ...stepEntries(one)]
  const doubts = doubtsIn([...clocks, ...rows], one)
  return [
    ...formerBody({ ...one.content, datedOn: spokenOn(one.content.datedOn, one) as Day }, one.law),
    ...doubts.map((toCheck) => ({
      what: `The letter relies on ${toCheck.title}, which needs checking. ${toCheck.why}`,
      cure: 'Have a solicitor open the source and record the check, once for this entry.',
      where: 'law' as const,
      toCheck,
    })),
  ]
}

/** What an approved letter that has not left gives warning of: how its arrival would be reckoned. Pure. */
export function lawWarnings(one: LetterRecord): ToCheck[] {
  const step = reached(one.events)
  if (asksFor(one.content.kind, chasedBy(one)) === null) return []
  if (step !== 'approved' && step !== 'printed' && step !== 'signed') return []
  const rules = ROUTES[one.content.delivery].map((route) =>
    one.law.entries.get(keyOf.receipt(route)),
  )
  return doubtsIn(rules, one)
}

/** A complaint that the law of place and day gives no such letter for stays in the office, approved or not. Pure. */
export function routeMissing(one: LetterRecord): Missing[] {
  const { content, events } = one
  if (!isOfCare(content.kind) || !(reached(events) === 'draft' || isStoppable(events))) return []
  try {
    addresseeFor(content, one)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [cure = ''] = Object.values(error.fields ?? {})
    return [{ what: error.message, cure, where: 'addressee' }]
  }
}

function doubtsIn(
  entries: readonly (LawEntry | undefined)[],
  { law, today, checks }: LetterRecord,
): ToCheck[] {
  const given = { checks, today: today as Day }
  const amended = (key: string) => isAmended(key, law)
  return [...new Set(entries)].flatMap((entry) => {
    const why = entry && needsCheck(entry, { ...given, amended: amended(entry.key) })
    if (!entry || !why) return []
    const { authority, source } = entry.raw
    const found = source.map((id) => law.reference.sources.get(id) ?? { title: id, urls: [] })
    const said = {
      authority: authorityLine(authority),
      source: found.map(({ title }) => title).join('; '),
      addresses: found.flatMap(({ urls }) => urls),
    }
    const version = checkVersion(entry, given)
    return [{ entry: entry.key, version, title: entry.title, why, ...said }]
  })
}

/** The version of the records rule that the letter's clock is under: of the letter that is chased, for a chaser. */
function clockEntry(one: LetterRecord): LawEntry[] {
  const { content, answered, law } = one
  const asks = asksFor(content.kind, chasedBy(one))
  // An entry is corrected on the clock of a request for the records that it stands in.
  const corrects = KINDS[content.kind].clock === 'correction'
  const records = corrects ? correctedIn(one) : asks?.records
  if (!records || (isChaser(content.kind) && answered === null)) return []
  const route = ROUTES[content.delivery][0]!
  // What asks again, and what answers a question, is on the clock of the request that it speaks of.
  const late = asksAgain(content.kind) ? answered : null
  const sent = (late && sentOf(late)) || { on: content.datedOn, route }
  try {
    const { rule, version } = clockBehind({ records, sent }, law)
    return [ruleEntry(rule, version, law)]
  } catch (error) {
    // Days that the law held here does not reach start no clock of it.
    if (error instanceof Refusal) return []
    throw error
  }
}

/** The versions of the rules by which a complaint or a claim is acknowledged and answered: the letter prints their days. */
function stepEntries(one: LetterRecord): LawEntry[] {
  const { content, law } = one
  const rules = content.inWales ? [...stepRulesOf(content), PUT_OFF] : stepRulesOf(content)
  return rules.flatMap((id) => {
    const rule = law.law.rules.get(id)
    const version = rule?.versions.find((version) => inForce(version, content.datedOn))
    return rule && version ? [ruleEntry(rule, version, law)] : []
  })
}
/** By when a health board answers that could not in the usual time: the letter says so beside it. */
const PUT_OFF = 'R35'

/** What makes a chaser a complaint to the controller as well, where that was in force on its day. */
function complaintEntry({ content, answered, law }: LetterRecord): LawEntry[] {
  if (!isChaser(content.kind) || !answered) return []
  const rule = law.law.rules.get(COMPLAINT_RULE)
  const version = complaintLaw(content.datedOn, law.law)
  return rule && version ? [ruleEntry(rule, version, law)] : []
}

const spoken = (name: string) => foldedWords(name).join(' ').replace(/^the /, '')

/** Which letters go to the body of this name, by how they are addressed: `A (B)` is called A or B too, and any Primary Care Trust is one. */
function calledBy(name: string): (asked: string) => boolean {
  if (!name.startsWith('{')) {
    const names = new Set([name, ...name.split(/[()]/)].map(spoken))
    return (asked) => names.has(asked)
  }
  const proper = /(?:[A-Z]\w+ ){2,}/.exec(spokenName(name))?.[0]
  const said = proper === undefined ? null : ` ${spoken(proper)} `
  return (asked) => said !== null && ` ${asked} `.includes(said)
}

type Bodies = LawBook['routing']['bodies']
/** Every name of every body, folded once for all the letters that are asked about. */
const named = new WeakMap<Bodies, ReturnType<typeof namesOf>>()
const namesOf = (bodies: Bodies) =>
  [...bodies.values()].flatMap((body) =>
    body.names.map((span) => ({
      ...{ body, span, isCalled: calledBy(span.name), spoken: spoken(span.name) },
    })),
  )

/** An addressee that had ended by the day of the letter, without a reason: says who has its work. Pure. */
export function formerBody(
  { addressee, datedOn, formerBodyReason }: LetterContent,
  { routing: { bodies } }: Pick<LawBook, 'routing'>,
): Missing[] {
  const asked = spoken(addressee.name)
  const names = named.get(bodies) ?? namesOf(bodies)
  named.set(bodies, names)
  const ended = names.find(
    ({ span, isCalled }) => span.to !== null && span.to < datedOn && isCalled(asked),
  )
  if (!ended || formerBodyReason) return []
  const stands = names.some((one) => inForce(one.span, datedOn) && one.spoken.startsWith(asked))
  if (stands) return []
  const next = nameOn(successorOn(bodies, ended.body, datedOn), datedOn)
  const now =
    next && spoken(next) !== asked ? ` Its functions are now with ${spokenName(next)}.` : ''
  return [
    {
      what: `${addressee.name} no longer existed on the date of the letter.${now}`,
      cure: 'Address it to the body that has those functions now, or give the reason for writing to the former body.',
      where: 'addressee',
    },
  ]
}
