import { custodyUntil, heldOn } from '../clients/stays.ts'
import { allowed } from '../consents/allowed.ts'
import type { InformationClass } from '../consents/contract.ts'
import { asRecorded, dueDate } from '../deadlines/due-date.ts'
import { authorityLine, inForce, toCheck } from '../law/provenance.ts'
import type { Rule } from '../law/rule.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import type { Day, z } from '../wire/schema.ts'
import { complaintPapers, paperWords, SECOND_STAGE } from './complaint-papers.ts'
import type { complaints as contract } from './complaint-contract.ts'
import type { LetterId } from './contract.ts'
import { countedFrom, receiptOf, THEIRS } from './deadline.ts'
import { careRoute, PRISON_CARE, WELSH_COMPLAINT } from './care-route.ts'
import { addresseeFor } from './drafting.ts'
import { KINDS, NHS_COMPLAINTS, NUMBERS, type LetterKind } from './kinds.ts'
import {
  openBooks,
  openLetters,
  repliesOf,
  sentOf,
  type LetterParts,
  type LetterRecord,
  type Sources,
} from './record.ts'
import { seesAll } from './sight.ts'

type View = z.input<(typeof contract)['complaints']['output']>[number]
type Stage = View['stages'][number]
type Clock = NonNullable<Stage['clock']>

const TO_PRISONS_OMBUDSMAN = NUMBERS.find((kind) => KINDS[kind].to === 'ombudsman')!

/** The procedure of a complaint by its place, and the rules that give the days of its stages: those that the edition names with it count. */
const PROCEDURES = {
  england: {
    id: 'nhs-complaint',
    ...{ made: ['R09', 'R10'], acknowledged: ['R11', 'R15'], answered: ['R12', 'R13', 'R16'] },
    referred: ['R14', 'R17'],
  },
  wales: {
    id: WELSH_COMPLAINT,
    ...{ made: ['R30'], acknowledged: ['R33'], answered: ['R34'], referred: ['R41'] },
  },
  /** Care that was not the NHS’s goes the way of a prison complaint. */
  prisonCare: { id: PRISON_CARE, ...{ made: ['R18'], answered: ['R19'] } },
  prison: {
    id: 'prison-complaint',
    ...{ made: ['R18'], answered: ['R19'], appealed: ['R20'], referred: ['R21'] },
  },
} as const
type Of = { id: string } & Partial<Record<Stage['stage'], readonly string[]>>

/** The complaints of a matter, each by its procedure, with its stages and papers. */
export function complaints(parts: LetterParts): Handlers<typeof contract> {
  return {
    complaints: ({ matterId }, by) =>
      parts.vault.read(async (tx) => {
        const kinds: LetterKind[] = [...NHS_COMPLAINTS, SECOND_STAGE, TO_PRISONS_OMBUDSMAN]
        const rows = await tx
          .selectFrom('letter')
          .select('id')
          .where('matter_id', '=', matterId)
          .where('kind', 'in', kinds)
          .orderBy('seq')
          .execute()
        const ids = rows.map(({ id }) => id)
        const books = await openBooks(tx, parts)
        const opened = await openLetters(tx, { letterIds: ids, matterIds: [matterId] }, books)
        const from = opened.sources({ matterId, answers: null })
        const letters = ids.map(opened.letter).filter((one) => !one.restricted || seesAll(by))
        const papers = (await complaintPapers(tx, [matterId])).get(matterId) ?? []
        return [...nhsOf(letters, from, papers, by), ...prisonOf(letters, from)]
      }),
  }
}

type Papers = NonNullable<ReturnType<Awaited<ReturnType<typeof complaintPapers>>['get']>>

