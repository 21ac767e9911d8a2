import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { day, filledIn, letterOffice, withAuthority } from './letter-office.ts'

const CNWL = 'Central and North West London NHS Foundation Trust'
const at = { role: 'records-holder' as const, postcode: 'ls12 2tj' }

test('an authority for a body covers the letter however its name is typed', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office, { recipient: { name: CNWL, role: 'records-holder' } })
  const typed = [
    { name: CNWL, lines: ['Healthcare', 'Leeds'] },
    {
      name: 'Central and North West London',
      lines: ['NHS Foundation Trust', 'Healthcare', 'Leeds'],
    },
    { name: 'Central and North West London NHS FT', lines: ['Healthcare', 'Leeds'] },
    {
      name: 'Central and',
      lines: ['North West London', 'NHS Foundation Trust', 'Healthcare', 'Leeds'],
    },
  ]
  for (const one of typed) {
    const letter = await ask.letters.draft(await filledIn(office, { addressee: { ...at, ...one } }))
    expect(letter.gate).toMatchObject({ open: true, missing: [] })
    expect(letter.content.addressee).toEqual({
      ...{ ...at, name: CNWL, postcode: 'LS12 2TJ' },
      lines: ['Healthcare', 'Leeds'],
    })
    await ask.letters.approve({ letterId: letter.id, version: letter.version })
  }
})

test('a postcode that is none is refused wherever an address is typed', async () => {
  const office = await letterOffice()
  const { ask } = office
  const nonsense = { ...at, name: CNWL, lines: ['Healthcare', 'Leeds'], postcode: 'NONSENSE' }
  const fieldsOf = async (asked: Promise<unknown>) =>
    Object.keys((await refusalOf(asked, 'invalid-input')).fields ?? {})
  const content = await filledIn(office, {})
  expect(await fieldsOf(ask.letters.draft({ ...content, addressee: nonsense }))).toEqual([
    'addressee.postcode',
  ])
  const copies = [{ addressee: nonsense }]
  expect(await fieldsOf(ask.letters.draft({ ...content, copies }))).toEqual([
    'copies.0.addressee.postcode',
  ])
  expect(await fieldsOf(recordFirm(ask, { postcode: 'NONSENSE' }))).toEqual(['postcode'])
  const arrangement = {
    ...{ establishmentId: 'leeds' as never, sort: 'address' as const, name: 'HMP Leeds' },
    ...{ lines: ['Leeds'], postcode: 'LS', from: null, to: null, source: 'x', note: '' },
    verified: true,
  }
  expect(await fieldsOf(ask.establishments.recordArrangement(arrangement))).toEqual(['postcode'])
  const firm = await recordFirm(ask, { postcode: 'sa11dp' })
  expect(firm.postcode).toBe('SA1 1DP')
})

test('no fixed abode cannot be posted to, and can be handed over', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const content = await filledIn(office, {})
  const addressee = { ...content.addressee, lines: ['No fixed abode'], postcode: '' }
  const whatOf = async (delivery: 'post' | 'hand') =>
    (await office.ask.letters.draft({ ...content, addressee, delivery })).gate.missing
  expect(await whatOf('post')).toMatchObject([{ what: 'Nothing can be posted to no fixed abode.' }])
  expect(await whatOf('hand')).toEqual([])
})

test('a typed address of the client keeps the number and the prison, however long it is', async () => {
  const { ask, matterId } = await letterOffice()
  const lines = [
    'Mail Room',
    'Gate Lodge',
    '2 Gloucester Terrace',
    'Armley',
    'West Yorkshire',
    'Leeds',
  ]
  await ask.establishments.recordArrangement({
    ...{ establishmentId: 'leeds' as never, sort: 'address', name: 'HMP Leeds', lines },
    ...{ postcode: 'LS12 2TJ', from: null, to: null, source: 'Their letter', note: '' },
    verified: false,
  })
  const proposed = await ask.letters.propose({ matterId, kind: 'L24', datedOn: day('2026-11-23') })
  expect(proposed.addressee.lines).toEqual(['A1234BC', 'HMP Leeds', ...lines])
})
