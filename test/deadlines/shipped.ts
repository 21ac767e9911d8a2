import { resolve } from 'node:path'
import { dueDate } from '../../src-main/deadlines/due-date.ts'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { loadHolidays } from '../../src-main/law/holidays.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'

/** The folder the program ships its law in. */
export const resources = resolve(import.meta.dirname, '../../resources')
export const texts = editionTexts(resources)
export const law = loadDeadlineLaw(texts)
export const holidays = loadHolidays(texts)

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
