import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { loadRouting } from '../../src-main/law/routing.ts'
import { needsFreshCheck, toCheck } from '../../src-main/law/provenance.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { Day } from '../../src-main/wire/schema.ts'
import { law, routing, texts } from '../rights/shipped.ts'

const ids = (letter: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${letter}${place + 1}`)
const rowsOf = (letter: string) =>
  routing.rows.map(({ id }) => id).filter((id) => id.startsWith(letter))

describe('the edition that ships', () => {
  test('has the seventy rules', () => {
    expect([...law.rules.keys()]).toEqual(ids('R', 70).map((id) => id.replace(/^R(\d)$/, 'R0$1')))
  })

  test('has the twenty-one rows of complaints and the thirteen of records', () => {
    expect(rowsOf('C').toSorted()).toEqual(ids('C', 21).toSorted())
    expect(rowsOf('K').toSorted()).toEqual(ids('K', 13).toSorted())
  })

  test('tries the contracted prisons before the waves of transfer', () => {
    const rows = rowsOf('C')
    for (const later of ['C7', 'C8', 'C9'])
      expect(rows.indexOf('C10')).toBeLessThan(rows.indexOf(later))
  })

  test('says of everything unchecked that it is, and never calls it verified', () => {
    const versions = [...law.rules.values()].flatMap((rule) => rule.versions)
    for (const entry of [...versions, ...routing.rows, ...routing.bodies.values()]) {
      if (entry.confidence === 'known' || entry.confidence === 'uncertain') {
        expect(entry.checkedOn).toBeNull()
        expect(toCheck(entry)).not.toBeNull()
      } else expect(entry.checkedOn).not.toBeNull()
      if (entry.confidence === 'uncertain') expect(entry.uncertain).not.toBeNull()
    }
  })

  test('no period, day of change or authority stands in the program itself', () => {
    const files = [
      'due-date',
      'calendar',
      'period',
      'pause',
      'extension',
      'readings',
      'regime',
      'working',
      'events',
      'receipt',
    ]
    const sources = files
      .map((name) => `deadlines/${name}`)
      .concat('rights/answerable', 'rights/matter', 'rights/prison', 'law/body-name')
    for (const name of sources) {
      const code = readFileSync(join(import.meta.dirname, `../../src-main/${name}.ts`), 'utf8')
      const bare = code.replace(/\/\*\*[^]*?\*\/|\/\/.*/g, '')
      expect(bare, name).not.toMatch(/\d{4}-\d{2}-\d{2}|\b(Act|Regulations|Article|GDPR|CPR) \d/)
    }
  })
})

test('an entry needs a fresh check twelve months after the last one, and from the start when there was none', () => {
  const [never, once] = [null, '2025-11-22'].map((on) => ({
    authority: { instrument: 'Act', section: '1' },
    source: [],
    checkedOn: on === null ? null : Day.parse(on),
    confidence: 'verified' as const,
    uncertain: null,
  }))
  expect(needsFreshCheck(never!, Day.parse('2025-11-22'))).toBe(true)
  expect(needsFreshCheck(once!, Day.parse('2026-11-22'))).toBe(false)
  expect(needsFreshCheck(once!, Day.parse('2026-11-23'))).toBe(true)
})

describe('a damaged edition is refused whole, naming file and entry', () => {
  type Json = Record<string, unknown> & Record<string, never>
  function broken(file: string, damage: (data: never) => void): string {
    const data: Json = JSON.parse(texts.get(`rights/${file}`)!)
    damage(data as never)
    const copy = new Map([...texts, [`rights/${file}`, JSON.stringify(data)]])
    try {
      loadDeadlineLaw(copy)
      loadRouting(copy)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'damaged') return error.message
      throw error
    }
    throw new Error('it was read')
  }

  interface Rules {
    rules: {
      id: string
      before?: object
      after: { rule: string }
      versions: Record<string, unknown>[]
    }[]
  }
  interface Rows {
    rows: { id: string; cases: { answers: { body: string; procedure: string }[] }[] }[]
    procedures: { id: string; versions: { clocks: string[] }[] }[]
  }

  test.each<[string, (data: Rules) => void, string]>([
    [
      'no days in a period',
      ({ rules }) => (rules[6]!.versions[0]!['period'] = { unit: 'days', count: 0 }),
      'rules.json, entry R07, versions, 1, period, count',
    ],
    [
      'a day that does not exist',
      ({ rules }) => (rules[1]!.versions[0]!['from'] = '2018-02-30'),
      'entry R02, versions, 1, from',
    ],
    ['a word nobody knows', ({ rules }) => (rules[0]!.versions[0]!['perid'] = 1), 'perid'],
    [
      'versions that overlap',
      ({ rules }) => (rules[1]!.versions[1]!['from'] = '2019-08-14'),
      'entry R02, versions',
    ],
    [
      'a rule that points at nothing',
      ({ rules }) => (rules[0]!.after.rule = 'R99'),
      'entry R01: there is no rule R99',
    ],
    [
      'a list that is not there',
      ({ rules }) => (rules[14]!.versions[0]!['workingDays'] = 'moon'),
      'entry R15: there is no list of working days called “moon”',
    ],
    [
      'working days without a list',
      ({ rules }) => delete rules[14]!.versions[0]!['workingDays'],
      'entry R15, versions, 1, workingDays',
    ],
    ['an entry twice', ({ rules }) => rules.push(rules[0]!), 'entry R01: it is listed twice'],
    [
      'no authority',
      ({ rules }) => delete rules[3]!.versions[0]!['authority'],
      'entry R04, versions, 1, authority',
    ],
  ])('%s', (_, damage, words) => expect(broken('rules.json', damage)).toContain(words))

  test.each<[string, (data: Rows) => void, string]>([
    [
      'a body nobody knows',
      ({ rows }) => (rows[5]!.cases[0]!.answers[0]!.body = 'king'),
      'routes.json, entry C6: there is no body “king”',
    ],
    [
      'a procedure nobody knows',
      ({ rows }) => (rows[5]!.cases[0]!.answers[0]!.procedure = 'duel'),
      'entry C6: there is no procedure “duel”',
    ],
    [
      'a clock nobody knows',
      ({ procedures }) => procedures[0]!.versions[0]!.clocks.push('R77'),
      'entry nhs-complaint: there is no rule R77',
    ],
    [
      'a case that says nothing',
      ({ rows }) => (rows[5]!.cases[0]!.answers = []),
      'entry C6: there is no answer and no question',
    ],
  ])('%s', (_, damage, words) => expect(broken('routes.json', damage)).toContain(words))

  test('a file that is missing, or no JSON', () => {
    const copy = new Map<string, string>()
    expect(() => loadDeadlineLaw(copy)).toThrow('rules.json, the whole file: it is missing.')
    copy.set('rights/rules.json', '{')
    expect(() => loadDeadlineLaw(copy)).toThrow('rules.json, the whole file: it is not JSON.')
  })
})
