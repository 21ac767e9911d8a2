import { formatDay } from '../dates/words.ts'
import { dueDays, type CountedBy } from '../deadlines/due-date.ts'
import type { Day } from '../wire/schema.ts'
import { bodyName, fill } from '../law/body-name.ts'
import type { Kind } from '../law/entry.ts'
import { readMatter, type Matter } from './matter.ts'
import {
  contractedOut,
  findPlace,
  hasEnded,
  operatorOn,
  outsideItsTime,
  type Place,
} from './prison.ts'
import type { AnswerTemplate, Case, Question, Row } from '../law/route.ts'
import { HEALTH_BOARD, type Prison, type Routing } from '../law/routing.ts'
import { authorityLine, inForce, toCheck } from '../law/provenance.ts'

/** One body that answers: in what part, by which procedure, what follows, which clocks start, and what must not be done. */
export interface Answer {
  body: string
  /** Its id in the edition; null for a health board that the edition does not name. */
  bodyId: string | null
  role: string
  procedure: string
  /** Its id in the edition. */
  procedureId: string
  next: string
  clocks: string[]
  mustNot: string[]
  authority: string
  /** Whether the complaint is made in time, worked out by its rule; null where the procedure has no such limit. */
  time: string | null
}

/** Who is answerable, or which facts are missing; `rows` are the rows of the table that decided. */
export interface Answerable {
  answers: Answer[]
  ask: Question[]
  rows: string[]
  /** What a solicitor must check before relying on it. */
  check: string[]
}

interface Known {
  matter: Matter
  place: Place
  /** The facts rows are tried against, each in one word. */
  facts: Record<string, string>
  /** The words that fill a body's name. */
  words: Record<string, unknown>
}

/** Whether the prison had closed for good by a day, was taken into another, or stood. */
const endedBy = ({ prison }: Place, on: string) =>
  !prison || !hasEnded(prison, on) ? 'no' : prison.successors.length > 0 ? 'joined' : 'closed'

const yes = (value: boolean | undefined) => (value ? 'yes' : 'no')

function transferOf({ eventOn, facts }: Matter, { firstOn, lastOn }: Routing['transfer']): string {
  if (eventOn < firstOn) return 'before'
  if (facts.pctTransferDate) return eventOn < facts.pctTransferDate ? 'before' : 'after'
  return eventOn >= lastOn ? 'after' : 'unknown'
}

function abolitionOf({ actionOn, facts }: Matter, { on, plannedOn }: Routing['abolition']): string {
  const ends = facts.nhsEnglandEndsOn ?? on
  if (ends) return actionOn < ends ? 'before' : 'after'
  return actionOn < plannedOn ? 'before' : 'unknown'
}

function know(matter: Matter, place: Place, routing: Routing): Known {
  const { facts, eventOn } = matter
  const contracted = contractedOut(place, eventOn)
  const since = facts.providerSince
  return {
    matter,
    place,
    facts: {
      nation: place.nation,
      contracted: yes(contracted),
      transfer: transferOf(matter, routing.transfer),
      abolition: abolitionOf(matter, routing.abolition),
      providerThen: since ? (since <= eventOn ? 'current' : 'former') : 'unknown',
      provider: facts.provider ? 'known' : 'unknown',
      healthcareUnder: facts.healthcareUnder ?? 'unknown',
      socialCareBody: facts.socialCareBody ? 'known' : 'unknown',
      leakedBy: facts.leakedBy ?? 'unknown',
      released: yes(facts.released),
      outsideHospital: yes(facts.outsideHospital),
      ended: endedBy(place, matter.actionOn),
    },
    words: {
      operator: operatorOn(place, eventOn),
      ...facts,
      prison: place.name,
      head: contracted ? 'Director' : 'Governor',
    },
  }
}

const within = (window: { from: Day | null; to: Day | null } | undefined, on: Day) =>
  window === undefined || inForce(window, on)

const fits = (one: Case, kind: Kind, { matter, place, facts }: Known): boolean =>
  one.kinds.includes(kind) &&
  within(one.event, matter.eventOn) &&
  within(one.action, matter.actionOn) &&
  (one.prisons === undefined || one.prisons.includes(place.id)) &&
  !(one.notPrisons ?? []).includes(place.id) &&
  Object.entries(one.facts).every(([fact, values]) => values.includes(facts[fact] ?? ''))

/** The procedure as it stood on the day that picks it. */
function procedureOf({ procedure: id }: AnswerTemplate, routing: Routing, matter: Matter) {
  const procedure = routing.procedures.get(id)!
  const on = procedure.by === 'action' ? matter.actionOn : matter.eventOn
  return procedure.versions.find((one) => inForce(one, on)) ?? procedure.versions.at(-1)!
}

