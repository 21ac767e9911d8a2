import { describe, expect, test } from 'vitest'
import { DETAILS, DETAIL_NAMES } from '../../src-main/details/contract.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { letterOffice } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'

const landing = { on: '2026-02-14', from: '14:05', to: '', place: 'the B wing landing' }

describe('case details', () => {
  test('are recorded a group at a time, each time an entry, and stand as they were recorded last', async () => {
    const { ask, matterId } = await letterOffice()
    expect(await ask.details.get({ matterId })).toEqual([])
    await ask.details.record({ matterId, group: 'incident', version: 0, rows: [landing] })
    const moved = { ...landing, place: '  the A wing landing ' }
    const [now, ...others] = await ask.details.record({
      ...{ matterId, group: 'incident', version: 1, rows: [moved] },
    })
    expect(others).toEqual([])
    expect(now).toMatchObject({
      ...{ group: 'incident', version: 2, by: 'Imogen Tark' },
      rows: [{ ...landing, place: 'the A wing landing' }],
    })
    const { entries } = await ask.audit.list({ limit: 2 })
    expect(entries.map(({ act }) => act)).toEqual(['details-recorded', 'details-recorded'])
  })

  test('are not recorded over what somebody else recorded since, nor twice, nor in a closed matter', async () => {
    const { ask, matterId } = await letterOffice()
    const record = (version: number) =>
      ask.details.record({ matterId, group: 'incident', version, rows: [landing] })
    await record(0)
    await refusalOf(record(0), 'conflict')
    await refusalOf(record(1), 'invalid-input')
    await closeMatter(ask, matterId, 'All is done.')
    await refusalOf(ask.details.record({ matterId, group: 'incident', version: 1, rows: [] }))
    expect((await ask.details.get({ matterId }))[0]!.version).toBe(1)
  })

  test.each([
    [{ ...landing, on: '' }, 'rows.0.on', 'Fill in date.'],
    [{ ...landing, on: '2026-02-30' }, 'rows.0.on', 'This is not a date in the calendar.'],
    [{ ...landing, on: '2999-01-01' }, 'rows.0.on', 'This date is in the future.'],
    [{ ...landing, from: '25:00' }, 'rows.0.from', 'Enter the time as 14:05.'],
    [{ ...landing, place: 'the HIV clinic' }, 'rows.0.place', expect.stringContaining('“HIV”')],
  ])('%j is refused at its field', async (row, field, fault) => {
    const { ask, matterId } = await letterOffice()
    const asked = ask.details.record({ matterId, group: 'incident', version: 0, rows: [row] })
    expect((await refusalOf(asked)).fields).toEqual({ [field]: fault })
    expect(await ask.details.get({ matterId })).toEqual([])
  })

  test('hold no more than one row where there is one of it, and no field that the group has not', async () => {
    const { ask, matterId } = await letterOffice()
    const record = (rows: Record<string, string>[]) =>
      refusalOf(ask.details.record({ matterId, group: 'incident', version: 0, rows }))
    await record([landing, landing])
    await record([{ ...landing, motive: 'a debt' }])
  })
})

test('every group of free words is classed, and each has something that cannot be left out', () => {
  for (const name of DETAIL_NAMES) {
    const fields = Object.values(DETAILS[name].fields)
    expect(fields.some(({ required }) => required)).toBe(true)
  }
})
