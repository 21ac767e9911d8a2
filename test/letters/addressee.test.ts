import { describe, expect, test } from 'vitest'
import { knownHolders } from '../../src-main/letters/drafting.ts'
import { unrepeated } from '../../src-main/letters/addressee.ts'
import { day, letterOffice } from './letter-office.ts'

describe('an address says nothing twice', () => {
  test('neither the prison that the name says, nor a line that stands above', () => {
    const lines = ['HMP Leeds', 'Gloucester Terrace', 'Gloucester Terrace', 'Leeds']
    const once = ['Gloucester Terrace', 'Leeds']
    expect(unrepeated('Northgate Health, HMP Leeds', lines)).toEqual(once)
    expect(unrepeated('Healthcare at HMP Leeds', lines)).toEqual(once)
    expect(unrepeated('Northgate Health', lines)).toEqual(['HMP Leeds', ...once])
    expect(unrepeated('HMP Leeds', ['hmp leeds ', 'Leeds'])).toEqual(['Leeds'])
  })

  test('but keeps a town that the name says too', () => {
    expect(unrepeated('The Retreat, York', ['Heslington Road', 'York'])).toContain('York')
  })

  test('in a letter proposed from what is on record of the prison', async () => {
    const { ask, matterId } = await letterOffice()
    const on = day('2026-11-23')
    await ask.establishments.recordArrangement({
      ...{ establishmentId: 'leeds' as never, sort: 'provider', from: null, to: null },
      ...{ name: 'Northgate Health, HMP Leeds', postcode: 'LS12 2TJ', verified: true },
      lines: ['HMP Leeds', 'Gloucester Terrace', 'Gloucester Terrace', 'Leeds'],
      ...{ source: 'A letter of theirs', note: '' },
    })
    const { addressee } = await ask.letters.propose({ matterId, kind: 'L03', datedOn: on })
    expect(addressee).toMatchObject({
      name: 'Northgate Health, HMP Leeds',
      lines: ['Gloucester Terrace', 'Leeds'],
    })
  })
})

test('a form may name, without its being spelt, the bodies that a letter to the holder of the records is addressed to', async () => {
  const { ask, clientId, matterId } = await letterOffice()
  await ask.establishments.recordArrangement({
    ...{ establishmentId: 'leeds' as never, sort: 'provider', from: null, to: null },
    ...{ name: 'Northgate Health, HMP Leeds', postcode: 'LS12 2TJ', verified: true },
    ...{ lines: ['Gloucester Terrace', 'Leeds'], source: 'A letter of theirs', note: '' },
  })
  const addressed = async (kind: 'L03' | 'L05') =>
    (await ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23') })).addressee.name
  expect(await ask.letters.holders({ clientId })).toEqual([
    await addressed('L03'),
    await addressed('L05'),
  ])
})

test('no body is offered for a client whose prison nobody recorded', () => {
  const nowhere = { client: { stays: [] }, establishments: { all: [], byId: () => undefined } }
  expect(knownHolders('2026-11-23', nowhere as never)).toEqual([])
})
