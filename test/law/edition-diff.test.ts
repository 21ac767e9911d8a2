import { expect, test } from 'vitest'
import { editionChanges } from '../../src-main/law/edition-diff.ts'
import { laterEdition, shippedTexts } from './some-edition.ts'

const changes = (made: Parameters<typeof laterEdition>[0]) =>
  editionChanges(shippedTexts, laterEdition(made))
const told = (made: Parameters<typeof laterEdition>[0]) =>
  changes(made).map(({ sort, what, title, fields }) => [
    `${what} ${sort}: ${title}`,
    ...fields.map(({ field, before, after }) => `${field}: ${before} > ${after}`),
  ])
const byId = (list: { id: string }[], id: string) => list.find((one) => one.id === id) as never

test('an edition published again with nothing changed brings nothing', () => {
  expect(changes({})).toEqual([])
})

test('a version that ends and one that follows it are a change and something new', () => {
  const [ended, added] = told({
    'rights/topics.json': ({ topics }) => {
      const { versions } = byId(topics, '2.10.8') as { versions: Record<string, unknown>[] }
      versions.push({ ...versions[0], from: '2027-01-01', text: 'Twelve months less a day.' })
      versions[0]!['to'] = '2026-12-31'
    },
  })
  expect(ended).toEqual([
    'changed topic: 2.10.8 Equality, from the beginning',
    'last day: nothing > 31 December 2026',
  ])
  expect(added?.[0]).toBe('added topic: 2.10.8 Equality, from 1 January 2027')
  expect(added).toContain('text:  > Twelve months less a day.')
  expect(added).toContain('authority:  > Equality Act 2010, section 118')
})

test('a corrected first day is a change of that version, not one gone and one new', () => {
  expect(
    told({
      'rights/rules.json': ({ rules }) => {
        const { versions } = byId(rules, 'R28') as { versions: Record<string, unknown>[] }
        versions[1]!['from'] = '2010-10-02'
      },
    }),
  ).toEqual([
    [
      'changed rule: R28 Limitation: disability and equality, services and public functions, from 1 October 2010',
      'first day: 1 October 2010 > 2 October 2010',
    ],
  ])
})

test('what is deep inside a row is told by the way to it, and what belongs to no entry by its file', () => {
  expect(
    told({
      'rights/routes.json': (data) => {
        const { cases } = byId(data.rows, 'C2') as { cases: Record<string, unknown>[] }
        cases[0]!['facts'] = { nation: ['Wales', 'England'] }
        data.abolition.on = '2027-04-01'
      },
      'rights/days.json': (data) => (data.endsOn = '2099-12-31'),
    }),
  ).toEqual([
    ['changed file: All of days.json', 'ends on: 31 December 2199 > 31 December 2099'],
    ['changed file: routes.json, abolition', 'on: nothing > 1 April 2027'],
    [
      'changed row: C2 Wales, clinical, event on or after 1 April 2006 (Parc: since December 2022)',
      'cases 1, facts, nation: Wales > Wales; England',
    ],
  ])
})

test('a body and a holiday that are gone are told as gone, with what they said', () => {
  const found = told({
    'rights/bodies.json': (data) =>
      (data.bodies = data.bodies.filter(({ id }: { id: string }) => id !== 'hiw')),
    'holidays.json': (data) =>
      (data.days = data.days.filter(({ on }: { on: string }) => on !== '2030-12-26')),
  })
  expect(found.map(([first]) => first)).toEqual([
    'removed body: Healthcare Inspectorate Wales',
    'removed holiday: Boxing Day, 26 December 2030',
  ])
  expect(found[1]).toContain('name: Boxing Day > ')
})
