import { expect, test } from 'vitest'
import { estimatedReceipt } from '../../src-main/deadlines/receipt.ts'
import { Day } from '../../src-main/wire/schema.ts'
import { holidays, law } from './shipped.ts'

type Route = Parameters<typeof estimatedReceipt>[0]['route']
const day = (typed: string) => Day.parse(typed)
const receipt = (route: Route, sentOn: string, acknowledgedOn?: string) =>
  estimatedReceipt(
    {
      route,
      sentOn: day(sentOn),
      acknowledgedOn: acknowledgedOn ? day(acknowledgedOn) : undefined,
    },
    { holidays, law },
  )

test.each<[Route, string, string]>([
  ['first-class', '2026-09-24', '2026-09-28'],
  ['dx', '2026-09-24', '2026-09-28'],
  ['first-class', '2026-12-24', '2026-12-30'],
  ['second-class', '2026-09-24', '2026-09-30'],
  ['second-class', '2026-04-01', '2026-04-09'],
  ['first-class', '2026-09-26', '2026-09-29'],
  ['hand', '2026-09-26', '2026-09-26'],
  ['email', '2026-12-25', '2026-12-25'],
  ['portal', '2026-09-24', '2026-09-24'],
])('%s sent on %s is taken as received on %s', (route, sentOn, receivedOn) =>
  expect(receipt(route, sentOn).receivedOn).toBe(receivedOn),
)

test('never later than it was acknowledged', () => {
  expect(receipt('second-class', '2026-09-24', '2026-09-25').receivedOn).toBe('2026-09-25')
  expect(receipt('first-class', '2026-09-24', '2026-10-05').receivedOn).toBe('2026-09-28')
})

test('only second class is said to be uncertain', () => {
  expect(receipt('second-class', '2026-09-24').check).not.toEqual([])
  expect(receipt('first-class', '2026-09-24').check).toEqual([])
})
