import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { nameIn, wholeName } from '../../src-main/imports/drafts.ts'
import { IMPORTABLE } from '../../src-main/imports/fields.ts'
import { columnsBy, headingsKey, mappingFaults, proposed } from '../../src-main/imports/mapping.ts'
import { orderOf, prisonReader, readDay, readYesNo } from '../../src-main/imports/values.ts'
import { resources } from '../open-office.ts'

const prisons = establishments({ resources })
const find = prisonReader(prisons.all)

describe('days', () => {
  test.each([
    ['17/04/1981', '1981-04-17'],
    ['17.4.81', '1981-04-17'],
    ['17 April 1981', '1981-04-17'],
    ['17-Apr-81', '1981-04-17'],
    ['1981-04-17', '1981-04-17'],
    ['1981-04-17 00:00:00', '1981-04-17'],
    ['17/04/1981 00:00', '1981-04-17'],
    ['31/02/1981', null],
    ['29692', null],
    ['about 1981', null],
  ])('%s is read the English way', (cell, day) => {
    expect(readDay(cell, 'day-first', 2026)).toBe(day)
  })

  test('with the month first are read so only where somebody said it', () => {
    expect(readDay('04/17/1981', 'day-first', 2026)).toBeNull()
    expect(readDay('04/17/1981', 'month-first', 2026)).toBe('1981-04-17')
  })

  test('of a column are asked about only where nothing in it says their order', () => {
    expect(orderOf(['03/04/1981', '25/12/1990'])).toEqual({ order: 'day-first', asked: null })
    expect(orderOf(['1981-04-03', '5 June 1990', '07/07/1999'])).toEqual({
      ...{ order: 'day-first', asked: null },
    })
    expect(orderOf(['03/04/1981']).asked).toEqual({ example: '03/04/1981', monthFirst: false })
    expect(orderOf(['03/04/1981', '12/25/1990']).asked).toEqual({
      ...{ example: '03/04/1981', monthFirst: true },
    })
    expect(orderOf(['25/12/1990', '12/25/1990', '03/04/1981']).asked).toMatchObject({
      monthFirst: false,
    })
  })

  test('of a column are never taken with the month first without a question', () => {
    const figure = fc.integer({ min: 1, max: 31 })
    fc.assert(
      fc.property(fc.array(fc.tuple(figure, figure)), (days) => {
        const { order, asked } = orderOf(days.map(([one, other]) => `${one}/${other}/1990`))
        if (order === 'month-first') expect(asked).not.toBeNull()
      }),
    )
  })
})

describe('prisons', () => {
  test('are known by every name of the list, however the name is styled', () => {
    for (const { id, name, shortName } of prisons.all)
      for (const written of [name, shortName, name.toUpperCase(), `  ${name}  `]) {
        const { id: found, offered } = find(written)
        if (found !== null) expect(found).toBe(id)
        else expect(offered.map((one) => one.id)).toContain(id)
      }
    expect(find('HM Prison Leeds').id).toBe('leeds')
    expect(find('hmp leeds').id).toBe('leeds')
  })

  test('spelled nearly so are offered and never taken', () => {
    for (const written of ['HMP Leedz', 'Wormwood Scrubbs', 'Belmarsh prisn']) {
      const { id, offered } = find(written)
      expect(id).toBeNull()
      expect(offered.length).toBeGreaterThan(0)
    }
    expect(find('HMP Leedz').offered[0]!.id).toBe('leeds')
    expect(find('the moon').id).toBeNull()
  })
})

test('yes and no are read in the words that people use, and nothing else is taken for either', () => {
  expect(['Yes', 'y', 'TRUE', 'x', '1'].map(readYesNo)).toEqual([true, true, true, true, true])
  expect(['No', 'n', 'false', '0', ''].map(readYesNo)).toEqual([false, false, false, false, false])
  expect(readYesNo('perhaps')).toBeNull()
})

describe('names', () => {
  test('that stand in one cell are taken apart', () => {
    expect(wholeName('Fenwright, Dominic John')).toEqual({
      ...{ surname: 'Fenwright', forenames: 'Dominic John' },
    })
    expect(wholeName('Dominic John Fenwright')).toEqual({
      ...{ surname: 'Fenwright', forenames: 'Dominic John' },
    })
    const said = (key: string) => (key === 'name' ? 'Mrs Ada Fen' : '')
    expect(nameIn({ said })).toEqual({ surname: 'Fen', forenames: 'Ada', title: 'Mrs' })
  })
})

describe('headings', () => {
  test('say what a list is of, and which column is which field', () => {
    const clients = [
      'Last name',
      'First name',
      'DOB',
      'NOMIS number',
      'Establishment',
      'Since',
      'Colour',
    ]
    expect(proposed(clients)).toMatchObject({
      what: 'clients',
      columns: ['surname', 'forenames', 'bornOn', 'prisonNumber', 'prison', 'since', ''],
    })
    expect(
      proposed(['Prison number', 'Matter title', 'Matter type', 'Fee earner', 'Incident date'])
        .what,
    ).toBe('matters')
    expect(
      columnsBy(['Address line 1', 'Address line 2', 'Town', 'Post code'], 'contacts'),
    ).toEqual([...['lines', 'lines', 'lines', 'postcode']])
  })

  test('of a table written by the names of all fields are matched wholly, whatever the list is', () => {
    for (const [what, fields] of Object.entries(IMPORTABLE)) {
      const header = fields.map(({ label }) => label)
      expect(columnsBy(header, what as keyof typeof IMPORTABLE), what).toEqual(
        fields.map(({ key }) => key),
      )
    }
  })

  test('are known again by their words alone, and a mapping that lacks something says what', () => {
    expect(headingsKey(['Surname ', 'DATE OF BIRTH'])).toBe(
      headingsKey(['surname', 'Date of birth']),
    )
    expect(headingsKey(['a', 'b'])).not.toBe(headingsKey(['b', 'a']))
    const mapping = proposed(['Surname', 'Forenames'])
    expect(mappingFaults(['Surname', 'Forenames'], mapping)).toEqual([
      'Choose the column for Prison number or Why no ordinary number.',
      'Choose the column for There since.',
      'Choose the column for Prison or Where the client is.',
    ])
    const twice = { ...mapping, columns: ['surname', 'surname'] }
    expect(mappingFaults(['a', 'b'], twice)[0]).toContain('Surname is taken from two columns')
  })
})
