import { expect, test } from 'vitest'
import { namesHolding, namesMeant, namesWithin } from '../../src-main/clients/find-names.ts'
import { clientOffice } from '../clients/client-office.ts'

test('a word is only ever a word to the index, whatever stands in it', async () => {
  const office = await clientOffice()
  await office.register({ surname: 'Smith', forenames: 'Ann' })
  const asked = (words: string[]) =>
    office.vault.read(async (tx) => [
      ...(await namesHolding(tx, words)),
      ...(await namesHolding(tx, words, true)),
      ...(await namesMeant(tx, [words])),
      ...(await namesWithin(tx, words[0]!)),
    ])
  expect((await asked(['smith'])).length).toBe(4)
  const steering = [
    'x" OR "smith',
    'OR',
    'AND',
    'NOT',
    'NEAR(',
    '(',
    '"',
    '*',
    'folded:',
    '^',
    '{',
    '-jones)',
    "'",
  ]
  for (const word of steering) expect(await asked([word])).toEqual([])
})
