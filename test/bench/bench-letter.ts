import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { sampleLetter } from '../letters/sample-letter.ts'

/** What every writer is given: the same words in the same sizes, one after the other. */
export interface PlainBlock {
  kind: 'name' | 'small' | 'line' | 'heading' | 'paragraph' | 'gap'
  text: string
}

const FORENAMES = ['Siân', 'Łukasz', 'Aisha', 'Zoë', 'Piotr', 'Małgorzata', 'Tŵm', 'Priya']
const SURNAMES = [
  'Llŷr-Jones',
  'Wiśniewska',
  'Khan',
  'Ap Gruffydd',
  'Okafor',
  'Żółkiewski',
  'Rhŷs',
  'Patel',
]

/** Made beforehand: filling in a template is not what is measured. */
const KEPT = 256
const made = new Map<string, LetterModel>()

/** Letter number `n` (one of 256 clients), of one page (a reminder) or two (a request for records),. */
export function benchLetter(n: number, pages: 1 | 2): LetterModel {
  const key = `${n % KEPT} ${pages}`
  const known = made.get(key) ?? makeLetter(n % KEPT, pages)
  made.set(key, known)
  return known
}

function makeLetter(n: number, pages: 1 | 2): LetterModel {
  const name = `${FORENAMES[n % 8]} ${SURNAMES[(n >> 3) % 8]} ${n}`
  const model = sampleLetter(pages === 1 ? 'L09' : 'L03', 'uk-gdpr', name)
  return { ...model, ourRef: `HV/${n}/14` }
}

/** The same letter as blocks of words, for writers that know nothing of letters. */
export function plainly(model: LetterModel): PlainBlock[] {
  const { firm, signature } = model
  const block = (kind: PlainBlock['kind']) => (text: string) => ({ kind, text })
  const gap = { kind: 'gap' as const, text: '' }
  const paragraphs = model.paragraphs
    .flatMap((text) => text.split(/\n+/))
    .map((text) => text.replaceAll('**', '').replace(/^- /, '• '))
  return [
    block('name')(firm.name),
    ...[firm.address.join(', '), firm.postcode, firm.telephone, firm.email].map(block('small')),
    gap,
    ...model.address.map(block('line')),
    gap,
    ...[
      model.ourRef,
      model.yourRef,
      model.datedOn,
      model.confidentiality ?? '',
      model.delivery,
    ].map(block('line')),
    block('paragraph')(model.salutation),
    block('heading')(model.heading),
    ...paragraphs.map(block('paragraph')),
    block('paragraph')(model.close),
    gap,
    gap,
    ...[
      signature?.name ?? '',
      signature?.capacity ?? '',
      signature?.firm ?? '',
      ...model.enclosures,
    ].map(block('line')),
    ...[firm.regulatedBy, firm.sraNumber, firm.company, model.code ?? ''].map(block('small')),
  ].filter(({ kind, text }) => kind === 'gap' || text !== '')
}

export const SIZES: Record<PlainBlock['kind'], number> = {
  name: 16,
  small: 7.5,
  line: 11,
  heading: 11,
  paragraph: 11,
  gap: 11,
}
