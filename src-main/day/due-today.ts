import type { Deadline, LetterKind, LetterRow, LetterState } from '../letters/contract.ts'
import { CHASED_FOR_DAYS } from '../letters/deadline.ts'
import { isChasedByCall, isChaser, KINDS } from '../letters/kinds.ts'
import { listedAct } from '../letters/next-acts.ts'
import { LIMITATION_NOW_DAYS, type LimitationDate } from '../matters/contract.ts'
import { daysAfter, daysBetween } from '../dates/days.ts'
import type { z } from '../wire/schema.ts'
import type { day, Group } from './contract.ts'
import type { FormToday } from './forms-today.ts'

/** A letter as the day sees it. */
export interface LetterToday {
  letterId: string
  matterId: string
  clientId: string
  clientName: string
  ourRef: string
  to: string
  kind: LetterKind
  /** The letter that it chases. */
  answers: string | null
  state: z.output<typeof LetterState>
  waits: LetterRow['waits']
  reconstruction: boolean
  /** The draft that takes its place. */
  replacedBy: string | null
  sentOn: string | undefined
  deadline: z.input<typeof Deadline> | null
  /** Of a chaser that is a complaint too and is not acknowledged: by when it is to be. */
  complaint?: { due: string; provisional: boolean } | null
  /** Whether the client still lets the office write this to them. */
  gateOpen: boolean
  /** Of a form to sign: one for the same recipient came in since it was sent. */
  formBack: boolean
  /** What came back and is to be decided upon by a solicitor. */
  toDecide: readonly { kind: string; on: string }[]
  /** What it states otherwise than the books, in words; null where nothing differs. */
  differs: string | null
}
/** An open matter as the day sees it. */
export interface MatterToday {
  matterId: string
  clientId: string
  clientName: string
  ourRef: string
  title: string
  dated: boolean
  /** Closed, with a limitation date that stays in the diary. */
  closed: boolean
  limitation: Pick<
    z.input<typeof LimitationDate>,
    'claim' | 'prudent' | 'due' | 'passed' | 'provisional'
  >[]
}

type Groups = { name: GroupName; items: Item[] }[]
export type Item = z.input<(typeof day)['view']['output']>['groups'][number]['items'][number]
export type GroupName = z.output<typeof Group>
type Name = GroupName

/** Most urgent first: what is late or must be stopped. */
export const ORDER: readonly GroupName[] = [
  ...(['limitation-now', 'late', 'recall', 'to-decide', 'access'] as const),
  ...(['due', 'to-approve', 'to-check'] as const),
  ...([
    'to-sign',
    'not-sent',
    'drafts',
    'limitation',
    'forms-out',
    'expiring',
    'ask-again',
  ] as const),
  'no-date',
]
export const DUE_WITHIN_DAYS = 14
export const LIMITATION_WITHIN_DAYS = 90
/** A form to sign that nobody returned is asked after once it has been out so long. */
export const FORM_OUT_DAYS = 21
/** Chasers that never reached anybody. */
const UNDONE: ReadonlySet<LetterToday['state']> = new Set(['recalled', 'returned', 'discarded'])

/** A client's request for what this office holds about them, while it is open. */
export interface AccessToday {
  clientId: string
  clientName: string
  /** Null while the time stands still. */
  due: string | null
  provisional: boolean
}

