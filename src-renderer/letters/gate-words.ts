import type { z } from 'zod'
import {
  isChaser,
  type Gate,
  type GateDecision,
  type LetterContent,
} from '../../src-main/letters/contract.ts'
import { CountOf, formatDay } from '../../src-main/dates/words.ts'

export type Decided = z.output<typeof GateDecision>

const NOUNS = {
  passage: ['passage', 'passages'],
  enclosure: ['enclosure', 'enclosures'],
  heading: ['heading', 'headings'],
  copy: ['copy', 'copies'],
  addressee: ['line of the address', 'lines of the address'],
  reference: ['reference', 'references'],
  salutation: ['salutation', 'salutations'],
  form: ['part of the form', 'parts of the form'],
  firm: ['detail of the firm', 'details of the firm'],
} as const

/** Why a part of the letter may not go, first reader first; none where it may. */
export const blocksAt = (gate: Gate, what: Decided['what'], at: string): Decided[] =>
  gate.decisions.filter((one) => !one.allowed && partOf(one) === what && one.at === at)

/** What is asked for stands in a passage, and is put right there. */
const partOf = ({ what }: Decided) => (what === 'asked' ? 'passage' : what)

/** How many parts are blocked, each counted once however many readers it has. */
export function blockedParts(gate: Gate): { what: keyof typeof NOUNS; at: string }[] {
  const seen = new Map<string, { what: keyof typeof NOUNS; at: string }>()
  for (const one of gate.decisions)
    if (!one.allowed) seen.set(`${partOf(one)} ${one.at}`, { what: partOf(one), at: one.at })
  return [...seen.values()]
}

/** What keeps the letter back: a word for the badge, and a sentence with the shortest cure; null where nothing does. */
export function keptBack(gate: Gate): { badge: string; sentence: string } | null {
  // What is missing comes first: an authority, once recorded, opens what it blocks.
  const missing = gate.missing[0]
  if (missing) {
    const more = gate.missing.length - 1
    const first = `${missing.what} ${missing.cure}`
    return {
      badge: more === 0 ? '1 item missing' : `${gate.missing.length} items missing`,
      sentence:
        more === 0 ? first : `${first} ${CountOf(more, 'more item is', 'more items are')} listed.`,
    }
  }
  const parts = blockedParts(gate)
  const first = gate.decisions.find(({ allowed }) => !allowed)
  if (parts.length === 0 || !first) return null
  const kinds = new Set(parts.map(({ what }) => what))
  const [one, many] = kinds.size === 1 ? NOUNS[partOf(first)] : ['part', 'parts']
  return {
    badge: `${parts.length} ${parts.length === 1 ? one : many} blocked`,
    sentence: first.cure ?? first.why,
  }
}

/** What keeps a letter back whose date is not today's: the reason for it, which no chaser takes; null where nothing does. */
export function keptByDate(
  { datedOn, kind }: Pick<LetterContent, 'datedOn' | 'kind'>,
  reason: string,
  today: string,
): { badge: string; sentence: string } | null {
  if (datedOn === today || !/^\d{4}-/.test(datedOn)) return null
  const dated = `The letter is dated ${formatDay(datedOn)}.`
  if (isChaser(kind))
    return {
      badge: 'Not dated today',
      sentence: `${dated} Date it today: its figures change daily.`,
    }
  if (reason.trim() !== '') return null
  return {
    badge: 'Not dated today',
    sentence: `${dated} Date it today, or give the reason for this date.`,
  }
}
