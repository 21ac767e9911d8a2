import { Refusal } from '../wire/refusal.ts'
import { answerOf, startThread } from './thread.ts'

/** The file to clear of what was erased, and its key. */
export interface ToClear {
  file: string
  key: Uint8Array
}

/** The refusal where something stopped the clearing; what was erased stays in its list until it is cleared. */
export const notCleared = () =>
  new Refusal(
    'busy',
    'What was erased cannot be cleared from the office’s file yet. It is tried again at the next sign-in.',
  )

/** Clears a file of what was erased in a thread of its own: a large one takes a minute, and the window must not stand still. */
export const scourApart = (toClear: ToClear): Promise<void> =>
  answerOf(startThread(import.meta.url, './scour-thread', toClear), notCleared())
