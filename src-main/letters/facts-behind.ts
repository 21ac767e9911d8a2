import { stayOn } from '../clients/stays.ts'
import { allowed } from '../consents/allowed.ts'
import type { ConsentRecord } from '../consents/grants.ts'
import type { Day } from '../wire/schema.ts'
import type { LetterContent } from './contract.ts'
import { deadlineOf } from './deadline.ts'
import { requestOf } from './clock.ts'
import { detailsPrinted } from './detail-facts.ts'
import { answersAnother, answersQuestion, KINDS, toldOfPrison, type Question } from './kinds.ts'
import { sentOf, type LetterRecord, type Sources } from './record.ts'
import { openQuestions } from './replies.ts'
import { Refusal } from '../wire/refusal.ts'

/**
 * The form by which whoever is written to may be told who the client is for the purpose of the letter, where it was signed by the
 * day of the letter: what rests on an order of court, or on nothing yet, encloses none.
 */
export function consentFormOf(
  {
    kind,
    addressee: { name, role },
    datedOn,
  }: Pick<LetterContent, 'kind' | 'addressee' | 'datedOn'>,
  { grants, forms, today }: Pick<Sources, 'grants' | 'forms' | 'today'>,
  on: string = today,
): ConsentRecord | null {
  if (role === 'client') return null
  const { purpose } = KINDS[kind]
  const found = allowed({ recipient: { name, role }, class: 'identity', purpose, on }, grants)
  const kept = found.allowed ? forms.find(({ row }) => row.id === found.grantId) : undefined
  return kept?.form.kind === 'consent-to-tell' && kept.form.signedOn <= datedOn ? kept : null
}

/** The day of that form. */
export function signedConsent(...about: Parameters<typeof consentFormOf>): { on: Day } | null {
  const kept = consentFormOf(...about)
  return kept && { on: kept.form.signedOn as Day }
}

/** The letters that cannot be written but from one that another speaks of, by their part, and what that one is. */
const STARTS_FROM: Record<string, string> = {
  challenge: 'the request that was refused',
  answer: 'the request that the holder asked about',
}

/**
 * Whether a letter told its reader that the client is in prison, as far as its kind says; one about a letter to a body outside
 * told no more than that one.
 */
export const saidPrison = ({
  content: { kind },
  answered,
}: Pick<LetterRecord, 'content' | 'answered'>): boolean =>
  toldOfPrison(kind) && !(answersAnother(kind) && answered && !toldOfPrison(answered.content.kind))

/** Of a letter about another that left: that one, and what it asked for. A chaser has its own account of it. */
export function answeredFacts(
  { kind, datedOn }: Pick<LetterContent, 'kind' | 'datedOn'>,
  { answered, client: { stays } }: Pick<Sources, 'answered' | 'client'>,
) {
  const { part } = KINDS[kind]
  if (part === 'chaser' || part === 'notice') return null
  const sent = answered && sentOf(answered)
  const about = answered?.content.kind
  const asked = (about && KINDS[about].asks?.records) ?? null
  const from = STARTS_FROM[part]
  if (from !== undefined && (!sent || !asked))
    throw new Refusal('invalid-input', `Start this letter from ${from}.`, {
      answers: `Choose ${from}.`,
    })
  if (part === 'move' && (!sent || !saidPrison(answered)))
    throw new Refusal('invalid-input', NOT_TOLD, { answers: 'Choose another letter.' })
  const here = stayOn(stays, datedOn)
  if (part === 'move' && (!here || stays.indexOf(here) === 0))
    throw new Refusal('invalid-input', NOT_MOVED, { kind: NOT_MOVED })
  if (!sent || !about) return null
  const hasDay = KINDS[about].clock !== null
  return { sentOn: sent.on as Day, asked, outside: !saidPrison(answered), hasDay }
}
const NOT_MOVED =
  'No move of this client is recorded. Record on the client’s page where the client is.'
const NOT_TOLD =
  'Of a move those are told whom a letter told where the client was. Start this letter from one that was sent to such a body.'

/**
 * The question of the holder that a letter answers: the oldest that is open, else the last that was asked. A letter about a fee
 * supplies no proof of identity, and one that supplies proof answers no demand for a fee.
 */
export function questionIn(
  kind: LetterContent['kind'],
  { answered, details }: Pick<Sources, 'answered' | 'details'>,
): { kind: Question; on: string } | null {
  const request = answered && requestOf(answered)
  if (!request) return null
  const demanded = detailsPrinted(kind).includes('demand') && details.demand?.[0]?.['asked']
  const isIts = ({ kind: asked }: { kind: string }) =>
    answersQuestion(kind, [asked]) &&
    (!demanded || (asked === 'fee-asked') === (demanded === 'fee'))
  const [open] = openQuestions(request.replies).filter(isIts)
  const found = open ?? request.replies.filter(isIts).at(-1)
  return found ? { kind: found.kind as Question, on: found.on } : null
}

/** Of an answer to a holder: the day of its question, of receipt, and when the answer had been due where it asked only after that. */
export function questionFacts(
  { kind }: Pick<LetterContent, 'kind'>,
  from: Pick<Sources, 'answered' | 'details' | 'law'>,
) {
  if (KINDS[kind].part !== 'answer') return null
  const question = questionIn(kind, from)
  const request = from.answered && requestOf(from.answered)
  if (!question || !request)
    throw new Refusal(
      'invalid-input',
      'No such question of the holder is recorded with this request. Record the reply first, or correct in the case details what was asked for.',
      { answers: 'Choose the request that the holder asked about.' },
    )
  // As it stood when they asked: a pause or a new beginning that follows from the question is no answer to it.
  const before = request.replies.filter(({ on }) => on < question.on)
  const then = { ...request, replies: before.filter(({ kind: one }) => one !== 'id-asked') }
  const deadline = deadlineOf(then, question.on, from.law)
  const receivedOn = (deadline?.receivedOn ?? request.sent.on) as Day
  return {
    ...{ on: question.on as Day, receivedOn, receiptEstimated: deadline?.receiptEstimated ?? true },
    dueOn: deadline && deadline.daysLate > 0 ? (deadline.due as Day) : null,
  }
}
