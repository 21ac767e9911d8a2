import { seal, unseal, type Sealed } from '../vault/sealed.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import type { platform as contract, UnfinishedForm } from '../people/contract.ts'
import type { Platform } from '../platform/platform.ts'
import type { CurrentUser } from '../people/current-user.ts'

interface Parts {
  platform: Platform
  currentUser: CurrentUser
  keptForms: KeptForms
  vault: Pick<Vault, 'read'>
  /** Those of these ids that are of something that is closed to whoever asks. */
  closedAmong(tx: Readable, ids: readonly string[]): Promise<ReadonlySet<string>>
}

/** Forms that are typed and not recorded, by the place and the person who types them. */
export type KeptForms = ReturnType<typeof keepForms>

/** Nothing kept yet; what will be is sealed under the office's own key. */
export function keepForms({
  vault,
  random,
}: {
  vault: Pick<Vault, 'lend'>
  random: (bytes: number) => Uint8Array
}) {
  const kept = new Map<string, Sealed>()
  function keep(whose: string, forms: readonly UnfinishedForm[]) {
    if (forms.length === 0) kept.delete(whose)
    else kept.set(whose, seal(vault.lend().key, whose, JSON.stringify(forms), random(12)))
  }
  function of(whose: string): UnfinishedForm[] {
    const sealed = kept.get(whose)
    const text = sealed && unseal(vault.lend().key, whose, sealed)
    return text ? (JSON.parse(text) as UnfinishedForm[]) : []
  }
  return {
    keep,
    of,
    /** Seals what is kept under the office's key as it is now, and was under `former`. */
    reseal(former: Uint8Array) {
      for (const [whose, sealed] of [...kept]) {
        const text = unseal(former, whose, sealed)
        if (text) kept.set(whose, seal(vault.lend().key, whose, text, random(12)))
      }
    },
    all: () => [...kept],
    /** Goes on with what another office under the same key kept. */
    goOn(others: readonly (readonly [whose: string, forms: Sealed])[]) {
      for (const [whose, forms] of others) kept.set(whose, forms)
    },
    /** Drops everybody's forms that name one of these ids, except those of some people. */
    forget(ids: readonly string[], except: readonly string[] = []) {
      for (const whose of [...kept.keys()].filter((one) => !except.includes(one.split(' ')[0]!)))
        keep(
          whose,
          of(whose).filter((form) => !ids.some((id) => JSON.stringify(form).includes(id))),
        )
    },
  }
}

/** What a window's own program answers of it, whichever office is worked in there. */
export function windowHandlers(platform: Platform) {
  return {
    settings: () => platform.settings(),
    changeSettings(part) {
      // A setting that is named and left empty stays as it is.
      const said = Object.entries(part).filter(([, value]) => value !== undefined)
      platform.changeSettings(Object.fromEntries(said))
      return {}
    },
    columns: (_, by) => platform.hiddenColumns(by.id),
    hideColumns(columns, by) {
      platform.hideColumns(by.id, columns)
      return {}
    },
    showRestricted({ shows }) {
      platform.showRestricted(shows)
      return {}
    },
    takeOpened: () => ({ waits: platform.takeOpened() }),
    findOnPage: (asked) => platform.findOnPage(asked),
    stopFinding() {
      platform.stopFinding()
      return {}
    },
  } satisfies Partial<Handlers<typeof contract>>
}

/**
 * The settings of the window, and unrecorded forms. The latter outlives a lock in this program's
 * memory, sealed under the office's own key, which a lock wipes; the end of the program ends it.
 */
export function platformHandlers({
  platform,
  currentUser,
  keptForms,
  vault,
  closedAmong,
}: Parts): Handlers<typeof contract> {
  return {
    ...windowHandlers(platform),
    async keepUnfinished({ forms }, by) {
      currentUser.confirm(by)
      const named = forms.map((form) => [...JSON.stringify(form).matchAll(ID)].map(([id]) => id))
      // A window that stood open, or a desk that was away, sends what was typed there of a matter that was restricted since.
      const closed = await vault.read((tx) => closedAmong(tx, named.flat()))
      currentUser.confirm(by)
      const open = forms.filter((_, at) => !named[at]!.some((id) => closed.has(id)))
      keptForms.keep(whose(by), open)
      return {}
    },
    unfinished: (_, by) => ({ forms: keptForms.of(whose(by)) }),
  }
}

/** Somebody who is signed in at two places has two windows, each with what is typed there. */
const whose = ({ id, desk }: Actor): string => (desk === undefined ? id : `${id} ${desk}`)
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g
