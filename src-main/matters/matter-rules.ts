import { roleHere } from '../people/names.ts'
import { doesWork } from '../people/permissions.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LooseEnd } from './contract.ts'
import type { LoggedMatter } from './logged.ts'

const wrong = (field: string, message: string) =>
  new Refusal('invalid-input', message, { [field]: message })

/** A matter has the day it happened or the reason why there is none, and its days make sense. */
export function checkDays({ eventOn, knownOn, noEventReason }: LoggedMatter, today: string): void {
  if (eventOn === null) {
    if (noEventReason === '')
      throw wrong(
        'eventOn',
        'Enter the date it happened: limitation runs from it. If there is none, give the reason below.',
      )
    if (knownOn !== null)
      throw wrong('knownOn', 'Enter the date it happened as well, or leave this date out.')
    return
  }
  if (eventOn > today) throw wrong('eventOn', 'This date is in the future. Correct it.')
  if (knownOn === null) return
  if (knownOn > today) throw wrong('knownOn', 'This date is in the future. Correct it.')
  if (knownOn < eventOn)
    throw wrong(
      'knownOn',
      'The client cannot have known before it happened. Correct one of the two dates.',
    )
}

/** Whoever is responsible works here and may see matters. */
export async function checkResponsible(tx: Readable, personId: string): Promise<void> {
  const role = await roleHere(tx, personId)
  if (role === null)
    throw wrong('responsible', 'This person does not work here. Choose somebody who does.')
  if (!doesWork(role))
    throw wrong(
      'responsible',
      'This person may not see matters, so nobody would do the work. Choose somebody else.',
    )
}

/** Whether somebody may be responsible for a matter now. */
export async function mayBeResponsible(tx: Readable, personId: string): Promise<boolean> {
  const role = await roleHere(tx, personId)
  return role !== null && doesWork(role)
}

/** A matter that is opened again has somebody who does the work. */
export async function expectResponsible(tx: Readable, former: string): Promise<void> {
  if (!(await mayBeResponsible(tx, former)))
    throw wrong(
      'responsible',
      'Whoever was responsible no longer works here, or may not see matters. Choose who is responsible now.',
    )
}

export const CLOSED =
  'This matter is closed. Reopen it with a reason, or open another one for new work.'

/** Nothing but a note is added to a closed matter. */
export function checkOpen(closed: { on: string } | null): void {
  if (closed) throw new Refusal('conflict', CLOSED)
}

/** A matter is closed once everything in it is dealt with, or stays for a reason that is kept with the closing. */
export function checkLooseEnds(
  ends: readonly (Pick<LooseEnd, 'name'> & { reason: string })[],
): void {
  const [first, ...more] = ends.filter(({ reason }) => reason === '')
  if (!first) return
  const others =
    more.length === 0 ? '' : ` So ${more.length === 1 ? 'is one more' : `are ${more.length} more`}.`
  throw new Refusal(
    'conflict',
    `${first.name} is still open.${others} Deal with each, or give the reason why it stays.`,
  )
}
