import { describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { clientOffice, refusalOf } from './client-office.ts'

const stay = (establishmentId: string, from: string, source = 'Letter') => ({
  establishmentId,
  from,
  source,
})
const line = (client: Client) =>
  client.stays.map(({ establishmentId, from, to }) =>
    `${establishmentId} ${from} ${to ?? ''}`.trim(),
  )

async function withStay() {
  const office = await clientOffice()
  const client = await office.register({ stay: stay('leeds', '2024-05-07') })
  const move = (to: ReturnType<typeof stay>) =>
    office.ask<Client>('clients.recordMove', { clientId: client.id, stay: to })
  const correct = (stayId: string, to: ReturnType<typeof stay>, reason = 'Letter says so') =>
    office.ask<Client>('clients.correctStay', { clientId: client.id, stayId, stay: to, reason })
  return { office, client, move, correct }
}

describe('clients.recordMove', () => {
  test('a stay ends on the day the next begins, in whatever order they were recorded', async () => {
    const { move } = await withStay()
    await move(stay('humber', '2025-01-15'))
    expect(line(await move(stay('wealstun', '2024-09-01')))).toEqual([
      'leeds 2024-05-07 2024-09-01',
      'wealstun 2024-09-01 2025-01-15',
      'humber 2025-01-15',
    ])
    expect(line(await move(stay('hull', '2023-12-01')))[0]).toBe('hull 2023-12-01 2024-05-07')
  })

  test('the list shows where the client is today, not a transfer to come', async () => {
    const { office, move } = await withStay()
    await move(stay('humber', '2026-11-30'))
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP Leeds')
    office.setClock('2026-11-30T00:00:00.000Z')
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP Humber')
  })

  test('two stays from one day are refused', async () => {
    const { move } = await withStay()
    const refusal = await refusalOf(move(stay('hull', '2024-05-07')))
    expect(refusal.code).toBe('conflict')
    expect(refusal.fields?.['stay.from']).toContain('HMP Leeds from 7 May 2024')
  })
})

describe('clients.correctStay', () => {
  test('the corrected stay takes its place in the line, the wrong one stays visible under it', async () => {
    const { move, correct } = await withStay()
    const moved = await move(stay('risley', '2025-01-09'))
    const once = await correct(moved.stays[1]!.id, stay('risley', '2025-01-19'))
    const twice = await correct(once.stays[1]!.id, stay('risley', '2025-01-29'), 'Still wrong')
    expect(line(twice)).toEqual(['leeds 2024-05-07 2025-01-29', 'risley 2025-01-29'])
    expect(twice.stays[1]).toMatchObject({
      reason: 'Still wrong',
      superseded: [{ from: '2025-01-19' }, { from: '2025-01-09' }],
    })
  })

  test('a corrected stay no longer says where the client is', async () => {
    const { office, client, correct } = await withStay()
    await correct(client.stays[0]!.id, stay('hull', '2023-02-01'))
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP & YOI Hull')
  })

  test('a stay corrected already, one that changes nothing and an unknown one are refused', async () => {
    const { client, correct } = await withStay()
    const first = client.stays[0]!.id
    const same = await refusalOf(correct(first, stay('leeds', '2024-05-07')))
    expect(same.message).toContain('Nothing was changed')
    await correct(first, stay('hull', '2024-05-07'))
    expect((await refusalOf(correct(first, stay('leeds', '2024-05-06')))).code).toBe('conflict')
    expect((await refusalOf(correct(client.id, stay('leeds', '2024-05-06')))).code).toBe(
      'not-found',
    )
  })

  test('a correction meets the same rules as a new stay, the stay itself apart', async () => {
    const { move, correct } = await withStay()
    const { stays } = await move(stay('hull', '2025-01-15'))
    const onto = await refusalOf(correct(stays[1]!.id, stay('hull', '2024-05-07')))
    expect(onto.fields).toHaveProperty(['stay.from'])
    const future = await refusalOf(correct(stays[1]!.id, stay('hull', '2027-01-15')))
    expect(future.fields).toHaveProperty(['stay.from'])
    expect((await correct(stays[1]!.id, stay('humber', '2025-01-15'))).stays).toHaveLength(2)
  })
})
