import type { Day } from '../wire/schema.ts'
import { bodyName, fill } from '../law/body-name.ts'
import type { Kind } from '../law/entry.ts'
import { readMatter, type Matter } from './matter.ts'
import { contractedOut, findPlace, operatorOn, outsideItsTime, type Place } from './prison.ts'
import type { AnswerTemplate, Case, Question, Row } from '../law/route.ts'
import { HEALTH_BOARD, type Prison, type Routing } from '../law/routing.ts'
import { authorityLine, inForce, toCheck } from '../law/vouching.ts'

/** One body that answers: in what part, by which procedure, what follows, which clocks start, and what must not be done. */
export interface Answer {
  body: string
  /** Its id in the edition; null for a health board that the edition does not name. */
  bodyId: string | null
  role: string
  procedure: string
  next: string
  clocks: string[]
  mustNot: string[]
  authority: string
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
  routing: Routing,
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
    next: template.next ?? version.next,
    clocks: template.clocks ?? version.clocks,
    mustNot: [...template.mustNot, ...version.mustNot],
    authority: authorityLine(version.authority),
  }
}

function decide(kind: Kind, routing: Routing, known: Known): { row: Row; found: Case } | undefined {
  for (const row of routing.rows) {
    const found = row.cases.find((one) => fits(one, kind, known))
    if (found) return { row, found }
  }
  return undefined
}

/**
 * Says who is answerable for a matter, by which procedure and with what next; pure. Missing facts are asked for,
 * never guessed. Refuses an unknown prison and days that cannot be.
 */
export function answerable(
  unchecked: unknown,
  { routing, prisons, beginsOn }: { routing: Routing; prisons: readonly Prison[]; beginsOn: Day },
): Answerable {
  const matter = readMatter(unchecked, beginsOn, routing.transfer.firstOn)
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
    result.answers.push(...found.answers.map((template) => answer(template, routing, known)))
    result.ask.push(
      ...found.ask.map(({ fact, question }) => ({ fact, question: fill(question, known.words) })),
    )
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
