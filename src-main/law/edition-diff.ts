import { formatDay } from '../dates/words.ts'
import { isDay } from '../wire/schema.ts'
import type { EntryChange } from './contract.ts'
import type { EditionTexts } from './edition-pack.ts'
import { spokenName } from './law-entries.ts'

const LABELS: Readonly<Record<string, string>> = {
  from: 'first day',
  to: 'last day',
  checkedOn: 'checked on',
  confidence: 'confidence',
  uncertain: 'open question',
  source: 'sources',
  if: 'condition',
  then: 'answer',
}

/** Lists what the edition `after` says differently from `before`: changed and added in its own order, then what is gone. */
export function editionChanges(before: EditionTexts, after: EditionTexts): EntryChange[] {
  const [then, now] = [piecesOf(before), piecesOf(after)]
  const partners = matched(then, now)
  const gone = new Set(then)
  const changes = now.flatMap((piece) => {
    const old = partners.get(piece)
    if (old) gone.delete(old)
    const fields = differing(old?.fields ?? {}, piece.fields)
    if (old && fields.length === 0) return []
    return [said(old ?? piece, old ? 'changed' : 'added', fields)]
  })
  return [
    ...changes,
    ...[...gone].map((piece) => said(piece, 'removed', differing(piece.fields, {}))),
  ]
}

const said = (
  { sort, title }: Piece,
  what: EntryChange['what'],
  fields: EntryChange['fields'],
): EntryChange => ({ sort, title, what, fields })

/** Finds for each piece what it was before: by its first day, else by its authority, so that a corrected day is a change. */
function matched(then: readonly Piece[], now: readonly Piece[]): Map<Piece, Piece> {
  const found = new Map<Piece, Piece>()
  const free = new Map<string, Piece[]>()
  for (const piece of then) free.set(piece.id, [...(free.get(piece.id) ?? []), piece])
  const take = (same: (one: Piece, other: Piece) => boolean) => {
    for (const piece of now) {
      if (found.has(piece)) continue
      const left = free.get(piece.id) ?? []
      const place = left.findIndex((one) => same(one, piece))
      if (place >= 0) found.set(piece, left.splice(place, 1)[0]!)
    }
  }
  const isVersion = ({ from }: Piece) => from !== undefined
  take((one, other) => one.from === other.from)
  take(
    (one, other) =>
      isVersion(one) &&
      isVersion(other) &&
      valueInWords(one.fields['authority']) === valueInWords(other.fields['authority']),
  )
  return found
}

/** What is said differently, field by field, in words. */
export function differing(before: Piece['fields'], after: Piece['fields']): EntryChange['fields'] {
  const [then, now] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...then.keys(), ...now.keys()])]
    .filter((field) => then.get(field) !== now.get(field))
    .map((field) => ({ field, before: then.get(field) ?? '', after: now.get(field) ?? '' }))
}

const labelOf = (name: string): string =>
  LABELS[name] ?? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Every single thing that a piece says, by the way to it in words: `cases 2, answers 1, body`. */
function leavesOf(value: unknown, way: readonly string[] = []): Map<string, string> {
  const spoken = valueInWords(value)
  if (spoken !== null) return new Map(way.length > 0 ? [[way.join(', '), spoken]] : [])
  const inner: [string[], unknown][] = Array.isArray(value)
    ? value.map((one, place) => [[...way.slice(0, -1), `${way.at(-1)} ${place + 1}`], one])
    : Object.entries(value as object).map(([name, one]) => [[...way, labelOf(name)], one])
  return new Map(inner.flatMap(([path, one]) => [...leavesOf(one, path)]))
}

/** A value that can be said in one breath; null for one that must be gone through. */
function valueInWords(value: unknown): string | null {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return isDay(value) ? formatDay(value) : value
  if (!isObject(value)) return String(value)
  if (Array.isArray(value))
    return value.some(isObject) ? null : value.map(valueInWords).join('; ') || 'nothing'
  const { instrument, section, unit, count } = value
  if (typeof instrument === 'string') return `${instrument}, ${String(section)}`
  if (typeof unit === 'string') {
    const plural = unit.replace('-', ' ')
    return `${String(count)} ${count === 1 ? plural.slice(0, -1) : plural}`
  }
  return null
}

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
  prisons: 'address of a prison',
  addresses: 'address',
  providers: 'healthcare provider',
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
