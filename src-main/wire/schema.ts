import { z } from 'zod'
import { typedText } from './typed-text.ts'

// The window's content policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

export { z }

/** A text that somebody typed or pasted, as it is taken in: every field of text begins with it. */
export const pasted = () => z.string().overwrite(typedText)

/** One line or more of typed text, trimmed, 1 to `max` characters. */
export const text = (max: number, missing = 'Fill this in.') =>
  pasted()
    .trim()
    .min(1, missing)
    .max(max, `Use no more than ${max.toLocaleString('en-GB')} characters.`)

/** Text that may be left empty: always a string, trimmed, up to `max` characters. */
export const optionalText = (max: number) =>
  pasted()
    .trim()
    .max(max, `Use no more than ${max.toLocaleString('en-GB')} characters.`)
    .default('')

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether `value` is a day that exists in the calendar, written `2026-11-22`. */
export function isDay(value: string): boolean {
  const parts = DAY.exec(value)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1000
}

/** A calendar day as `YYYY-MM-DD`; 30 February and the like are refused. */
export const Day = z
  .string()
  .refine(isDay, {
    error: ({ input }) =>
      input === '' ? 'Enter the date.' : 'This is not a date in the calendar.',
  })
  .brand<'Day'>()
export type Day = z.output<typeof Day>

/** A moment as a UTC ISO instant, `2026-11-22T08:40:00.000Z`. */
export const Moment = z.iso.datetime().brand<'Moment'>()
export type Moment = z.output<typeof Moment>

/** An id made by this office: a UUID, version 7. */
export const id = <Name extends string>() => z.uuid('Choose one from the list.').brand<Name>()

/** The input of a question that needs none. */
export const Nothing = z.strictObject({})
