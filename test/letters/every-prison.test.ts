import { expect, test } from 'vitest'
import { establishments } from '../../src-main/establishments/establishments.ts'
import type { OnRecords } from '../../src-main/establishments/on-record.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { bookOf } from '../../src-main/law/law-book.ts'
import { keyOf } from '../../src-main/law/law-entries.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { needsCheck } from '../../src-main/law/needs-check.ts'
import { clientAt, holderOf, standsIn } from '../../src-main/letters/addressee.ts'
import type { Day } from '../../src-main/wire/schema.ts'
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
  sites: () => book.places.sites(id ?? ''),
  providerDoubt: (day) => book.places.providerDoubt(id ?? '', day),
})
const datedOn = '2026-11-27'
const directory = { book, prisons: all, onRecord }
const CASES = [
  ['L03', 'health-records'],
  ['L05', 'prison-records'],
] as const

/** When it happened and the day of the letter: one for each of the laws and arrangements that the office writes under. */
const ERAS = [
  ['2026-06-14', datedOn],
  ['2023-02-01', datedOn],
  ['2012-05-01', datedOn],
  ['2008-02-01', datedOn],
  ['2005-05-01', datedOn],
  ['2003-06-01', datedOn],
  ['2023-02-01', '2023-05-01'],
  ['2022-12-20', '2023-01-10'],
  ['2018-06-01', '2018-07-01'],
  ['2012-05-01', '2012-11-01'],
  ['2008-02-01', '2008-05-01'],
  ['2005-05-01', '2005-11-01'],
  ['2003-06-01', '2003-11-01'],
] as const

for (const [kind, records] of CASES)
  test.each(ERAS)(
    `${kind} about %s, dated %s, is proposed whole for every prison, to be confirmed or asked for, never in brackets`,
    (eventOn, on) => {
      for (const prison of all) {
        const { addressee, unsettled } = holderOf(
          { routed: records, prison, eventOn, datedOn: on },
          directory,
        )
        const about = `${prison.name}: ${JSON.stringify({ addressee, unsettled })}`
        const texts = [addressee.name, ...addressee.lines, addressee.postcode]
        expect(
          texts.filter((text) => /[[\]{}]/.test(text) || text.length > 120),
          about,
        ).toEqual([])
        expect(new Set(texts).size, about).toBe(texts.length)
        // A stand-in is never taken for a name, and a name never for a stand-in.
        if (standsIn(addressee.name)) expect(unsettled?.sort, about).toBe('ask')
        if (unsettled?.sort === 'ask') {
          expect(unsettled.question, about).toMatch(/^(?:Who|Which|What) .+\?/)
          // It names the prison, or the one that took it in.
          const named = [prison, ...all.filter(({ id }) => prison.successors.includes(id))]
          expect(
            named.some(({ name }) => unsettled.question.includes(name)),
            about,
          ).toBe(true)
        } else {
          expect(addressee.lines.length, about).toBeGreaterThan(0)
          expect(addressee.postcode, about).toMatch(/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/)
          if (unsettled) expect(unsettled.question, about).toMatch(/not verified\. Source: .{3,}/)
        }
      }
    },
  )

const holder = (routed: 'health-records' | 'prison-records', id: string, eventOn: string) =>
  holderOf({ routed, prison: all.find((one) => one.id === id)!, eventOn, datedOn }, directory)

test('a prison that was joined to another is asked for at that one, of the provider there now', () => {
  expect(holder('health-records', 'acklington', '2008-02-01')).toMatchObject({
    addressee: {
      name: 'Spectrum Community Health CIC',
      lines: ['HMP Northumberland', 'Wansbeck Road', 'Acklington', 'Morpeth'],
    },
    unsettled: null,
  })
  // Blakenhurst is Hewell now, whose provider is known and not verified.
  expect(holder('health-records', 'blakenhurst', '2005-05-01').unsettled).toMatchObject({
    ...{ sort: 'confirm', body: 'provider' },
    prison: { id: 'hewell' },
  })
})

test('the record of a closed prison is asked for at NHS England, at its own address', () => {
  expect(holder('health-records', 'holloway', '2008-02-01')).toMatchObject({
    addressee: { lines: ['7-8 Wellington Place', 'Leeds'], postcode: 'LS1 4AP' },
    unsettled: null,
  })
})

test('an operator that has gone is not written to for prison records; one that runs the prison is', () => {
  const team = /Offender Subject Access Request Team/
  for (const id of ['birmingham', 'lowdham-grange', 'wolds', 'hassockfield'])
    expect(holder('prison-records', id, '2012-06-01').addressee.name, id).toMatch(team)
  expect(holder('prison-records', 'oakwood', '2026-06-01').addressee.name).toBe('G4S')
})

test('Wales: the health board of each prison has the health record, Parc’s since December 2022', () => {
  const boards = {
    ...{ cardiff: /Cardiff and Vale/, swansea: /Swansea Bay/, usk: /Aneurin Bevan/ },
    ...{ prescoed: /Aneurin Bevan/, berwyn: /Betsi Cadwaladr/, parc: /Cwm Taf Morgannwg/ },
  }
  for (const [id, board] of Object.entries(boards))
    for (const eventOn of ['2026-06-14', '2008-02-01', '2005-05-01'])
      if (id !== 'berwyn' || eventOn === '2026-06-14')
        expect(holder('health-records', id, eventOn).addressee.name, id).toMatch(board)
  const parc = all.find(({ id }) => id === 'parc')!
  const asked = { routed: 'health-records' as const, prison: parc }
  const before = { ...asked, eventOn: '2022-11-01', datedOn: '2022-11-30' }
  expect(holderOf(before, directory).unsettled?.sort).toBe('ask')
  const within = { ...asked, eventOn: '2022-12-05', datedOn: '2022-12-20' }
  expect(holderOf(within, directory).addressee.name).toMatch(/Cwm Taf Morgannwg/)
})

