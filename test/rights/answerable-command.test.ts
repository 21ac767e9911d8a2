import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind } from '../../src-main/law/entry.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { command, inside, remedy } from '../cli/command.ts'
import { prisons, who } from './shipped.ts'

const example = { prison: 'Leeds', kind: 'clinical', eventOn: '2005-06-01', actionOn: '2005-07-01' }

test('the example of the handbook, in a process of its own: what is missing is asked for, exit code 0', async () => {
  const { exit, out, err } = await remedy(['answerable', '--json'], {
    input: JSON.stringify(example),
  })
  expect([exit, err]).toEqual([0, ''])
  expect(JSON.parse(out)).toMatchObject({
    answers: [],
    ask: [{ fact: 'pctTransferDate', question: expect.stringContaining('HMP Leeds') }],
    rows: ['C9'],
  })
})

test('a fact that was asked for, given under its name, is answered', async () => {
  const facts = { ...example, pctTransferDate: '2005-04-01' }
  const { out } = await command(['answerable', '--json'], JSON.stringify(facts))
  const { answers, ask, rows } = JSON.parse(out)
  expect([ask, rows]).toEqual([[], ['C8']])
  for (const answer of answers)
    expect(answer).toMatchObject({
      body: expect.any(String),
      role: expect.any(String),
      procedure: expect.any(String),
      next: expect.any(String),
    })
})

test('without --json it says so in plain words', async () => {
  const { exit, out } = await command(
    ['answerable'],
    JSON.stringify({ ...example, eventOn: '2003-06-01' }),
  )
  expect(exit).toBe(0)
  expect(out).toContain('Decided by C6.')
  expect(out).toContain('HM Prison Service: answerable for the care')
  expect(out).not.toMatch(inside)
})

test.each([
  [{ prison: 'Azkaban' }, 'No prison called “Azkaban”'],
  [{ eventOn: '2003-03-31' }, 'before 1 April 2003'],
  [{ eventOn: '2005-02-30' }, 'eventOn: This is not a date in the calendar.'],
  [{ actionOn: '2005-05-01' }, 'is before the event'],
])('%o is wrong use: exit code 2, and what to correct', async (change, words) => {
  const { exit, out, err } = await command(
    ['answerable'],
    JSON.stringify({ ...example, ...change }),
  )
  expect([exit, out]).toEqual([2, ''])
  expect(err).toContain(words)
  expect(err).not.toMatch(inside)
})

test('whatever stands in the facts, there is an answer, a question or a refusal, and nothing else', () => {
  const day = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .date({ min: new Date('2003-04-01'), max: new Date('2035-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
  const matter = fc.record(
    {
      prison: fc.oneof(fc.constantFrom(...prisons.map(({ shortName }) => shortName)), fc.string()),
      kind: fc.oneof(fc.constantFrom(...Kind.options), fc.jsonValue()),
      eventOn: day,
      actionOn: day,
      pctTransferDate: day,
      nhsEnglandEndsOn: day,
      providerSince: day,
      provider: fc.string(),
      leakedBy: fc.constantFrom('prison-staff', 'health-staff'),
    },
    { requiredKeys: ['prison', 'kind', 'eventOn', 'actionOn'] },
  )
  fc.assert(
    fc.property(matter, (facts) => {
      try {
        const { answers, ask, rows } = who(facts)
        return answers.length + ask.length > 0 && rows.length > 0
      } catch (error) {
        return error instanceof Refusal && error.message !== ''
      }
    }),
    { numRuns: 2000 },
  )
})
