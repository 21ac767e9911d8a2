import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Role } from './contract.ts'
import { allows, notAllowed } from './permissions.ts'

/** Somebody who works here, as the office knows them while they are signed in. */
export interface Colleague extends Actor {
  readonly role: Role
}

/** Who is signed in, and what they may ask; one person at a time. */
export interface CurrentUser {
  get(): Colleague | undefined
  set(person: Colleague): void
  clear(): void
  /** Gives who asks; refuses as 'locked' when nobody is signed in, as 'not-allowed' when the role lacks `may`. */
  admit(may: string): Colleague | undefined
  /** Refuses an act by anybody but the person signed in, who may have signed out between asking and recording. */
  confirm(by: { id: string }): void
}

const nobody = () => new Refusal('locked', 'The office is locked. Sign in to continue.')

/** Nobody signed in; `changed` is called whenever the person signed in changes. */
export function createCurrentUser(changed: () => void): CurrentUser {
  let person: Colleague | undefined
  return {
    get: () => person,
    set(colleague) {
      person = colleague
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
    },
  }
}
