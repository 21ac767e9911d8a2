import { dayInWords } from '../dates/when.ts'
import { isDay } from '../wire/schema.ts'
import type { EntryChange } from './contract.ts'
import type { EditionTexts } from './edition-pack.ts'
import { piecesOf, type Piece } from './edition-pieces.ts'

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
      inWords(one.fields['authority']) === inWords(other.fields['authority']),
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
  const spoken = inWords(value)
  if (spoken !== null) return new Map(way.length > 0 ? [[way.join(', '), spoken]] : [])
  const inner: [string[], unknown][] = Array.isArray(value)
    ? value.map((one, place) => [[...way.slice(0, -1), `${way.at(-1)} ${place + 1}`], one])
    : Object.entries(value as object).map(([name, one]) => [[...way, labelOf(name)], one])
  return new Map(inner.flatMap(([path, one]) => [...leavesOf(one, path)]))
}

/** A value that can be said in one breath; null for one that must be gone through. */
function inWords(value: unknown): string | null {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return isDay(value) ? dayInWords(value) : value
  if (!isObject(value)) return String(value)
  if (Array.isArray(value))
    return value.some(isObject) ? null : value.map(inWords).join('; ') || 'nothing'
  const { instrument, section, unit, count } = value
  if (typeof instrument === 'string') return `${instrument}, ${String(section)}`
  if (typeof unit === 'string') {
    const plural = unit.replace('-', ' ')
    return `${String(count)} ${count === 1 ? plural.slice(0, -1) : plural}`
  }
  return null
}
