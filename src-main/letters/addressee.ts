import { formatDay, formatList, formatWhen } from '../dates/words.ts'
import type {
  ArrangementDraft,
  ArrangementSort,
  Establishment,
} from '../establishments/contract.ts'
import type { OnRecord, OnRecords } from '../establishments/on-record.ts'
import type { Site } from '../establishments/shipped.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import type { Answer } from '../rights/answerable.ts'
import { answerFor } from '../rights/answering.ts'
import { contractedOut, hasEnded, joinedInto } from '../rights/prison.ts'
import type { Kind } from '../law/entry.ts'
import type { LawBook } from '../law/law-book.ts'
import type { Question } from '../law/route.ts'
import { Refusal } from '../wire/refusal.ts'
import type { RecipientRole } from '../consents/contract.ts'
import type { Addressee } from './contract.ts'
import { NAMED } from './kinds.ts'

export interface Directory {
  book: LawBook
  prisons: readonly Establishment[]
  onRecord: OnRecords
}
interface Holding {
  routed: Routed
  /** The prison that held the client when it happened; undefined where none is recorded. */
  prison: Establishment | undefined
  /** Where the client was instead, where that is recorded. */
  elsewhere?: string | undefined
  eventOn: string
  datedOn: string
}

/** What is still to be confirmed or answered of an addressee before a letter may go there. */
export interface Unsettled {
  /** `confirm` where it is known but not verified, `ask` where it is not known. */
  sort: 'confirm' | 'ask'
  /** The question itself, or what is to be confirmed with its source. */
  question: string
  /** What its name is recorded as, for which prison; null where the body is known, or nothing could be recorded of it. */
  body: Extract<ArrangementSort, 'provider' | 'operator' | 'disclosure-team'> | null
  /** Whether the address of the prison is in question. */
  address: boolean
  prison: Establishment | null
  /** The names in question, where there are several. */
  names: readonly string[]
  /** The places in question: which of them is true of this client alone, and is not remembered for the prison. */
  sites: readonly Site[]
  /** The stay whose address is asked for, where it is the client’s own. */
  ownStay?: string
}

/** To whom a letter goes, what of it is open, and the rows of the table that say who holds the records. */
export interface Holder {
  addressee: Addressee
  unsettled: Unsettled | null
  rows: readonly string[]
  /** The edition has the address without anybody having verified it: whoever writes says where it is from. */
  unverified?: true
}

const TEAM = 'moj-disclosure'
const PUBLIC_SERVICE = 'Public prison service'
const HEALTH = {
  role: 'records-holder',
  standIn: 'Holder of the health records',
  asks: 'Who holds the health records',
} as const
/** What a letter may be about, by the routing table: what its reader is, and how the reader is asked for while nobody knows. */
const ROUTED = {
  'health-records': HEALTH,
  'deceased-records': HEALTH,
  'prison-records': {
    role: 'records-holder',
    standIn: 'Holder of the prison records',
    asks: 'Who holds the prison records',
  },
  clinical: {
    role: 'treating',
    standIn: 'Healthcare provider',
    asks: 'Who provides healthcare',
  },
  custodial: {
    role: 'custody',
    standIn: 'Governor or Director',
    asks: 'Who is in charge of the prison',
  },
} as const satisfies Record<string, { role: RecipientRole; standIn: string; asks: string }>
export type Routed = keyof typeof ROUTED

/** What stands in the place of a body while nobody knows its name, so that a list can be read. */
const STAND_IN = new RegExp(
  `^(?:Healthcare provider|Governor or Director|Operator|Primary Care Trust|Holder of the (?:health|prison) records|${Object.values(
    NAMED,
  )
    .map(({ standIn }) => standIn)
    .join('|')})(?:, .+)?$`,
)
/** Whether a name is only what stands there until the question is answered; blanks in brackets are of older drafts. */
export const standsIn = (name: string): boolean => STAND_IN.test(name) || /^\[.+\]$/.test(name)

