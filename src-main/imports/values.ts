import { bareWords } from '../establishments/styles.ts'
import type { Establishment } from '../establishments/contract.ts'
import { typedDay } from '../dates/typed-day.ts'
import { fold } from '../search/fold.ts'
import { likenessTo } from '../search/likeness.ts'

/** In which order a column writes its days. */
export type DayOrder = 'day-first' | 'month-first'

/** What a spreadsheet adds to a day: midnight. */
const MIDNIGHT = /[T ]+0?0:00(?::00(?:\.0+)?)?(?: ?(?:Z|AM))?$/i
const FIGURES = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{2}|\d{4})$/

/** Reads a day as a person wrote it; null where it is none. `latest` is the last year that two figures may mean. */
export function readDay(cell: string, order: DayOrder, latest: number): string | null {
  const text = cell.replace(MIDNIGHT, '').trim()
  const figures = FIGURES.exec(text)
  if (figures && order === 'month-first')
    return typedDay(`${figures[2]}/${figures[1]}/${figures[3]}`, latest)
  return typedDay(text, latest)
}

/** What a column’s own cells say of the order of its days: `asked` where nothing but the person who made it can say. */
export function orderOf(cells: Iterable<string>): {
  order: DayOrder
  asked: { example: string; monthFirst: boolean } | null
} {
  let [example, dayFirst, monthFirst] = ['', 0, 0]
  for (const cell of cells) {
    const figures = FIGURES.exec(cell.replace(MIDNIGHT, '').trim())
    if (!figures) continue
    const [one, other] = [Number(figures[1]), Number(figures[2])]
    if (one > 12 && other <= 12) dayFirst += 1
    else if (other > 12 && one <= 12) monthFirst += 1
    else if (example === '' && one !== other && one <= 12) example = cell
  }
  if (monthFirst === 0 && (dayFirst > 0 || example === ''))
    return { order: 'day-first', asked: null }
  // The English order is never given up without a question.
  const only = monthFirst > 0 && dayFirst === 0
  return {
    order: only ? 'month-first' : 'day-first',
    asked: { example: example || 'a day', monthFirst: only },
  }
}

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'needed', 'required'])
const NO = new Set(['', 'no', 'n', 'false', '0', 'none', 'not needed'])

/** Yes or no; null for anything else. */
export function readYesNo(cell: string): boolean | null {
  const word = fold(cell)
  return YES.has(word) ? true : NO.has(word) ? false : null
}

/** The choice that a cell names; null where it names none. */
export function readChoice(
  cell: string,
  choices: Readonly<Record<string, readonly string[]>>,
): string | null {
  const word = fold(cell)
  const found = Object.entries(choices).find(
    ([key, words]) => fold(key) === word || words.includes(word),
  )
  return found?.[0] ?? null
}

/** A prison as it is written in a file, and those of the list that it may be. */
export interface PrisonFound {
  /** The one that it is; null where that is to be asked. */
  id: string | null
  /** The likeliest first. */
  offered: { id: string; name: string }[]
}

/** Knows prisons by the names of the list, however they are styled, and offers those that are spelled nearly so. */
export function prisonReader(all: readonly Establishment[]): (written: string) => PrisonFound {
  const known = all.map((one) => ({
    one,
    words: [
      ...new Set([bareWords(one.name).join(' '), bareWords(one.shortName).join(' '), fold(one.id)]),
    ],
  }))
  const seen = new Map<string, PrisonFound>()
  const find = (written: string): PrisonFound => {
    const word = bareWords(written).join(' ')
    const named = known.filter(({ words }) => words.includes(word)).map(({ one }) => one)
    // Of two of one name that one is meant which still stands; if both do, a person says which.
    const standing = named.filter(({ current }) => current)
    const meant = named.length === 1 ? named : standing.length === 1 ? standing : []
    if (meant[0]) return { id: meant[0].id, offered: [] }
    if (named.length > 0) return { id: null, offered: named.map(({ id, name }) => ({ id, name })) }
    const like = likenessTo(word)
    const near = known
      .map(({ one, words }) => ({
        one,
        as: Math.max(...words.map((each) => nearness(each, word, like))),
      }))
      .filter(({ as }) => as >= 0.55)
      .sort((a, b) => b.as - a.as)
      .slice(0, 5)
    return { id: null, offered: near.map(({ one: { id, name } }) => ({ id, name })) }
  }
  return (written) => {
    const known = seen.get(written) ?? find(written)
    if (seen.size < 5_000) seen.set(written, known)
    return known
  }
}

/** One that begins so, or stands within what is written, is as near as one with a slip. */
function nearness(word: string, typed: string, like: (other: string) => number): number {
  if (typed.length >= 3 && (word.startsWith(typed) || ` ${typed} `.includes(` ${word} `)))
    return 0.9
  return like(word)
}
