import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { KINDS, NAMED, NATIONAL, NUMBERS, type Destination } from '../../src-main/letters/kinds.ts'
import { resources } from '../open-office.ts'

/** Whoever identifies the client by them: holders of records, who treats, experts, coroners, and whoever insures an opponent. */
const IDENTIFY = ['records-holder', 'treating', 'expert', 'coroner', 'opponent']
const ROLES: Partial<Record<Destination, string>> = {
  ...Object.fromEntries(
    Object.entries({ ...NAMED, ...NATIONAL }).map(([to, { role }]) => [to, role]),
  ),
  ...{ client: 'client', 'records-holder': 'records-holder', governor: 'custody' },
  ...{ provider: 'treating', ombudsman: 'ombudsman', 'health-ombudsman': 'ombudsman' },
}
/** Letters that go to whoever had a request for records. */
const OF_RECORDS = ['L07', 'L08', 'L09', 'L10', 'L11', 'L27']

const prints = (kind: string) =>
  /client\.(bornOn|nhsNumber)/.test(
    readFileSync(path.join(resources, 'letters', `${kind}.txt`), 'utf8'),
  )

test('the date of birth and the NHS number are printed for those alone who identify the client by them', () => {
  const told = NUMBERS.filter((kind) => prints(kind) && !OF_RECORDS.includes(kind))
  expect(told).toContain('L31')
  const others = told.filter(
    (kind) => !KINDS[kind].toClient && !IDENTIFY.includes(ROLES[KINDS[kind].to] ?? KINDS[kind].to),
  )
  expect(others).toEqual([])
  for (const kind of OF_RECORDS) expect(KINDS[kind as 'L07'].to).toBe('answered')
})