test('no row that chooses an addressee of today stops the letter for want of a check', () => {
  const rows = new Set(
    all.flatMap((prison) =>
      CASES.flatMap(([, records]) =>
        ['2026-06-14', '2012-05-01', '2005-05-01'].flatMap(
          (eventOn) => holderOf({ routed: records, prison, eventOn, datedOn }, directory).rows,
        ),
      ),
    ),
  )
  const stopping = [...rows].filter((id) => {
    const entry = book.entries.get(keyOf.row(id))!
    const given = { checks: new Map(), today: datedOn as Day, amended: false }
    return needsCheck(entry, given) !== null
  })
  expect(stopping).toEqual([])
})

test('which site of a prison with several a client is at is asked for, and every site has its address', () => {
  for (const id of ['feltham', 'hatfield']) {
    const prison = all.find((one) => one.id === id)!
    const to = clientAt({ name: 'Ada Quill', number: 'A1234BC' }, { prison, on: datedOn }, onRecord)
    expect(to.unsettled).toMatchObject({ sort: 'ask', body: null, address: false })
    expect(to.unsettled!.question).toContain(`Which site of ${prison.name}`)
    expect(to.unsettled!.sites.map(({ postcode }) => postcode)).toEqual(
      id === 'feltham' ? ['TW13 4NP', 'TW13 4ND'] : ['DN7 6FA', 'DN7 6EL'],
    )
  }
})

test('every prison that holds people has its address, and a letter to a client there lacks nothing', () => {
  const without = all.filter(({ id, current }) => current && !book.places.address(id, datedOn))
  expect(without.map(({ name }) => name)).toEqual([])
  for (const prison of all.filter(({ current }) => current)) {
    const to = clientAt({ name: 'Ada Quill', number: 'A1234BC' }, { prison, on: datedOn }, onRecord)
    expect(to.addressee.lines.slice(0, 2)).toEqual(['A1234BC', prison.name])
    if (to.unsettled?.sites.length === 0) expect(to.unsettled.sort).toBe('confirm')
  }
})

test('a good part of the prisons needs no typing, and what is uncertain says so', () => {
  const sortOf = (id: string) => {
    const prison = all.find((one) => one.id === id)!
    const asked = { routed: 'health-records' as const, prison, eventOn: '2026-06-14', datedOn }
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
  // Notice was given in April 2025, and no source seen names who followed.
  expect(book.places.provider('nottingham', '2025-01-15')?.verified).toBe(true)
  expect(sortOf('nottingham').unsettled).toMatchObject({ sort: 'confirm', body: 'provider' })
  expect(book.places.provider('lowdham-grange', '2025-07-15')?.name).toContain('Nottinghamshire')
  expect(book.places.provider('lowdham-grange', '2025-07-16')?.name).toContain('Northamptonshire')
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
  expect(book.places.provider('fosse-way', '2022-12-31')).toBeUndefined()
  expect(book.places.provider('fosse-way', '2025-06-30')?.name).toContain('Nottinghamshire')
  expect(book.places.provider('fosse-way', '2025-07-01')?.name).toBe('Practice Plus Group')
  expect(book.places.provider('leeds', '2005-06-01')).toBeUndefined()
})

test('on its last day a prison stands, and from the day after nobody is written to there and its records are asked for where they went', () => {
  const leeds = all.find(({ id }) => id === 'leeds')!
  const closing = (successors: readonly string[]) => ({
    ...leeds,
    ...{ current: false, closed: '2026-11-26' as never, successors: successors as never[] },
  })
  const asked = (prison: typeof leeds, day: string) =>
    holderOf(
      { routed: 'health-records', prison, eventOn: '2026-06-14', datedOn: day },
      { ...directory, prisons: all.map((one) => (one.id === 'leeds' ? prison : one)) },
    ).addressee
  const [stands, closed, joined] = [leeds, closing([]), closing(['hull'])]
  expect(asked(closed, '2026-11-26')).toEqual(asked(stands, '2026-11-26'))
  expect(asked(joined, '2026-11-26')).toEqual(asked(stands, '2026-11-26'))
  expect(asked(closed, '2026-11-27')).toMatchObject({
    ...{ name: expect.stringMatching(/NHS England/), lines: ['7-8 Wellington Place', 'Leeds'] },
  })
  const hull = all.find(({ id }) => id === 'hull')!
  expect(asked(joined, '2026-11-27')).toEqual(asked(hull, '2026-11-27'))
  const who = { name: 'Ada Quill', number: 'A1234BC' }
  const to = (day: string) => clientAt(who, { prison: closed, on: day }, onRecord)
  expect(to('2026-11-26')).toEqual(clientAt(who, { prison: stands, on: '2026-11-26' }, onRecord))
  expect(to('2026-11-27')).toMatchObject({
    addressee: { lines: ['A1234BC', 'HMP Leeds'], postcode: '' },
    unsettled: {
      sort: 'ask',
      question:
        'Where is the client? HMP Leeds, where the record has them, ended on 26 November 2026.',
    },
  })
})
