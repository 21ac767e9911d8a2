import { formatSpan } from '../dates/words.ts'
import { fold, foldedWords } from '../search/fold.ts'
import type { z } from '../wire/schema.ts'
import type { TopicHit } from './contract.ts'
import { isStale } from '../law/needs-check.ts'
import { topicEntry } from '../law/entry-of.ts'
import { isAmended, type LawBook } from '../law/law-book.ts'
import type { Reading } from '../law/reading.ts'
import { asAt, type Topic } from '../law/reference.ts'
import { toCheck } from '../law/provenance.ts'

type Hit = z.input<typeof TopicHit>
interface Indexed {
  topic: Topic
  heading: Set<string>
  texts: readonly Set<string>[]
  /** Facts and notes, each with the word by which it can be asked for outright. */
  besides: readonly { called: string; label: string; text: string }[]
  all: Set<string>
}

const indexes = new WeakMap<LawBook, Indexed[]>()

/** Topics by the words asked for, best first; by their groups, as in the edition, where none are. */
export function findTopics(text: string, on: string, reading: Reading): Hit[] {
  const { book } = reading
  const asked = [...new Set(foldedWords(text))]
  const index = indexes.get(book) ?? indexOf(book)
  indexes.set(book, index)
  return index
    .filter(({ all }) => hasAll(all, asked))
    .map((one) => ({ one, rank: rankOf(one, on, asked) }))
    .sort((a, b) => b.rank - a.rank)
    .map(({ one }) => hitOf(one, on, asked, reading))
}

function indexOf({ reference }: LawBook): Indexed[] {
  return [...reference.topics.values()].map((topic) => {
    const besides = topic.facts.flatMap((id) => {
      const { statement, notes } = reference.facts.get(id)!
      return [
        { called: id.toLowerCase(), label: `Source page of 2004, ${id}`, text: statement },
        ...notes.map((note) => ({
          ...{ called: note.toLowerCase(), label: `Note ${note}` },
          text: reference.notes.get(note)!.text,
        })),
      ]
    })
    const heading = wordsOf(topic.heading, topic.group, topic.id)
    const texts = topic.versions.map((version) => wordsOf(version.text))
    const all = new Set([
      ...heading,
      ...texts.flatMap((words) => [...words]),
      ...wordsOf(...besides.map((one) => one.text), ...topic.rules, ...topic.letters),
      ...besides.map(({ called }) => called),
    ])
    return { topic, heading, texts, besides, all }
  })
}

/** What stands in the heading comes before what stands in the text of the day, and that before the rest. */
function rankOf({ topic, heading, texts }: Indexed, on: string, asked: readonly string[]): number {
  const place = topic.versions.findIndex((version) => version === asAt(topic, on))
  const now = texts[place] ?? new Set<string>()
  const count = (words: ReadonlySet<string>) => asked.filter((one) => hasAll(words, [one])).length
  return 4 * count(heading) + 2 * count(now) + (place >= 0 && asked.length > 0 ? 1 : 0)
}

function hitOf(
  { topic, besides }: Indexed,
  on: string,
  asked: readonly string[],
  reading: Reading,
): Hit {
  const { id, group, heading, facts, rules, letters, bodies, versions } = topic
  const now = asAt(topic, on)
  const others = versions
    .filter((version) => version !== now)
    .map(({ from, to, text }) => ({ called: '', label: formatSpan({ from, to }), text }))
  const entries = versions.map((version) => topicEntry(topic, version, reading.book))
  const entry = now && entries[versions.indexOf(now)]
  return {
    ...{ id, group, heading, facts, rules, letters, bodies },
    ...{ text: now?.text ?? null, from: now?.from ?? null, to: now?.to ?? null },
    marks: { heading: marksIn(heading, asked), text: marksIn(now?.text ?? '', asked) },
    elsewhere: [...others, ...besides]
      .map((one) => ({ ...one, marks: marksIn(one.text, asked) }))
      .filter(({ called, marks }) => marks.length > 0 || asked.includes(called))
      .map(({ label, text, marks }) => ({ label, text, marks })),
    toCheck: now ? toCheck(now) : null,
    stale: entry ? isStale(entry, reading) : false,
    amended: entries.some(({ key }) => isAmended(key, reading.book)),
  }
}

/** From the first character of a hit to the one after its last. */
type Mark = [number, number]

const WORD = /[\p{L}\p{N}\p{M}'’]+/gu

/** Where a text has words that begin as one of `asked` (folded): whole words, in their order. */
export function marksIn(text: string, asked: readonly string[]): Mark[] {
  if (asked.length === 0) return []
  const marks: Mark[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const parts = [...foldedWords(word), fold(word)]
    if (asked.some((one) => parts.some((part) => part.startsWith(one))))
      marks.push([index, index + word.length])
  }
  return marks
}

/** Whether every word asked for begins some word of the texts, given by their folded words. */
const hasAll = (words: ReadonlySet<string>, asked: readonly string[]): boolean =>
  asked.every((one) => [...words].some((word) => word.startsWith(one)))

/** The folded words of texts, each once. */
const wordsOf = (...texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => [...foldedWords(text), ...text.split(/\s+/).map(fold)]))
