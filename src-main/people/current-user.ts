import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Role } from './contract.ts'
import { allows, notAllowed } from './permissions.ts'

/** Somebody who works here, as the office knows them while they are signed in. */
export interface Colleague extends Actor {
  readonly role: Role
}

/** Who is signed in at one place, and what they may ask; one person at a time. */
export interface CurrentUser {
  /** Which desk this place is; empty for the office's own window. */
  readonly desk: string
  /** The same person as they act at this place. */
  here(person: Colleague): Colleague
  get(): Colleague | undefined
  set(person: Colleague): void
  clear(): void
  /** Gives who asks; refuses as 'locked' when nobody is signed in, as 'not-allowed' when the role lacks `may`. */
  admit(may: string): Colleague | undefined
  /** Refuses an act by anybody but the person signed in, who may have signed out, or have another role, between asking and recording. */
  confirm(by: { id: string; role?: string }): void
}

const nobody = () => new Refusal('locked', 'The office is locked. Sign in to continue.')

const changedMeanwhile = () =>
  new Refusal('conflict', 'Your role was changed meanwhile, so nothing was recorded. Try again.')

/** Nobody signed in at a place; `changed` is called whenever the person signed in changes. The office's own window has no `desk`. */
export function createCurrentUser(changed: () => void, desk = ''): CurrentUser {
  let person: Colleague | undefined
  const here = (one: Colleague) => (desk === '' ? one : { ...one, desk })
  return {
    desk,
    here,
    get: () => person,
    set(colleague) {
      person = here(colleague)
      changed()
    },
    clear() {
      if (!person) return
      person = undefined
      changed()
    },
    admit(may) {
      if (may === 'anyone') return person
      if (!person) throw nobody()
      if (!allows(person.role, may)) throw notAllowed(person.role, may)
      return person
    },
    confirm(by) {
      if (person?.id !== by.id) throw nobody()
      // What was permitted when it was asked for may not be any more.
      if (by.role !== undefined && by.role !== person.role) throw changedMeanwhile()
    },
  }
}
