import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nearDays } from '../../src-main/clients/near-days.ts'
import { tidyPrisonNumber } from '../../src-main/clients/prison-number.ts'
import { readSearch } from '../../src-main/clients/search-text.ts'
import { clientOffice } from './client-office.ts'

describe('what is pasted finds the client', () => {
  let office: Awaited<ReturnType<typeof clientOffice>>
  let clear = async () => {}
  afterAll(() => clear())
  beforeAll(async () => {
    office = await clientOffice({ afterwards: (how) => (clear = how) })
    const fenwright = { surname: 'Fenwright', forenames: 'Dominic', bornOn: '1979-02-11' }
    const { id, version } = await office.register({
      ...fenwright,
      prisonNumber: { number: 'AB1234' },
    })
    await office.ask('clients.correct', {
      ...{ clientId: id, version, reason: 'The number of today', ...fenwright },
      ...{ prisonNumber: { number: 'A9876BC' }, needs: {}, aliases: [] },
    })
    await office.register({
      ...{ surname: 'Ali', forenames: 'Mohammed', bornOn: '1990-05-06' },
      prisonNumber: { number: 'A2222AA' },
    })
    for (const [forenames, bornOn, number] of [
      ['Piotr', '1988-01-05', 'A3333AA'],
      ['Jan', '1970-01-05', 'A3334AA'],
    ] as const)
      await office.register({ surname: 'Bożek', forenames, bornOn, prisonNumber: { number } })
  })
  const names = async (text: string, near = false) =>
    (await office.find(text)).rows
      .filter((row) => row.near === near)
      .map(({ surname, forenames }) => `${forenames} ${surname}`)

  test.each([
    '(A9876BC)',
    'A9876BC.',
    'No. A9876BC',
    'Prison number: A9876BC,',
    'FENWRIGHT, Dominic (A9876BC)',
    'Mr Fenwright',
    'Mr. D. Fenwright',
    '“Fenwright”',
    '\u202aA9876BC\u202c',
    'A9876\u200bBC',
    'Ａ９８７６ＢＣ',
    'A 9876 BC',
    'Fenwright 1979',
    'AB1234',
    '(ab1234)',
    'Fenwright AB1234',
    'Fenwright 11/2/1979',
    'Prisoner A9876BC Fenwright',
    'Prison no: A9876BC (HMP Leeds)',
    'NOMIS number A9876BC',
    'A9876BC - FENWRIGHT',
    'our client A9876BC',
    'A9876BC/Fenwright',
    'Fenwright’s',
    'Dear Sirs, Our client: Dominic Fenwright (A9876BC), DOB 11/02/1979',
    'Please send us the whole of the health record of our client Dominic Fenwright, A9876BC',
    'Records of Dominic Fenwright, born 11 February 1979, as asked for',
    'Re: Fenwright',
    'Re: Mr Dominic Fenwright, A9876BC',
    'Fenwright D',
    'D Fenwright',
    'D. Fenwright',
    'Fenwright, D.',
    'Dominic Fenwright',
    'fenwright dominic',
    'Fenwright DOB 11/02/1979',
    'Fenwright d.o.b. 11.2.79',
    'Fenwright (b. 11 Feb 1979)',
    'Fenwright born 11 February 1979',
    '1979-02-11',
    'Mister Fenwright',
    'Dominic Fenwright Esq.',
    'Fenwright A9876BC HMP Leeds',
  ])('%s', async (text) => expect(await names(text)).toEqual(['Dominic Fenwright']))

  test.each([
    ['O’Neill', "O'Neill"],
    ['O’Neill', 'ONeill'],
    ['O’Neill', 'O Neill'],
    ['O’Neill', 'Oneil'],
    ['O’Neill', 'O´Neill'],
    ['Smith-Jones', 'Smith Jones'],
    ['Smith-Jones', 'Jones'],
    ['Smith-Jones', 'Jones-Smith'],
    ['Nguyễn', 'Nguyen'],
    ['Müller', 'Mueller'],
    ['Müller', 'Muller'],
    ['Łukaszewski', 'Lukaszewski'],
    ['García Márquez', 'Garcia'],
    ['García Márquez', 'Marquez'],
    ['García Márquez', 'Marquez Garcia'],
    ['MacDonald', 'Mac Donald'],
    ['MacDonald', 'McDonald'],
    ['ap Siôn', 'apSion'],
    ['van der Berg', 'Berg'],
    ['van der Berg', 'vanderberg'],
  ])('%s is found by %s', async (surname, typed) => {
    if (!variants.has(surname)) {
      variants.add(surname)
      await office.register({ surname, forenames: 'Kit', bornOn: '1981-03-04' })
    }
    const found = (await office.find(typed)).rows.map((row) => row.surname)
    expect(found).toContain(surname)
  })
  const variants = new Set<string>()

  test('a former number is shown as what was found', async () => {
    expect((await office.find('AB1234')).rows[0]).toMatchObject({
      prisonNumber: 'A9876BC',
      matched: 'AB1234',
    })
  })

  test('a year beside a name leaves those born then, and nobody where none of the name was', async () => {
    expect(await names('bozek 1988')).toEqual(['Piotr Bożek'])
    expect(await names('bozek 1999')).toEqual([])
    expect(await names('bozek 1999', true)).toEqual(['Jan Bożek', 'Piotr Bożek'])
  })

  test('a day of birth with day and month exchanged, or a wrong figure in the year, finds the name as near', async () => {
    expect(await names('Ali 5 June 1990', true)).toEqual(['Mohammed Ali'])
    expect(await names('Ali 6 May 1991', true)).toEqual(['Mohammed Ali'])
    expect(await names('Fenwright 6 May 1991', true)).toEqual([])
  })

  const similar = async (typed: object) =>
    (await office.ask<{ surname: string; why: string }[]>('clients.similar', typed)).map(
      ({ surname, why }) => `${surname}: ${why}`,
    )
  test('somebody who may be on file already is told of, whatever was exchanged', async () => {
    const ali = { surname: 'Mohammed', forenames: 'Ali' }
    expect(await similar({ ...ali, bornOn: '1990-05-06' })).toEqual([
      'Ali: Surname and forename exchanged, same date of birth',
    ])
    expect(await similar({ ...ali, bornOn: '1991-05-06' })).toEqual([
      'Ali: Names exchanged; born 6 May 1990',
    ])
    const right = { surname: 'Ali', forenames: 'Mohammed' }
    for (const bornOn of ['1990-06-05', '1991-05-06', '1980-05-06'])
      expect(await similar({ ...right, bornOn })).toEqual(['Ali: Same name; born 6 May 1990'])
    expect(await similar({ ...right, bornOn: '1972-11-30' })).toEqual([])
    expect(await similar({ prisonNumber: ' (ab1234) ' })).toEqual([
      'Fenwright: Had the prison number AB1234 before',
    ])
  })

  test('a number is kept without marks that nobody sees', async () => {
    const client = await office.register({
      ...{ surname: 'Pasted', bornOn: null },
      prisonNumber: { number: '\u202aA1235BC\u202c' },
    })
    expect(client.prisonNumber.number).toBe('A1235BC')
  })
})