/** Who holds the records, by the law of both days and by what is known of the prison; what is not known is asked for by name. Pure. */
export function holderOf(
  { routed, prison: then, elsewhere: away, eventOn, datedOn }: Holding,
  directory: Directory,
): Holder {
  const { role, standIn, asks } = ROUTED[routed]
  const said = { body: null, address: false, prison: null, names: [], sites: [] }
  if (!then)
    return {
      addressee: { name: standIn, role, lines: [], postcode: '' },
      unsettled: {
        ...{ ...said, sort: 'ask' },
        question: away
          ? `${asks}? On ${formatDay(eventOn)} the client was in no prison: ${away}.`
          : `${asks}? No prison is recorded for the client on ${formatDay(eventOn)}.`,
      },
      rows: [],
    }
  const { body, id, rows } = bodyFor({ routed, prison: then, eventOn, datedOn }, directory)
  const prison = joinedInto(then, datedOn, directory.prisons)
  const record = directory.onRecord(prison.id)
  const at = (one: Named): Holder => {
    const { written, doubts, missing } = atThePrison(one, prison, record, datedOn)
    const questions = [...(one.ask ? [one.ask] : []), ...one.doubts, ...doubts]
    const sort = one.ask || missing ? 'ask' : 'confirm'
    const body = one.ask || one.doubts.length > 0 ? one.body : null
    const about = { body, address: doubts.length > 0, prison, names: one.names ?? [], sites: [] }
    return {
      addressee: { ...written, role },
      unsettled: questions.length > 0 ? { sort, question: questions.join(' '), ...about } : null,
      rows,
    }
  }
  const ask = (name: string, question: string, body: Unsettled['body'], names: string[] = []) =>
    at({ name, body, doubts: [], own: undefined, ask: question, names })
  if (body === null) return ask(`${standIn}, ${prison.name}`, `${asks} of ${prison.name}?`, null)
  const team = id === TEAM ? directory.onRecord(null).on('disclosure-team', datedOn) : undefined
  if (team) {
    const { name, lines, postcode } = team
    const [doubt] = doubtOf('Team and address', team)
    const unsettled: Unsettled | null =
      doubt === undefined
        ? null
        : { ...said, sort: 'confirm', question: doubt, body: 'disclosure-team' }
    return { addressee: { name, role, lines, postcode }, unsettled, rows }
  }
  const elsewhere = ownAddress(id, datedOn, directory)
  if (elsewhere)
    return {
      addressee: { ...elsewhere, name: body, role },
      ...{ unsettled: null, rows },
    }
  const provider = record.on('provider', datedOn)
  if (provider?.name === body)
    return at({
      ...{ name: body, body: 'provider', own: provider },
      doubts: doubtOf('Provider', provider),
    })
  if (body.startsWith('the healthcare provider at '))
    return ask(
      `Healthcare provider, ${prison.name}`,
      ...providerQuestion(prison, record.providerDoubt(datedOn)),
    )
  if (body.startsWith('the operator of ')) {
    const known = openOperator(prison, datedOn)
    if (!known) return ask(`Operator, ${prison.name}`, `Who operates ${prison.name}?`, 'operator')
    const doubts = [`Operator not verified. Source: the table of prisons. ${known.note}`.trim()]
    return at({ name: known.operator, body: 'operator', own: undefined, doubts })
  }
  if (body.startsWith('the lead Primary Care Trust'))
    return ask(
      `Primary Care Trust, ${prison.name}`,
      `Which Primary Care Trust led on healthcare at ${prison.name}?`,
      null,
    )
  if (body.startsWith('whoever '))
    return ask(`${standIn}, ${prison.name}`, `Who gave the care at ${prison.name} then?`, null)
  const operator = record.on('operator', eventOn)
  const own = operator?.name === body ? operator : undefined
  return at({
    ...{ name: body.replace(/ \(.*$/, '').slice(0, 120), own },
    ...{ body: own ? ('operator' as const) : null, doubts: own ? doubtOf('Operator', own) : [] },
  })
}

/** The verified address of a body that is not at the prison; a health board gives its care there. */
function ownAddress(id: string | null, on: string, { book }: Directory) {
  const board = book.routing.healthBoards.some(({ body }) => body === id)
  const found = id === null || board ? undefined : book.places.body(id, on)
  return found?.verified ? { lines: [...found.lines], postcode: found.postcode } : undefined
}

interface Named {
  name: string
  body: Unsettled['body']
  /** What is on record of it, with its own address where it has one. */
  own: ArrangementDraft | undefined
  doubts: string[]
  ask?: string
  names?: string[]
}

/** Names, question and sort as `ask` takes them. */
function providerQuestion(
  prison: Establishment,
  { names, note }: ReturnType<OnRecord['providerDoubt']>,
): [string, 'provider', string[]] {
  const question =
    names.length > 1
      ? `Who holds the health records at ${prison.name}: ${names[0]}, which has the contract, or ${names[1]}, which is registered for the care?`
      : `Who provides healthcare at ${prison.name}?`
  return [`${question} ${note}`.trim(), 'provider', [...names]]
}

/** A contractor that runs the prison by the table, without its first day being known. */
const openOperator = ({ operators }: Establishment, on: string) =>
  operators.findLast(
    ({ operator, from, to }) =>
      operator !== PUBLIC_SERVICE &&
      !operator.startsWith('Not recorded') &&
      (from === null || from <= on) &&
      (to === null || on <= to),
  )

const doubtOf = (what: string, { verified, source, note }: ArrangementDraft): string[] =>
  verified ? [] : [`${what} not verified. Source: ${source}. ${note}`.trim()]

interface Placed {
  written: Omit<Addressee, 'role'>
  /** What is in doubt of the prison’s address; `missing` where there is none. */
  doubts: string[]
  missing: boolean
}

/** The body with its own address where that is on record, else at the prison. */
function atThePrison(
  { name, own }: Named,
  prison: Establishment,
  record: OnRecord,
  on: string,
): Placed {
  if (own && own.lines.length > 0) {
    const written = { name, lines: unrepeated(name, own.lines), postcode: own.postcode }
    return { written, doubts: [], missing: false }
  }
  // A stand-in goes, and the prison that it names must not go with it.
  const said = standsIn(name) ? '' : name
  const above = said.includes(prison.name) ? [] : [prison.name]
  const address = record.on('address', on)
  if (!address)
    return {
      ...{ written: { name, lines: above, postcode: '' }, doubts: [noAddress(prison)] },
      missing: true,
    }
  const lines = unrepeated(said, [...above, ...address.lines])
  return {
    written: { name, lines, postcode: address.postcode },
    ...{ doubts: doubtOf('Address', address), missing: false },
  }
}

const noAddress = ({ name }: Establishment) => `What is the postal address of ${name}?`

/** A body’s name as it is compared: in one style, with what is usually shortened written out. */
const bodyWords = (name: string) =>
  foldedInOneStyle(name).replaceAll(/\bnhs ft\b/g, 'nhs foundation trust')

/**
 * An addressee whose name was broken over its first lines, or shortened, as the whole body that one of these names is;
 * the paper breaks it by itself. So a form that names the body covers the letter however its name was typed.
 */
export function wholeName<To extends Pick<Addressee, 'name' | 'lines'>>(
  to: To,
  names: readonly string[],
): To {
  for (const taken of [0, 1, 2]) {
    if (taken > to.lines.length) break
    const typed = bodyWords([to.name, ...to.lines.slice(0, taken)].join(' '))
    const found = names.find((name) => bodyWords(name) === typed)
    if (found === undefined) continue
    // The same words in another style are left as they were typed.
    const same = taken === 0 && foldedInOneStyle(found) === foldedInOneStyle(to.name)
    return same ? to : { ...to, name: found, lines: to.lines.slice(taken) }
  }
  return to
}

/** The lines without one that stands above already, and without the prison where the name says it; a town stays. */
export function unrepeated(name: string, lines: readonly string[]): string[] {
  const same = (line: string) => line.trim().toLowerCase()
  const prisons = name.split(/,\s+|\s+at\s+/).filter((part) => part.startsWith('HM'))
  const said = new Set([name, ...prisons].map(same))
  return lines.filter((line) => !said.has(same(line)) && said.add(same(line)))
}

/** Who answers by the routing table, and by which procedure. */
export interface Answering {
  body: string | null
  id: string | null
  rows: readonly string[]
  procedure: string | null
  /** The id of that procedure; where a fact is still to be asked, the one that every case of the deciding row names. */
  procedureId: string | null
  clocks: readonly string[]
  /** Every body that the deciding row names, with its procedure and what follows. */
  answers: readonly Answer[]
  /** What is to be asked first; of a day within the time of a complaint the answers stand without it. */
  ask: readonly Question[]
}
export const NOBODY: Answering = {
  ...{ body: null, id: null, rows: [], procedure: null, procedureId: null, clocks: [] },
  ...{ answers: [], ask: [] },
}

export function bodyFor(
  {
    routed,
    prison,
    eventOn,
    datedOn,
  }: Pick<Holding, 'eventOn' | 'datedOn'> & { routed: Kind; prison: Establishment },
  directory: Directory,
): Answering {
  try {
    const question = { prison: prison.id, kind: routed, eventOn, actionOn: datedOn }
    const { answers, rows, ask } = answerFor(question, directory)
    const gets = answers.find(({ role }) => role === 'gets the request') ?? answers[0]
    const now = joinedInto(prison, datedOn, directory.prisons)
    const runs = now.current && contractedOut({ ...now, nation: now.country, prison: now }, datedOn)
    // An operator that has gone is not written to: the Ministry’s team, which the table names beside it, has its files.
    const one = (!runs && answers.find(({ bodyId }) => bodyId === TEAM)) || gets
    const { procedure = null, clocks = [] } = one ?? {}
    const procedureId = one?.procedureId ?? onlyProcedure(rows, directory)
    return {
      body: one?.body ?? null,
      id: one?.bodyId ?? null,
      rows,
      procedure,
      procedureId,
      ...{ clocks, answers, ask },
    }
  } catch (error) {
    // Dates that the edition does not cover: the writer must find out.
    if (error instanceof Refusal) return NOBODY
    throw error
  }
}

function onlyProcedure(rows: readonly string[], { book }: Directory): string | null {
  const deciding = book.routing.rows.filter(({ id }) => rows.includes(id))
  const named = deciding.flatMap(({ cases }) =>
    cases.flatMap(({ answers }) => answers.map((one) => one.procedure)),
  )
  const [only, ...others] = new Set(named)
  return only !== undefined && others.length === 0 ? only : null
}

/** The client at the prison, as the envelope needs it: name, number, prison, and its address as far as it is known. */
export function clientAt(
  { name, number }: { name: string; number: string },
  { prison, on }: { prison: Establishment | undefined; on: string },
  onRecord: OnRecords,
): Holder {
  const above = number ? [number] : []
  const said = { body: null, address: prison !== undefined, prison: prison ?? null, names: [] }
  const nowhere = { ...said, sites: [] }
  const to = (lines: string[], postcode: string, unsettled: Unsettled | null): Holder => ({
    ...{ addressee: { name, role: 'client', lines, postcode }, unsettled, rows: [] },
  })
  if (!prison)
    return to(above, '', {
      ...{ ...nowhere, sort: 'ask' },
      question: `Where is the client? No prison is recorded on ${formatDay(on)}.`,
    })
  if (hasEnded(prison, on))
    return to([...above, prison.name], '', {
      ...{ ...nowhere, address: false, sort: 'ask' },
      question: `Where is the client? ${prison.name}, where the record has them, ${
        prison.closed ? `ended ${formatWhen(prison.closed)}` : 'is no prison of that name any more'
      }.`,
    })
  const record = onRecord(prison.id)
  const sites = record.sites(on)
  if (sites.length > 0) {
    const named = formatList(sites.map(({ site, postcode }) => `${site} (${postcode})`))
    const question = `Which site of ${prison.name} is the client at? It has ${named}.`
    return to([...above, prison.name], '', {
      ...said,
      sort: 'ask',
      address: false,
      question,
      sites,
    })
  }
  const address = record.on('address', on)
  if (!address)
    return to([...above, prison.name], '', { ...nowhere, sort: 'ask', question: noAddress(prison) })
  const lines = unrepeated(name, [...above, prison.name, ...address.lines])
  const [doubt] = doubtOf('Address', address)
  const unsettled: Unsettled | null =
    doubt === undefined ? null : { ...nowhere, sort: 'confirm', question: doubt }
  return to(lines, address.postcode, unsettled)
}

interface Away {
  stayId: string
  /** `released 1 December 2026`. */
  where: string
  /** The client’s own address below the name; none where it is not recorded. */
  lines: readonly string[]
  postcode: string
  known: boolean
  /** Whether it can be recorded with the stay: not while the whereabouts are unknown. */
  answered: boolean
}

/** The client outside prison: at the address recorded for the stay, without a prison number, or the question what it is. */
export function clientAway(name: string, away: Away): Holder {
  const { stayId, where, lines, postcode, known, answered } = away
  const addressee: Addressee = { name, role: 'client', lines: [...lines], postcode }
  if (known) return { addressee, unsettled: null, rows: [] }
  const question = answered
    ? `What is the client’s postal address? Recorded is: ${where}.`
    : `Where does post reach the client? Recorded is: ${where}.`
  return {
    addressee,
    unsettled: {
      ...{ sort: 'ask', question, body: null, address: answered, prison: null },
      ...{ names: [], sites: [] },
      ...(answered ? { ownStay: stayId } : {}),
    },
    rows: [],
  }
}
