import { apartIn } from './apart.ts'
import { DETAIL_CLASSES, DETAILS, type DetailGroup, type DetailRow } from '../details/groups.ts'
import { daysAfter } from '../dates/days.ts'
import { oldRequestsEnd, type DeadlineLaw } from '../law/edition.ts'
import type { LetterModel } from '../typesetting/model.ts'
import type { Day } from '../wire/schema.ts'
import type { LetterEdition, LetterKind } from './contract.ts'
import { detailsPrinted } from './detail-facts.ts'
import type { LetterFacts } from './facts.ts'
import { asksFor, isChaser, KINDS } from './kinds.ts'
import { lawFactsOn } from './law-facts.ts'
import { mergeLetter } from './merge.ts'
import { isOfOneCountry, isProcedure, proceduresOn } from './procedures.ts'
import type { Template } from './template.ts'
import { closeFor, deliveryLine, privilegeMark } from './wording.ts'

/** A row in which everything is plainly invented. */
function exampleRow({ fields }: DetailGroup, on: Day): DetailRow {
  const rows = Object.entries(fields).map(([id, { label, input, options }]): [string, string] => {
    const said = label.toLowerCase()
    if (id === 'address') return [id, '1 Example Street\nExampleton']
    if (id === 'postcode') return [id, 'EX1 1AA']
    if (input === 'day') return [id, on]
    if (input === 'time') return [id, '14:05']
    if (input === 'choice') return [id, Object.keys(options!)[0]!]
    if (input === 'class') return [id, DETAIL_CLASSES[0]!]
    return [id, input === 'prose' ? `An invented sentence for “${said}”.` : `Example (${said})`]
  })
  return Object.fromEntries(rows)
}

const FIRM = {
  ...{ name: 'Example & Co (invented)', address: ['1 Example Row', 'Exampleton'] },
  ...{ postcode: 'EX1 1AA', telephone: '01632 960000', email: 'post@example.invalid', dx: '' },
  ...{ sraNumber: '000000', company: '', logo: null },
  regulatedBy: 'Authorised and regulated by the Solicitors Regulation Authority',
}

/** Facts of a case that there never was, with something in everything that a template may print. */
function exampleFacts(
  { kind, inWales }: { kind: LetterKind; inWales: boolean },
  today: Day,
  law: DeadlineLaw,
): LetterFacts {
  const ago = (days: number) => daysAfter(today, -days) as Day
  const ahead = (days: number) => daysAfter(today, days) as Day
  const records = asksFor(kind, null)?.records ?? ('health-records' as const)
  const ofComplaint = isChaser(kind) && KINDS[kind].purpose === 'complaint'
  const rows = detailsPrinted(kind).map((name): [string, DetailRow[]] => [
    name,
    [exampleRow(DETAILS[name], ago(20))],
  ])
  const paper = { title: 'Letter', to: 'Example Health Services', on: ago(30), ref: 'EX/1' }
  return {
    client: {
      ...{ name: 'Ann Example', dear: 'Ms Example', otherNames: ['Ann Sample'] },
      ...{ bornOn: '1980-01-01' as Day, prisonNumber: 'A0000EX', nhsNumber: '000 000 0000' },
      ...{ formerNumbers: ['EX0000'], prison: 'HMP Exampleton', privilege: 'Prison Rule 39' },
    },
    law: lawFactsOn(today, law),
    care: { inWales },
    signedConsent: { on: ago(40) },
    addressee: { name: 'Example Health Services', dear: null },
    firm: { name: FIRM.name, address: FIRM.address, email: FIRM.email, telephone: FIRM.telephone },
    authority: { signedOn: ago(40) },
    request: {
      ...{ from: ago(800), stays: [{ prison: 'HMP Exampleton', from: ago(800) }] },
      ...{
        classes: KINDS[kind].asks?.classes.slice(0, 2) ?? null,
        preserve: 'the example landing',
      },
    },
    deceased: {
      ...{ diedOn: ago(60), applicant: 'Bo Example', address: '1 Example Street, Exampleton' },
      ...{ capacity: 'claimant', claim: 'A claim that is invented.' },
    },
    answer: { by: ahead(KINDS[kind].answerIn ?? 14) },
    limitation: [{ claim: 'Personal injury', on: ahead(400) }],
    answered: { sentOn: ago(50), asked: records },
    question: { on: ago(10), receivedOn: ago(48), receiptEstimated: true },
    named: exampleRow(DETAILS.holders, ago(20)),
    details: Object.fromEntries(rows),
    overdue: {
      ...{ asked: ofComplaint ? ('nhs-complaint' as const) : records, sentOn: ago(50) },
      ...{ receivedOn: ago(48), receiptEstimated: true, dueOn: ago(12), daysLate: 12 },
      ...{ authority: 'the rule of the day', answerBy: ahead(7) },
    },
    consent: {
      ...{ recipient: 'Example Housing', purpose: 'an example can be shown' },
      ...{ purposeMine: 'an example can be shown', classes: ['an invented class of information'] },
    },
    withdrawal: {
      ...{ receivedOn: ago(5), consentSignedOn: ago(90), recipient: 'Example Housing' },
      ...{ sent: [paper], recalled: [paper], answerBy: ahead(7) },
    },
  }
}

