import { headCode } from '../audit/head-code.ts'
import type { OfficeState, PersonId } from '../people/contract.ts'
import { mayOf } from '../people/permissions.ts'
import type { OfficeFiles } from './office-files.ts'
import type { CurrentUser } from '../people/current-user.ts'

/** What may be shown of an office before and after sign-in; open only while somebody is signed in. */
export function stateOf(
  officeFiles: OfficeFiles | undefined,
  currentUser: CurrentUser,
): Omit<OfficeState, 'fileWaits'> {
  const vault = officeFiles?.vault
  const holder = currentUser.get()
  const phase = vault?.phase() ?? 'none'
  const head = vault?.head() ?? null
  const keys = vault?.keyHolders() ?? []
  return {
    phase: phase === 'open' && !holder ? 'locked' : phase,
    office: vault?.title() ?? null,
    people: keys.map(({ personId, name }) => ({ id: personId as PersonId, name })),
    keysLost: phase === 'none' ? null : (vault?.keysLost() ?? null),
    lastCode: head && headCode(head.size, Buffer.from(head.root, 'hex')),
    me: holder
      ? { ...holder, id: holder.id as PersonId, works: true, may: [...mayOf(holder.role)] }
      : null,
  }
}
