import { describe, expect, test } from 'vitest'
import type { Client } from '../../src-main/clients/contract.ts'
import { WHEREABOUTS, whereInSentence, whereNow } from '../../src-main/clients/whereabouts.ts'
import { clientOffice, refusalOf } from './client-office.ts'

const stay = (kind: string, from: string, more: object = {}) => ({
  ...{ kind, from, source: 'Letter', ...more },
})

async function atLeeds() {
  const office = await clientOffice()
  const client = await office.register({
    stay: { establishmentId: 'leeds', from: '2024-05-07', source: 'Letter' },
  })
  const clientId = client.id
  return {
    office,
    client,
    move: (to: object) => office.ask<Client>('clients.recordMove', { clientId, stay: to }),
    correct: (stayId: string, to: object) =>
      office.ask<Client>('clients.correctStay', { clientId, stayId, stay: to, reason: 'Slip' }),
    now: async () => (await office.find('')).rows[0]!.whereNow,
  }
}
const home = { lines: ['14 Elm Road', 'Leeds'], postcode: 'ls8 1ab' }

describe('a stay elsewhere than in a prison', () => {
  test('is recorded with its address, shown in the list, and followed by a recall like any other', async () => {
    const { move, now } = await atLeeds()
    const released = await move(stay('licence', '2026-11-20', { place: 'Elm House', ...home }))
    expect(released.stays).toMatchObject([
      { kind: 'prison', name: 'HMP Leeds', to: '2026-11-20' },
      {
        ...{ kind: 'licence', establishmentId: null, name: 'On licence, care of Elm House' },
        ...{ lines: home.lines, postcode: 'LS8 1AB', to: null },
      },
    ])
    expect(await now()).toBe('on licence since 20 November 2026')
    await move({ establishmentId: 'hull', from: '2026-11-21', source: 'Letter' })
    expect(await now()).toBe('HMP & YOI Hull')
  })

  test.each([
    ['released', {}, 'released 20 November 2026'],
    ['hospital', { establishmentId: 'leeds' }, 'HMP Leeds, in hospital since 20 November 2026'],
    ['secure-hospital', { place: 'Ashworth' }, 'Ashworth, since 20 November 2026'],
    ['removal-centre', {}, 'immigration removal centre, since 20 November 2026'],
    ['abroad', {}, 'abroad since 20 November 2026'],
    ['unknown', {}, 'whereabouts unknown since 20 November 2026'],
    ['died', {}, 'died 20 November 2026'],
  ])('of the kind %s is told in the list in words', async (kind, more, words) => {
    const { move, now } = await atLeeds()
    await move(stay(kind, '2026-11-20', more))
    expect(await now()).toBe(words)
  })

  test('keeps no prison, name or address that its kind has no room for', async () => {
    const { move } = await atLeeds()
    const said = { establishmentId: 'hull', place: 'x', ...home }
    const { stays } = await move(stay('died', '2026-11-20', said))
    expect(stays.at(-1)).toMatchObject({
      establishmentId: null,
      place: '',
      lines: [],
      postcode: '',
    })
  })

  test('in hospital under guard names the prison that holds the client', async () => {
    const { move } = await atLeeds()
    const refusal = await refusalOf(move(stay('hospital', '2026-11-20')))
    expect(refusal.fields?.['stay.establishmentId']).toBe('Choose a prison from the list.')
  })

  test('is corrected with both versions in sight, and one that changes nothing is refused', async () => {
    const { move, correct } = await atLeeds()
    const { stays } = await move(stay('released', '2026-11-20', home))
    const id = stays[1]!.id
    expect((await refusalOf(correct(id, stay('released', '2026-11-20', home)))).message).toContain(
      'Nothing was changed',
    )
    const right = { lines: ['15 Elm Road', 'Leeds'], postcode: 'LS8 1AB' }
    expect((await correct(id, stay('released', '2026-11-20', right))).stays[1]).toMatchObject({
      ...right,
      superseded: [{ name: 'Released', address: '14 Elm Road, Leeds, LS8 1AB' }],
    })
  })

  test('takes an address abroad and no fixed abode, and refuses what is no postcode', async () => {
    const { move, correct } = await atLeeds()
    const abroad = { lines: ['1 Long Street', 'Kingston', 'Jamaica'], postcode: 'KGN 5' }
    const { stays } = await move(stay('abroad', '2026-11-20', abroad))
    await correct(stays[1]!.id, stay('released', '2026-11-20', { lines: ['No fixed abode'] }))
    const wrong = { lines: ['14 Elm Road'], postcode: 'LS' }
    expect((await refusalOf(move(stay('released', '2026-11-21', wrong)))).fields).toHaveProperty([
      'stay.postcode',
    ])
  })
})

