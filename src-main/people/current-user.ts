import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Role } from './contract.ts'
import { allows, notAllowed } from './permissions.ts'

/** Somebody who works here, as the office knows them while they sit at it. */
export interface Colleague extends Actor {
  readonly role: Role
}

/** The one place at the office: who sits there, and what may be asked from it. */
export interface CurrentUser {
  get(): Colleague | undefined
  set(person: Colleague): void
  clear(): void
  /** Gives who asks; refuses as 'locked' when nobody sits here, as 'not-allowed' when the role lacks `may`. */
  admit(may: string): Colleague | undefined
  /** Refuses an act by anyone but the holder: its person left between asking and recording. */
  confirm(by: { id: string }): void
}

const nobody = () => new Refusal('locked', 'The office is locked. Sign in to go on.')

/** An empty seat; `changed` is told whenever another person, or nobody, sits there. */
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
