import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNhsNumber, NhsNumber, spacedNhsNumber } from '../../src-main/clients/nhs-number.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

/** Nine digits with the digit that checks them, worked out another way: the weighted sum of all ten is a multiple of 11. */
const checked = (nine: string): string | null => {
  const weigh = (ten: string) => [...ten].reduce((sum, one, at) => sum + Number(one) * (10 - at), 0)
  const last = '0123456789'.split('').find((digit) => weigh(nine + digit) % 11 === 0)
  return last === undefined ? null : nine + last
}

describe('an NHS number', () => {
  test('has ten digits, of which the last checks the others', () => {
    expect(isNhsNumber('9434765919')).toBe(true)
    for (const wrong of ['9434765918', '943476591', '94347659190', '943476591X', ''])
      expect(isNhsNumber(wrong)).toBe(false)
    // What is typed in place of one that is not known, and would be printed as the client’s.
    for (const digit of '0123456789') expect(isNhsNumber(digit.repeat(10))).toBe(false)
    const nine = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(nine, fc.integer({ min: 0, max: 9 }), (digits, last) => {
        const typed = digits.join('') + last
        const isOne = typed === checked(digits.join('')) && new Set(typed).size > 1
        expect(isNhsNumber(typed)).toBe(isOne)
      }),
    )
  })

  test('is taken in as it stands on papers, and printed in three groups', () => {
    for (const typed of [
      '943 476 5919',
      ' 943-476-5919 ',
      '943\u00a0476\u00a05919',
      '９４３４７６５９１９',
    ])
      expect(NhsNumber.parse(typed)).toBe('9434765919')
    expect(NhsNumber.parse('')).toBe('')
    expect(spacedNhsNumber('9434765919')).toBe('943 476 5919')
    expect(spacedNhsNumber('')).toBe('')
  })

  test('that is none is refused at its field', async () => {
    const { ask } = await openTestOffice()
    const refused = await refusalOf(
      ask.clients.register(someClient({ nhsNumber: '943 476 5918' })),
      'invalid-input',
    )
    expect(Object.keys(refused.fields ?? {})).toEqual(['nhsNumber'])
  })

  test('is told to who holds health records and to nobody else, and a letter that states another is to be recalled', async () => {
    const office = await letterOffice()
    const { ask, clientId, matterId } = office
    const correct = async (nhsNumber: string) => {
      const { version, prisonNumber } = await ask.clients.get({ clientId })
      const { stay: _, ...rest } = someClient({ prisonNumber, nhsNumber })
      await ask.clients.correct({ ...rest, clientId, version, reason: 'As on the hospital letter' })
    }
    const heading = async (kind: 'L03' | 'L05') =>
      (await ask.letters.propose({ matterId, kind, datedOn: day('2026-11-23') })).heading
    expect(await heading('L03')).not.toContain('NHS')
    await correct('943 476 5919')
    expect((await ask.clients.get({ clientId })).nhsNumber).toBe('9434765919')
    expect(await heading('L03')).toContain(', NHS number 943 476 5919 –')
    expect(await heading('L05')).not.toContain('NHS')
    await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'approved')
    await correct('999 765 4323')
    expect(await ask.letters.get({ letterId })).toMatchObject({ state: 'to-recall' })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })
})
