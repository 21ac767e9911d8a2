import { custodyUntil } from '../clients/stays.ts'
import { formatDay } from '../dates/words.ts'
import type { Day } from '../wire/schema.ts'
import { Refusal } from '../wire/refusal.ts'
import { inForce } from '../law/provenance.ts'
import type { Answering } from './addressee.ts'
import { SECOND_STAGE } from './complaint-papers.ts'
import type { LetterContent } from './contract.ts'
import { isChaser, NHS_COMPLAINTS } from './kinds.ts'
import type { Sources } from './record.ts'
import { bodyAnswering, whereHeld, type Place } from './where-held.ts'

/**
 * By which procedure a complaint about care is made: what the routing table answers for the prison and the day of the care, never the
 * country alone. The complaint card, the letters of a complaint, their words and their gate all ask here.
 */
interface CareRoute {
  /** The id of the procedure; null where the edition names none yet. */
  id: string | null
  /** The country whose NHS procedure it is; null where it goes another way, or nobody can say yet. */
  country: 'England' | 'Wales' | null
  answering: Answering
  /** What must be known before anybody can say. */
  ask: readonly string[]
}
type From = Place & Pick<Sources, 'matter' | 'details'>

/** Care that was not the NHS’s goes the way of a prison complaint. */
export const PRISON_CARE = 'prison-care'
export const WELSH_COMPLAINT = 'welsh-complaint'
const COUNTRIES: Readonly<Record<string, CareRoute['country']>> = {
  'nhs-complaint': 'England',
  [WELSH_COMPLAINT]: 'Wales',
}
/** Asked for the sake of the time alone, whoever answers. */
const OF_TIME = 'noticeOn'

/** The procedure of place and day for a complaint that is made on this day; where that cannot be said, what somebody asked and recorded. Pure. */
export function careRoute(day: Day, from: From): CareRoute {
  const route = byLaw(day, from)
  const [answer] = from.details.route ?? []
  if (!answer || isSaid(route)) return route
  return { ...route, country: answer['procedure'] === 'wales' ? 'Wales' : 'England' }
}
const isSaid = ({ country, id }: CareRoute) => country !== null || id === PRISON_CARE

/** The case details as a letter about care prints them: what a body answered counts only where the law cannot say. Pure. */
export const detailsOfCare = (day: Day, from: From): Sources['details'] =>
  from.details.route && isSaid(byLaw(day, from)) ? { ...from.details, route: [] } : from.details

function byLaw(day: Day, from: From): CareRoute {
  const about = { routed: 'clinical', happened: from.matter.eventOn, datedOn: day } as const
  const answering = bodyAnswering(about, from)
  const open = answering.ask.filter(({ fact }) => fact !== OF_TIME)
  const ask = open.map(({ question }) => question)
  const { procedureId: id } = answering
  // An answer beside a question stands only if the question is answered that way.
  if (ask.length > 0 && (id === null || answering.answers.length > 0))
    return { id: null, country: null, answering, ask }
  if (id !== null) return { id, country: COUNTRIES[id] ?? null, answering, ask }
  // Where the day has no prison, whoever writes is asked whose care it was; Wales has no procedure without its health board.
  const last = custodyUntil(from.client.stays, from.matter.eventOn ?? day).at(-1)
  const prison = from.establishments.byId(last?.establishmentId ?? '')
  const isAbroad = prison !== undefined && prison.country !== 'England'
  return { id: null, country: isAbroad ? null : 'England', answering, ask }
}

/** Whether a letter is by the procedure of Wales: a chaser by that of the complaint that it chases. Pure. */
export const isByWales = (
  { kind, datedOn }: Pick<LetterContent, 'kind' | 'datedOn'>,
  from: From & Pick<Sources, 'answered'>,
): boolean =>
  isChaser(kind) && from.answered
    ? from.answered.content.inWales === true
    : careRoute(datedOn, from).country === 'Wales'

/** The letters that a complaint about care is made and taken on by. */
export const isOfCare = (kind: LetterContent['kind']): boolean =>
  kind === SECOND_STAGE || NHS_COMPLAINTS.includes(kind)

/** The route of a letter about care; refused in words where the NHS procedures do not reach it. Pure. */
export function expectNhs(day: Day, from: From): CareRoute & { country: 'England' | 'Wales' } {
  const route = careRoute(day, from)
  const { country } = route
  if (country !== null) return { ...route, country }
  throw notNhs(route, day, from)
}

function notNhs({ id, answering, ask }: CareRoute, day: Day, from: From): Refusal {
  const { eventOn } = from.matter
  const [{ prison }] = whereHeld({ routed: 'clinical', happened: eventOn, datedOn: day }, from)
  const care = `care ${prison ? `at ${prison.name} ` : ''}on ${formatDay(eventOn ?? day)}`
  if (id === null) {
    const [question] = ask.map((one) => /^[^?]*\?/.exec(one)?.[0] ?? one)
    return new Refusal(
      'invalid-input',
      `By which procedure ${care} is complained of cannot be said yet. To be answered first: ${question ?? 'Where was the client on that day?'}`,
      {
        kind: `Record the answer on the page of the ${question ? 'prison' : 'client'} or, where a body said by which procedure it takes the complaint, in the case details.`,
      },
    )
  }
  const version = from.law.routing.procedures.get(id)?.versions.find((one) => inForce(one, day))
  const next = answering.answers[0]?.next ?? version?.next
  const way = `The law held here gives for ${care}: ${version?.text ?? id}. After that: ${next ?? ''}.`
  if (id === PRISON_CARE)
    return new Refusal(
      'invalid-input',
      `This care was the prison’s and not the NHS’s. ${way} A complaint under the NHS procedures does not reach it.`,
      { kind: 'Choose L21 for the prison’s forms, or L22 once the prison has answered them.' },
    )
  return new Refusal(
    'invalid-input',
    `The law held here names no NHS body or health board for this complaint. ${way}`,
    {
      kind: 'Ask first whom that way names. Where a body says by which procedure it takes the complaint, record that in the case details. Otherwise choose another letter.',
    },
  )
}
