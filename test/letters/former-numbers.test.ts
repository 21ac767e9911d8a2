import { expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { day, letterOffice } from './letter-office.ts'

const numbered = (number: string, exception = '') => {
  const { stay: _, ...rest } = someClient({ prisonNumber: { number, exception } })
  return rest
}

test('a request for records gives the number of before beside that of today, and never one that was a slip', async () => {
  const { ask, clientId, matterId } = await letterOffice()
  const heading = async (kind: 'L03' | 'L05') =>
    (await ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23') })).heading
  const correct = async (number: string, reason: string, exception = '') => {
    const { version } = await ask.clients.get({ clientId })
    return ask.clients.correct({ ...numbered(number, exception), clientId, version, reason })
  }
  await correct('AB1234', 'The number of the old file', 'A number of before 2009')
  await correct('A9876BC', 'The number of today')
  for (const kind of ['L03', 'L05'] as const) {
    expect(await heading(kind)).toContain('prison number A9876BC (formerly AB1234) –')
    expect(await heading(kind)).not.toContain('A1234BC')
  }
})
