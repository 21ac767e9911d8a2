import { daysAfter } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { asRecorded, dueDate, type CountingLaw } from '../deadlines/due-date.ts'
import type { DetailRow } from '../details/groups.ts'
import { topicEntry } from '../law/entry-of.ts'
import { authorityLine, inForce, toCheck } from '../law/provenance.ts'
import { asAt } from '../law/reference.ts'
import { namesIn } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import type { LetterId } from './contract.ts'
import { barBy, copyDecided, mayHarm } from './client-copy.ts'
import { requestOf } from './clock.ts'
import { COMPLAINT_RULE, countedFrom, deadlineOf, receiptOf } from './deadline.ts'
import { addresseeFor, merged } from './drafting.ts'
import { KINDS, kindThat, NUMBERS, type LetterKind } from './kinds.ts'
import { mayFollow, reached } from './lifecycle.ts'
import { OPINION_RULE, opinionAge } from './opinion-age.ts'
import {
  openBooks,
  openLetters,
  recordHappened,
  repliesOf,
  type LetterParts,
  type LetterRecord,
  type Sources,
} from './record.ts'
import type { refusals as contract } from './refusal-contract.ts'
import { isRefusal } from './replies.ts'
import { expectInSight, inSightOf } from './sight.ts'

type View = z.input<(typeof contract)['refusal']['output']>
type Clock = View['steps'][number]['clocks'][number]

const CHALLENGE = kindThat('challenge')

/** Which topics of the edition say by what law a paragraph of the challenge asks; what is not here asks by its own words. */
const TOPICS: Readonly<Record<string, readonly string[]>> = {
  harm: ['2.4.10', '2.4.11'],
  professional: ['2.4.11'],
  opinion: ['2.4.11'],
  'harm-to': ['2.4.10'],
  'third-party': ['2.4.12'],
  'not-held': ['2.4.6'],
  'no-reasons': ['2.4.14'],
  duty: ['2.4.14'],
  routes: ['2.4.14'],
}

/** What can be done about a refusal, in the order in which it is done: the topics that explain it, and the rules that give its days. */
const STEPS = [
  { step: 'chase', topics: ['2.4.3'], rules: [] },
  { step: 'challenge', topics: ['2.4.14'], rules: [] },
  { step: 'controller', topics: ['2.4.15'], rules: [COMPLAINT_RULE] },
  { step: 'regulator', topics: ['2.4.15', '2.4.16'], rules: ['R47', 'R48'] },
  { step: 'court', topics: ['2.4.17'], rules: ['R23'] },
] as const

/** The letter by which each step is taken. */
const TAKEN_BY: Record<(typeof STEPS)[number]['step'], LetterKind | null> = {
  chase: null,
  challenge: CHALLENGE,
  controller: NUMBERS.find((kind) => KINDS[kind].clock === 'data-complaint')!,
  regulator: NUMBERS.find((kind) => KINDS[kind].to === 'regulator')!,
  court: NUMBERS.find((kind) => KINDS[kind].details.includes('dataClaim'))!,
}

/** What follows from a refusal, by the answers so far, and what is decided of the client’s own copy. */
export function refusals(parts: LetterParts): Handlers<typeof contract> {
  const { vault, log } = parts
  const opened = async (tx: Readable, letterId: string, by: Actor) => {
    const books = await openBooks(tx, parts)
    const all = await openLetters(tx, { letterIds: [letterId], answers: letterId }, books)
    const one = inSightOf(expectInSight(all.letter(letterId), by), by)
    const { matterId } = one.content
    const from = inSightOf(all.sources({ matterId, answers: one.row.id as LetterId }), by)
    return { one, from }
  }
  const shown = async (
    tx: Readable,
    { one, from }: Awaited<ReturnType<typeof opened>>,
    answers: DetailRow | null,
  ): Promise<View> => {
    const nameOf = await namesIn(tx)
    const asked = answers ? { ...from, details: { ...from.details, refusal: [answers] } } : from
    return viewOf(one, asked, nameOf)
  }
  return {
    refusal: ({ letterId, answers }, by) =>
      vault.read(async (tx) => shown(tx, await opened(tx, letterId, by), answers)),

    decideCopy: ({ letterId, version, decision, reason }, by) =>
      vault.write(async (tx) => {
        const { one, from } = await opened(tx, letterId, by)
        const isRefused = repliesOf(one).some(isRefusal) || copyDecided(one) !== null
        if (!isRefused || !mayFollow(reached(one.events), 'client-copy-decided'))
          throw new Refusal('conflict', NOT_REFUSED)
        if (newestOf(one)?.seq !== version)
          throw new Refusal(
            'conflict',
            'Somebody recorded a refusal, or decided about the client’s copy, after you opened this. Read that first.',
          )
        const said = { decision, reason }
        const now = await recordHappened(log, tx, by, one, 'client-copy-decided', said)
        return shown(tx, { one: now, from }, null)
      }),
  }
}

/** The newest entry by which it is decided whether the client gets a copy: a refusal as it stands, or the last decision. */
function newestOf(one: LetterRecord) {
  const refused = repliesOf(one).filter(isRefusal)
  const newest = Math.max(copyDecided(one)?.seq ?? 0, ...refused.map(({ seq }) => seq))
  return one.events.find(({ seq }) => seq === newest)
}

