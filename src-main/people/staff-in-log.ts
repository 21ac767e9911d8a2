import type { OpenedEntry } from '../audit/verify-words.ts'
import { personsOf } from './same-person.ts'

/** Who works here, as one walk over the log comes to know it. */
export interface StaffInLog {
  /** Takes the next entry in; asked after it, the others answer as of then. */
  take(entry: OpenedEntry): void
  roleOf(id: string): string | undefined
  samePerson(one: string, other: string): boolean
  /** Whether somebody else than this person has a role that may do something. */
  someoneElse(id: string, may: (role: string) => boolean): boolean
  /** Whether somebody else than this person is a partner. */
  otherPartner(id: string): boolean
}

/** Nobody yet. */
export function staffInLog(): StaffInLog {
  const roles = new Map<string, string>()
  const sameAs = new Map<string, string>()
  let person = personsOf([])
  const someoneElse: StaffInLog['someoneElse'] = (id, may) =>
    [...roles].some(([one, role]) => may(role) && person(one) !== person(id))
  return {
    take({ act, actor, detail }) {
      if (act === 'office-created') roles.set(actor, 'partner')
      const personId = detail?.['personId']
      if (typeof personId !== 'string') return
      const role = detail?.['role']
      if (act === 'person-removed') roles.delete(personId)
      else if (typeof role === 'string') roles.set(personId, role)
      if (act !== 'person-added' && act !== 'account-named') return
      const other = detail?.['sameAs']
      if (typeof other === 'string') sameAs.set(personId, other)
      else sameAs.delete(personId)
      person = personsOf([...sameAs].map(([id, same]) => ({ id, sameAs: same })))
    },
    roleOf: (id) => roles.get(id),
    samePerson: (one, other) => person(one) === person(other),
    someoneElse,
    otherPartner: (id) => someoneElse(id, (role) => role === 'partner'),
  }
}
