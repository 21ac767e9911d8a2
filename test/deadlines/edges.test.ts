import { expect, test } from 'vitest'
import { ask, law } from './shipped.ts'
import file from './edges.json' with { type: 'json' }

type Edge = [rule: string, facts: string, events: object, due: string, prudent: string | null]
const edges = file.cases as Edge[]

test.each(edges)('%s, %s', (rule, _facts, events, due, prudent) => {
  const found = ask(rule, events)
  expect(found.due).toBe(due)
  if (prudent) expect(found.prudent).toBe(prudent)
})

test('every rule of the edition has an edge of its own here', () => {
  const tried = new Set(edges.map(([rule]) => rule))
  expect([...law.rules.keys()].filter((id) => !tried.has(id))).toEqual([])
})