/** Sorts what is to be done into its groups, each thing once, empty groups left out. Pure. */
export function grouped(
  letters: readonly LetterToday[],
  matters: readonly MatterToday[],
  today: string,
  forms: readonly FormToday[] = [],
  access: readonly AccessToday[] = [],
): Groups {
  const groups = new Map<Name, Item[]>(ORDER.map((name) => [name, []]))
  const told = new Set<string>()
  const tell = (name: Name, item: Item, ...ids: string[]) => {
    if (ids.some((id) => told.has(id))) return
    for (const id of ids) told.add(id)
    groups.get(name)!.push(item)
  }
  for (const letter of letters)
    if (letter.state === 'to-recall') tell('recall', item(letter, letters, today), letter.letterId)
  for (const letter of letters) {
    const { deadline } = letter
    if (!deadline || deadline.daysLate < 1) continue
    const chasers = chasersOf(letter, letters)
    const waiting = chasers.find(({ state }) => isWaiting(state))
    const late = {
      on: deadline.due,
      daysLate: deadline.daysLate,
      provisional: deadline.provisional,
    }
    if (waiting)
      tell('late', { ...item(waiting, letters, today), ...late }, letter.letterId, waiting.letterId)
    else if (!chasers.some(({ sentOn }) => sentOn && today <= daysAfter(sentOn, CHASED_FOR_DAYS)))
      tell('late', { ...item(letter, letters, today), ...late }, letter.letterId)
    // Chased and given its days: nothing to do until they are over.
    else told.add(letter.letterId)
  }
  for (const letter of letters) {
    const { complaint } = letter
    if (!complaint) continue
    const daysLate = Math.max(0, daysBetween(complaint.due, today))
    if (daysBetween(today, complaint.due) > DUE_WITHIN_DAYS) continue
    tell(
      daysLate > 0 ? 'late' : 'due',
      {
        ...item(letter, letters, today),
        what: `${letter.kind} to ${briefly(letter.to)}: complaint ${daysLate > 0 ? 'not acknowledged' : 'to be acknowledged'}`,
        ...{ on: complaint.due as Item['on'], provisional: complaint.provisional, daysLate },
      },
      letter.letterId,
    )
  }
  for (const letter of letters) {
    const [undecided] = letter.toDecide
    const paused = letter.deadline?.paused
    const on = (undecided?.on ?? paused?.since) as Item['on'] | undefined
    if (on === undefined) continue
    const words = undecided ? (REPLIED[undecided.kind] ?? 'reply') : PAUSED[paused!.what]
    const about = `${letter.kind} to ${briefly(letter.to)}: ${words}`
    const opened = undecided ? {} : { act: 'open' as const }
    groups.get('to-decide')!.push({ ...item(letter, letters, today), what: about, ...opened, on })
    // Where the time stands still the next thing is ours to do.
    if (paused) told.add(letter.letterId)
  }
  for (const letter of letters) {
    const { deadline } = letter
    if (deadline && daysBetween(today, deadline.due) <= DUE_WITHIN_DAYS)
      tell(
        'due',
        {
          ...item(letter, letters, today),
          on: deadline.due as Item['on'],
          provisional: deadline.provisional,
        },
        letter.letterId,
      )
    const part = partOf(letter, today)
    if (part) tell(part, item(letter, letters, today), letter.letterId)
  }
  for (const form of forms) groups.get(form.group)!.push(formItem(form))
  for (const request of access)
    groups.get((request.due ?? today) < today ? 'late' : 'access')!.push(accessItem(request, today))
  for (const matter of matters) tellMatter(matter, letters, today, tell)
  return ORDER.map((name) => ({ name, items: sorted(groups.get(name)!) })).filter(
    ({ items }) => items.length > 0,
  )
}

/** Where a letter stands by its own state; what never leaves the office waits for nothing. */
function partOf(letter: LetterToday, today: string): Name | null {
  const { state, sentOn } = letter
  if (letter.waits === 'approval') return 'to-approve'
  if (state === 'returned') return letter.replacedBy === null ? 'not-sent' : null
  if (KINDS[letter.kind].part === 'form' && state === 'sent' && sentOn && !letter.formBack)
    return today >= daysAfter(sentOn, FORM_OUT_DAYS) ? 'forms-out' : null
  if (letter.reconstruction) return null
  if (state === 'draft') return 'drafts'
  if (state === 'printed') return 'to-sign'
  return state === 'signed' || state === 'approved' ? 'not-sent' : null
}

const chasersOf = (letter: LetterToday, letters: readonly LetterToday[]) =>
  letters.filter(
    ({ kind, answers, state }) =>
      isChaser(kind) && answers === letter.letterId && !UNDONE.has(state),
  )

/** The act that every list gives the letter. */
function actOf(letter: LetterToday, letters: readonly LetterToday[], today: string): Item['act'] {
  const chased = chasersOf(letter, letters).flatMap(({ sentOn }) => sentOn ?? [])
  const last = chased.sort().at(-1)
  const until = last ? daysAfter(last, CHASED_FOR_DAYS) : null
  const chasing = {
    times: chased.length,
    until,
    may: letter.gateOpen && !isChasedByCall(letter.kind),
  }
  return listedAct({ ...letter, chasing } as Parameters<typeof listedAct>[0], today)
}

function tellMatter(
  matter: MatterToday,
  letters: readonly LetterToday[],
  today: string,
  tell: (name: Name, item: Item, ...ids: string[]) => void,
): void {
  const { dated, limitation, matterId, closed } = matter
  const [next] = limitation
    .filter(({ passed }) => !passed)
    .sort((one, other) => one.prudent.localeCompare(other.prudent))
  const base = { ...about(matter), letterId: null, consentId: null, state: null, daysLate: 0 }
  const left = next && daysBetween(today, next.prudent)
  if (next && left !== undefined && left <= LIMITATION_WITHIN_DAYS)
    tell(
      left <= LIMITATION_NOW_DAYS ? 'limitation-now' : 'limitation',
      {
        ...base,
        what: `${matter.title}${closed ? ' (closed)' : ''}: ${next.claim}`,
        on: next.prudent as Item['on'],
        act: 'open',
        provisional: next.provisional,
        daysLate: Math.max(0, daysBetween(next.prudent, today)),
      },
      matterId,
    )
  const running = letters.some((letter) => letter.matterId === matterId && letter.deadline !== null)
  if (!next && !running && !closed)
    tell(
      'no-date',
      {
        ...base,
        what: `${matter.title}: ${dated ? 'no next date' : 'no date of the event'}`,
        on: null,
        act: dated ? 'open' : 'set-date',
        provisional: false,
      },
      matterId,
    )
}

