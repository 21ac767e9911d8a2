import { InformationClass } from '../consents/contract.ts'
import { readEditionFile, textsIn } from '../law/edition-file.ts'
import { readOnce } from '../search/read-once.ts'
import { spotter, type Listed, type Spotted } from '../search/spelling.ts'
import { Day, z } from '../wire/schema.ts'

const FILE = 'letters/sensitive-words.json'
const WordGroup = z.strictObject({
  group: z.string().min(2),
  /** Where the words can be looked up. */
  source: z.string().min(2),
  /** The day on which the words were looked up there; null where nobody has. */
  checkedOn: Day.nullable(),
  words: z.array(z.string().min(2)).min(1),
  /** Phrases that hold such a word and mean something else. */
  notThese: z.array(z.string().min(2)).default([]),
})
const WordFile = z.strictObject({
  classes: z.array(z.strictObject({ class: InformationClass, groups: z.array(WordGroup).min(1) })),
  /** Words that tell of nothing but by which a person asks for records of a class. */
  asking: z.array(
    z.strictObject({ class: InformationClass, words: z.array(z.string().min(2)).min(1) }),
  ),
})
type WordFile = z.output<typeof WordFile>

/** A word or phrase that discloses something of a class, as it is in the text or in the list. */
export interface SensitiveWord {
  word: string
  class: InformationClass
}

/** Finds what a text gives away; each class once, by its first word. */
export interface Sensitive {
  (text: string): SensitiveWord[]
  /** What a sentence that asks for records asks for, by what it tells and by the words of asking. */
  asked(sentence: string): SensitiveWord[]
  /** What stands in more than one of these parts, read one after the other, each with the part in which it ends. */
  across(parts: readonly string[]): (SensitiveWord & { part: number })[]
  /** What the program brings along, by class and group. */
  shipped: WordFile['classes']
  /** The same with the words that an office added. */
  and(added: readonly SensitiveWord[]): Sensitive
}

/** Reads the list of sensitive words; they are found in whatever spelling, as whole words only. */
export function loadSensitive(resources: string): Sensitive {
  return sensitiveTo(readEditionFile(textsIn(resources, [FILE]), FILE, WordFile), [])
}

/** Every list and every gate of a letter reads the same passages again. */
const finding = <Of>(words: readonly Listed<Of>[]) => readOnce(spotter(words))

function sensitiveTo(file: WordFile, added: readonly SensitiveWord[]): Sensitive {
  const { classes: shipped, asking } = file
  const groups = shipped.flatMap(({ class: about, groups: all }) =>
    all.map((group) => ({ ...group, about })),
  )
  const find = finding<InformationClass>([
    ...groups.flatMap(({ about, words }) => words.map((word) => ({ word, of: about }))),
    ...added.map(({ word, class: about }) => ({ word, of: about })),
  ])
  const harmless = finding(
    groups.flatMap(({ notThese }) => notThese.map((word) => ({ word, of: null }))),
  )
  const asks = finding(
    asking.flatMap(({ class: about, words }) => words.map((word) => ({ word, of: about }))),
  )
  const order = [...new Set([...shipped, ...added].map((one) => one.class))]
  /** The same word lists serve every act until the office changes its own. */
  let latest: { key: string; made: Sensitive } | null = null

  const tell = (text: string): SensitiveWord[] => {
    const found = find(text)
    if (found.length === 0) return []
    const meant = harmless(text)
    const meantSo = found.filter((one) => !meant.some((other) => within(one, other)))
    return order.flatMap((about) => {
      const [first] = meantSo
        .filter((one) => one.of === about)
        .sort((one, other) => one.from - other.from)
      return first ? [{ word: asWritten(text, first), class: about }] : []
    })
  }
  const across = (parts: readonly string[]) => {
    const text = parts.join('\n')
    const found = find(text)
    if (found.length === 0) return []
    const ends: number[] = []
    for (const part of parts) ends.push((ends.at(-1) ?? -1) + 1 + part.length)
    const partOf = (place: number) => ends.findIndex((end) => place <= end)
    const meant = harmless(text)
    return found.flatMap((one) => {
      // Its stretch reaches to the next word.
      const last = one.from + text.slice(one.from, one.to).replace(AFTER, '').length - 1
      const part = partOf(last)
      if (part === partOf(one.from) || meant.some((other) => within(one, other))) return []
      return [{ word: asWritten(text, one), class: one.of, part }]
    })
  }
  const asked = (sentence: string): SensitiveWord[] => {
    const spotted = asks(sentence).map((one) => ({
      word: asWritten(sentence, one),
      class: one.of,
    }))
    const all = new Map([...tell(sentence), ...spotted].map((one) => [one.class, one]))
    return [...all.values()]
  }
  const and = (more: readonly SensitiveWord[]): Sensitive => {
    if (more.length === 0) return whole
    const key = JSON.stringify(more)
    if (latest?.key !== key) latest = { key, made: sensitiveTo(file, more) }
    return latest.made
  }
  const whole: Sensitive = Object.assign(tell, { shipped, across, asked, and })
  return whole
}

const within = (one: Spotted<unknown>, other: Spotted<unknown>) =>
  other.from <= one.from && one.to <= other.to

/** The stretch of the text without marks nobody sees, or what stands between it and the next word. */
const asWritten = (text: string, { from, to }: Spotted<unknown>): string =>
  text
    .slice(from, to)
    .replace(/\p{Cf}/gu, '')
    .replace(AFTER, '')
    .replace(/\s+/g, ' ')
const AFTER = /[^\p{L}\p{N}\p{M}]+$/u
