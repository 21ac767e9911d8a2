import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { BodySheet, RuleSheet, TopicSheet } from './contract.ts'
import { ruleEntry, topicEntry } from '../law/entry-of.ts'
import { keyOf, spokenName } from '../law/law-entries.ts'
import type { LawBook } from '../law/law-book.ts'
import type { Reading } from '../law/reading.ts'
import { asAt } from '../law/reference.ts'
import type { Body } from '../law/route.ts'
import { lengthInWords } from '../law/rule.ts'
import { sourcesOf, trusted } from '../law/trusted.ts'
import { inForce } from '../law/provenance.ts'

interface Asked {
  id: string
  asAt: string
}

/** What a letter is called, by its number. */
export type LetterTitle = (kind: string) => string

const notHere = (what: string, id: string) =>
  new Refusal('not-found', `This edition of the law has no ${what} ${id}. Go back to the list.`)

/** A body's name on a day, its last one where it had ended, its first where it had not begun. */
export function bodyTitle({ names }: Body, on: string): string {
  const now = names.find((one) => inForce(one, on))
  const first = names[0]!
  const before = first.from !== null && on < first.from
  return spokenName((now ?? (before ? first : names.at(-1)!)).name)
}

/** A topic with all that it said from day to day, its authorities, and what it is about. */
export function topicSheet(
  { id, asAt: on }: Asked,
  reading: Reading,
  letterTitle: LetterTitle,
): z.input<typeof TopicSheet> {
  const { book } = reading
  const { reference, law, routing } = book
  const topic = reference.topics.get(id)
  if (!topic) throw notHere('topic', id)
  const current = asAt(topic, on)
  return {
    ...{ id, group: topic.group, heading: topic.heading },
    versions: topic.versions.map((version) => ({
      ...trusted(topicEntry(topic, version, book), reading),
      ...{ from: version.from, to: version.to, text: version.text, current: version === current },
    })),
    facts: topic.facts.map((one) => {
      const { statement, notes } = reference.facts.get(one)!
      return {
        ...{ id: one, statement },
        notes: notes.map((note) => {
          const { text, source } = reference.notes.get(note)!
          return { id: note, text, sources: sourcesOf(book, source) }
        }),
      }
    }),
    rules: topic.rules.map((rule) => ({ id: rule, title: law.rules.get(rule)!.title })),
    letters: topic.letters.map((kind) => ({ id: kind, title: letterTitle(kind) })),
    bodies: topic.bodies.map((body) => ({
      id: body,
      title: bodyTitle(routing.bodies.get(body)!, on),
    })),
  }
}

/** A deadline rule with every version it has had. */
export function ruleSheet({ id }: Pick<Asked, 'id'>, reading: Reading): z.input<typeof RuleSheet> {
  const { book } = reading
  const rule = book.law.rules.get(id)
  if (!rule) throw notHere('rule', id)
  const { title, binds, trigger, before, after } = rule
  return {
    ...{ id, title, binds, trigger: trigger.text },
    before: before?.text ?? null,
    after: after?.text ?? null,
    versions: rule.versions.map((version) => {
      const { from, to, name, nature, period, notes } = version
      return {
        ...trusted(ruleEntry(rule, version, book), reading),
        ...{ from, to, name, nature, period, notes, length: lengthInWords(period) },
      }
    }),
    topics: topicsWhere(book, ({ rules }) => rules.includes(id)),
  }
}

/** A body by all of its names, whose work it has and who has its work. */
export function bodySheet({ id, asAt: on }: Asked, reading: Reading): z.input<typeof BodySheet> {
  const { book } = reading
  const { bodies } = book.routing
  const body = bodies.get(id)
  if (!body) throw notHere('body', id)
  const after = body.successor === null ? undefined : bodies.get(body.successor)
  return {
    ...trusted(book.entries.get(keyOf.body(id))!, reading),
    ...{ id, title: bodyTitle(body, on) },
    names: body.names.map(({ name, ...days }) => ({ name: spokenName(name), ...days })),
    successor: after ? { id: after.id, title: bodyTitle(after, on) } : null,
    before: [...bodies.values()]
      .filter(({ successor }) => successor === id)
      .map((one) => ({ id: one.id, title: spokenName(one.names.at(-1)!.name) })),
    topics: topicsWhere(book, (topic) => topic.bodies.includes(id)),
  }
}

const topicsWhere = (
  { reference }: LawBook,
  about: (topic: { rules: string[]; bodies: string[] }) => boolean,
) => [...reference.topics.values()].filter(about).map(({ id, heading }) => ({ id, title: heading }))
