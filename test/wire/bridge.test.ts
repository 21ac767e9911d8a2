import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { bridgeFor, CHANNEL } from '../../src-main/wire/bridge.ts'

test('the bridge offers exactly the contract, and asks on one channel by full name', async () => {
  const asked: unknown[][] = []
  const bridge = bridgeFor(contract, async (...call) => {
    asked.push(call)
    return { ok: true, value: null }
  })
  const offered = Object.entries(bridge).flatMap(([domain, acts]) =>
    Object.keys(acts).map((act) => `${domain}.${act}`),
  )
  const declared = Object.entries(contract).flatMap(([domain, acts]) =>
    Object.keys(acts).map((act) => `${domain}.${act}`),
  )
  expect(offered).toEqual(declared)
  await bridge.clients.find({ text: 'vane' })
  expect(asked).toEqual([[CHANNEL, 'clients.find', { text: 'vane' }]])
})
