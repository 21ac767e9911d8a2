import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
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

  test('a move to where the client is on that day already is refused', async () => {
    const { move } = await withStay()
    const refusal = await refusalOf(move(stay('leeds', '2024-05-07')))
    expect(refusal.code).toBe('conflict')
    expect(refusal.fields?.['stay.from']).toContain('HMP Leeds from 7 May 2024')
  })

  test('of two transfers on one day the later recorded says where the client is', async () => {
    const { office, move } = await withStay()
    await move(stay('hull', '2025-01-15'))
    const moved = await move(stay('humber', '2025-01-15'))
    expect(line(moved)).toEqual([
      'leeds 2024-05-07 2025-01-15',
      'hull 2025-01-15 2025-01-15',
      'humber 2025-01-15',
    ])
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP Humber')
  })

  test('whoever is released and recalled on one day is in prison, and both are in the history', async () => {
    const { office, move } = await withStay()
    await move({ ...stay('', '2026-11-20'), kind: 'licence' } as never)
    const recalled = await move(stay('hull', '2026-11-20'))
    expect(recalled.stays.map(({ kind, from }) => `${kind} ${from}`)).toEqual([
      'prison 2024-05-07',
      'licence 2026-11-20',
      'prison 2026-11-20',
    ])
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP & YOI Hull')
  })

  test('a correction keeps the place, within its day, of what it corrects', async () => {
    const { office, move, correct } = await withStay()
    const first = await move(stay('hull', '2025-01-15'))
    await move(stay('humber', '2025-01-15'))
    const corrected = await correct(first.stays[1]!.id, stay('risley', '2025-01-15'))
    expect(line(corrected).slice(1)).toEqual(['risley 2025-01-15 2025-01-15', 'humber 2025-01-15'])
    expect((await office.find('')).rows[0]!.whereNow).toBe('HMP Humber')
    const onto = await refusalOf(correct(corrected.stays[1]!.id, stay('humber', '2025-01-15')))
    expect(onto.fields).toHaveProperty(['stay.from'])
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
    const onto = await refusalOf(correct(stays[1]!.id, stay('leeds', '2024-05-07')))
    expect(onto.fields).toHaveProperty(['stay.from'])
    const future = await refusalOf(correct(stays[1]!.id, stay('hull', '2027-01-15')))
    expect(future.fields).toHaveProperty(['stay.from'])
    expect((await correct(stays[1]!.id, stay('humber', '2025-01-15'))).stays).toHaveLength(2)
  })
})

describe('Over any history of moves and corrections', () => {
  const PRISONS = ['leeds', 'hull', 'humber', 'risley'] as const
  const DAYS = ['2026-10-01', '2026-10-02', '2026-10-03'] as const
  const NAMES = new Map([
    ['leeds', 'HMP Leeds'],
    ['hull', 'HMP & YOI Hull'],
    ['humber', 'HMP Humber'],
    ['risley', 'HMP Risley'],
  ])
  interface Step {
    /** Which line it corrects; null for a move. */
    corrects: number | null
    prison: string
    from: string
    record: number
  }
  const step: fc.Arbitrary<Step> = fc.record({
    corrects: fc.option(fc.nat(20), { nil: null }),
    prison: fc.constantFrom(...PRISONS),
    from: fc.constantFrom(...DAYS),
    record: fc.nat(1),
  })

  test('the list, the client’s page and a plain retelling agree where the client is on each day', async () => {
    const office = await clientOffice()
    const told = async (steps: Step[]) => {
      const both = [
        await office.register({ stay: stay('leeds', '2024-05-07') }),
        await office.register({ stay: stay('leeds', '2024-05-07') }),
      ]
      // As a person would keep it: each line stays where it was first written.
      const lines = both.map(({ stays }) => [
        { id: stays[0]!.id as string, prison: 'leeds', from: '2024-05-07' },
      ])
      for (const { corrects, prison, from, record } of steps) {
        const [{ id: clientId }, mine] = [both[record]!, lines[record]!]
        const wrong = corrects === null ? undefined : mine[corrects % mine.length]
        const known = new Set(mine.map(({ id }) => id))
        try {
          const { stays } = await (wrong
            ? office.ask<Client>('clients.correctStay', {
                ...{ clientId, stayId: wrong.id, stay: stay(prison, from), reason: 'Wrong' },
              })
            : office.ask<Client>('clients.recordMove', { clientId, stay: stay(prison, from) }))
          const { id } = stays.find((one) => !known.has(one.id))!
          if (wrong) Object.assign(wrong, { id, prison, from })
          else mine.push({ id, prison, from })
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
      }
      return { both, lines }
    }
    const shown = async (clientId: string, day: string) => {
      office.setClock(`${day}T12:00:00.000Z`)
      const { rows } = await office.find('')
      return rows.find(({ id }) => id === clientId)?.whereNow
    }
    const retold = (all: { prison: string; from: string }[], day: string) => {
      const past = all.filter(({ from }) => from <= day)
      const last = past
        .map(({ from }) => from)
        .sort()
        .at(-1)
      return NAMES.get(past.findLast(({ from }) => from === last)?.prison ?? '') ?? ''
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
        office.setClock('2026-11-22T09:00:00.000Z')
        const { both, lines } = await told(steps)
        for (const [at, { id: clientId }] of both.entries())
          for (const day of DAYS) {
            expect(await shown(clientId, day)).toBe(retold(lines[at]!, day))
            const { stays } = await office.ask<Client>('clients.get', { clientId })
            expect(stays.findLast(({ from }) => from <= day)?.name ?? '').toBe(
              retold(lines[at]!, day),
            )
          }
        const [kept, other] = both as [Client, Client]
        await office.ask('clients.join', {
          ...{ keptId: kept.id, otherId: other.id, reason: 'One person', confirmed: true },
        })
        // Of one day what the record says that is kept stands.
        for (const day of DAYS)
          expect(await shown(kept.id, day)).toBe(retold([...lines[1]!, ...lines[0]!], day))
      }),
      { numRuns: 12, seed: 7 },
    )
  }, 60_000)
})
