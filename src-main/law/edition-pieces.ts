import { formatDay } from '../dates/words.ts'
import type { EditionTexts } from './edition-pack.ts'
import { spokenName } from './law-entries.ts'

/** One thing that an edition says, to be compared with what another says of it. */
export interface Piece {
  /** What stays the same from edition to edition: `rule R02`. */
  id: string
  /** In a word or two: rule, topic, body, holiday. */
  sort: string
  title: string
  /** Its first day, where it is one version of several. */
  from?: string | null
  fields: Readonly<Record<string, unknown>>
}

type Json = Record<string, unknown>

/** What stands in a list, where its name does not say so. */
const SORTS: Readonly<Record<string, string>> = {
  rules: 'rule',
  topics: 'topic',
  bodies: 'body',
  workingDays: 'working days',
  receipt: 'arrival of post',
  rows: 'row',
  procedures: 'procedure',
  healthBoards: 'health board',
  elsewhere: 'other nation',
  facts: 'fact of the page of 2004',
  notes: 'note',
  sources: 'source',
  days: 'holiday',
}

const isEntry = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: unknown): value is Json[] => Array.isArray(value) && value.every(isEntry)
const without = (entry: Json, ...names: string[]): Json =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !names.includes(name)))
const firstOf = (entry: Json, ...names: string[]): string =>
  names.map((name) => entry[name]).find((value): value is string => typeof value === 'string') ?? ''

/** Takes an edition apart, file by file, into what can be compared; it must have passed its schemas. */
export function piecesOf(texts: EditionTexts): Piece[] {
  return [...texts].flatMap(([file, text]) => {
    const name = file.replace(/^rights\/|\.json$/g, '')
    // Title and day of the edition differ each time, and are said first.
    return name === 'edition' ? [] : piecesInFile(name, JSON.parse(text) as Json)
  })
}

function piecesInFile(file: string, data: Json): Piece[] {
  const all = Object.entries(data)
  const lists = all.filter((one): one is [string, Json[]] => isList(one[1]))
  const parts = all.filter((one): one is [string, Json] => isEntry(one[1]))
  const rest = without(data, ...[...lists, ...parts].map(([name]) => name))
  return [
    { id: file, sort: 'file', title: `All of ${file}.json`, fields: rest },
    ...parts.map(([name, fields]) => ({
      ...{ id: `${file} ${name}`, sort: 'file', title: `${file}.json, ${name}`, fields },
    })),
    ...lists.flatMap(([list, entries]) => entries.flatMap((entry) => piecesIn(list, entry))),
  ]
}

function piecesIn(list: string, entry: Json): Piece[] {
  const sort = SORTS[list] ?? list
  const key = firstOf(entry, 'id', 'route', 'on', 'prison', 'nation')
  const said = firstOf(entry, 'title', 'heading', 'if', 'statement', 'name')
  const { versions } = entry
  const title = titleOf(list, key, said, entry)
  const fields = without(entry, 'versions', 'id', 'on')
  const whole: Piece = { id: `${sort} ${key}`, sort, title, fields }
  if (!isList(versions)) return [whole]
  return [whole, ...versions.map((version) => versionOf(whole, version))]
}

function titleOf(list: string, key: string, said: string, { names }: Json): string {
  if (list === 'days') return `${said}, ${formatDay(key)}`
  const last = isList(names) ? names.at(-1)?.['name'] : undefined
  return typeof last === 'string' ? spokenName(last) : `${key} ${said}`.trim()
}

function versionOf(whole: Piece, version: Json): Piece {
  const from = typeof version['from'] === 'string' ? version['from'] : null
  const since = from === null ? 'from the beginning' : `from ${formatDay(from)}`
  return { ...whole, title: `${whole.title}, ${since}`, from, fields: version }
}
