import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { bridgeFor, CHANGED, CHANNEL, MENU, type Change } from '../../src-main/wire/bridge.ts'

test('the bridge offers exactly the contract, and asks on one channel by full name', async () => {
  const asked: unknown[][] = []
  const answering = async (...call: unknown[]) => {
    asked.push(call)
    return { ok: true, value: null } as const
  }
  const { onChange: _, onMenu: _menu, ...bridge } = bridgeFor(contract, answering, () => () => {})
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

test('the bridge hears changes on one channel, lets nothing else through, and stops when it is told', () => {
  const heard: unknown[] = []
  const ways = new Map<string, (sent: unknown) => void>()
  const bridge = bridgeFor(
    contract,
    async () => ({ ok: true, value: null }),
    (channel, hear) => {
      ways.set(channel, hear)
      return () => void ways.delete(channel)
    },
  )
  const stop = bridge.onChange((change: Change) => heard.push(change))
  expect([...ways.keys()]).toEqual([CHANGED])
  for (const sent of ['records', 'session', 'settings', 'Fenwright', { name: 'Fenwright' }, null])
    ways.get(CHANGED)!(sent)
  expect(heard).toEqual(['records', 'session', 'settings'])
  stop()
  expect([...ways.keys()]).toEqual([])
  const chosen: unknown[] = []
  const leave = bridge.onMenu((act) => chosen.push(act))
  expect([...ways.keys()]).toEqual([MENU])
  for (const sent of ['handbook', 'lock', 'records', { act: 'lock' }]) ways.get(MENU)!(sent)
  expect(chosen).toEqual(['handbook', 'lock'])
  leave()
  expect([...ways.keys()]).toEqual([])
})
