import { Liquid, type Template as Parsed } from 'liquidjs'
import { formatDay, formatList } from '../dates/words.ts'

const filters = {
  /** A blank stays one. */
  day: (value: unknown) => {
    const day = String(present(value))
    return day.startsWith('[') ? day : formatDay(day)
  },
  lines: (value: unknown) => String(present(value)).split(/\n+/),
  listed: (value: unknown) => {
    const all = present(value)
    if (!Array.isArray(all)) throw new TypeError('This is no list.')
    return formatList(all as string[])
  },
  days: (value: unknown) => {
    const count = Number(present(value))
    if (Number.isNaN(count)) throw new TypeError('This is no number of days.')
    return `${count} ${count === 1 ? 'day' : 'days'}`
  },
}

/** What a template may use of Liquid, and nothing else: no clock, no file, nothing that prints a fact unescaped. */
export const TAGS = ['if', 'unless', 'for', 'assign', 'case']
export const FILTERS = [...Object.keys(filters), 'default', 'join', 'where', 'first', 'last']

/** A value that is missing, seen before it can be printed as nothing. */
export class Missing extends Error {}

function present(value: unknown): unknown {
  if (value === null || value === undefined || value === '') throw new Missing()
  return value
}

/** Facts are text: where the passage's inline marks would read them as marks, they are escaped. */
const literally = (value: unknown) =>
  String(present(value))
    .replaceAll(BREAK, ' ')
    .replace(/[\\*_|]/g, '\\$&')
    .replace(/^[ \t]*(?=(?:[-+]|#{1,6})(?:\s|$)|\[ ?\]|-{3}|:?-+:?[ \t]*$)/gm, '$&\\')
    // Only a sign can be escaped, and no figure.
    .replace(/^[ \t]*\d+(?=[.)](?:\s|$))/gm, '$&\\')
    .replace(/\r\n?|\n/g, BREAK)

/** Stands for the end of a line within a fact until it is known whether that stands in a row of a table, which it would end. */
const BREAK = '\u{f0000}'
const HAS_BAR = /(?<!\\)\|/

/** A passage that was filled in, with the lines of its facts: within a row of a table, as between boxes, they are one. */
export const withLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replaceAll(BREAK, HAS_BAR.test(line) ? ' ' : '\n'))
    .join('\n')

const engine = (outputEscape: (value: unknown) => string) => {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    // A template can reach no file.
    templates: {},
    outputEscape,
  })
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter)
  for (const name of Object.keys(liquid.filters))
    if (!FILTERS.includes(name)) delete liquid.filters[name]
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name]
  return liquid
}
/** For headings and names, whose text is printed as it is; and for passages, whose marks count. */
export const plain = engine((value) => String(present(value)).replaceAll(BREAK, ' '))
export const marked = engine(literally)

/** Templates are few and filled in often: each text is parsed once. */
const parsed = new Map<Liquid, Map<string, Parsed[]>>()
export function parse(liquid: Liquid, text: string): Parsed[] {
  const known = parsed.get(liquid) ?? new Map<string, Parsed[]>()
  parsed.set(liquid, known)
  const found = known.get(text) ?? liquid.parse(text)
  // What somebody writes is parsed at every pause.
  if (known.size >= MOST_PARSED) known.clear()
  known.set(text, found)
  return found
}
const MOST_PARSED = 3000