/** Whether a template says of care in Wales what it does not say of care in England, or the other way round. Pure. */
export const differsInWales = ({ written, passages, headings, enclosures }: Template): boolean =>
  /\bcare\.inWales\b/.test(written) ||
  [...passages, ...headings, ...enclosures].some(({ editions }) =>
    editions.some((one) => isProcedure(one) && isOfOneCountry(one)),
  )

/** A letter by a template as it is being written, about a client who is invented, under today's law or the former. Pure. */
export function examplePaper({
  template,
  easyRead = false,
  edition,
  inWales = false,
  today,
  law,
}: {
  template: Template
  easyRead?: boolean
  edition: LetterEdition
  inWales?: boolean
  today: string
  law: DeadlineLaw
}): { model: LetterModel; datedOn: Day } {
  const { kind } = template
  const last = oldRequestsEnd(law)
  const datedOn = (edition === 'dpa-1998' && last !== null ? last : today) as Day
  const merged = mergeLetter({
    ...{ templates: new Map([[kind, template]]), kind, edition },
    procedures: proceduresOn(datedOn, law, { inWales }),
    facts: exampleFacts({ kind, inWales }, datedOn, law),
  })
  const { toClient } = KINDS[kind]
  const to = toClient ? 'Ms Ann Example A0000EX' : 'Example Health Services'
  const model: LetterModel = {
    ...{ title: merged.title, datedOn, paper: 'letterhead', firm: FIRM, recipient: to },
    address: [
      to,
      ...(toClient ? ['HMP Exampleton'] : []),
      '1 Example Street',
      'Exampleton',
      'EX1 1AA',
    ],
    ...{ ourRef: 'EX/EXAMPLE/1', yourRef: '', delivery: deliveryLine('post') },
    confidentiality: merged.confidentiality,
    privilege: privilegeMark({ client: toClient, youngOffenders: false }),
    ...{ salutation: merged.salutation, heading: merged.heading },
    paragraphs: merged.passages.map(({ text }) => text),
    ...apartIn(kind, merged.passages),
    close: closeFor(merged.salutation, { toClient }),
    signature: { name: 'Cy Example', capacity: 'Solicitor', firm: FIRM.name },
    enclosures: merged.enclosures.map(({ name }) => name),
    ...{ copies: [], form: merged.form, code: null, draft: true, reconstruction: false },
    ...{ fileCopy: false, largePrint: false, easyRead, copyFor: null, packing: null },
  }
  return { model, datedOn }
}
