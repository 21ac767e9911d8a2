import { describe, expect, test } from 'vitest'
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
