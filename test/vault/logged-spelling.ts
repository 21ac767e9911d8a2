import type { RemedyContract } from '../../src-main/contract.ts'
import { LOGGED } from '../../src-main/logged.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { z } from '../../src-main/wire/schema.ts'

/** A schema of the log as JSON Schema: field names, values, and what may be left out. */
export type Spelling = { [key: string]: unknown }

/** How the log is spelled by this program: each act's fields and values as they are read. */
export const spellingNow = (): Record<string, Spelling> =>
  Object.fromEntries(
    Object.entries(LOGGED).map(([act, schema]) => {
      const { $schema: _, ...spelling } = z.toJSONSchema(schema, { io: 'input' })
      return [act, spelling]
    }),
  )

/** All that a schema of the log may say: nothing in it limits how long a text is or what it looks like. */
const TOLERANT = [
  'type',
  'properties',
  'required',
  'items',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'default',
]
const isSpelling = (value: unknown): value is Spelling =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const branchesOf = ({ anyOf, oneOf }: Spelling): Spelling[] => [
  ...(listOf(anyOf ?? oneOf) as Spelling[]),
]
const valuesOf = (one: Spelling): unknown[] | null =>
  'const' in one ? [one['const']] : 'enum' in one ? listOf(one['enum']) : null

/** What of an older spelling this one would read no more, each with its place; empty where every old entry reads. */
export function lost(old: Spelling, now: Spelling | undefined, at: string): string[] {
  if (now === undefined) return [`${at} is gone`]
  const strict = Object.keys(now).filter((key) => !TOLERANT.includes(key))
  if (strict.length > 0) return [`${at} has become strict: ${strict.join()}`]
  const [before, after] = [branchesOf(old), branchesOf(now)]
  if (before.length > 0 || after.length > 0) {
    const olds = before.length > 0 ? before : [old]
    const news = after.length > 0 ? after : [now]
    return olds.flatMap((one) => {
      const faults = news.map((other) => lost(one, other, at))
      return faults.some((found) => found.length === 0)
        ? []
        : faults.sort((some, others) => some.length - others.length)[0]!
    })
  }
  const [had, has] = [valuesOf(old), valuesOf(now)]
  if (has !== null) {
    const gone = (had ?? ['anything']).filter((value) => !has.includes(value))
    return gone.map((value) => `${at} no longer reads ${JSON.stringify(value)}`)
  }
  const types = [now['type']].flat()
  if ([old['type']].flat().some((type) => !types.includes(type)))
    return [`${at} is of another type`]
  const fields = isSpelling(old['properties']) ? old['properties'] : {}
  const fieldsNow = isSpelling(now['properties']) ? now['properties'] : {}
  const needed = listOf(now['required']).filter((name) => !listOf(old['required']).includes(name))
  return [
    ...needed.map((name) => `${at}.${String(name)} has no default`),
    ...Object.entries(fields).flatMap(([name, field]) =>
      lost(field as Spelling, fieldsNow[name] as Spelling | undefined, `${at}.${name}`),
    ),
    ...(isSpelling(old['items']) ? lost(old['items'], now['items'] as Spelling, `${at}[]`) : []),
  ]
}

/** The fields that each act has among the first `entries` of the log, as they were written. */
export async function fieldsWritten(ask: Client<RemedyContract>, entries: number) {
  const written = new Map<string, Set<string>>()
  for (let seq = 1; seq <= entries; seq += 1) {
    const { act, fields: open } = await ask.audit.entry({ seq })
    const held = await ask.audit.reveal({ seq, reason: 'Its spelling' }).catch(() => null)
    const fields = [...(open ?? []), ...(held?.fields ?? [])]
    const known = written.get(act) ?? new Set()
    for (const { name, value } of fields) for (const path of pathsIn(value, name)) known.add(path)
    written.set(act, known)
  }
  return Object.fromEntries(
    [...written]
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([act, paths]) => [act, [...paths].sort()] as const),
  )
}

/** The names of the fields in a value, with those inside them; a text that is no JSON has none inside. */
function pathsIn(value: string, at: string): string[] {
  const inside = (one: unknown, path: string): string[] =>
    Array.isArray(one)
      ? one.flatMap((each) => inside(each, `${path}[]`))
      : isSpelling(one)
        ? Object.entries(one).flatMap(([name, each]) => inside(each, `${path}.${name}`))
        : [path]
  try {
    return inside(JSON.parse(value), at)
  } catch {
    return [at]
  }
}