function nhsOf(
  letters: readonly LetterRecord[],
  from: Sources,
  papers: Papers,
  by: Pick<Actor, 'role'>,
): View[] {
  const ours = letters.filter(({ content: { kind } }) => NHS_COMPLAINTS.includes(kind))
  const second = letters.filter(({ content: { kind } }) => kind === SECOND_STAGE)
  if (ours.length + second.length === 0 && !from.details.issues?.length) return []
  const complaint = ours.find((one) => sentOf(one) !== null) ?? null
  const sent = complaint && sentOf(complaint)
  const day = (sent?.on ?? from.today) as Day
  const of = careProcedure(day, from)
  const { eventOn, knownOn } = from.matter
  const work = clocksBy(of, day, from)
  const replies = complaint ? repliesOf(complaint) : []
  const receipt = sent && asRecorded(from.law, (by) => receiptOf({ sent, replies }, by))
  const received = receipt ? { receipt } : null
  const theirs = replies.find(({ kind }) => THEIRS.includes(kind) || FINAL.has(kind))
  const final = replies.find(({ kind }) => FINAL.has(kind))
  const answer = work('answered', received)
  const isLate = answer !== null && answer.due < from.today
  const body = TO_OMBUDSMAN.has(of.id) || second.length > 0 ? ombudsman(SECOND_STAGE, from) : null
  const may = final !== undefined || isLate
  const stages = [
    stage(
      'made',
      sent?.on,
      true,
      work('made', eventOn ? { on: eventOn, noticeOn: knownOn } : null),
      {
        ...from,
        waits: 'the complaint to be sent',
      },
    ),
    stage('acknowledged', theirs?.on, sent !== null, work('acknowledged', received), {
      ...from,
      waits: 'the body’s acknowledgement',
    }),
    stage('answered', final?.on, sent !== null, answer, { ...from, waits: 'the body’s answer' }),
    ...(body === null
      ? []
      : referral(second, may, work('referred', since(knownOn ?? eventOn)), from)),
  ]
  return [
    {
      ...{ sort: 'nhs', place: placeOn(eventOn ?? day, from), day, stages },
      procedure: procedureOn(of.id, day, from),
      referral: body === null ? null : { body, kind: SECOND_STAGE },
      papers: papers
        .filter(({ restricted }) => !restricted || seesAll(by))
        .map((paper, at) => listed(paper, at, body, from)),
    },
  ]
}
/** The procedure by which care is complained of, with the rules of its stages. */
function careProcedure(day: Day, from: Sources): Of {
  const { id, country } = careRoute(day, from)
  if (country !== null) return country === 'Wales' ? PROCEDURES.wales : PROCEDURES.england
  return id === PRISON_CARE ? PROCEDURES.prisonCare : { id: id ?? '' }
}
/** Those that go on to the ombudsman for the NHS of the country. */
const TO_OMBUDSMAN: ReadonlySet<string> = new Set([PROCEDURES.england.id, PROCEDURES.wales.id])

/** What ends the local stage: an answer, whatever it says. */
const FINAL: ReadonlySet<string> = new Set(['answered-in-full', 'refused', 'not-held'])

function prisonOf(letters: readonly LetterRecord[], from: Sources): View[] {
  const rows = from.details.stages ?? []
  const second = letters.filter(({ content: { kind } }) => kind === TO_PRISONS_OMBUDSMAN)
  if (rows.length + second.length === 0) return []
  const appeal = rows.find(({ form }) => form === 'COMP1A')
  const first = rows.find((row) => row !== appeal)
  const day = (first?.['lodged'] || from.today) as Day
  const { eventOn } = from.matter
  const work = clocksBy(PROCEDURES.prison, day, from)
  const replied = appeal?.['replied'] || (first?.['form'] === 'COMP2' ? first['replied'] : '')
  const stages = [
    stage('made', first?.['lodged'], true, work('made', since(eventOn)), {
      ...from,
      waits: 'the first form to be handed in',
    }),
    stage(
      'answered',
      first?.['replied'],
      first !== undefined,
      work('answered', since(first?.['lodged'])),
      {
        ...from,
        waits: 'the prison’s reply',
      },
    ),
    stage(
      'appealed',
      appeal?.['lodged'],
      !!first?.['replied'],
      work('appealed', since(first?.['replied'])),
      {
        ...from,
        waits: 'the appeal form to be handed in',
      },
    ),
    stage(
      'appeal-answered',
      appeal?.['replied'],
      appeal !== undefined,
      work('answered', since(appeal?.['lodged'])),
      {
        ...from,
        waits: 'the prison’s reply to the appeal',
      },
    ),
    ...referral(second, !!replied, work('referred', since(replied)), from),
  ]
  return [
    {
      ...{ sort: 'prison', place: placeOn(eventOn ?? day, from), day, stages, papers: [] },
      procedure: procedureOn(PROCEDURES.prison.id, day, from),
      referral: {
        body: ombudsman(TO_PRISONS_OMBUDSMAN, from),
        kind: TO_PRISONS_OMBUDSMAN,
      },
    },
  ]
}

type Days = { on?: string; noticeOn?: string | null } | { receipt: ReturnType<typeof receiptOf> }
const since = (on: string | null | undefined): Days | null => (on ? { on } : null)

