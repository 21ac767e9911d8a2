import { foldedWords } from '../search/fold.ts'
import { isDay } from '../wire/schema.ts'
import { prisonNumberForm, tidyPrisonNumber } from './prison-number.ts'

/** What a person typed into the search field, taken apart. */
export interface Sought {
  /** Folded, in the order typed. */
  words: string[]
  /** Tidied; the whole number or its beginning. */
  number: string | null
  bornOn: string | null
  /** A year typed beside a name: `bozek 1988`. */
  bornIn?: string
  /** Every word of a text too long to look for each: a sentence that may hold a whole name. */
  all?: string[]
}

const MOST_WORDS = 8
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = `(?:${MONTHS.join('|')})[a-z]*`
const YEAR = String.raw`(\d{4}|\d{2})`
const GAP = String.raw`[\s./,-]+`

type DateForm = [form: RegExp, order: readonly ('day' | 'month' | 'year')[]]
const DATES: DateForm[] = [
  [/(?<![\w])(\d{4})-(\d{1,2})-(\d{1,2})(?!\w)/i, ['year', 'month', 'day']],
  [
    new RegExp(`(?<!\\w)(\\d{1,2})${GAP}(\\d{1,2})${GAP}${YEAR}(?!\\w)`, 'i'),
    ['day', 'month', 'year'],
  ],
  [
    new RegExp(
      `(?<!\\w)(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?[\\s./-]*(${MONTH})[\\s./,-]*${YEAR}(?!\\w)`,
      'i',
    ),
    ['day', 'month', 'year'],
  ],
  [
    new RegExp(`(?<!\\w)(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?${GAP}${YEAR}(?!\\w)`, 'i'),
    ['month', 'day', 'year'],
  ],
  [/(?<!\w)(\d{2})(\d{2})(\d{4}|\d{2})(?!\w)/, ['day', 'month', 'year']],
]
/** What a person may write before a date of birth. */
const BORN = /(?:\b(?:d\.?o\.?b\.?|date of birth|born(?:\s+on)?|b\.)|\(\s*b\.?)[\s:]*$/i
/** The prison beside a name or a number, which names nobody. */
const PLACE = /[(,;-]?\s*\bHM\s?(?:P|YOI|Prison)\b[^,;)]*\)?/gi

/** What is written before a name or a number and is part of neither. */
const TITLES = new Set(
  'mr mrs ms miss mx dr sir messrs mister master prof professor esq esquire'.split(' '),
)
const ABOUT = new Set('re ref our your client fw fwd regarding subject dear sirs madam'.split(' '))
const BEFORE_A_NUMBER = new Set('no nr number prison prisoner noms nomis'.split(' '))
const YEAR_ALONE = /^(?:19|20)\d{2}$/
/** `Fenwright’s records`. */
const OF = /['’]s$/iu
const ROUND_ABOUT = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu

/** Interprets a search: a date of birth in any English form, a prison number, names; `today` places two-figure years. */
export function readSearch(text: string, today: string): Sought {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const { bornOn, rest: named } = takeDate(plain, today)
  const elsewhere = named.replace(PLACE, ' ')
  const rest = /[\p{L}\p{N}]/u.test(elsewhere) ? elsewhere : named
  const number = wholeNumber(rest)
  if (number !== null) return { words: [], number, bornOn }
  const parts = rest
    .split(/[\s/|;:,]+/)
    .map((part) => part.replace(ROUND_ABOUT, '').replace(OF, ''))
    .filter((part) => part !== '')
  const isYear = (part: string) => bornOn === null && YEAR_ALONE.test(part) && parts.length > 1
  const numbered =
    parts.find((part) => prisonNumberForm(part) !== null) ??
    parts.find((part) => /\d/.test(part) && /[\p{L}\p{N}]{2}/u.test(part) && !isYear(part))
  const year = parts.find(isYear)
  const words = parts
    .filter((part) => part !== numbered && part !== year)
    .flatMap(foldedWords)
    .filter((word) => numbered === undefined || !BEFORE_A_NUMBER.has(word))
  const left = (among: string[], without: ReadonlySet<string>, enough: boolean) => {
    const kept = among.filter((word) => !without.has(word))
    return kept.length > 0 || enough ? kept : among
  }
  const beside = left(words, ABOUT, numbered !== undefined)
  const meant = left(beside, TITLES, false)
  return {
    words: meant.slice(0, MOST_WORDS),
    ...(meant.length > MOST_WORDS ? { all: meant } : {}),
    number: numbered === undefined ? null : tidyPrisonNumber(numbered),
    bornOn,
    ...(year === undefined ? {} : { bornIn: year }),
  }
}

/** `a 1234 bc` typed alone is one number, not three words. */
function wholeNumber(rest: string): string | null {
  const together = tidyPrisonNumber(rest.replace(ROUND_ABOUT, ''))
  return /^[A-Z]{1,2}\d{1,4}[A-Z]{0,2}$/.test(together) ? together : null
}

function takeDate(text: string, today: string): { bornOn: string | null; rest: string } {
  for (const [form, order] of DATES) {
    const found = form.exec(text)
    if (!found) continue
    const part = (name: 'day' | 'month' | 'year') => found[order.indexOf(name) + 1]!
    const day = `${fullYear(part('year'), today)}-${monthOf(part('month'))}-${part('day').padStart(2, '0')}`
    if (!isDay(day)) continue
    const before = text.slice(0, found.index).replace(BORN, '')
    return { bornOn: day, rest: `${before} ${text.slice(found.index + found[0].length)}` }
  }
  return { bornOn: null, rest: text }
}

const monthOf = (typed: string): string => {
  const named = MONTHS.indexOf(typed.slice(0, 3).toLowerCase()) + 1
  return (named > 0 ? String(named) : typed).padStart(2, '0')
}

/** Two figures mean the latest such year in which a prisoner of today can have been born. */
function fullYear(typed: string, today: string): string {
  if (typed.length === 4) return typed
  const youngest = Number(today.slice(0, 4)) - 10
  const century = Math.floor(youngest / 100) * 100
  const year = century + Number(typed)
  return String(year > youngest ? year - 100 : year)
}
