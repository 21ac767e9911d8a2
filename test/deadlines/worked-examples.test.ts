import { describe, expect, test } from 'vitest'
import file from './worked-examples.json' with { type: 'json' }
import { ask } from './shipped.ts'

interface Ask {
  rule: string
  events: object
  due: string
  prudent?: string
  otherwise?: string[]
}

describe.each(file.examples)('$id: $facts', ({ asks }) => {
  test.each(asks as Ask[])('$rule gives $due', ({ rule, events, due, prudent, otherwise = [] }) => {
    const found = ask(rule, events)
    expect(found.due).toBe(due)
    expect(found.provisional).toBe(false)
    if (prudent) expect(found.prudent).toBe(prudent)
    expect(found.alternatives.map((other) => other.due)).toEqual(expect.arrayContaining(otherwise))
  })
})

test('every worked example of the fact sheet stands in the file, each once', () => {
  const ids = file.examples.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toHaveLength(20)
})
