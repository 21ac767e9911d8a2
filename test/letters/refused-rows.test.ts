import { expect, test } from 'vitest'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'

test('a request that was refused says so in the lists, to decide and decided, so that it can be challenged', async () => {
  const office = await letterOffice()
  const { ask, matterId } = office
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'sent')
  const refused = async () =>
    (await ask.letters.list({ matterId })).rows.find(({ id }) => id === letterId)?.refused
  const reply = (kind: 'acknowledged' | 'refused') =>
    ask.letters.recordReply({ letterId, kind, on: day('2026-11-23'), note: '' })
  await reply('acknowledged')
  expect(await refused()).toBe(false)
  const { replies } = await reply('refused')
  expect(await refused()).toBe(true)
  await ask.letters.decideReply({
    ...{ letterId, reply: replies.at(-1)!.seq, version: replies.at(-1)!.version },
    decision: 'challenge',
    ...{ until: day('2026-12-20'), reason: 'No ground was given.' },
  })
  expect(await refused()).toBe(true)
})
