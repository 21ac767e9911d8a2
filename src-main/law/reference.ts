import { Day, z } from '../wire/schema.ts'
import { byId, loadDeadlineLaw, type DeadlineLaw } from './edition.ts'
import { editionFault, readEditionFile } from './edition-file.ts'
import type { EditionTexts } from './edition-pack.ts'
import { loadRouting, type Routing } from './routing.ts'
import { inForce, inOrder, provenance } from './provenance.ts'

const Source = z.strictObject({
  id: z.string(),
  title: z.string().min(1),
  urls: z.array(z.string()),
})
export type Source = z.output<typeof Source>

/** A fact of the source page in our words, with the page's own few words to find it by, and the notes that differ. */
export const Fact = z.strictObject({
  id: z.string().regex(/^F\d\d$/),
  statement: z.string().min(1),
  anchor: z.string().min(1).max(40),
  notes: z.array(z.string()),
})
export type Fact = z.output<typeof Fact>

const Note = z.strictObject({
  id: z.string().regex(/^N\d+$/),
  text: z.string().min(1),
  source: z.array(z.string()).min(1),
})
export type Note = z.output<typeof Note>

/** One topic of the panel: what held, from day to day, oldest first. */
export const Topic = z.strictObject({
  id: z.string().regex(/^2\.\d+(\.\d+)?$/),
  group: z.string().min(1),
  heading: z.string().min(1),
  versions: z
    .array(
      z.strictObject({
        from: Day.nullable(),
        to: Day.nullable(),
        text: z.string().min(1),
        ...provenance,
      }),
    )
    .min(1)
    .refine(inOrder, 'The versions overlap or are not in the order of their days.'),
  facts: z.array(z.string()),
  rules: z.array(z.string()),
  letters: z.array(z.string().regex(/^L\d\d$/)),
  bodies: z.array(z.string()),
})
export type Topic = z.output<typeof Topic>

const SeedFile = z.strictObject({
  edition: z.strictObject({ id: z.string(), title: z.string(), from: Day, to: Day, ...provenance }),
  facts: z.array(Fact),
  notes: z.array(Note),
})

/** What the rights panel shows, and every source by its key. */
export interface Reference {
  readonly sources: ReadonlyMap<string, Source>
  readonly seed: z.output<typeof SeedFile>['edition']
  readonly facts: ReadonlyMap<string, Fact>
  readonly notes: ReadonlyMap<string, Note>
  readonly topics: ReadonlyMap<string, Topic>
  /** Topics that stand beside a screen, first to last: by the number of a letter, or the name of another screen. */
  readonly beside: Readonly<Record<string, readonly string[]>>
  readonly ways: readonly z.output<typeof Way>[]
}

const SourceFile = z.strictObject({ sources: z.array(Source) })
/** What may be tried once a request and its chasers brought no answer: a topic, its short name and how one goes it. */
const Way = z.strictObject({ topic: z.string(), name: z.string().min(1), does: z.string().min(1) })

const TopicFile = z.strictObject({
  topics: z.array(Topic),
  beside: z.record(z.string(), z.array(z.string())).default({}),
  ways: z.array(Way).default([]),
})
const file = (name: string) => `rights/${name}`

/** Reads the topics, facts and sources of an edition; refuses one that points at nothing, in the rules and the table too. */
export function loadReference(
  texts: EditionTexts,
  { rules }: Pick<DeadlineLaw, 'rules'> = loadDeadlineLaw(texts),
  routing: Routing = loadRouting(texts, { rules }),
): Reference {
  const read = <Schema extends z.ZodType>(name: string, schema: Schema) =>
    readEditionFile(texts, file(name), schema)
  const sources = byId(file('sources.json'), read('sources.json', SourceFile).sources)
  const seed = read('seed.json', SeedFile)
  const facts = byId(file('seed.json'), seed.facts)
  const notes = byId(file('seed.json'), seed.notes)
  const { beside, ways, ...listed } = read('topics.json', TopicFile)
  const topics = byId(file('topics.json'), listed.topics)

  const all = (
    name: string,
    id: string,
    what: string,
    asked: readonly string[],
    known: ReadonlyMap<string, unknown>,
  ) => {
    const missing = asked.find((one) => !known.has(one))
    if (missing) throw editionFault(file(name), `entry ${id}`, `there is no ${what} “${missing}”`)
  }
  for (const { id, versions } of rules.values())
    for (const { source } of versions) all('rules.json', id, 'source', source, sources)
  for (const { id, source } of routing.rows) all('routes.json', id, 'source', source, sources)
  for (const { id, versions } of routing.procedures.values())
    for (const { source } of versions) all('routes.json', id, 'source', source, sources)
  for (const { id, source } of routing.bodies.values())
    all('bodies.json', id, 'source', source, sources)
  for (const { id, notes: differing } of facts.values())
    all('seed.json', id, 'note', differing, notes)
  for (const { id, source } of notes.values()) all('seed.json', id, 'source', source, sources)
  for (const topic of topics.values()) {
    all('topics.json', topic.id, 'fact', topic.facts, facts)
    all('topics.json', topic.id, 'rule', topic.rules, rules)
    all('topics.json', topic.id, 'body', topic.bodies, routing.bodies)
    for (const { source } of topic.versions) all('topics.json', topic.id, 'source', source, sources)
  }
  for (const [screen, ids] of Object.entries(beside))
    all('topics.json', `beside ${screen}`, 'topic', ids, topics)
  for (const { topic, name } of ways) all('topics.json', `way ${name}`, 'topic', [topic], topics)
  return { sources, seed: seed.edition, facts, notes, topics, beside, ways }
}

/** What a topic says as at a day; undefined where the edition holds nothing for it. */
export const asAt = ({ versions }: Topic, on: string): Topic['versions'][number] | undefined =>
  versions.find((version) => inForce(version, on))
