import { kindThat } from '../letters/kinds.ts'
import type { LetterState } from '../letters/contract.ts'
import type { Deadline } from '../letters/contract.ts'
import { CHASED_FOR_DAYS } from '../letters/deadline.ts'
import type { LimitationDate } from '../matters/contract.ts'
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
  title: string
  to: string
  kind: string
  /** The letter that it chases. */
  answers: string | null
  state: z.output<typeof LetterState>
  sentOn: string | undefined
  deadline: z.input<typeof Deadline> | null
  /** Whether the client still lets the office write this to them. */
  gateOpen: boolean
}
/** An open matter as the day sees it. */
export interface MatterToday {
  matterId: string
  clientId: string
  clientName: string
  ourRef: string
  title: string
  dated: boolean
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
  'late',
  'recall',
  'due',
  'to-check',
  'to-sign',
  'not-sent',
  'limitation',
  'ask-again',
  'no-date',
]
export const DUE_WITHIN_DAYS = 14
export const LIMITATION_WITHIN_DAYS = 90
const CHASERS = 2
/** Chasers that never reached anybody. */
const UNDONE: ReadonlySet<LetterToday['state']> = new Set(['recalled', 'returned', 'discarded'])

/** Sorts what is to be done into its groups, each thing once, empty groups left out. Pure. */
export function grouped(
  letters: readonly LetterToday[],
  matters: readonly MatterToday[],
  today: string,
  forms: readonly FormToday[] = [],
): Groups {
  const groups = new Map<Name, Item[]>(ORDER.map((name) => [name, []]))
  const told = new Set<string>()
  const tell = (name: Name, item: Item, ...ids: string[]) => {
    if (ids.some((id) => told.has(id))) return
    for (const id of ids) told.add(id)
    groups.get(name)!.push(item)
  }
  for (const letter of letters)
    if (letter.state === 'to-recall') tell('recall', item(letter, 'recall'), letter.letterId)
  for (const letter of letters) {
    const { deadline } = letter
    if (!deadline || deadline.daysLate < 1) continue
    const chasers = letters.filter(
      ({ kind, answers, state }) =>
        kind === kindThat('chaser') && answers === letter.letterId && !UNDONE.has(state),
    )
    const waiting = chasers.find(({ state }) => isWaiting(state))
    const late = {
      on: deadline.due,
      daysLate: deadline.daysLate,
      provisional: deadline.provisional,
    }
    if (waiting)
      tell(
        'late',
        { ...item(waiting, NEXT[waiting.state] ?? 'open'), ...late },
        letter.letterId,
        waiting.letterId,
      )
    else if (!chasers.some(({ sentOn }) => sentOn && today <= daysAfter(sentOn, CHASED_FOR_DAYS)))
      tell('late', { ...item(letter, lateAct(letter, chasers)), ...late }, letter.letterId)
    // Chased and given its days: nothing to do until they are over.
    else told.add(letter.letterId)
  }
  for (const letter of letters) {
    const { deadline, state } = letter
    if (deadline && daysBetween(today, deadline.prudent) <= DUE_WITHIN_DAYS)
      tell(
        'due',
        {
          ...item(letter, deadline.receiptEstimated ? 'confirm-receipt' : 'open'),
          on: deadline.prudent as Item['on'],
          provisional: deadline.provisional,
        },
        letter.letterId,
      )
    if (state === 'printed') tell('to-sign', item(letter, 'sign'), letter.letterId)
    if (state === 'signed') tell('not-sent', item(letter, 'send'), letter.letterId)
    if (state === 'approved' || state === 'returned')
      tell('not-sent', item(letter, 'open'), letter.letterId)
  }
  for (const form of forms) groups.get(form.group)!.push(formItem(form))
  for (const matter of matters) tellMatter(matter, letters, today, tell)
  return ORDER.map((name) => ({ name, items: sorted(groups.get(name)!) })).filter(
    ({ items }) => items.length > 0,
  )
}

/** Two chasers without a result are enough: then the other ways are considered. */
function lateAct(letter: LetterToday, chasers: readonly LetterToday[]): Item['act'] {
  if (!letter.gateOpen) return 'open'
  return chasers.filter(({ sentOn }) => sentOn).length < CHASERS ? 'chase' : 'options'
}

function tellMatter(
  matter: MatterToday,
  letters: readonly LetterToday[],
  today: string,
  tell: (name: Name, item: Item, ...ids: string[]) => void,
): void {
  const { dated, limitation, matterId } = matter
  const [next] = limitation
    .filter(({ passed }) => !passed)
    .sort((one, other) => one.prudent.localeCompare(other.prudent))
  const base = { ...about(matter), letterId: null, consentId: null, daysLate: 0 }
  if (next && daysBetween(today, next.prudent) <= LIMITATION_WITHIN_DAYS)
    tell(
      'limitation',
      {
        ...base,
        what: `${matter.title}: ${next.claim}`,
        on: next.prudent as Item['on'],
        act: 'open',
        provisional: next.provisional,
        daysLate: Math.max(0, daysBetween(next.prudent, today)),
      },
      matterId,
    )
  const running = letters.some((letter) => letter.matterId === matterId && letter.deadline !== null)
  if (!dated && !running)
    tell(
      'no-date',
      {
        ...base,
        what: `${matter.title}: no date of the event`,
        on: null,
        act: 'set-date',
        provisional: false,
      },
      matterId,
    )
}

const NEXT: Partial<Record<LetterToday['state'], Item['act']>> = {
  draft: 'open',
  approved: 'open',
  printed: 'sign',
  signed: 'send',
}
const isWaiting = (state: LetterToday['state']) => state in NEXT
const WORDS: Partial<Record<LetterToday['state'], string>> = {
  draft: 'draft',
  approved: 'approved, not printed',
  printed: 'printed, not signed',
  signed: 'signed, not sent',
  sent: 'no reply',
  returned: 'returned undelivered',
  'to-recall': 'recall needed',
}

const about = ({ matterId, clientId, clientName, ourRef }: MatterToday | LetterToday) =>
  ({ matterId, clientId, clientName, ourRef }) as Pick<
    Item,
    'matterId' | 'clientId' | 'clientName' | 'ourRef'
  >

const item = (letter: LetterToday, act: Item['act']): Item => ({
  ...about(letter),
  letterId: letter.letterId as Item['letterId'],
  consentId: null,
  what: `${letter.title}, ${letter.to}: ${WORDS[letter.state] ?? letter.state}`,
  on: null,
  act,
  provisional: false,
  daysLate: 0,
})

function formItem(form: FormToday): Item {
  const { group, recipient, recorder, sentBack } = form
  const what =
    group === 'ask-again'
      ? `Form for ${recipient}: ask the client whether it is still valid`
      : sentBack
        ? `Form for ${recipient}: returned for correction, to be recorded again`
        : `Form for ${recipient}: second check by somebody other than ${recorder}`
  return {
    ...{ matterId: null, letterId: null, ourRef: '', what, daysLate: 0, provisional: false },
    clientId: form.clientId as Item['clientId'],
    clientName: form.clientName,
    consentId: form.consentId as Item['consentId'],
    on: form.on as Item['on'],
    act: group === 'ask-again' ? 'review' : sentBack ? 'record-again' : 'check',
  }
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
