import { resolve } from 'node:path'
import { dueDate } from '../../src-main/deadlines/due-date.ts'
import { loadHolidays } from '../../src-main/deadlines/holidays.ts'
import { loadDeadlineLaw } from '../../src-main/rights/edition.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'

/** The folder the program ships its law in. */
export const resources = resolve(import.meta.dirname, '../../resources')
export const law = loadDeadlineLaw(resolve(resources, 'rights'))
export const holidays = loadHolidays(resolve(resources, 'holidays.json'))

/** Asks a shipped rule with the shipped holidays, or with others. */
export const ask = (rule: string, events: object, known = holidays) =>
  dueDate(law.rules.get(rule)!, events, { holidays: known, law })

/** The refusal a rule gives; fails when it gives a date. */
export function refusal(rule: string, events: object): Refusal {
  try {
    ask(rule, events)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error(`${rule} gave a date`)
}
