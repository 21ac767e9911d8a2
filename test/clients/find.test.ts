import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientOffice } from './client-office.ts'

type Office = Awaited<ReturnType<typeof clientOffice>>
const named = (rows: { surname: string; forenames: string }[]) =>
  rows.map(({ surname, forenames }) => `${surname} ${forenames}`.trim())

describe('clients.find', () => {
  let office: Office
  // One office for all: these tests only read.
  let clear = async () => {}
  afterAll(() => clear())
  beforeAll(async () => {
    office = await clientOffice({ afterwards: (how) => (clear = how) })
    const people: [string, string, string, string, { surname: string; forenames?: string }[]?][] = [
      ['O’Brien', 'Seán', '1978-03-17', 'A1001AA'],
      ['Obrien', 'Patricia', '1979-01-01', 'A1002AA'],
      ['O Brien', 'Dara', '1980-01-01', 'A1003AA'],
      [
        'Kowalczyk',
        'Łukasz',
        '1988-03-09',
        'A1234BC',
        [{ surname: 'Lucky' }, { surname: 'Kowal', forenames: 'Luke' }],
      ],
      ['Nguyễn', 'Thị Ánh', '1990-05-01', 'AB1234'],
      ['Llŷr-Jones', 'Siân', '1976-02-29', 'A1005AA'],
      ['ap Siôn', 'Ŵyn', '1968-12-31', 'A1006AA'],
      ['Smith', 'Ann', '1988-03-09', 'A1007AA'],
      ['Smithson', 'Ann', '1990-10-10', 'A1008AA'],
      ['Çelikbaş', 'İsmet Işık', '1982-06-25', 'A1009AA'],
      ['Weiß', 'Jürgen', '1960-06-06', 'NI-4471/02'],
      ['Anniston', 'Zed', '1961-07-07', 'A1010AA'],
    ]
    for (const [surname, forenames, bornOn, number, aliases = []] of people)
      await office.register({
        ...{ surname, forenames, bornOn, aliases },
        prisonNumber: { number, exception: number.startsWith('NI') ? 'Northern Ireland' : '' },
      })
  })
  const find = async (text: string) =>
    named((await office.find(text)).rows.filter(({ near }) => !near))

  test.each(['obrien', 'o brien', 'O’Brien', "o'brien", 'o-brien', 'OBRIEN', "O'BR"])(
    '%s finds every O’Brien',
    async (typed) => {
      expect((await find(typed)).sort()).toEqual([
        'O Brien Dara',
        'Obrien Patricia',
        'O’Brien Seán',
      ])
    },
  )

  test.each([
    ['lukasz', 'Kowalczyk Łukasz'],
    ['ŁUKASZ kow', 'Kowalczyk Łukasz'],
    ['kow luk', 'Kowalczyk Łukasz'],
    ['lucky', 'Kowalczyk Łukasz'],
    ['lucky kowalczyk', 'Kowalczyk Łukasz'],
    ['nguyen', 'Nguyễn Thị Ánh'],
    ['anh nguy', 'Nguyễn Thị Ánh'],
    ['llyrjones', 'Llŷr-Jones Siân'],
    ['jones', 'Llŷr-Jones Siân'],
    ['llyr jones', 'Llŷr-Jones Siân'],
    ['wyn ap sion', 'ap Siôn Ŵyn'],
    ['celikbas isik', 'Çelikbaş İsmet Işık'],
    ['weiss', 'Weiß Jürgen'],
    ['jurgen weiß', 'Weiß Jürgen'],
    ['  smithson\t', 'Smithson Ann'],
    ['\u200fsmithson\u202e', 'Smithson Ann'],
  ])('%s finds %s alone', async (typed, found) => expect(await find(typed)).toEqual([found]))

  test.each([
    'A1234BC',
    'a1234bc',
    'A 1234 BC',
    'a1234',
    'kowalczyk a1234bc',
    'A1234BC lukasz',
    'A1234BC 9/3/88',
  ])('the number %s finds its client', async (typed) =>
    expect(await find(typed)).toEqual(['Kowalczyk Łukasz']),
  )
  test('a number of another form, or the older one, is found', async () => {
    expect(await find('ni-4471')).toEqual(['Weiß Jürgen'])
    expect(await find('ab 1234')).toEqual(['Nguyễn Thị Ánh'])
  })
  test('the right number with another’s name finds nobody', async () => {
    expect(await find('smith a1234bc')).toEqual([])
  })

  test.each([
    '9/3/1988',
    '09 03 88',
    '9 March 1988',
    '1988-03-09',
    '9.3.88',
    '9th Mar 1988',
    '09031988',
    'dob 9/3/1988',
    'March 9, 1988',
  ])('the date of birth %s finds who was born then', async (typed) => {
    expect(await find(typed)).toEqual(['Kowalczyk Łukasz', 'Smith Ann'])
    expect(await find(`smith ${typed}`)).toEqual(['Smith Ann'])
    expect(await find(`${typed} luk`)).toEqual(['Kowalczyk Łukasz'])
  })

  test('an alias is shown where it alone matched', async () => {
    const { rows } = await office.find('lucky')
    expect(rows[0]).toMatchObject({ surname: 'Kowalczyk', matched: 'Lucky', near: false })
    expect((await office.find('kowalczyk')).rows[0]!.matched).toBeNull()
  })

  test('a whole word comes before a beginning', async () => {
    expect(await find('smith')).toEqual(['Smith Ann', 'Smithson Ann'])
    expect(await find('ann')).toEqual(['Smith Ann', 'Smithson Ann', 'Anniston Zed'])
  })

  test.each([
    ['kowalcyzk', 'Kowalczyk Łukasz'],
    ['nguyne', 'Nguyễn Thị Ánh'],
    ['smithsen', 'Smithson Ann'],
    ['lukas kovalczyk', 'Kowalczyk Łukasz'],
    ['towalczyk', 'Kowalczyk Łukasz'],
    ['walczyk', 'Kowalczyk Łukasz'],
  ])('the slip %s still leads to %s, marked as near', async (typed, meant) => {
    const { rows } = await office.find(typed)
    expect(rows[0]).toMatchObject({ near: true })
    expect(named(rows.slice(0, 1))).toEqual([meant])
  })

  test.each(['zzqx', '!!!', '"', "'", '-', '*', '(', '\u200f'])(
    '%s finds nobody, without an error',
    async (typed) => {
      expect((await office.find(typed)).rows).toEqual([])
    },
  )

  test('what would steer the index is only text', async () => {
    for (const typed of [
      'smith OR kowalczyk',
      'smith AND NOT ann',
      'NEAR(smith ann)',
      'folded:smith',
      '^smith*',
      'smith"*',
      '{folded}: smith',
      'smith) OR (ann',
    ])
      for (const { surname } of (await office.find(typed)).rows) expect(surname).toMatch(/smith/i)
    expect(await find('smith OR kowalczyk')).toEqual([])
  })

  test('no text at all makes the search fail', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '*',
            '(',
            ')',
            'NEAR(',
            'OR',
            'AND',
            'NOT',
            ':',
            '^',
            '-',
            'smith',
            '{',
            '}',
            '+',
            ',',
            '%',
            '9/3/1988',
            'A1234BC',
            "'",
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(nasty, async (text) => {
        if (text.includes('\0') || !text.isWellFormed() || text.length > 200) return
        const { rows, total } = await office.find(text)
        expect(rows.length).toBeLessThanOrEqual(total)
      }),
      { numRuns: 500 },
    )
  })

  test('nothing typed gives all by surname, page by page', async () => {
    const all = await office.find('')
    expect(all).toMatchObject({ total: 12, more: false })
    expect(named(all.rows).slice(0, 3)).toEqual([
      'Anniston Zed',
      'ap Siôn Ŵyn',
      'Çelikbaş İsmet Işık',
    ])
    const page = await office.find('', { offset: 2, limit: 2 })
    expect(page.rows.map(({ id }) => id)).toEqual(all.rows.slice(2, 4).map(({ id }) => id))
  })

  test('what a search finds comes page by page as well', async () => {
    const { rows, total } = await office.find('ann', { offset: 1, limit: 1 })
    expect({ names: named(rows), total }).toEqual({ names: ['Smithson Ann'], total: 3 })
  })

  test('clients.similar names who might be the same person, and why', async () => {
    const similar = async (typed: object) =>
      (await office.ask<{ surname: string; why: string }[]>('clients.similar', typed)).map(
        ({ surname, why }) => `${surname}: ${why}`,
      )
    expect(await similar({ prisonNumber: 'a1234 bc' })).toEqual(['Kowalczyk: Same prison number'])
    expect(await similar({ surname: 'KOWALCZYK', bornOn: '1988-03-09' })).toEqual([
      'Kowalczyk: Same surname and date of birth',
    ])
    expect(
      await similar({ surname: 'Kovalcyk', forenames: 'Lukas', bornOn: '1988-03-09' }),
    ).toEqual(['Kowalczyk: Similar name, same date of birth'])
    expect(await similar({ surname: 'Lucky', bornOn: '1988-03-09' })).toEqual([
      'Kowalczyk: Also known as Lucky; same date of birth',
    ])
    expect(await similar({ surname: 'smith', forenames: 'ANN' })).toEqual([
      'Smith: Same name; a date of birth is missing',
    ])
    expect(await similar({ surname: 'Smith', forenames: 'Ann', bornOn: '1970-01-01' })).toEqual([])
    expect(await similar({})).toEqual([])
  })
})

test('where too many match, the best are among those shown and the list says that there are more', async () => {
  const office = await clientOffice()
  for (let at = 0; at < 230; at++)
    await office.register({ surname: 'Linden', forenames: `Ann ${at}` })
  await office.register({ surname: 'Lin', forenames: 'Zoë' })
  await office.register({ surname: 'Zeta', forenames: 'Lin' })
  const { rows, more, total } = await office.find('lin', { limit: 2 })
  expect(more).toBe(true)
  expect(total).toBeLessThan(700)
  expect(named(rows)).toEqual(['Lin Zoë', 'Zeta Lin'])
}, 60_000)