const number = fc
  .tuple(
    fc.constantFrom(...'ABCXYZ'),
    fc.integer({ min: 0, max: 9999 }),
    fc.constantFrom('AA', 'BC', 'XZ'),
  )
  .map(([first, figures, last]) => `${first}${String(figures).padStart(4, '0')}${last}`)
const round = fc.constantFrom(
  '',
  ' ',
  '(',
  ')',
  '.',
  ',',
  ';',
  '“',
  '”',
  '\u200b',
  '\ufeff',
  '\u202a',
  '- ',
)
const unseen = fc.constantFrom('', '\u200b', '\u00ad', '\u2060', '\u202c', ' ')

test('a number is read however it was pasted: in signs, with unseen marks, beside a name', () => {
  fc.assert(
    fc.property(number, round, round, unseen, fc.nat(6), (typed, before, after, mark, at) => {
      const pasted = `${before}${typed.slice(0, at)}${mark}${typed.slice(at)}${after}`
      expect(tidyPrisonNumber(pasted)).toBe(typed)
      expect(readSearch(pasted, '2026-11-22').number).toBe(typed)
      const beside = `${before}${typed}${after}`
      const read = readSearch(`Mr Fenwright, ${beside} Dominic`, '2026-11-22')
      expect(read.number).toBe(typed)
      expect(read.words).toEqual(['fenwright', 'dominic'])
    }),
  )
})

test('a day near another is near both ways, and never the day itself', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1900-01-01'), max: new Date('2019-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10)
        for (const other of nearDays(day)) {
          expect(other).not.toBe(day)
          expect(nearDays(other)).toContain(day)
        }
      },
    ),
  )
})
