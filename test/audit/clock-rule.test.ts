import { expect, test } from 'vitest'
import { openTestOffice, someClient } from '../open-office.ts'

test('each entry before which the clock was set back is a remark at its place, and the log is consistent', async () => {
  const { ask, clock } = await openTestOffice()
  const register = (surname: string, number: string) =>
    ask.clients.register(
      someClient({ surname, prisonNumber: { number, exception: '' }, stay: STAY }),
    )
  await register('Fenwright', 'A1234BC')
  expect((await ask.audit.verify({})).remarks).toEqual([])
  const placeAfter = async (moment: string, surname: string, number: string) => {
    clock.set(moment)
    await register(surname, number)
    return (await ask.audit.health({})).entries
  }
  const back = await placeAfter('2026-11-20T09:00:00.000Z', 'Okafor', 'A1235BC')
  await placeAfter('2026-11-25T09:00:00.000Z', 'Lisle', 'A1236BC')
  const again = await placeAfter('2026-11-24T22:30:00.000Z', 'Brandt', 'A1237BC')
  const { verdict, findings, remarks } = await ask.audit.verify({})
  expect({ verdict, findings }).toEqual({ verdict: 'consistent', findings: [] })
  expect(remarks).toMatchObject([
    {
      seq: back,
      what: `The computer’s clock was set back before entry ${back}.`,
      differs: expect.stringMatching(/2026-11-23 at 09:00:00 UTC, and this one 2026-11-20/),
      more: { count: 1, entries: [again] },
    },
  ])
})

const STAY = { establishmentId: 'leeds', from: '2026-03-02', source: 'Letter' }
