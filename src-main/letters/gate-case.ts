import { deathOf } from '../clients/stays.ts'
import { formatDay } from '../dates/words.ts'
import { askedIn } from './asking.ts'
import { paperWords, SECOND_STAGE } from './complaint-papers.ts'
import type { GateCase, Printed } from './gate.ts'
import { lacksOfKind } from './held-to-kind.ts'
import { asksAgain } from './kinds.ts'
import { reached } from './lifecycle.ts'
import { LetterApproved } from './logged.ts'
import { nothingToAnswer } from './own-answer.ts'
import { printedOf } from './printed.ts'
import { holderNow, unsettledIn } from './drafting.ts'
import { answering, answersFault, ownOn, unknownTo } from './who.ts'
import { applicantIn, chasedBy, type LetterRecord } from './record.ts'

/** The record as the gate looks at it on a day. Pure. */
export const gateCase = (one: LetterRecord, on: string): GateCase => ({
  ...{ content: one.content, grants: one.grants, bases: one.bases, on },
  printed: [...readBy(one), ...copiesOf(one), ...earlierTold(one)],
  own: ownOn(one, on),
  placeAsked: reached(one.events) !== 'draft' || unsettledIn(one.content, one) !== null,
  unknown: reached(one.events) === 'draft' ? unknownTo(one) : [],
  lacks: reached(one.events) === 'draft' ? lacksOfKind(one) : [],
  answers: readWhole(one)
    ? (answersFault(one.content, answering(one)) ?? nothingToAnswer(one))
    : null,
  diedOn: deathOf(one.client.stays),
  proposed: holderNow(one.content, one)?.addressee ?? null,
  ...{ acting: one.acting, applicant: applicantIn(one) },
  ...{ chased: chasedBy(one), toldBefore: one.toldBefore, sensitive: one.sensitive },
  asked: askedIn({
    ...one,
    chased: asksAgain(one.content.kind) ? one.answered : null,
  }),
})

/** What the copies tell that go with a letter to the ombudsman: every paper of the complaint, by each class that it tells. */
function copiesOf(one: LetterRecord): Printed[] {
  const { kind, enclosures } = one.content
  if (kind !== SECOND_STAGE || enclosures.length === 0) return []
  return one.chain.flatMap((paper) =>
    paper.tells.map((about) => ({
      ...{ what: 'enclosure', at: '0', where: 'enclosures', class: about, decided: true },
      ...{ text: `${paperWords(paper)} of ${formatDay(paper.on)}`, tells: [], ours: true },
    })),
  )
}

/** What an earlier letter tells that is enclosed: every class of it besides the one that the enclosure counts as. */
const earlierTold = ({ content, earlier }: LetterRecord): Printed[] =>
  content.enclosures.flatMap(({ name, class: is, document }, place) => {
    const letter = document?.tells && earlier.find(({ id }) => id === document.id)
    return (document?.tells ?? [])
      .filter((about) => about !== is)
      .map((about) => ({
        ...{ what: 'enclosure', at: String(place), where: 'enclosures', class: about },
        ...{ decided: true, text: name, tells: [], ours: true },
        ...(letter?.onlyAsked.includes(about) ? { hadBy: letter.readers } : {}),
      }))
  })

/** A letter that was approved before all that is printed was read is read as it was then. */
function readBy(one: LetterRecord): readonly Printed[] {
  const printed = printedOf(one)
  if (readWhole(one)) return printed
  const template = new Set(
    one.content.passages.flatMap(({ id, origin }) => (origin === 'template' ? id : [])),
  )
  return printed
    .filter(({ since, outside }) => !since && !outside)
    .map((one) => (one.what === 'passage' && template.has(one.at) ? { ...one, tells: [] } : one))
}
/** Whether everything that is printed was read and held against the records: of each draft, and of what was approved since. */
export function readWhole({ events }: LetterRecord): boolean {
  if (reached(events) === 'draft') return true
  const approval = events.find(({ act }) => act === 'letter-approved')
  return APPROVAL.parse(approval?.said ?? {}).read === 'whole'
}
const APPROVAL = LetterApproved.pick({ read: true })