const WAITING: ReadonlySet<LetterToday['state']> = new Set([
  ...(['draft', 'approved', 'printed', 'signed'] as const),
])
const isWaiting = (state: LetterToday['state']) => WAITING.has(state)
const WORDS: Partial<Record<LetterToday['state'], string>> = {
  draft: 'draft',
  approved: 'approved, not printed',
  printed: 'printed, not signed',
  signed: 'signed, not sent',
  sent: 'no reply',
  returned: 'returned undelivered',
  'to-recall': 'recall needed',
}
const WAITING_FOR: Record<NonNullable<LetterToday['waits']>, string> = {
  approval: 'ready to approve',
  authority: 'draft, awaiting an authority',
  else: 'draft, not complete',
}
/** Whoever holds the records of a prison, by the prison's name alone, so that a line stays one line. */
const briefly = (to: string) =>
  to.replace(/, HM (?:Prison|YOI) |, HMP(?: (?:&|and) YOI|\/YOI)? |, HMYOI /, ', ')

const REPLIED: Record<string, string> = {
  refused: 'refused, to be decided',
  'not-held': 'not held, to be decided',
  'answered-in-part': 'answered in part, to be decided',
  'fee-asked': 'fee requested, to be decided',
  'id-asked': 'identification requested, to be decided',
  'id-supplied': 'identification supplied late, to be decided',
}
const PAUSED = {
  question: 'their question is to be answered',
  identification: 'identification is to be supplied',
}

const about = ({ matterId, clientId, clientName, ourRef }: MatterToday | LetterToday) =>
  ({ matterId, clientId, clientName, ourRef }) as Pick<
    Item,
    'matterId' | 'clientId' | 'clientName' | 'ourRef'
  >

const item = (letter: LetterToday, letters: readonly LetterToday[], today: string): Item => ({
  ...about(letter),
  letterId: letter.letterId as Item['letterId'],
  consentId: null,
  state: letter.state,
  what: `${letter.kind} to ${briefly(letter.to)}: ${wordsOf(letter)}${
    letter.state === 'to-recall' && letter.differs ? `. ${letter.differs}` : ''
  }`,
  on: null,
  act: actOf(letter, letters, today),
  provisional: false,
  daysLate: 0,
})

const wordsOf = ({ state, kind, waits }: LetterToday) => {
  if (waits !== null) return WAITING_FOR[waits]
  if (state === 'sent' && KINDS[kind].part === 'form') return 'not returned'
  return WORDS[state] ?? state
}

const accessItem = (
  { clientId, clientName, due, provisional }: AccessToday,
  today: string,
): Item => ({
  ...{ matterId: null, letterId: null, consentId: null, state: null, ourRef: '' },
  clientId: clientId as Item['clientId'],
  ...{ clientName, provisional },
  what: `Copy of what this office holds about them${due ? '' : ': clarification awaited'}`,
  on: due as Item['on'],
  act: 'answer-access',
  daysLate: due ? Math.max(0, daysBetween(due, today)) : 0,
})

function formItem(form: FormToday): Item {
  const { group, recipient, recorder, sentBack } = form
  const what =
    group === 'expiring'
      ? `Form for ${recipient}: expires soon, send a new one`
      : group === 'ask-again'
        ? `Form for ${recipient}: ask the client whether it is still valid`
        : sentBack
          ? `Form for ${recipient}: returned for correction, to be recorded again`
          : `Form for ${recipient}: second check by somebody other than ${recorder}`
  return {
    ...{
      matterId: null,
      letterId: null,
      state: null,
      ourRef: '',
      what,
      daysLate: 0,
      provisional: false,
    },
    clientId: form.clientId as Item['clientId'],
    clientName: form.clientName,
    consentId: form.consentId as Item['consentId'],
    on: form.on as Item['on'],
    act: FORM_ACTS[sentBack ? 'sent-back' : group],
  }
}

const FORM_ACTS: Record<FormToday['group'] | 'sent-back', Item['act']> = {
  ...{ 'sent-back': 'record-again', 'to-check': 'check', 'ask-again': 'review' },
  expiring: 'send-form',
}

/** What a line is about: no part of the day has two about the same. */
export const aboutOf = ({
  letterId,
  consentId,
  matterId,
}: Pick<Item, 'letterId' | 'consentId' | 'matterId'>): string =>
  letterId ?? consentId ?? matterId ?? ''

/** By its day, then our reference, then what was begun first. */
export const byDay = (one: Item, other: Item): number =>
  compare(one.on ?? '9', other.on ?? '9') ||
  compare(one.ourRef, other.ourRef) ||
  compare(aboutOf(one), aboutOf(other))
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

const sorted = (items: Item[]): Item[] => [...items].sort(byDay)
