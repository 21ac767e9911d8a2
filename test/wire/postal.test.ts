import { describe, expect, test } from 'vitest'
import {
  noFixedAbode,
  postalLines,
  postcodeFault,
  tidyPostcode,
} from '../../src-main/wire/postal.ts'

const home = ['4 Sample Row', 'Madeupton']

describe('a postcode', () => {
  test.each([
    ['sa1 3sr', 'SA1 3SR'],
    ['sa11dp', 'SA1 1DP'],
    [' W1A  1AA ', 'W1A 1AA'],
    ['ls122tj', 'LS12 2TJ'],
    ['gir0aa', 'GIR 0AA'],
    ['bfpo12', 'BFPO 12'],
    ['75008', '75008'],
  ])('%s is written %s', (typed, written) => expect(tidyPostcode(typed)).toBe(written))

  test.each(['NONSENSE', 'LS', 'SA1 3', 'SA1 3CI', '75008', '12345'])(
    '%s is refused in an address of the United Kingdom, with how it is written',
    (postcode) => expect(postcodeFault({ lines: home, postcode })).toContain('Write it like'),
  )

  test.each([
    [home, 'SA1 3SR'],
    [home, ''],
    [['Cpl Quill', 'HMS Sample'], 'BFPO 123'],
    [['1 rue Imaginaire', 'Paris', 'France'], '75008'],
    [['1 Sample Street', 'Dublin', 'IRELAND'], 'D02 AF30'],
    [['1 Sample Street', 'Abidjan', 'Côte d’Ivoire'], '01'],
    [['1 Sample Street', 'Utrecht', 'The Netherlands'], '3511 AB'],
    [['1 Sample Street', 'Boston', 'United States of America'], '02108'],
    [['1 Sample Street', 'Port of Spain', 'Trinidad and Tobago'], '190101'],
    [['1 Sample Street', 'Banjul', 'THE GAMBIA'], '0001'],
    [['1 Sample Street', 'Brno', 'Czech Republic'], '602 00'],
    [['1 Musterweg', 'Berlin', 'Deutschland'], '10115'],
  ])('in %s passes as %s', (lines, postcode) =>
    expect(postcodeFault({ lines, postcode })).toBeNull(),
  )
})

test('the post town stands in capitals, or the country of an address abroad', () => {
  expect(postalLines(home, 'SA1 3SR')).toEqual(['4 Sample Row', 'MADEUPTON'])
  expect(postalLines(['1 rue Imaginaire', 'Paris', 'France'], '75008').at(-1)).toBe('FRANCE')
  // Without a postcode nobody can tell whether it is a town.
  expect(postalLines(['HMP Leeds'], '')).toEqual(['HMP Leeds'])
})

test('no fixed abode is known however it is written, and a street is not taken for it', () => {
  for (const line of ['No fixed abode', 'no fixed address, Leeds', 'NFA', 'N.F.A.'])
    expect(noFixedAbode([line])).toBe(true)
  for (const line of ['4 NFA House', 'Abode Street']) expect(noFixedAbode([line])).toBe(false)
})
