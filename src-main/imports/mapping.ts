import { createHash } from 'node:crypto'
import { fold } from '../search/fold.ts'
import type { Mapping, What } from './contract.ts'
import { fieldOf, IMPORTABLE, isMany, type ImportField } from './fields.ts'

const WHATS = Object.keys(IMPORTABLE) as What[]

/** The headings as they are compared: folded, in their order. */
export const headingsKey = (header: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.map(fold)))
    .digest('hex')

/** How well a heading names a field: 2 by its own name, 1 by another that people give it. */
const fits = (heading: string, { key, label, also }: ImportField): number =>
  heading === fold(label) || heading === fold(key) ? 2 : also.includes(heading) ? 1 : 0

/** Which list a file is, and which column is which field, by the words of its headings alone. */
export function proposed(header: readonly string[]): Mapping {
  const all = WHATS.map((what) => {
    const columns = columnsBy(header, what)
    const mapping: Mapping = { what, columns, always: {}, days: {}, prisons: {} }
    const found = columns.filter((key) => key !== '').length
    return { mapping, fits: found - 2 * mappingFaults(header, mapping).length }
  })
  // Of lists that fit alike the first is meant: clients before what hangs on them.
  return all.reduce((one, other) => (other.fits > one.fits ? other : one)).mapping
}

/** Which column is which field of a list, by the words of the headings. */
export function columnsBy(header: readonly string[], what: What): string[] {
  const headings = header.map(fold)
  const taken = new Map<number, string>()
  const candidates = IMPORTABLE[what]
    .flatMap((one, place) =>
      headings.map((heading, at) => ({ one, place, at, fit: fits(heading, one) })),
    )
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || a.place - b.place || a.at - b.at)
  for (const { one, at } of candidates) {
    if (taken.has(at)) continue
    if (!isMany(one) && [...taken.values()].includes(one.key)) continue
    taken.set(at, one.key)
  }
  return header.map((_, at) => taken.get(at) ?? '')
}

/** The faults of a mapping, in words; empty where it can be used. */
export function mappingFaults(header: readonly string[], mapping: Mapping): string[] {
  const { what, columns, always } = mapping
  const known = (key: string) => fieldOf(what, key)
  if (columns.length !== header.length)
    return ['The columns of this file are not those of the mapping. Match the columns again.']
  const strange = [...columns.filter((key) => key !== ''), ...Object.keys(always)].find(
    (key) => !known(key),
  )
  if (strange !== undefined)
    return [`There is no field “${strange}” in this list. Match the columns again.`]
  const twice = columns.find(
    (key, at) => key !== '' && !isMany(known(key)!) && columns.indexOf(key) !== at,
  )
  if (twice) return [`${known(twice)!.label} is taken from two columns. Choose one of them.`]
  const has = (key: string) => columns.includes(key) || (always[key] ?? '').trim() !== ''
  return NEEDED[what].flatMap((keys) =>
    keys.some(has)
      ? []
      : [`Choose the column for ${keys.map((key) => known(key)!.label).join(' or ')}.`],
  )
}

/** Without these no row of a list could be recorded: of each line at least one. */
const NEEDED: Record<What, readonly (readonly string[])[]> = {
  clients: [['surname', 'name'], ['prisonNumber', 'noNumber'], ['since'], ['prison', 'where']],
  stays: [['clientNumber', 'clientName'], ['prison', 'where'], ['since']],
  matters: [
    ['clientNumber', 'clientName'],
    ['title'],
    ['kind'],
    ['responsible'],
    ['eventOn', 'noEventReason'],
  ],
  bodies: [['sort'], ['name'], ['source']],
  contacts: [['clientNumber', 'clientName'], ['capacity'], ['surname', 'name'], ['since']],
}