/** A stage by what is on record of it: what it waits for, and by when. */
function stage(
  name: Stage['stage'],
  done: string | null | undefined,
  begun: boolean,
  clock: Clock | null,
  { today, waits }: { today: string; waits: string },
): Stage {
  if (done) return { stage: name, state: 'done', on: done as Day, waits: '', clock: null }
  if (!begun) return { stage: name, state: 'ahead', on: null, waits: '', clock: null }
  const late = clock !== null && clock.due < today
  return { stage: name, state: late ? 'late' : 'open', on: null, waits, clock }
}

/** That it goes to the ombudsman, once it may, and that the ombudsman decides. */
function referral(
  letters: readonly LetterRecord[],
  may: boolean,
  clock: Clock | null,
  from: Sources,
): Stage[] {
  const letter = letters.find((one) => sentOf(one) !== null)
  const sent = letter && sentOf(letter)
  const decided = letter && repliesOf(letter).find(({ kind }) => FINAL.has(kind))
  return [
    stage('referred', sent?.on, may, clock, { ...from, waits: 'the referral to be sent' }),
    stage('decided', decided?.on, !!sent, null, { ...from, waits: 'the ombudsman’s decision' }),
  ]
}

/** The days of the stages, by the rules that the edition names with the procedure of the day. */
function clocksBy(of: Of, day: Day, { law }: Sources) {
  const version = versionOn(of.id, day, { law })
  return (name: Stage['stage'], days: Days | null): Clock | null => {
    const id = of[name]?.find((one) => version?.clocks.includes(one))
    if (id === undefined || days === null) return null
    return asRecorded(law, (by) => {
      const rule = by.law.rules.get(id)
      if (!rule) return null
      const found =
        'receipt' in days
          ? countedFrom(rule, days.receipt, by)
          : dueDate(rule, { ...eventsOf(rule, days), ...madeOn(rule, day) }, by)
      const { due, prudent, provisional, steps, check } = found
      return {
        ...{ title: rule.title, due, prudent, provisional, check },
        steps: steps.map(({ text, authority, on }) => ({ text, authority, ...(on ? { on } : {}) })),
      }
    })
  }
}
const eventsOf = (
  { versions }: Rule,
  { on, noticeOn }: { on?: string; noticeOn?: string | null },
) => ({
  on,
  ...(noticeOn && versions.some(({ startsAt }) => startsAt.includes('noticeOn'))
    ? { noticeOn }
    : {}),
})
const madeOn = ({ regimeBy }: Rule, day: Day) =>
  (regimeBy as readonly string[]).includes('madeOn') ? { madeOn: day } : {}

const versionOn = (id: string, day: Day, { law }: Pick<Sources, 'law'>) =>
  law.routing.procedures.get(id)?.versions.find((one) => inForce(one, day))

function procedureOn(id: string, day: Day, from: Sources): View['procedure'] {
  const found = versionOn(id, day, from)
  if (!found) return null
  const { text, next, mustNot, authority } = found
  return { text, next, mustNot, authority: authorityLine(authority), check: toCheck(found) }
}

/** The prison in which it happened, or the last one. */
function placeOn(day: string, { client, establishments }: Sources): string {
  const held = heldOn(client.stays, day) ?? custodyUntil(client.stays, day).at(-1)?.establishmentId
  return establishments.byId(held ?? '')?.name ?? ''
}

const ombudsman = (kind: LetterKind, from: Sources): string =>
  addresseeFor({ kind, datedOn: from.today as Day, answers: null }, from).addressee.name

/** A paper as the list gives it, with what the ombudsman may not be told of it. */
function listed(paper: Papers[number], at: number, body: string | null, from: Sources) {
  const firm = from.firm?.name ?? ''
  const { purpose } = KINDS[SECOND_STAGE]
  const isBarred = (name: string, about: InformationClass) => {
    const recipient = { name, role: 'ombudsman' as const }
    return !allowed({ recipient, class: about, purpose, on: from.today }, from.grants).allowed
  }
  const barred = body === null ? [] : paper.tells.filter((about) => isBarred(body, about))
  return {
    ...{ number: at + 1, on: paper.on as Day, what: paperWords(paper), ref: paper.ref },
    ...{ from: paper.ours ? firm : paper.other, to: paper.ours ? paper.other : firm },
    ...{ letterId: paper.letterId as LetterId, tells: [...paper.tells], barred },
  }
}
