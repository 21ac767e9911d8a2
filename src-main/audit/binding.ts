import type { OpenedEntry } from './verify-words.ts'

/**
 * By which rules the acts after an entry are held to what they rest on. Each sign-in says it, so that no later act can
 * choose to be judged by an older rule; acts before the first one that does are judged by the rule of their day.
 */
export const RULES = 6

/** What the rules came with, by their number. */
export const SINCE = {
  /** Every disclosure is held against the gate again. */
  basis: 1,
  /** Who may not approve, check or decide alone. */
  secondPerson: 2,
  /** Every act was possible by what stood on record. */
  possible: 2,
  /** What stands earlier in the log binds an act, whatever day it says. */
  earlierEntries: 3,
  /** Letters answer letters of the same client, and go to the client where the client was on record. */
  sameClient: 4,
  /** Who applies for the records of the dead is the one on record. */
  applicant: 4,
  /** What a letter encloses is looked at as it leaves. */
  enclosed: 5,
  /** Every desk that an entry names belonged to the office. */
  desks: 6,
} as const

/** Tells of each entry in turn whether the rules that began with number `since` bind it. */
export function binding(since: number): (entry: OpenedEntry) => boolean {
  let rules = 0
  return ({ act, detail }) => {
    const said = act === 'signed-in' || act === 'office-created' ? detail?.['rules'] : undefined
    if (typeof said === 'number' && said > rules) rules = said
    return rules >= since
  }
}