function answer(
  template: AnswerTemplate,
  { routing, time }: { routing: Routing; time: string | null },
  { matter, place, words }: Known,
): Answer {
  const version = procedureOf(template, routing, matter)
  const board = routing.healthBoards.find(({ prison }) => prison === place.id)?.body
  const body = routing.bodies.get(template.body === HEALTH_BOARD ? (board ?? '') : template.body)
  const name = body
    ? bodyName(routing.bodies, body, matter, words)
    : fill('{healthBoard|the local health board for {prison}}', words)
  return {
    body: name,
    bodyId: body?.id ?? null,
    role: template.role,
    procedure: version.text,
    procedureId: template.procedure,
    next: template.next ?? version.next,
    clocks: template.clocks ?? version.clocks,
    mustNot: [...template.mustNot, ...version.mustNot],
    authority: authorityLine(version.authority),
    time,
  }
}

function decide(kind: Kind, routing: Routing, known: Known): { row: Row; found: Case } | undefined {
  for (const row of routing.rows) {
    const found = row.cases.find((one) => fits(one, kind, known))
    if (found) return { row, found }
  }
  return undefined
}

/** What an answer is decided by: the table, the rules of time with their holidays, and the prisons. */
export interface Deciding extends CountedBy {
  routing: Routing
  prisons: readonly Prison[]
}

const WHEN_LEARNT: Question = {
  fact: 'noticeOn',
  question: 'On which day did the client first learn of it? The time runs from then, if later.',
}

/** Whether the complaint is within the rule of its procedure, and whether the day of learning could change that. */
function timeFor(
  template: AnswerTemplate,
  matter: Matter,
  { routing, law, holidays }: Deciding,
): { words: string; asksNotice: boolean } | null {
  const { within } = procedureOf(template, routing, matter)
  const rule = within === undefined ? undefined : law.rules.get(within)
  if (!rule) return null
  const { eventOn: on, actionOn: madeOn, facts } = matter
  const { noticeOn } = facts
  const later = noticeOn !== undefined && noticeOn > on ? { noticeOn } : {}
  const { due } = dueDays(rule, { on, madeOn, ...later }, { law, holidays })
  const from = 'noticeOn' in later ? 'the day the client learnt of it' : 'the event'
  const last = `the time from ${from} runs to ${formatDay(due)} (${rule.id})`
  if (madeOn <= due) return { words: `In time: ${last}.`, asksNotice: false }
  const ran = `The time from ${from} ended on ${formatDay(due)} (${rule.id})`
  if (noticeOn !== undefined)
    return { words: `${ran}: late, unless there is good reason.`, asksNotice: false }
  return {
    words: `${ran}. It is in time if the client learnt of it later, and a late one may be taken for good reason.`,
    asksNotice: true,
  }
}

/**
 * Says who is answerable for a matter, by which procedure and with what next; pure. Missing facts are asked for,
 * never guessed. Refuses an unknown prison and days that cannot be.
 */
export function answerable(unchecked: unknown, by: Deciding): Answerable {
  const { routing, prisons, law } = by
  const matter = readMatter(unchecked, law.beginsOn, routing.transfer.firstOn)
  const abroad = matter.nation === 'Scotland' || matter.nation === 'Northern Ireland'
  const place: Place = abroad
    ? { id: '', name: matter.prison, nation: matter.nation!, prison: undefined }
    : findPlace(matter.prison, prisons, routing.elsewhere)
  const known = know(matter, place, routing)
  const split = matter.kinds.includes('clinical') && matter.kinds.includes('custodial')
  const result: Answerable = { answers: [], ask: [], rows: split ? ['C15'] : [], check: [] }

  for (const kind of matter.kinds) {
    const decided = decide(kind, routing, known)
    if (!decided) {
      result.ask.push({
        fact: 'kind',
        question:
          'No row of the table fits this matter. Describe it again, or ask a supervising solicitor.',
      })
      continue
    }
    const { row, found } = decided
    result.rows.push(row.id, ...found.with)
    const times = found.answers.map((template) => timeFor(template, matter, by))
    result.answers.push(
      ...found.answers.map((template, at) =>
        answer(template, { routing, time: times[at]?.words ?? null }, known),
      ),
    )
    result.ask.push(
      ...found.ask.map(({ fact, question }) => ({ fact, question: fill(question, known.words) })),
    )
    if (times.some((time) => time?.asksNotice)) result.ask.push(WHEN_LEARNT)
    const doubts = [
      toCheck(row),
      found.with.map((id) => routing.rows.find((other) => other.id === id)!).map(toCheck),
      found.answers.map((template) => procedureOf(template, routing, matter).uncertain),
    ]
    result.check.push(...doubts.flat().filter((text) => text !== null))
  }
  result.check.push(...outsideItsTime(place, matter.eventOn, matter.actionOn))
  return { ...result, check: [...new Set(result.check)] }
}
