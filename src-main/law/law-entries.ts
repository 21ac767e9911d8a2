import { createHash } from 'node:crypto'
import { canonical } from '../audit/canonical.ts'
import type { Json } from '../audit/entry.ts'
import { formatDay } from '../dates/words.ts'
import { fill } from './body-name.ts'
import type { EditionTexts } from './edition-pack.ts'
import type { EntrySort } from './entry.ts'
import type { Provenance } from './provenance.ts'

/** One entry of an edition as it stands in its file, by the key that outlives editions. */
export interface LawEntry {
  key: string
  sort: EntrySort
  /** In words: `R02, UK GDPR, Article 12A`. */
  title: string
  raw: Provenance & { [field: string]: Json }
}
export type LawEntries = ReadonlyMap<string, LawEntry>
type Raw = LawEntry['raw']
interface Owner {
  id: string
  heading: string
  versions: Raw[]
}

/** The files of an edition, opened; `entries` are parts of `files`, so that what is changed in one changes the other. */
export interface OpenedEdition {
  files: Map<string, Json>
  entries: Map<string, LawEntry>
}

/** The keys of an entry, by its sort and what stays the same of it. */
export const keyOf = {
  rule: (id: string, name: string) => `rule:${id}:${name}`,
  topic: (id: string, from: string | null) => `topic:${id}:${from ?? 'start'}`,
  row: (id: string) => `row:${id}`,
  body: (id: string) => `body:${id}`,
  receipt: (route: string) => `receipt:${route}`,
}

/** A body's name where it is spoken of without a prison. */
export const spokenName = (name: string): string =>
  fill(name, { prison: 'the prison', head: 'Governor or Director' })

/** Opens a sound edition's texts for reading and changing entry by entry. */
export function openEdition(texts: EditionTexts): OpenedEdition {
  const files = new Map([...texts].map(([name, text]) => [name, JSON.parse(text) as Json]))
  const entries = new Map<string, LawEntry>()
  const list = <Entry>(file: string, name: string) =>
    (files.get(`rights/${file}.json`) as unknown as Record<string, Entry[]>)[name]!
  const add = (sort: EntrySort, key: string, title: string, raw: Raw) =>
    entries.set(key, { key, sort, title, raw })

  for (const { id, versions } of list<Owner>('rules', 'rules'))
    for (const raw of versions)
      add('rule', keyOf.rule(id, String(raw['name'])), `${id}, ${String(raw['name'])}`, raw)
  for (const { id, heading, versions } of list<Owner>('topics', 'topics'))
    for (const raw of versions) {
      const from = raw['from'] as string | null
      const since = from === null ? 'from the beginning' : `from ${formatDay(from)}`
      add('topic', keyOf.topic(id, from), `${id} ${heading}, ${since}`, raw)
    }
  for (const raw of list<Raw & { id: string; names: { name: string }[] }>('bodies', 'bodies'))
    add('body', keyOf.body(raw.id), spokenName(raw.names.at(-1)!.name), raw)
  for (const raw of list<Raw & { id: string; text: string }>('days', 'workingDays'))
    add('days', `days:${raw.id}`, `Working days: ${raw.text}`, raw)
  for (const raw of list<Raw & { route: string; name: string }>('days', 'receipt'))
    add('receipt', keyOf.receipt(raw.route), `When post arrives: ${raw.name}`, raw)
  for (const raw of list<Raw & { id: string; if: string }>('routes', 'rows'))
    add('row', keyOf.row(raw.id), `${raw.id}: ${raw.if}`, raw)
  return { files, entries }
}

/** The texts of an opened edition. */
export const textsOf = ({ files }: OpenedEdition): EditionTexts =>
  new Map([...files].map(([name, data]) => [name, JSON.stringify(data)]))

/** SHA-256 over an entry as it stands, hexadecimal: another one after any change of it. */
export function entryDigest(entry: LawEntry): string {
  const known = digests.get(entry)
  if (known !== undefined) return known
  const text = canonical(entry.raw as Json)
  const digest = createHash('sha256').update(text, 'utf8').digest('hex')
  digests.set(entry, digest)
  return digest
}
const digests = new WeakMap<LawEntry, string>()
