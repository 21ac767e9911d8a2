import { keyOf, type LawEntry } from './law-entries.ts'
import type { LawBook } from './law-book.ts'
import type { Topic } from './reference.ts'
import type { Rule, RuleVersion } from './rule.ts'

/** The entry of a topic's version, found by its place: the office may have changed its days. */
export function topicEntry(
  topic: Topic,
  version: Topic['versions'][number],
  book: LawBook,
): LawEntry {
  const { versions } = book.published.reference.topics.get(topic.id)!
  const published = versions[topic.versions.indexOf(version)]!
  return book.entries.get(keyOf.topic(topic.id, published.from))!
}

/** The entry of a rule's version, found by its place: the office may have changed its name. */
export function ruleEntry(rule: Rule, version: RuleVersion, book: LawBook): LawEntry {
  const { versions } = book.published.law.rules.get(rule.id)!
  const published = versions[rule.versions.indexOf(version)]!
  return book.entries.get(keyOf.rule(rule.id, published.name))!
}
