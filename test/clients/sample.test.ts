import { expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { fillSample } from '../../src-main/sample/clients.ts'
import { clientOffice, resources } from './client-office.ts'

test('the sample office has forty clients, former prisons, moves, corrections and an exception', async () => {
  const office = await clientOffice()
  await fillSample({ ask: office.ask, resources })
  const { rows, total } = await office.find('', { limit: 200 })
  expect(total).toBe(40)
  const all = await Promise.all(
    rows.map(({ id }) => office.ask<Client>('clients.get', { clientId: id })),
  )
  expect(all.filter(({ version }) => version === 2)).toMatchObject([
    { surname: 'Bożek', bornOn: '1988-03-09', earlier: [{ bornOn: '1988-09-03' }] },
  ])
  const stays = all.flatMap(({ stays }) => stays)
  expect(stays.filter(({ superseded }) => superseded.length > 0)).toMatchObject([
    { name: 'HMP Risley', from: '2024-01-29', superseded: [{ from: '2024-01-09' }] },
  ])
  expect(all.filter(({ prisonNumber }) => prisonNumber.exception !== '')).toHaveLength(1)
  const prisons = new Set(stays.map(({ establishmentId }) => String(establishmentId)))
  for (const former of ['holloway', 'albany', 'wolds', 'acklington'])
    expect(prisons).toContain(former)
  expect(stays.map(({ from }) => from.slice(0, 4)).sort()[0]).toBe('2003')
  expect(all.filter(({ aliases }) => aliases.length > 0).length).toBeGreaterThan(5)
  expect(all.filter(({ needs }) => needs.interpreter).length).toBeGreaterThan(5)
})

test('the clock of whoever fills it may move on from client to client', async () => {
  const office = await clientOffice({ now: '2026-09-28T09:00:00.000Z' })
  const days: string[] = []
  await fillSample({
    ask: office.ask,
    resources,
    next(done, of) {
      expect(of).toBe(40)
      const moment = new Date(Date.UTC(2026, 8, 28, 9) + done * 86_400_000).toISOString()
      days.push(moment)
      office.setClock(moment)
    },
  })
  expect(new Set(days).size).toBe(40)
})
