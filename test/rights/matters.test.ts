import { expect, test } from 'vitest'
import file from './matters.json' with { type: 'json' }
import { routing, who } from './shipped.ts'

interface Expected {
  it: string
  ask: object
  rows: string[]
  bodies?: string[]
  asks?: string[]
  next?: string
  procedure?: string
  clocks?: string[]
  /** Words of what is to be checked. */
  check?: string
  /** Words of whether it is in time. */
  time?: string
}
const matters = file.matters as Expected[]

test.each(matters)('$it', ({ ask, rows, bodies = [], asks = [], next, procedure, ...expected }) => {
  const { clocks = [], check, time } = expected
  const found = who(ask)
  expect(found.rows).toEqual(rows)
  expect(found.answers.map(({ body }) => body)).toEqual(
    bodies.map((body) => expect.stringContaining(body)),
  )
  expect(found.ask.map(({ fact }) => fact)).toEqual(asks)
  if (next) expect(found.answers[0]?.next).toContain(next)
  if (procedure) expect(found.answers[0]?.procedure).toContain(procedure)
  if (time) expect(found.answers[0]?.time).toContain(time)
  if (check) expect(found.check.join(' ')).toContain(check)
  expect(found.answers[0]?.clocks ?? []).toEqual(expect.arrayContaining(clocks))
})

test('every row of the table decides a matter here', () => {
  const decided = new Set(matters.flatMap(({ rows }) => rows))
  expect(routing.rows.map(({ id }) => id).filter((id) => !decided.has(id))).toEqual([])
})
