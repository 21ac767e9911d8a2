import { describe, expect, test } from 'vitest'
import { DETAILS, DETAIL_NAMES, type DetailName } from '../../src-main/details/contract.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { day, letterOffice } from '../letters/letter-office.ts'
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

test('a body outside prison has an address that the post can read, and no group says more than a letter takes', async () => {
  const { ask, matterId } = await letterOffice({ kind: 'treatment' })
  const body = {
    ...{ name: 'Park Surgery', sort: 'gp', address: 'Beckett Street\nLeeds', postcode: 'LS9 7TF' },
  }
  const record = (group: DetailName, rows: Record<string, string>[]) =>
    ask.details.record({ matterId, group, version: 0, rows })
  const faults = async (changes: object) =>
    Object.keys(
      (await refusalOf(record('holders', [{ ...body, ...changes }]), 'invalid-input')).fields ?? {},
    )
  expect(await faults({ postcode: 'LS9' })).toEqual(['rows.0.postcode'])
  expect(await faults({ postcode: 'a postcode that is long' })).toEqual(['rows.0.postcode'])
  expect(await faults({ address: 'x'.repeat(61) })).toEqual(['rows.0.address'])
  expect(await faults({ address: 'a\n'.repeat(10) })).toEqual(['rows.0.address'])
  const long = { text: 'a'.repeat(2000), about: 'health' }
  await refusalOf(
    record(
      'issues',
      Array.from({ length: 7 }, () => long),
    ),
    'invalid-input',
  )
  await record(
    'issues',
    Array.from({ length: 5 }, () => ({ ...long, text: '*'.repeat(2000) })),
  )
  const asked = { matterId, kind: 'L15' as const, datedOn: day('2026-11-23'), answers: null }
  const proposed = await ask.letters.propose(asked)
  const { passages } = (await ask.letters.draft(proposed)).content
  expect(passages.some(({ text }) => text.length > 20_000)).toBe(true)
})

test('every group of free words is classed, and each has something that cannot be left out', () => {
  for (const name of DETAIL_NAMES) {
    const fields = Object.values(DETAILS[name].fields)
    expect(fields.some(({ required }) => required)).toBe(true)
  }
})
