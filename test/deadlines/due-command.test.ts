import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueCommand } from '../../src-main/deadlines/due-command.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { command, inside, remedy } from '../cli/command.ts'
import { ask, law, resources } from './shipped.ts'

const example = {
  rule: 'R04',
  events: {
    receivedOn: '2026-03-02',
    clarificationAskedOn: '2026-03-05',
    clarificationAnsweredOn: '2026-03-09',
  },
}

test('the example of the handbook, in a process of its own: one JSON object out, exit code 0', async () => {
  const { exit, out, err } = await remedy(['due', '--json'], { input: JSON.stringify(example) })
  expect([exit, err, out.trim().split('\n')]).toEqual([0, '', [expect.any(String)]])
  expect(JSON.parse(out)).toMatchObject({
    due: '2026-04-07',
    prudent: '2026-04-02',
    provisional: false,
  })
  for (const step of JSON.parse(out).steps)
    expect(step).toMatchObject({ text: expect.any(String), authority: expect.any(String) })
})

test('without --json it says the working in plain words', async () => {
  const { exit, out } = await command(['due'], JSON.stringify(example))
  expect(exit).toBe(0)
  expect(out).toContain('R04: due Tuesday 7 April 2026')
  expect(out).toContain('UK GDPR, Article 12A(5)')
  expect(out).not.toMatch(inside)
})

test.each([
  ['', 'No facts were given.'],
  ['{', 'The input is not JSON.'],
  ['[]', 'not a JSON object'],
  ['{"rule":"R99","events":{}}', 'There is no rule “R99”. The rules are numbered R01 to R70.'],
  ['{"rule":"R02"}', 'missing'],
  [
    '{"rule":"R02","events":{"receivedOn":"2026-02-30"}}',
    'receivedOn: This is not a date in the calendar.',
  ],
  ['{"rule":"R02","events":{"receivedOn":"2018-05-24"}}', 'Use R01.'],
])('%s is wrong use: exit code 2, and what to correct', async (typed, words) => {
  const plain = await command(['due'], typed)
  expect([plain.exit, plain.out]).toEqual([2, ''])
  expect(plain.err).toContain(words)
  const json = await command(['due', '--json'], typed)
  expect(json.exit).toBe(2)
  expect(JSON.parse(json.out).refusal.message).toContain(words)
  expect(plain.err + json.out).not.toMatch(inside)
})

test('a rule is found however its letter is typed', () =>
  expect(dueCommand({ ...example, rule: ' r04 ' }, { resources }).due).toBe('2026-04-07'))

test('whatever stands in the facts, there is a date or a refusal, and nothing else', () => {
  const names = [
    'on',
    'receivedOn',
    'idReceivedOn',
    'feeReceivedOn',
    'clarificationAskedOn',
    'clarificationAnsweredOn',
    'agreedUntil',
    'madeOn',
    'noticeOn',
    'knowledgeOn',
    'acknowledgedOn',
    'extendedOn',
  ]
  const day = fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .date({ min: new Date('2003-04-01'), max: new Date('2035-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.constantFrom('9999-12-31', '2026-02-30', '1000-01-01', '') },
  )
  const events = fc.oneof(
    fc.dictionary(fc.constantFrom(...names, 'extended', 'stage', 'pauses'), day),
    fc.jsonValue(),
  )
  fc.assert(
    fc.property(fc.constantFrom(...law.rules.keys()), events, (rule, facts) => {
      try {
        return /^\d{4}-\d\d-\d\d$/.test(ask(rule, facts as object).due)
      } catch (error) {
        return (
          error instanceof Refusal &&
          error.message !== '' &&
          !/undefined|null|Invalid input/.test(error.message)
        )
      }
    }),
    { numRuns: 5000 },
  )
})
