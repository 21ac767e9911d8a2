import { resolve } from 'node:path'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { answerable } from '../../src-main/rights/answerable.ts'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { loadHolidays } from '../../src-main/law/holidays.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { loadRouting } from '../../src-main/law/routing.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'

/** The folder below which the program ships its law. */
export const resources = resolve(import.meta.dirname, '../../resources')
export const texts = editionTexts(resources)
export const law = loadDeadlineLaw(texts)
export const routing = loadRouting(texts, law)
const holidays = loadHolidays(texts)
export const prisons = establishments({ resources }).all

/** Asks the shipped table who is answerable. */
export const who = (matter: object) => answerable(matter, { routing, prisons, law, holidays })

/** The refusal a matter meets; fails when it meets none. */
export function refusal(matter: object): Refusal {
  try {
    who(matter)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('it was answered')
}
