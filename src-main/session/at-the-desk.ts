import { seal, unseal, type Sealed } from '../vault/sealed.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import type { desk as contract, UnfinishedForm } from '../people/contract.ts'
import type { Desk } from '../platform/platform.ts'
import type { Seat } from '../people/signed-in.ts'

interface Parts {
  vault: Vault
  desk: Desk
  seat: Seat
  random: (bytes: number) => Uint8Array
}

/**
 * The settings of the window, and unrecorded forms. The latter outlives a lock in this program's
 * memory, sealed under the office's own key, which a lock wipes; the end of the program ends it.
 */
export function atTheDesk({ vault, desk, seat, random }: Parts): Handlers<typeof contract> {
  const kept = new Map<string, Sealed>()

  return {
    settings: () => desk.settings(),
    changeSettings(part) {
      desk.changeSettings(part)
      return {}
    },
    showHeld({ shows }) {
      desk.showHeld(shows)
      return {}
    },
    keepUnfinished({ forms }, by) {
      seat.confirm(by)
      if (forms.length === 0) kept.delete(by.id)
      else kept.set(by.id, seal(vault.lend().key, by.id, JSON.stringify(forms), random(12)))
      return {}
    },
    unfinished(_, by) {
      const sealed = kept.get(by.id)
      const text = sealed && unseal(vault.lend().key, by.id, sealed)
      return { forms: text ? (JSON.parse(text) as UnfinishedForm[]) : [] }
    },
  }
}
