import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeadCode } from '../../src-main/audit/contract.ts'
import { headCode, readHeadCode } from '../../src-main/audit/head-code.ts'
import { fromHex } from './memory-tree.ts'
import vectors from './vectors/head-codes.json' with { type: 'json' }

test.each(vectors)('$size entries with root $root print as $code', ({ size, root, code }) => {
  expect(headCode(size, fromHex(root))).toBe(code)
})

test.each(
  ['4182-9QTC3M7XK2D4V0WJ', '4182-9qtc 3m7x k2d4 v0wj', ' 4182 - 9QTC-3M7X-K2D4-VOWJ '].concat(
    '4182\u20139QTC3M7XK2D4V0WJ',
  ),
)('%s is read as it was printed', (typed) => {
  expect(readHeadCode(typed)).toEqual({ size: 4182, code: '4182-9QTC3M7XK2D4V0WJ' })
  expect(HeadCode.safeParse(typed).success).toBe(true)
})

test('letters that are taken for figures are read as figures', () => {
  expect(readHeadCode('1O-ILO0ILO0ILO0ILO0')).toEqual({ size: 10, code: '10-1100110011001100' })
})

test.each([
  '',
  '-',
  '4182',
  '4182-9QTC3M7XK2D4V0W',
  '4182-9QTC3M7XK2D4V0WJJ',
  '4182-9QTC3M7XK2D4V0WU',
  'x-9QTC3M7XK2D4V0WJ',
])('"%s" is no code', (typed) => {
  expect(readHeadCode(typed)).toBeNull()
})

test('every code is read back, and another root within 80 bits prints another code', () => {
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.nat(), root, fc.integer({ min: 0, max: 79 }), (size, root, bit) => {
      const code = headCode(size, root)
      expect(readHeadCode(code.toLowerCase())).toEqual({ size, code })
      const other = root.map((byte, index) =>
        index === bit >> 3 ? byte ^ (128 >> (bit & 7)) : byte,
      )
      expect(headCode(size, other)).not.toBe(code)
    }),
  )
})