describe('a client who is in no prison when registered', () => {
  test('is registered where they are, with the last prison before it', async () => {
    const office = await clientOffice()
    const { stays } = await office.register({
      stay: stay('released', '2026-10-01', home) as never,
      before: { establishmentId: 'leeds', from: '2024-05-07', source: 'Letter' },
    })
    expect(stays.map(({ name, to }) => [name, to])).toEqual([
      ['HMP Leeds', '2026-10-01'],
      ['Released', null],
    ])
  })

  test('has no last prison that is later', async () => {
    const office = await clientOffice()
    const asked = office.register({
      stay: stay('released', '2026-10-01') as never,
      before: { establishmentId: 'leeds', from: '2026-10-02', source: 'Letter' },
    })
    expect((await refusalOf(asked)).fields?.['before.from']).toContain('not before')
  })
})

describe('a recorded death', () => {
  test('ends the history: nothing follows it until it is corrected', async () => {
    const { move, correct, now } = await atLeeds()
    const { stays } = await move(stay('died', '2026-11-20'))
    const refused = await refusalOf(
      move({ establishmentId: 'hull', from: '2026-11-21', source: 'Letter' }),
    )
    expect(refused).toMatchObject({ code: 'conflict' })
    expect(refused.message).toContain('death on 20 November 2026 is recorded')
    expect(refused.message).toContain('correct that entry')
    expect((await refusalOf(move(stay('died', '2026-11-21')))).message).toContain('already')
    // What went before it may still come in.
    await move({ establishmentId: 'hull', from: '2026-11-19', source: 'Letter' })
    await correct(stays[1]!.id, stay('released', '2026-11-20'))
    expect(await now()).toBe('released 20 November 2026')
  })

  test('is on no day to come, not before birth, and not before a later entry', async () => {
    const { move } = await atLeeds()
    expect((await refusalOf(move(stay('died', '2026-11-23')))).message).toContain('before it has')
    expect((await refusalOf(move(stay('died', '1980-01-01')))).message).toContain('was born')
    await move({ establishmentId: 'hull', from: '2026-11-10', source: 'Letter' })
    expect((await refusalOf(move(stay('died', '2026-11-09')))).message).toContain(
      'HMP & YOI Hull is recorded from 10 November 2026',
    )
  })

  test('may be on the day of another entry, and is the last of it', async () => {
    const { move, now } = await atLeeds()
    await move(stay('died', '2026-11-20'))
    const { stays } = await move(stay('hospital', '2026-11-20', { establishmentId: 'leeds' }))
    expect(stays.map(({ kind }) => kind)).toEqual(['prison', 'hospital', 'died'])
    expect(await now()).toBe('died 20 November 2026')
  })
})

test('wherever the client is now, a sentence about it reads as English', () => {
  const stayed = { place: 'Elm House', prison: 'HMP Leeds', from: '2026-12-01' }
  const said = WHEREABOUTS.map((kind) => whereInSentence(whereNow({ ...stayed, kind })))
  expect(Object.fromEntries(WHEREABOUTS.map((kind, at) => [kind, said[at]]))).toEqual({
    prison: 'it is now HMP Leeds',
    released: 'the client was released on 1 December 2026',
    licence: 'the client has been on licence since 1 December 2026',
    hospital: 'the client, held by HMP Leeds, has been in hospital since 1 December 2026',
    'secure-hospital': 'the client has been at Elm House since 1 December 2026',
    'removal-centre': 'the client has been at Elm House since 1 December 2026',
    abroad: 'the client has been abroad since 1 December 2026',
    unknown: 'where the client is has not been known since 1 December 2026',
    died: 'the client died on 1 December 2026',
  })
})
