import type { Log } from '../audit/log.ts'
import type { CurrentUser } from '../people/current-user.ts'
import { namesIn } from '../people/names.ts'
import { lettingInElsewhere } from '../vault/desks-lock.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import type { InTurn } from '../vault/turns.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Moment, z } from '../wire/schema.ts'
import type { DeskId, desks as contract, OtherDesks } from './contract.ts'
import { deskKeysIn, forgetDeskKeys, writeDeskKeys } from './desk-keys.ts'
import { byAnother, type DeskHost } from './host.ts'
import { turnLettingIn } from './letting-in.ts'
import type { DeskAdded, DeskRemoved, DeskRenamed, StrayDeskDropped } from './logged.ts'

interface Files {
  vault: Vault
  log: Log
  folder: string
  host: DeskHost
}

interface Parts extends Files {
  currentUser: CurrentUser
  /** Every place at which somebody is signed in. */
  signedIn: () => readonly CurrentUser[]
  /** Signs out whoever sits at a desk, within the act that removes it; gives the way back. */
  signOutAt(tx: Writable, deskId: string): Promise<() => void>
  /** Shared with sign-in. */
  inTurn: InTurn
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

const rowsIn = (tx: Readable) => tx.selectFrom('desk').selectAll().orderBy('at').execute()

type DeskRow = Awaited<ReturnType<typeof rowsIn>>[number]

const isCalled = (desk: DeskRow, name: string) =>
  desk.name.localeCompare(name, 'en', { sensitivity: 'accent' }) === 0

async function known(tx: Readable, deskId: string) {
  const row = (await rowsIn(tx)).find(({ id }) => id === deskId)
  if (row) return row
  throw new Refusal('not-found', 'There is no such desk any more. Open the list again.')
}

/** Refuses whoever would come in at a desk that the log does not have: removed meanwhile, or later than the backup that was restored. */
export async function expectDesk(tx: Readable, deskId: string): Promise<void> {
  if ((await rowsIn(tx)).some(({ id }) => id === deskId)) return
  throw new Refusal(
    'conflict',
    'This computer is not a desk of the office any more, so nobody can sign in here. A partner can add it again: leave the office here, and join it by a new code.',
  )
}

/** Refuses a name that a desk has besides those left out. */
async function nameIsFree(
  tx: Readable,
  name: string,
  leftOut: (desk: DeskRow) => boolean,
): Promise<void> {
  if (!(await rowsIn(tx)).some((desk) => !leftOut(desk) && isCalled(desk, name))) return
  const message = 'Another desk has this name. Choose one by which people tell them apart.'
  throw new Refusal('conflict', message, { name: message })
}

const takesNone = () =>
  new Refusal(
    'conflict',
    'This office lets no other desks in now. At the computer that has it, choose “Let other desks in”.',
  )

/** Draws the list of keys beside the file anew from the log, and cuts whoever is not in it. */
async function redraw({ vault, folder, host }: Files): Promise<void> {
  const desks = await vault.read(rowsIn)
  try {
    writeDeskKeys(
      folder,
      desks.map(({ id, name, key }) => ({ id, name, key })),
    )
  } catch (error) {
    // One that still has a desk which was removed would let it in; without the list nobody is.
    forgetDeskKeys(folder)
    throw storageRefusal(error)
  } finally {
    host.settle(folder)
  }
}

/**
 * Compares the list of keys beside the file with the log, once the file is open: what the log does not know was put there
 * by somebody else, so it is dropped, and that is an entry; what is missing is put back.
 */
export async function settleDesks(files: Files, by: Actor): Promise<void> {
  const { vault, log, folder } = files
  const [desks, kept] = [await vault.read(rowsIn), deskKeysIn(folder)]
  if (desks.length === 0 && kept.length === 0) return
  const strays = kept.filter(
    (one) => !desks.some(({ id, key }) => id === one.id && key === one.key),
  )
  if (strays.length > 0)
    await vault.write(async (tx) => {
      for (const { id: deskId, name, key } of strays) {
        const detail: z.input<typeof StrayDeskDropped> = { deskId, name, key }
        await log.record(tx, by, { act: 'stray-desk-dropped', subject: null, detail })
      }
    })
  await redraw(files)
}

/** Which desks belong to the office. A desk is let in by its key, and people sign in there as anywhere. */
export function desks(parts: Parts): Handlers<typeof contract> {
  const { vault, log, folder, host, currentUser, inTurn, clock, random } = parts
  const still = <T>(by: Actor, act: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      currentUser.confirm(by)
      return act()
    })

