import { fold, foldedWords } from '../search/fold.ts'
import { likeness, likenessTo } from '../search/likeness.ts'
import {
  MOST_NAMES,
  type NameFound,
  namesBeginning,
  namesBorn,
  namesBornOn,
  namesFormerlyNumbered,
  namesHolding,
  namesMeant,
  namesNumbered,
  namesWithin,
  wordsLike,
} from './find-names.ts'
import { nearDays } from './near-days.ts'
import type { Readable } from '../vault/vault.ts'
import type { Sought } from './search-text.ts'

/** A client found, with the other name that matched where the first did not. */
export interface Hit extends NameFound {
  matched: string | null
  near: boolean
}

const MOST_NEAR = 10
/** Of the words that may have been meant, so many are looked for. */
const MOST_MEANT = 8
/** Two folded words at least this alike may be one name mistyped. */
export const ALIKE = 0.6

/** Everybody who may be meant, the likeliest first; `more` where not all were looked at. */
export async function findClients(
  tx: Readable,
  sought: Sought,
): Promise<{ hits: Hit[]; more: boolean }> {
  const { words, number, bornOn, bornIn } = sought
  if (number === null && bornOn === null) {
    const named = await findByName(tx, words)
    return bornIn === undefined ? named : { ...named, hits: bornThen(named.hits, bornIn) }
  }
  const found = bornOn === null ? await namesNumbered(tx, number!) : await namesBorn(tx, bornOn)
  const said = new Set(sought.all ?? words)
  // A sentence that was pasted holds more than the name: then the whole name stands in it.
  const named = (one: NameFound) =>
    words.every((word) => wordsOf(one.folded).some((held) => held.startsWith(word))) ||
    (words.length > 2 && foldedWords(one.shown).every((held) => said.has(held)))
  const exact = found.filter(
    (one) => (number === null || one.heldNumber.startsWith(number)) && named(one),
  )
  const hits = rank(exact, words).map((one) => numberedApart(one, number))
  const more = found.length === MOST_NAMES
  if (hits.length > 0) return { hits, more }
  const former = number === null ? [] : await numberedBefore(tx, sought, named)
  if (former.length > 0) return { hits: former, more }
  const near = words.length > 0 ? alike(found, words) : []
  if (near.length > 0 || bornOn === null || words.length === 0) return { hits: near, more }
  const others = (await namesBornOn(tx, nearDays(bornOn))).filter(named)
  return { hits: rank(others, words).map((one) => ({ ...one, near: true })), more }
}

/** Found by the number of another record of the person: that number is what matched. */
const numberedApart = (one: Hit, number: string | null): Hit =>
  number === null || one.prisonNumber.startsWith(number) ? one : { ...one, matched: one.heldNumber }

/** Those whose number it was before a correction, with that number. */
async function numberedBefore(
  tx: Readable,
  { words, number, bornOn }: Sought,
  named: (one: NameFound) => boolean,
): Promise<Hit[]> {
  const found = await namesFormerlyNumbered(tx, number!)
  const numbers = new Map(found.map((one) => [one.clientId, one.formerNumber]))
  const fitting = found.filter(
    (one) => named(one) && (bornOn === null || one.heldBornOn === bornOn),
  )
  return rank(fitting, words).map((one) => ({
    ...one,
    matched: numbers.get(one.clientId) ?? one.matched,
  }))
}

/** Those born in that year; where nobody is, everybody of the name, as near to what was meant. */
function bornThen(hits: readonly Hit[], year: string): Hit[] {
  const then = hits.filter(({ heldBornOn }) => heldBornOn?.startsWith(year))
  return then.length > 0 ? then : hits.map((one) => ({ ...one, near: true }))
}

async function findByName(tx: Readable, words: string[]): Promise<{ hits: Hit[]; more: boolean }> {
  if (words.length === 0) return { hits: [], more: false }
  const found = await namesHolding(tx, words)
  const more = found.length === MOST_NAMES
  if (more) {
    // Too many to look at all: what fits best must at least be among them.
    found.push(...(await namesHolding(tx, words, true)))
    found.push(...(await namesBeginning(tx, words.join(' '))))
  }
  const hits = rank(found, words)
  if (hits.length > 0 || words.every((word) => word.length < 3)) return { hits, more }
  const near = alike(await namesMistyped(tx, words), words)
  if (near.length > 0) return { hits: near, more }
  // What is left is a slip in the first letter, or a part from the middle of a name.
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
  return { hits: alike(await namesWithin(tx, longest.slice(1)), words), more }
}

/** Names that hold what was meant, where a word was mistyped. */
async function namesMistyped(tx: Readable, words: string[]): Promise<NameFound[]> {
  const meant: string[][] = []
  for (const word of words) {
    const others = word.length < 3 ? [] : await wordsLike(tx, word)
    const shareOf = likenessTo(word, ALIKE)
    const closest = others
      .map((other) => ({ other, share: shareOf(other) }))
      .filter(({ share }) => share >= ALIKE && share < 1)
      .sort((one, next) => next.share - one.share)
    meant.push([word, ...closest.slice(0, MOST_MEANT).map(({ other }) => other)])
  }
  return namesMeant(tx, meant)
}

const wordsOf = (folded: string): string[] => folded.split(' ')

/** One hit for each client: the own name before others, whole words before beginnings, then by surname. */
function rank(found: NameFound[], words: string[]): Hit[] {
  const best = new Map<string, NameFound>()
  for (const one of found) {
    const known = best.get(one.clientId)
    if (!known || (known.kind === 'alias' && one.kind !== 'alias')) best.set(one.clientId, one)
  }
  return [...best.values()]
    .map((one) => ({ one, order: orderOf(one, words) }))
    .sort((left, right) => left.order - right.order || byName(left.one, right.one))
    .map(({ one }) => ({ ...one, matched: one.kind === 'alias' ? one.shown : null, near: false }))
}

function orderOf({ kind, folded }: NameFound, words: string[]): number {
  const held = ` ${folded} `
  const begun = words.filter((word) => !held.includes(` ${word} `)).length
  return kind === 'alias' ? 100 + begun : begun
}

/** Those of `found` whose every word is close to one typed, the closest first. */
function alike(found: NameFound[], words: string[]): Hit[] {
  const scored = rank(found, words).flatMap((hit) => {
    const own = wordsOf(hit.matched === null ? hit.folded : fold(hit.matched))
    const scores = words.map((word) => Math.max(...own.map((held) => closeness(word, held))))
    const least = Math.min(...scores)
    const sum = scores.reduce((total, score) => total + score, 0)
    return least < ALIKE ? [] : [{ hit: { ...hit, near: true }, sum }]
  })
  return scored
    .sort((one, other) => other.sum - one.sum || byName(one.hit, other.hit))
    .slice(0, MOST_NEAR)
    .map(({ hit }) => hit)
}

const closeness = (typed: string, held: string): number =>
  held.includes(typed) ? 1 : likeness(typed, held)

function byName(one: NameFound, other: NameFound): number {
  if (one.foldedName === other.foldedName) return one.clientId < other.clientId ? -1 : 1
  return one.foldedName < other.foldedName ? -1 : 1
}
