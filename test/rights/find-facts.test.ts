import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestOffice, resources, type TestOffice } from '../open-office.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(path.join(resources, 'rights', name), 'utf8')) as {
    topics: { id: string; group: string }[]
    facts: { id: string; statement: string; notes: string[] }[]
  }
const { facts } = read('seed.json')
const { topics } = read('topics.json')
const asAt = '2004-09-01' as never
let office: TestOffice
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  office = await openTestOffice({ tidy: (clean) => closing.push(clean) })
})
afterAll(() => Promise.all(closing.map((close) => close())))

describe('the panel’s search', () => {
  test.each(facts)(
    'finds $id of the source page by its number, and shows what it says',
    async (fact) => {
      for (const text of [fact.id, fact.id.toLowerCase()]) {
        const found = await office.ask.rights.topics({ text, asAt })
        expect(found.length).toBeGreaterThan(0)
        const shown = found.flatMap(({ elsewhere }) => elsewhere)
        expect(shown).toContainEqual({
          label: `Source page of 2004, ${fact.id}`,
          ...{ text: fact.statement, marks: [] },
        })
      }
    },
  )

  test.each(facts)('finds $id by its words too, marked where they stand', async ({ statement }) => {
    const found = await office.ask.rights.topics({ text: statement, asAt })
    const { marks } = found
      .flatMap(({ elsewhere }) => elsewhere)
      .find(({ text }) => text === statement)!
    expect(marks.length).toBeGreaterThan(2)
    expect(statement.slice(...marks[0]!)).toMatch(/^[\p{L}\p{N}]/u)
  })

  test('finds a note where other sources differ, by its number', async () => {
    for (const note of new Set(facts.flatMap(({ notes }) => notes))) {
      const found = await office.ask.rights.topics({ text: note, asAt })
      expect(found.flatMap(({ elsewhere }) => elsewhere.map(({ label }) => label))).toContain(
        `Note ${note}`,
      )
    }
  })

  test('without any words gives every topic, each in its group', async () => {
    const all = await office.ask.rights.topics({ text: '', asAt })
    expect(all.map(({ id, group }) => ({ id, group }))).toEqual(
      topics.map(({ id, group }) => ({ id, group })),
    )
  })
})
