import { Refusal } from '../src-main/wire/refusal.ts'
import { officeThrough } from './office-through.ts'

/** Told on `window` when the office answers that it is locked. */
export const LOCKED = 'remedy:locked'

/** The office behind this window. */
export const office = officeThrough(window.remedy, () => window.dispatchEvent(new Event(LOCKED)))

/** What to tell a person about anything thrown: the office's own words where it spoke. */
export const inWords = (error: unknown): string =>
  error instanceof Refusal ? error.message : 'The office did not answer. Try again.'
