import { seal, unseal, type Sealed } from '../vault/sealed.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import type { platform as contract, UnfinishedForm } from '../people/contract.ts'
import type { Platform } from '../platform/platform.ts'
import type { CurrentUser } from '../people/current-user.ts'

interface Parts {
  vault: Vault
  platform: Platform
  currentUser: CurrentUser
  random: (bytes: number) => Uint8Array
}

/**
 * The settings of the window, and unrecorded forms. The latter outlives a lock in this program's
 * memory, sealed under the office's own key, which a lock wipes; the end of the program ends it.
 */
export function platformHandlers({
  vault,
  platform,
  currentUser,
  random,
}: Parts): Handlers<typeof contract> {
  const kept = new Map<string, Sealed>()

  return {
    settings: () => platform.settings(),
    changeSettings(part) {
      // A setting that is named and left empty stays as it is.
      const said = Object.entries(part).filter(([, value]) => value !== undefined)
      platform.changeSettings(Object.fromEntries(said))
      return {}
    },
    showHeld({ shows }) {
      platform.showHeld(shows)
      return {}
    },
    keepUnfinished({ forms }, by) {
      currentUser.confirm(by)
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
