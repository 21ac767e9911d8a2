import type { Act } from '../audit/entry.ts'
import { entryOf } from '../audit/read.ts'
import { keptEntries, type KeptEntry } from '../audit/pack/packed-log.ts'
import { londonDay } from '../dates/days.ts'
import { foldedWords } from '../search/fold.ts'
import type { Vault } from '../vault/vault.ts'

/** By what entries are chosen; a client by the random tags of all the person’s records. */
export interface Wished {
  tags: ReadonlySet<string> | null
  /** Part of a name; empty for any. */
  recipient: string
  year: number | null
}

interface Reading {
  vault: Pick<Vault, 'read'>
  tick: (entries: number) => void
}

/** Whether an entry is to be in the pack; later erasures of a client always are, since they explain what is missing. */
export async function entriesWished(
  reading: Reading,
  size: number,
  { tags, recipient, year }: Wished,
): Promise<(entry: KeptEntry) => boolean> {
  const named = recipient === '' ? null : await entriesNaming(reading, size, recipient)
  return ({ leaf, disclosures }) => {
    const isErasure = leaf.act === ('client-erased' satisfies Act)
    if (isErasure && listOf(entryOf(leaf, disclosures)?.detail['also']).length > 0) return true
    if (tags !== null && (leaf.subject === null || !tags.has(leaf.subject))) return false
    if (isErasure) return true
    if (year !== null && londonDay(leaf.at).slice(0, 4) !== String(year)) return false
    return named === null || named.has(leaf.seq)
  }
}

interface Named {
  name: string
  /** The forms and other bases that were relied on towards them. */
  told?: unknown
}
type Detail = Record<string, unknown>

const NAMES: { [A in Act]?: (detail: Detail) => { name: unknown; told?: unknown }[] } = {
  'consent-recorded': ({ recipient }) => [{ name: (recipient as { name?: unknown } | null)?.name }],
  'basis-recorded': ({ recipient }) => [{ name: (recipient as { name?: unknown } | null)?.name }],
  'basis-corrected': ({ recipient }) => [{ name: (recipient as { name?: unknown } | null)?.name }],
  'call-recorded': ({ caller, told }) => [{ name: caller, told }],
  'letter-sent': ({ disclosed }) =>
    listOf<{ reader?: unknown; told?: unknown }>(disclosed).map(({ reader, told }) => ({
      ...{ name: reader, told },
    })),
  'pack-told': ({ reader }) => [{ name: reader }],
}

/** Whom an entry names as somebody who is told something, or may be. */
export const namedIn = (act: Act, detail: Detail): Named[] =>
  (NAMES[act]?.(detail) ?? []).flatMap(({ name, told }) =>
    typeof name === 'string' ? [{ name, told }] : [],
  )

/** Whether a name is meant by what was typed: part of a name, which means nobody where it is empty. */
export function meaning(typed: string): (name: string) => boolean {
  const words = foldedWords(typed)
  return (name) => {
    const within = foldedWords(name).join(' ')
    return words.length > 0 && words.every((word) => within.includes(word))
  }
}

/** The entries that name a recipient, and with them all of the same letters and of the forms and other bases relied on. */
async function entriesNaming(
  reading: Reading,
  size: number,
  recipient: string,
): Promise<Set<number>> {
  const isMeant = meaning(recipient)
  const naming = new Set<number>()
  const things = new Map<string, number[]>()
  const wanted = new Set<string>()
  for await (const { leaf, disclosures, closed } of keptEntries(reading, size)) {
    const entry = closed ? null : entryOf(leaf, disclosures)
    if (!entry) continue
    const { detail, act, seq } = entry
    const ids = textsAmong([detail['letterId'], detail['consentId'], detail['basisId']])
    for (const id of ids) things.set(id, [...(things.get(id) ?? []), seq])
    const meant = namedIn(act, detail).filter(({ name }) => isMeant(name))
    if (meant.length === 0) continue
    naming.add(seq)
    const relied = meant.flatMap(({ told }) =>
      listOf<{ consentId?: unknown; basisId?: unknown }>(told).flatMap(({ consentId, basisId }) => [
        consentId,
        basisId,
      ]),
    )
    for (const id of [...ids, ...textsAmong(relied)]) wanted.add(id)
  }
  for (const id of wanted) for (const seq of things.get(id) ?? []) naming.add(seq)
  return naming
}

const listOf = <One>(value: unknown): One[] => (Array.isArray(value) ? (value as One[]) : [])
const textsAmong = (values: unknown[]) => values.filter((one) => typeof one === 'string')
