import { formatList } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'

type Range = readonly [first: number, last: number]

/** Letters, signs and spaces of English, Welsh and the rest of Europe that writes with Latin letters. */
const latin: readonly Range[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x17f],
  [0x218, 0x21b],
  [0x1e80, 0x1e85],
  [0x1ef2, 0x1ef3],
  [0x2010, 0x2015],
  [0x2018, 0x201e],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x2030, 0x2030],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x2044, 0x2044],
  [0x20ac, 0x20ac],
  [0x2116, 0x2116],
  [0x2122, 0x2122],
]

/**
 * The characters that every letter face has, by the fonts in `resources/fonts`: `latin` for nearly every letter, and
 * `wide`, twice its size, which adds the rest of Latin (Vietnamese, Yoruba), marks that combine, Greek and Cyrillic.
 */
export const covered: Readonly<Record<'latin' | 'wide', readonly Range[]>> = {
  latin,
  wide: [
    ...latin,
    [0x180, 0x217],
    [0x21c, 0x24f],
    [0x2b0, 0x2dd],
    [0x300, 0x345],
    [0x374, 0x375],
    [0x37a, 0x37e],
    [0x384, 0x38a],
    [0x38c, 0x38c],
    [0x38e, 0x3a1],
    [0x3a3, 0x3e1],
    [0x3f0, 0x3ff],
    [0x400, 0x52f],
    [0x1e00, 0x1e7f],
    [0x1e86, 0x1ef1],
    [0x1ef4, 0x1eff],
  ],
}

/** A character that cannot be printed, and what it is called in a message. */
export interface MissingGlyphs {
  character: string
  name: string
}

/** Texts of nothing but these characters and line ends. */
const only = (ranges: readonly Range[]) => {
  const escape = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`
  return new RegExp(`^[\\n${ranges.map((range) => range.map(escape).join('-')).join('')}]*$`)
}
const inWide = only(covered.wide)
const inLatin = only(covered.latin)

const NAMED: Readonly<Record<number, string>> = {
  0x9: 'a tab',
  0xad: 'a soft hyphen',
  0x200b: 'a zero-width space',
  0x200c: 'a zero-width non-joiner',
  0x200d: 'a zero-width joiner',
  0x200e: 'a left-to-right mark',
  0x200f: 'a right-to-left mark',
  0x202a: 'a left-to-right embedding',
  0x202b: 'a right-to-left embedding',
  0x202c: 'a mark that ends a change of direction',
  0x202d: 'a left-to-right override',
  0x202e: 'a right-to-left override',
  0x2066: 'a left-to-right isolate',
  0x2067: 'a right-to-left isolate',
  0xfeff: 'a byte order mark',
}
const SCRIPTS = (
  'Arabic Hebrew Syriac Thaana Nko Han Hiragana Katakana Hangul Bopomofo Devanagari Bengali Gurmukhi ' +
  'Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Georgian Armenian ' +
  'Ethiopic Mongolian Cherokee Coptic Greek Cyrillic Latin'
)
  .split(' ')
  .map((name) => ({ name, test: new RegExp(`\\p{Script=${name}}`, 'u') }))
const CALLED: Readonly<Record<string, string>> = { Han: 'Chinese', Hangul: 'Korean' }

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const written = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (NAMED[code]) return `${NAMED[code]} (${written})`
  if (IN_WORDS[character]) return `the sign ${character} (${written})`
  if (/\p{Extended_Pictographic}/u.test(character)) return `a picture character (${written})`
  if (/\p{Cc}/u.test(character)) return `a control character (${written})`
  const script = SCRIPTS.find(({ test }) => test.test(character))?.name
  const kind = /\p{L}/u.test(character) ? 'letter' : 'character'
  if (!script) return `the sign ${character} (${written})`
  const called = CALLED[script] ?? script
  return `${/^[AEIO]/.test(called) ? 'an' : 'a'} ${called} ${kind} (${written})`
}

/** The characters of a text that no letter can print, each once, in their order; line ends are not characters. */
export function missingGlyphs(text: string): MissingGlyphs[] {
  const composed = text.normalize('NFC')
  if (inWide.test(composed)) return []
  const found = new Set([...composed].filter((character) => !inWide.test(character)))
  return [...found].map((character) => ({ character, name: nameOf(character) }))
}

/** Whether the small fonts have every character of a text. */
export const isLatin = (text: string): boolean => inLatin.test(text)

/** Words for the signs that people write most and no letter face has. */
const IN_WORDS: Readonly<Record<string, string>> = {
  '≥': 'at least',
  '≤': 'at most',
  '≠': 'not equal to',
  '≈': 'about',
  '→': 'to',
  '⇒': 'so',
  '✓': 'yes',
  '✔': 'yes',
  '☑': 'yes',
  '✗': 'no',
  '✘': 'no',
  '☒': 'no',
  '℃': '°C',
  '∞': 'without end',
}

/** What the fonts have; another character is printed as a question mark. */
export function printable(text: string): string {
  const lacking = new Set(missingGlyphs(text).map(({ character }) => character))
  return [...text.normalize('NFC')].map((one) => (lacking.has(one) ? '?' : one)).join('')
}

/** What to do about characters that cannot be printed: letters in Latin ones, signs in words, the rest left out. */
export function cureFor(found: readonly MissingGlyphs[]): string {
  const put = found.filter(({ character }) => IN_WORDS[character])
  if (put.length > 0)
    return `Write ${formatList(put.map(({ character }) => `“${IN_WORDS[character]}” in place of ${character}`))}.`
  if (found.some(({ character }) => /\p{L}/u.test(character))) return 'Give it in Latin letters.'
  const seen = found.some(({ character }) => /[\p{S}\p{P}\p{N}]/u.test(character))
  return seen
    ? 'Write it in words, or leave it out.'
    : 'Delete it, and type the words beside it again.'
}

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Refuses texts with a character that cannot be printed, by its name and under the name of its field. */
export function refuseMissingGlyphs(texts: Readonly<Record<string, string>>): void {
  const fields: Record<string, string> = {}
  for (const [field, text] of Object.entries(texts)) {
    const found = missingGlyphs(text)
    if (found.length === 0) continue
    const names = found.slice(0, 3).map(({ name }) => name)
    const more = found.length > 3 ? ` and ${found.length - 3} more` : ''
    const why = RIGHT_TO_LEFT.test(text) ? ', and Remedy does not print from right to left' : ''
    fields[field] =
      `“${shown(text)}” has ${names.join(', ')}${more}, which a letter cannot print${why}. ${cureFor(found)}`
  }
  const [first] = Object.values(fields)
  if (first) throw new Refusal('invalid-input', first, fields)
}

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text)
