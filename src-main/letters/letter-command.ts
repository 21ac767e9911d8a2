import { apartIn } from './apart.ts'
import { loadDeadlineLaw } from '../law/edition.ts'
import { expectCitable } from './citations.ts'
import { editionTexts } from '../law/edition-file.ts'
import { wrongFacts } from '../law/wrong-facts.ts'
import { Day, z } from '../wire/schema.ts'
import { LetterContent, LetterEdition, LetterKind } from './contract.ts'
import { editionOn } from './deadline.ts'
import { KINDS } from './kinds.ts'
import { LetterFacts } from './facts.ts'
import { lawFactsOn } from './law-facts.ts'
import { mergeLetter } from './merge.ts'
import { proceduresOn } from './procedures.ts'
import type { LetterModel } from '../typesetting/model.ts'
import { openPdfWorker } from '../typesetting/pdf-worker.ts'
import { loadTemplates } from './template.ts'
import { closeFor, deliveryLine, privilegeMark } from './wording.ts'

const Words = z.string().min(1)
const Order = z.strictObject({
  kind: LetterKind,
  /** Chosen by the day of the letter unless it is given. */
  edition: LetterEdition.optional(),
  datedOn: Day,
  facts: LetterFacts,
  firm: z.strictObject({
    name: Words,
    address: z.array(Words).min(1).max(6),
    postcode: Words,
    telephone: Words,
    email: z.string().default(''),
    dx: z.string().default(''),
    sraNumber: Words,
    regulatedBy: Words.default('Authorised and regulated by the Solicitors Regulation Authority'),
    company: z.string().default(''),
  }),
  addressee: z.strictObject({
    name: Words,
    lines: z.array(Words).min(1).max(6),
    /** The client: the letter is then marked as privileged. */
    client: z.boolean().default(false),
    youngOffenders: z.boolean().default(false),
  }),
  ourRef: Words,
  yourRef: z.string().default(''),
  delivery: LetterContent.shape.delivery.default('post'),
  signature: z.strictObject({ name: Words, capacity: Words }),
  copies: z.array(Words).default([]),
  paper: z.enum(['letterhead', 'pre-printed']).default('letterhead'),
  draft: z.boolean().default(false),
  largePrint: z.boolean().default(false),
  /** In easy words and larger type, where the kind has them. */
  easyRead: z.boolean().default(false),
})

/** A letter made from facts alone. */
export interface MadeLetter {
  pdf: Uint8Array
  pages: number
  edition: LetterEdition
  title: string
}

/** Answers `remedy letter`: the facts of one letter in, its PDF out; needs no office and records nothing. */
export async function letterCommand(
  given: unknown,
  { resources }: { resources: string },
): Promise<MadeLetter> {
  const parsed = Order.safeParse(given)
  if (!parsed.success) throw wrongFacts(parsed.error)
  const order = parsed.data
  const law = loadDeadlineLaw(editionTexts(resources))
  const edition = order.edition ?? editionOn(order.datedOn, law)
  const templates = loadTemplates(resources)
  const facts = { ...order.facts, law: lawFactsOn(order.datedOn, law) }
  const merged = mergeLetter({
    ...{ templates, kind: order.kind, edition, facts },
    procedures: proceduresOn(order.datedOn, law, order.facts.care),
    ...(order.easyRead ? { easyRead: true as const } : {}),
  })
  expectCitable({ ...merged, datedOn: order.datedOn }, law)
  const { addressee, firm, signature } = order
  const model: LetterModel = {
    ...order,
    // It records nothing, so it does not know of what day it is asked: the old law is reconstructed on any.
    ...{ copyFor: null, packing: null },
    reconstruction: edition !== 'uk-gdpr',
    title: merged.title,
    firm: { ...firm, logo: null },
    address: [addressee.name, ...addressee.lines],
    recipient: addressee.name,
    delivery: deliveryLine(order.delivery),
    confidentiality: merged.confidentiality,
    privilege: privilegeMark(addressee),
    salutation: merged.salutation,
    heading: merged.heading,
    paragraphs: merged.passages.map(({ text }) => text),
    ...apartIn(order.kind, merged.passages),
    close: closeFor(merged.salutation, KINDS[order.kind]),
    signature: { ...signature, firm: firm.name },
    enclosures: merged.enclosures.map(({ name }) => name),
    form: merged.form,
    code: null,
  }
  const worker = openPdfWorker({ resources })
  try {
    return { ...(await worker.renderLetter(model)), edition, title: merged.title }
  } finally {
    await worker.close()
  }
}
