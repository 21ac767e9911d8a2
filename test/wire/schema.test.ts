import fc from 'fast-check'
import { expect, test } from 'vitest'
import { invalidInput } from '../../src-main/wire/refusal.ts'
import { Day, isDay, text, z } from '../../src-main/wire/schema.ts'

test.each([
  '2026-02-30',
  '2025-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '26-01-01',
  '0099-01-01',
  '',
  '2026-11-22T00:00',
])('%j is not a day', (typed) => expect(Day.safeParse(typed).success).toBe(false))

test.each(['2024-02-29', '2000-02-29', '1900-02-28', '2026-12-31'])('%s is a day', (typed) =>
  expect(isDay(typed)).toBe(true),
)

test('every day of the calendar is a day', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => isDay(date.toISOString().slice(0, 10)),
    ),
  )
})

test('zod makes no code from strings, which the window would forbid', () => {
  expect(z.config().jitless).toBe(true)
})

test('a refusal names each field once, with its first message', () => {
  const Form = z.strictObject({ name: text(3), stay: z.strictObject({ from: Day }) })
  const parsed = Form.safeParse({ name: '', stay: { from: '2026-02-30' } })
  expect(invalidInput(parsed.error!).toData()).toEqual({
    code: 'invalid-input',
    message: 'Something needs correcting before this can be recorded.',
    fields: { name: 'Fill this in.', 'stay.from': 'This is not a date in the calendar.' },
  })
})
