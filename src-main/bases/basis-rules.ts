import { staffNow } from '../people/people.ts'
import { allows } from '../people/permissions.ts'
import { daysAfter } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LoggedBasis } from './logged.ts'
import type { BasisStanding } from './standing.ts'

/** An office rule: what is to go on for longer is decided anew. */
const LONGEST_DAYS = 366
const FUTURE = 'This date is in the future. Correct it.'

/** What of a basis does not fit together, by its field; null where all does. Pure. */
export function faultOfBasis(
  { classes, from, until, client, clientOn, whyNot }: LoggedBasis,
  today: string,
): { field: string; fault: string } | null {
  const wrong = (field: string, fault: string) => ({ field, fault })
  if (new Set(classes).size < classes.length)
    return wrong('classes', 'One of these is chosen twice. Keep one of them.')
  if (until < from)
    return wrong('until', 'It would have ended before it began. Correct one of the two dates.')
  if (until > daysAfter(from, LONGEST_DAYS))
    return wrong(
      'until',
      'Nothing is relied on for more than a year at a time. Enter an earlier date, and decide it again then.',
    )
  if (client === 'not-told')
    return whyNot === ''
      ? wrong('whyNot', 'Give the reason why the client was not told.')
      : clientOn === null
        ? null
        : wrong('clientOn', 'The client was not told, so there is no date of it. Remove the date.')
  if (clientOn === null)
    return wrong('clientOn', 'Enter the date on which the client was told or consulted.')
  return clientOn > today ? wrong('clientOn', FUTURE) : null
}

export function checkBasis(basis: LoggedBasis, today: string): void {
  const wrong = faultOfBasis(basis, today)
  if (wrong) throw new Refusal('invalid-input', wrong.fault, { [wrong.field]: wrong.fault })
}

/** Whether this role may confirm what somebody else decided. */
export const mayConfirm = (role: string): boolean => allows(role, 'reveal-consents')

/** Whether somebody else works here who may confirm what this person decides, and so must. */
export const secondPersonNow = async (tx: Readable, by: { id: string }): Promise<boolean> =>
  (await staffNow(tx)).someoneElse(by.id, mayConfirm)

/** The last day of a basis that is ended lies within it, and it has not been ended yet. */
export function checkBasisEnd(
  { ended, basis: { from, until } }: BasisStanding,
  on: string,
  today: string,
): void {
  const wrong = (fault: string) => {
    throw new Refusal('invalid-input', fault, { on: fault })
  }
  if (ended)
    throw new Refusal(
      'conflict',
      `It was already ended on ${formatDay(ended.on)}. Take that back first, if it was wrong.`,
    )
  if (on > today) wrong(FUTURE)
  if (on < from) wrong(`It began on ${formatDay(from)}, after this date. Correct it.`)
  if (on > until)
    wrong(`By its own terms it ended on ${formatDay(until)}, before this date. Correct it.`)
}

/** Nothing is recorded of one that was taken back until that is put right. */
export function expectNotTakenBack({ takenBack }: BasisStanding): void {
  if (takenBack)
    throw new Refusal('conflict', 'This basis was taken back. Restore it first, if that was wrong.')
}
