import { foldedLetters } from './fold.ts'

/** Letters of other scripts that look like Latin ones, each pair written together: the letter and its double. */
const DOUBLES =
  'АaВbЕeКkМmНhОoРpСcТtУyХxІiЅsЈjԌgԚqԜwѴvҺhҮyӀi' +
  'аaвbгrеeкkмmнhоoрpсcтtуyхxіiѕsјjһhԁdԛqԝwѵvүyӏiԍg' +
  'ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧx' +
  'αaβbγyεeηnιiκkνvοoρpτtυuχxωwϲcϳjσo' +
  'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz' +
  'ɑaɡgɩiɨiʋvⱱvɦhհhոnօoսuցgᎪaᏴbᏟcᎠdᎬeᎻhᎥiᎢtᏙvᏚsᏢpꓐbꓧhꓲiꓦvꓢsꓮaꓓd'
/** A letter by the Latin one that it may stand for. */
export const doubles: ReadonlyMap<string, string> = new Map(
  (DOUBLES.match(/../gu) ?? []).map((pair) => [[...pair][0]!, [...pair][1]!]),
)

/** What stands between two letters: nothing, a sign that may stand within a word, or the end of a word. */
type Gap = 0 | 1 | 2
interface Spelled {
  letters: readonly string[]
  /** The same with every look-alike as the Latin letter it stands for. */
  latin: readonly string[]
  /** What stands before each letter; the first and the last have the end of the text around them. */
  gaps: readonly Gap[]
  /** Where each letter stands in the text. */
  at: readonly number[]
}

/** Signs with which a word is dotted or marked, and those with which it is divided: it stays one word. */
const MARKS = /^[\u00b7\u2022\u2027._/\\*~|+]$/
const HYPHENS = /^[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]$/
/** Letters of scripts that write words on end, or what belongs to a word before it. */
const ON_END =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const CLINGS_BEFORE = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Ethiopic}]/u
/** Letters that show nothing, as a marker of a blank. */
const BLANKS = /^[\u115f\u1160\u17b4\u17b5\u3164\uffa0]$/

type Between = 'nothing' | 'mark' | 'hyphen' | 'space' | 'other'
interface Sign {
  letters: readonly string[]
  latin: readonly string[]
  /** What it is where it is no letter. */
  between: Between
}
const signs = new Map<string, Sign>()
function signOf(character: string): Sign {
  const known = signs.get(character)
  if (known) return known
  const letters = BLANKS.test(character) ? [] : [...foldedLetters(character)]
  const latin =
    letters.length === 1
      ? [doubles.get(character) ?? doubles.get(letters[0]!) ?? letters[0]!]
      : letters
  const sign: Sign = { letters, latin, between: betweenOf(character) }
  if (signs.size < 5000) signs.set(character, sign)
  return sign
}

function betweenOf(character: string): Between {
  if (BLANKS.test(character) || /^[\p{Cf}\p{M}]$/u.test(character)) return 'nothing'
  if (MARKS.test(character)) return 'mark'
  if (HYPHENS.test(character)) return 'hyphen'
  return /\s/u.test(character) ? 'space' : 'other'
}

function spell(text: string): Spelled {
  const [letters, latin, at]: [string[], string[], number[]] = [[], [], []]
  const gaps: Gap[] = []
  let before: Between = 'nothing'
  let place = 0
  for (const character of text) {
    const sign = signOf(character)
    if (sign.letters.length === 0) before = followedBy(before, sign.between)
    else {
      for (let part = 0; part < sign.letters.length; part++) {
        letters.push(sign.letters[part]!)
        latin.push(sign.latin[part]!)
        at.push(place)
        gaps.push(GAPS[before])
        before = 'nothing'
      }
    }
    place += character.length
  }
  return { letters, latin, gaps, at }
}

const GAPS: Record<Between, Gap> = { nothing: 0, mark: 1, hyphen: 1, space: 2, other: 2 }
/** A hyphen at the end of a line divides a word and ends none; a full stop before a space ends one. */
function followedBy(before: Between, next: Between): Between {
  if (before === 'nothing') return next
  if (next === 'nothing') return before
  if (next === 'space') return before === 'hyphen' ? 'hyphen' : 'space'
  return next === 'other' ? 'other' : before
}

/** Figures that are written for letters: `efav1r3nz`. One stands for either of two. */
const LIKE_LETTERS = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '7': 't' }
const FIGURES: readonly Readonly<Record<string, string>>[] = [
  { ...LIKE_LETTERS, '1': 'i' },
  { ...LIKE_LETTERS, '1': 'l' },
]

/** A word or phrase as it is looked for. */
export interface Listed<Of> {
  word: string
  of: Of
}
interface Entry<Of> extends Listed<Of> {
  plain: readonly string[]
  latin: readonly string[]
  /** True at each letter that begins a word of a phrase. */
  begins: readonly boolean[]
  /** True at each letter that is part of the sign before it, as the parts of a Korean syllable are. */
  partOf: readonly boolean[]
  /** Single letters alone: known only where they are written apart. */
  initials: boolean
}
/** A listed word as it stands in a text, from one place to another. */
export interface Spotted<Of> extends Listed<Of> {
  from: number
  to: number
}