  /** Whether it joined when the office had another key, and can reach it no more. */
  function joinsAnew({ id, at }: DeskRow): boolean {
    const since = host.knownSince(folder)
    return since !== null && at < since && !host.here(folder).has(id)
  }

  /** One write in which desks are removed by `remove`; whoever sits there is signed out in it, or in nothing. */
  async function removing(
    act: (tx: Writable, remove: (desk: DeskRow) => Promise<void>) => Promise<void>,
    by: Actor,
  ): Promise<void> {
    const undo: (() => void)[] = []
    try {
      await vault.write((tx) =>
        act(tx, async ({ id: deskId, name }) => {
          undo.push(await parts.signOutAt(tx, deskId))
          const detail: z.input<typeof DeskRemoved> = { deskId, name }
          await log.record(tx, by, { act: 'desk-removed', subject: null, detail })
        }),
      )
    } catch (error) {
      for (const back of undo) back()
      throw error
    }
    await redraw(parts)
  }

  async function list(): Promise<z.input<typeof OtherDesks>> {
    const here = host.here(folder)
    const sitting = new Map(parts.signedIn().map((place) => [place.desk, place.get()?.name]))
    return vault.read(async (tx) => {
      const name = await namesIn(tx)
      return {
        desks: (await rowsIn(tx)).map((desk) => ({
          ...{ id: desk.id as DeskId, name: desk.name, addedAt: desk.at as Moment },
          addedBy: name(desk.by),
          ...{ here: here.has(desk.id), who: sitting.get(desk.id) ?? null },
          joinsAnew: joinsAnew(desk),
        })),
        found: host.found(folder),
        fault: host.fault(folder),
        byAnother: byAnother(host, folder),
        switchable: host.switchable && currentUser.desk === '',
      }
    })
  }

  return {
    list,

    async takeDesks({ on }, by) {
      if (!host.switchable)
        throw new Refusal('conflict', 'Whether this office lets other desks in is not chosen here.')
      const others = parts.signedIn().filter((place) => place !== currentUser && place.desk !== '')
      if (!on && others.length > 0)
        throw new Refusal(
          'conflict',
          'Somebody is signed in at another desk. Have them sign out first.',
        )
      currentUser.confirm(by)
      await turnLettingIn({ vault, log, folder, host }, on, by)
      return list()
    },

    async invite({ name }, by) {
      const found = host.found(folder)
      if (!found) throw byAnother(host, folder) ? lettingInElsewhere() : takesNone()
      await vault.read((tx) => nameIsFree(tx, name, joinsAnew))
      const { code, until } = host.invite(folder, (key) =>
        still(by, async () => {
          const deskId = newId(clock, random)
          await removing(async (tx, remove) => {
            await nameIsFree(tx, name, joinsAnew)
            for (const former of await rowsIn(tx)) if (isCalled(former, name)) await remove(former)
            const detail: z.input<typeof DeskAdded> = { deskId, name, key }
            await log.record(tx, by, { act: 'desk-added', subject: null, detail })
          }, by)
          return { deskId, name, office: vault.title()?.name ?? '' }
        }),
      )
      return { code, until: until.toISOString() as Moment, found }
    },

    withdraw() {
      host.withdraw()
      return {}
    },

    async rename({ deskId, name }, by) {
      await vault.write(async (tx) => {
        const before = await known(tx, deskId)
        if (before.name === name)
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to record.')
        await nameIsFree(tx, name, ({ id }) => id === deskId)
        const detail: z.input<typeof DeskRenamed> = { deskId, name }
        await log.record(tx, by, { act: 'desk-renamed', subject: null, detail })
      })
      await redraw(parts)
      return list()
    },

    remove: ({ deskId }, by) =>
      still(by, async () => {
        if (deskId === by.desk)
          throw new Refusal('conflict', 'You sit at this desk. Remove it at another.')
        await removing(async (tx, remove) => remove(await known(tx, deskId)), by)
        return list()
      }),
  }
}
