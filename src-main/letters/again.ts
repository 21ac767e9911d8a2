import { londonDay } from '../dates/days.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Addressee, LetterContent } from './contract.ts'
import { isReconstruction } from './dated.ts'
import { merged } from './drafting.ts'
import { withBooks } from './keeping-up.ts'
import { mayFollow, reached } from './lifecycle.ts'
import type { States } from './logged.ts'
import { approvalOf, type LetterRecord } from './record.ts'
import { statesOn } from './stated.ts'
import { statedBy } from './stated-by.ts'

/** The letter as what it was written by had it then: by what is kept with it, or, before that was kept, by the days on record. */
function written(one: LetterRecord): { events: LetterRecord['events']; states: States } {
  const kept = statedBy(one)
  if (kept) return { events: one.events, states: kept }
  const then = approvalOf(one)?.at
  const states = statesOn(one.content, one, then ? londonDay(then) : one.content.datedOn)
  const [first, ...more] = one.events
  return { events: first ? [{ ...first, said: { ...first.said, states } }, ...more] : [], states }
}

/** Where a letter would go now: its own address, or where the books have moved it. Pure. */
export const addresseeAgain = (one: LetterRecord): Addressee =>
  withBooks(one.content, { ...one, events: written(one).events }).addressee

/**
 * Every word of a letter that never reached anybody, as a draft of today, with what the books said when it was written, so
 * that keeping it up to date takes in what they changed and says so. Pure.
 */
export function takenUpAgain(
  one: LetterRecord,
  address: Pick<Addressee, 'lines' | 'postcode'> | null,
): { content: LetterContent; states: States } {
  const state = reached(one.events)
  if (!mayFollow(state, 'letter-replaced'))
    throw new Refusal(
      'conflict',
      'Only a letter that was returned, recalled or discarded is drafted again. Open it again to see its state.',
    )
  if (one.replacedBy !== null)
    throw new Refusal(
      'conflict',
      'This letter was drafted again already. Open the new draft, or discard it first.',
    )
  if (state === 'returned' && !address?.lines.length) {
    const fault = 'It came back undelivered. Enter the address to send it to.'
    throw new Refusal('invalid-input', fault, { lines: fault })
  }
  const datedOn = isReconstruction(one.content, one)
    ? one.content.datedOn
    : (one.today as LetterContent['datedOn'])
  const content = {
    ...one.content,
    datedOn,
    addressee: { ...one.content.addressee, ...address },
  }
  // Refuses what there is no more reason to write: a chaser of what was answered, a notice of no withdrawal.
  merged(content, one)
  return { content, states: written(one).states }
}
