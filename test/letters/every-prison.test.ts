import { expect, test } from 'vitest'
import { establishments } from '../../src-main/establishments/establishments.ts'
import type { OnRecords } from '../../src-main/establishments/on-record.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { bookOf } from '../../src-main/law/law-book.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { clientAt, holderOf, standsIn } from '../../src-main/letters/addressee.ts'
import { resources } from '../open-office.ts'

const edition = loadEdition(editionTexts(resources))
const book = bookOf(edition, { amendments: [], holidays: [], inForce: [] })
const { all } = establishments({ resources })
const onRecord: OnRecords = (id) => ({
  on: (sort, day) => {
    if (id === null) return sort === 'disclosure-team' ? book.places.disclosureTeam(day) : undefined
    if (sort === 'provider') return book.places.provider(id, day)
    return sort === 'address' ? book.places.address(id, day) : undefined
  },
  transfer: undefined,
  providerDoubt: (day) => book.places.providerDoubt(id ?? '', day),
})
const datedOn = '2026-11-27'
const directory = { book, prisons: all, onRecord }
const CASES = [
  ['L03', 'health-records'],
  ['L05', 'prison-records'],
] as const

for (const [kind, records] of CASES)
  test.each(all.map((prison) => [prison.name, prison] as const))(
    `${kind} for %s is proposed whole, to be confirmed or asked for, never in brackets`,
    (_, prison) => {
      const { addressee, unsettled } = holderOf(
        { records, prison, eventOn: '2026-06-14', datedOn },
        directory,
      )
      const texts = [addressee.name, ...addressee.lines, addressee.postcode]
      expect(texts.filter((text) => /[[\]{}]/.test(text) || text.length > 120)).toEqual([])
      expect(new Set(texts).size).toBe(texts.length)
      // A stand-in is never taken for a name, and a name never for a stand-in.
      expect(standsIn(addressee.name)).toBe(unsettled?.sort === 'ask' && unsettled.body !== null)
      if (unsettled?.sort === 'ask') {
        expect(unsettled.question).toMatch(/^(?:Who|Which|What) .+\?/)
        expect(unsettled.question).toContain(prison.name)
      } else {
        expect(addressee.lines.length).toBeGreaterThan(0)
        expect(addressee.postcode).toMatch(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/)
        if (unsettled) expect(unsettled.question).toMatch(/not verified\. Source: .{3,}/)
      }
    },
  )

test('every prison that holds people has its address, and a letter to a client there lacks nothing', () => {
  const without = all.filter(({ id, current }) => current && !book.places.address(id, datedOn))
  expect(without.map(({ name }) => name)).toEqual([])
  for (const prison of all.filter(({ current }) => current)) {
    const to = clientAt({ name: 'Ada Quill', number: 'A1234BC' }, { prison, on: datedOn }, onRecord)
    expect(to.addressee.lines.slice(0, 2)).toEqual(['A1234BC', prison.name])
    expect(to.unsettled?.sort ?? 'confirm').toBe('confirm')
  }
})

test('a good part of the prisons needs no typing, and what is uncertain says so', () => {
  const sortOf = (id: string) => {
    const prison = all.find((one) => one.id === id)!
    const asked = { records: 'health-records' as const, prison, eventOn: '2026-06-14', datedOn }
    return holderOf(asked, directory)
  }
  const sorts = all.filter(({ current }) => current).map(({ id }) => sortOf(id).unsettled?.sort)
  expect(sorts.filter((sort) => sort === undefined).length).toBeGreaterThan(40)
  expect(sortOf('liverpool')).toMatchObject({
    addressee: {
      name: 'Spectrum Community Health CIC',
      lines: ['HMP Liverpool', '68 Hornby Road', 'Liverpool'],
      postcode: 'L9 3DF',
    },
    unsettled: null,
  })
  expect(sortOf('leeds').unsettled).toMatchObject({ sort: 'confirm', body: 'provider' })
  expect(sortOf('chelmsford').unsettled).toMatchObject({ sort: 'ask', address: true })
  // Two bodies: the holder of the contract and the one that is registered for the care.
  expect(sortOf('woodhill').unsettled).toMatchObject({
    sort: 'ask',
    names: [
      'Northamptonshire Healthcare NHS Foundation Trust',
      'Central and North West London NHS Foundation Trust',
    ],
  })
  // A new provider took over there, whose name no source seen gives.
  expect(sortOf('ranby').unsettled).toMatchObject({ sort: 'ask', body: 'provider', names: [] })
  expect(book.places.provider('ranby', '2025-06-01')?.name).toContain('Nottinghamshire')
})

test('a provider is not named for days before it is known to have begun', () => {
  expect(book.places.provider('fosse-way', '2025-06-30')).toBeUndefined()
  expect(book.places.provider('fosse-way', '2025-07-01')?.name).toBe('Practice Plus Group')
  expect(book.places.provider('leeds', '2005-06-01')).toBeUndefined()
})
