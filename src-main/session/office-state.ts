import { headCode } from '../audit/head-code.ts'
import type { OfficeState, PersonId } from '../people/contract.ts'
import { mayOf } from '../people/permissions.ts'
import type { Premises } from './open-office.ts'
import type { Seat } from '../people/signed-in.ts'

/** What may be shown of an office before and after sign-in; open only while somebody is signed in. */
export function stateOf(premises: Premises | undefined, seat: Seat): OfficeState {
  const vault = premises?.vault
  const holder = seat.holder()
  const phase = vault?.phase() ?? 'none'
  const head = vault?.head() ?? null
  const keys = vault?.keyHolders() ?? []
  return {
    phase: phase === 'open' && !holder ? 'locked' : phase,
    office: vault?.title() ?? null,
    people: keys.map(({ personId, name }) => ({ id: personId as PersonId, name })),
    lastCode: head && headCode(head.size, Buffer.from(head.root, 'hex')),
    me: holder
      ? { ...holder, id: holder.id as PersonId, works: true, may: [...mayOf(holder.role)] }
      : null,
  }
}
