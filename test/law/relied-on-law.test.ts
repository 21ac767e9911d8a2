import { expect, test } from 'vitest'
import { day } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf } from '../open-office.ts'
import { amendNow, checkNow } from './as-it-stands.ts'

test('a check names no source opened more than twelve months ago', async () => {
  const { ask } = await openTestOffice()
  const said = { entry: 'row:K5', source: 'legislation.gov.uk', note: '' }
  const old = checkNow(ask, { ...said, checkedOn: day('2025-11-22') })
  expect((await refusalOf(old, 'invalid-input')).fields).toHaveProperty('checkedOn')
  await checkNow(ask, { ...said, checkedOn: day('2025-11-23') })
})

test('a check is not recorded over another one, or over words that changed, that were not seen', async () => {
  const { ask } = await openTestOffice()
  const key = 'rule:R02:UK GDPR, Article 12A'
  const read = async () => (await ask.law.toCheck({})).find(({ entry }) => entry === key)!
  const checkedOn = day('2026-11-20')
  const source = 'DPA 2018, section 54'
  const { version } = await read()
  const check = (of: string) =>
    ask.law.recordCheck({ entry: key, version: of, checkedOn, source, note: '' })
  await check(version)
  expect((await refusalOf(check(version), 'conflict')).message).toContain('a check of this entry')
  const checked = await read()
  expect(checked.check?.by).toBe('Imogen Tark')
  const change = { sort: 'rule' as const, period: { unit: 'months' as const, count: 2 } }
  await amendNow(ask, { entry: key, change, source, note: '', checkedOn })
  expect((await refusalOf(check(checked.version), 'conflict')).message).toContain('was changed')
  await check((await read()).version)
})

test.each(['x', 'the Act', 'legislation', '          ', 'yes I did'])(
  'no check is recorded by “%s”: a source is named so that it can be found again',
  async (source) => {
    const { ask } = await openTestOffice()
    const checkedOn = day('2026-11-20')
    const refused = checkNow(ask, { entry: 'row:K5', source, checkedOn, note: '' })
    expect((await refusalOf(refused, 'invalid-input')).fields).toHaveProperty('source')
    for (const found of ['https://www.legislation.gov.uk/ukpga/2018/12', 'DPA 2018, section 54'])
      await checkNow(ask, { entry: 'row:K5', source: found, checkedOn, note: '' })
  },
)

test('a day of transfer that has not come is not taken', async () => {
  const { ask } = await openTestOffice()
  const { id: establishmentId } = (await ask.establishments.list({ text: 'Leeds' }))[0]!
  const said = { establishmentId, source: 'A slip', note: '', verified: true }
  const ahead = ask.establishments.recordTransfer({ ...said, on: day('2031-01-01') })
  expect((await refusalOf(ahead, 'invalid-input')).fields).toHaveProperty('on')
})

test('an operator that nobody verified decides nothing unmarked beside one that was given', async () => {
  const { ask } = await openTestOffice()
  const { id: establishmentId } = (await ask.establishments.list({ text: 'Altcourse' }))[0]!
  const bodies = async (facts: object) => {
    const days = { eventOn: day('2010-01-04'), actionOn: day('2010-11-01') }
    const asked = { prison: 'Altcourse', kind: 'custodial' as const, ...days, facts }
    return (await ask.rights.answerable(asked)).answers.map(({ body }) => body)
  }
  const before = await bodies({ operator: 'G4S' })
  expect(before).toContain('Director of HMP & YOI Altcourse')
  await ask.establishments.recordArrangement({
    ...{ establishmentId, sort: 'operator', name: 'Public prison service', lines: [] },
    ...{ postcode: '', from: null, to: null, source: 'Hearsay', note: '', verified: false },
  })
  expect(await bodies({ operator: 'G4S' })).toEqual(before)
})