/**
 * Finds listed words in a text in whatever spelling: letter by letter, with dots, hyphens or marks within them,
 * with letters that only look like theirs. They must stand alone, not within another word.
 */
export function spotter<Of>(list: readonly Listed<Of>[]): (text: string) => Spotted<Of>[] {
  const entries = list.flatMap((one) => entryOf(one))
  const [plain, latin] = [byBeginning(entries, 'plain'), byBeginning(entries, 'latin')]
  // Short words with figures in them are postcodes and codes more often than words in disguise.
  const disguised = byBeginning(
    entries.filter((one) => one.latin.length >= 5 && !one.latin.some(isFigure)),
    'latin',
  )
  return (text) => {
    const said = spell(text)
    const found = look(text, said, said.letters, plain, 'plain')
    const alike = said.latin.some((letter, place) => letter !== said.letters[place])
    if (alike) found.push(...look(text, said, said.latin, latin, 'latin'))
    if (!/\p{L}[013457]|[013457]\p{L}/u.test(text)) return found
    const within = (one: Spotted<Of>) => {
      const stretch = text.slice(one.from, one.to)
      return /[013457]/.test(stretch) && /\p{L}.*\p{L}/u.test(stretch)
    }
    return found.concat(
      FIGURES.flatMap((figures) =>
        look(
          text,
          said,
          said.latin.map((letter) => figures[letter] ?? letter),
          disguised,
          'latin',
        ).filter(within),
      ),
    )
  }
}

function entryOf<Of>(one: Listed<Of>): Entry<Of>[] {
  const { letters, latin, gaps, at } = spell(one.word)
  if (letters.length < 2) return []
  const begins = gaps.map((gap, place) => place === 0 || gap > 0)
  const partOf = at.map((place, step) => step > 0 && at[step - 1] === place)
  return [{ ...one, plain: letters, latin, begins, partOf, initials: begins.every(Boolean) }]
}

function byBeginning<Of>(
  entries: readonly Entry<Of>[],
  form: 'plain' | 'latin',
): ReadonlyMap<string, Entry<Of>[]> {
  const beginnings = new Map<string, Entry<Of>[]>()
  for (const one of entries) {
    const key = one[form][0]! + one[form][1]!
    beginnings.set(key, [...(beginnings.get(key) ?? []), one])
  }
  return beginnings
}

function look<Of>(
  text: string,
  { gaps, at, letters: own }: Spelled,
  letters: readonly string[],
  beginnings: ReadonlyMap<string, Entry<Of>[]>,
  form: 'plain' | 'latin',
): Spotted<Of>[] {
  const found: Spotted<Of>[] = []
  for (let place = 0; place + 1 < letters.length; place++) {
    if (!mayBegin(own, gaps, place)) continue
    for (const one of beginnings.get(letters[place]! + letters[place + 1]!) ?? []) {
      const end = place + one[form].length
      if (!one[form].every((letter, step) => letters[place + step] === letter)) continue
      if (!mayEnd(own, gaps, end) || !holdsTogether(one, gaps, place)) continue
      const to = end < at.length ? at[end]! : text.length
      found.push({ word: one.word, of: one.of, from: at[place]!, to })
    }
  }
  return found
}

const isFigure = (letter: string) => (letter < '\u0080' ? letter < 'a' : /^\p{N}$/u.test(letter))
/** Before these no script writes words on end: most letters need no further look. */
const FIRST_ON_END = '\u0590'
function mayBegin(letters: readonly string[], gaps: readonly Gap[], place: number): boolean {
  if (place === 0 || gaps[place]! > 0) return true
  const [before, letter] = [letters[place - 1]!, letters[place]!]
  if (letter >= FIRST_ON_END && (ON_END.test(letter) || CLINGS_BEFORE.test(letter))) return true
  return isFigure(before) !== isFigure(letter)
}
function mayEnd(letters: readonly string[], gaps: readonly Gap[], end: number): boolean {
  if (end === letters.length || gaps[end]! > 0) return true
  const [last, after] = [letters[end - 1]!, letters[end]!]
  return (last >= FIRST_ON_END && ON_END.test(last)) || isFigure(last) !== isFigure(after)
}

/** Whether nothing divides the letters of a word but signs within it, or else the same thing all of them. */
function holdsTogether<Of>(
  { begins, partOf, initials }: Entry<Of>,
  gaps: readonly Gap[],
  from: number,
): boolean {
  const inner = begins.map((_, step) => gaps[from + step]!).slice(1)
  const apart = inner.every((gap, step) => gap > 0 || partOf[step + 1]!)
  return apart || (!initials && inner.every((gap, step) => gap < 2 || begins[step + 1]!))
}