function viewOf(one: LetterRecord, from: Sources, nameOf: (id: string) => string): View {
  const { law } = from
  const opinion = opinionAge(from.details, law)
  const { seq: _, ...decided } = copyDecided(one) ?? { seq: null }
  const newest = newestOf(one)
  return {
    replies: repliesOf(one)
      .filter(isRefusal)
      .map(({ seq, kind, on }) => ({ seq, kind, on: on as Day })),
    opinion: opinion && { ...opinion, authority: ruleAuthority(OPINION_RULE, from) },
    ...challengeOf(one, from),
    steps: STEPS.map(({ step, topics, rules }) => ({
      ...{ step, kind: TAKEN_BY[step] },
      says: saysOf(topics, from),
      authorities: topics.flatMap((topic) => authorityOf(topic, from)),
      clocks:
        step === 'chase'
          ? chaseClock(one, from)
          : step === 'challenge'
            ? challengeClock(from)
            : rules.flatMap((rule) => clockOf(rule, from)),
    })),
    copy: {
      ...{ version: newest?.seq ?? 0, at: newest?.at ?? '' },
      by: newest ? nameOf(newest.by) : '',
      toDecide: mayHarm(from.details) || barBy({ ...one, ...one.content }, from) !== null,
      decided: 'by' in decided ? { ...decided, by: nameOf(decided.by) } : null,
    },
  }
}

/** The paragraphs of the challenge that the answers make, by the law of today. */
function challengeOf(one: LetterRecord, from: Sources): Pick<View, 'paragraphs' | 'bar'> {
  const about = {
    ...{ kind: CHALLENGE, datedOn: from.today as Day, answers: one.row.id as LetterId },
    ...{ consentRequested: null, applicant: undefined },
  }
  if (!repliesOf(one).some(isRefusal)) return { paragraphs: [], bar: NOT_REFUSED }
  try {
    const { addressee } = addresseeFor(about, from)
    const { passages } = merged({ ...about, addressee }, from)
    const template = from.templates.get(CHALLENGE)?.passages ?? []
    const follows = new Set(
      template.filter(({ text }) => FROM_ANSWERS.test(text)).map(({ id }) => id),
    )
    const paragraphs = passages
      .filter(({ id }) => follows.has(id))
      .map(({ id, text }) => ({
        ...{ id, text },
        authorities: (TOPICS[id] ?? []).flatMap((topic) => authorityOf(topic, from)),
      }))
    return { paragraphs, bar: '' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { paragraphs: [], bar: error.message }
  }
}
const NOT_REFUSED = 'No refusal is recorded of this letter. Record the reply first.'
const FROM_ANSWERS = /\b(refusal|opinion)\.\w/

function versionOf(topicId: string, { law, today }: Sources) {
  const topic = law.reference.topics.get(topicId)
  const version = topic && asAt(topic, today)
  return topic && version ? { topic, version } : null
}

const saysOf = (topics: readonly string[], from: Sources): string =>
  topics.flatMap((id) => versionOf(id, from)?.version.text ?? []).join(' ')

function authorityOf(topicId: string, from: Sources): View['steps'][number]['authorities'] {
  const found = versionOf(topicId, from)
  if (!found) return []
  const { raw } = topicEntry(found.topic, found.version, from.law)
  return [{ text: authorityLine(raw.authority), topic: topicId, check: toCheck(raw) }]
}

const ruleAuthority = (id: string, { law, today }: Sources): string => {
  const version = law.law.rules.get(id)?.versions.find((one) => inForce(one, today))
  return version ? authorityLine(version.authority) : ''
}

/** When the request itself was due, once it is decided that its time goes on running. */
function chaseClock(one: LetterRecord, { law, today }: Sources): Clock[] {
  const request = requestOf(one)
  const open = request && {
    ...request,
    replies: request.replies.filter((reply) => !isRefusal(reply)),
  }
  const found = open && asRecorded(law, (by) => deadlineOf(open, today, by))
  return found ? [titled(found.rule, found, law)] : []
}

/** The day that the challenge asks for, were it dated today: no law gives it. */
function challengeClock({ today }: Sources): Clock[] {
  const due = daysAfter(today, KINDS[CHALLENGE].answerIn!) as Day
  const text = `A challenge dated today asks for an answer by ${formatDay(due)}; no law gives the day.`
  return [
    {
      ...{ title: 'Answer to the challenge', rule: '', due, prudent: due, provisional: false },
      ...{ steps: [{ text, authority: '', on: due }], check: [] },
    },
  ]
}

/** What a rule gives were the step taken today by post, or from the day of the refusal where the rule counts from an act. */
function clockOf(id: string, { law, today, details }: Sources): Clock[] {
  const found = asRecorded(law, (by) => {
    const rule = by.law.rules.get(id)
    if (!rule) return null
    if (rule.trigger.event === 'on')
      return dueDate(rule, { on: details.refusal?.[0]?.['on'] || today }, by)
    const sent = { on: today, route: 'first-class' }
    return countedFrom(rule, receiptOf({ sent, replies: [] }, by), by)
  })
  return found ? [titled(id, found, law)] : []
}

type Counted = Pick<Clock, 'due' | 'prudent' | 'provisional'> & {
  steps: readonly { text: string; authority: string; on?: string | undefined }[]
  check?: string[] | undefined
}
function titled(
  rule: string,
  { due, prudent, provisional, steps, check = [] }: Counted,
  law: CountingLaw,
): Clock {
  const title = law.law.rules.get(rule)?.title ?? ''
  return {
    ...{ title, rule, due, prudent, provisional, check },
    steps: steps.map(({ text, authority, on }) => ({ text, authority, ...(on ? { on } : {}) })),
  }
}
