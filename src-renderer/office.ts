import { contract } from '../src-main/contract.ts'
import { askThrough } from '../src-main/wire/ask.ts'
import { dispatchOver } from '../src-main/wire/bridge.ts'
import { Refusal } from '../src-main/wire/refusal.ts'

/** The office behind this window. */
export const office = askThrough(contract, dispatchOver(window.remedy))

/**
 * Whether what was asked for is on file no more, for whoever asks: nothing of it stays on the screen then. What could not
 * be asked just now, since the office is not reachable, stays.
 */
export const isGone = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'not-found'

/** What to tell a person about anything thrown: the office's own words where it spoke. */
export const errorMessage = (error: unknown): string =>
  error instanceof Refusal ? error.message : 'The office did not answer. Try again.'
