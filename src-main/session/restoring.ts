import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sizeOf } from '../audit/stored-tree.ts'
import { rootAt } from '../audit/tail.ts'
import { leafOf, leavesIn } from '../audit/read.ts'
import { backupsIn, readBackup, type Backup } from '../backups/backup-place.ts'
import { startBringingBack } from '../backups/backup-thread.ts'
import { bringOfDesks } from '../backups/of-desks.ts'
import { markRestored } from '../backups/restored-mark.ts'
import { beside, giveUp, swapIn, type Restored } from '../backups/restore-backup.ts'
import type { Apart } from '../vault/desks-lock.ts'
import { readKeyFile } from '../vault/key-file.ts'
import { expectKeys } from '../vault/keys.ts'
import type {
  BackupCompared,
  BackupFound,
  PersonId,
  signIn as contract,
} from '../people/contract.ts'
import { everybody } from '../people/people.ts'
import type { Platform } from '../platform/platform.ts'
import type { Head, Vault } from '../vault/vault.ts'
import type { InTurn } from '../vault/turns.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Offices, OfficeFiles } from './office-files.ts'

interface Parts {
  offices: Offices
  apart: Apart
  platform: Pick<Platform, 'chooseBackup' | 'newOfficeFolder'>
  inTurn: InTurn
  clock: () => Date
  /** Makes an office the one in use. */
  moveTo(officeFiles: OfficeFiles): Promise<void>
  state(): ReturnType<Handlers<typeof contract>['state']>
}
type Restoring = Pick<
  Handlers<typeof contract>,
  'chooseBackup' | 'compareBackup' | 'replaceByBackup' | 'restoreBackup'
>

/** A restoration in its steps; each act waits for the one before it, and nothing that stands is touched before the last. */
export function restoring(parts: Parts): Restoring {
  const { offices, platform, inTurn, clock, moveTo, state } = parts
  let chosen: Backup | null = null
  let ready: (Restored & { target: OfficeFiles }) | null = null

  const expectChosen = () => {
    if (chosen) return chosen
    throw new Refusal('not-found', 'No backup was chosen. Choose one first.')
  }
  /** The office in use, where it is the one of the backup and nobody is signed in to it. */
  function here(backup: Backup): OfficeFiles | null {
    const officeFiles = offices.current()
    if (!officeFiles || officeFiles.vault.phase() === 'none') return null
    expectLocked(officeFiles)
    const keys = readKeyFile(join(officeFiles.folder, 'remedy.keys'))
    return !keys || keys.office.id === backup.office.id ? officeFiles : null
  }
  function drop(back: Restored) {
    giveUp(back)
    offices.forget(back.folder)
  }
  function dropReady() {
    if (ready) drop(ready)
    ready = null
  }
  /** Puts what was brought back in its place; nothing known of the office that stood there is true of this one. */
  async function settle(back: Restored, folder: string, replaced: Head | null) {
    if (existsSync(folder)) bringOfDesks(folder, back.folder)
    markRestored(back, replaced)
    parts.apart(folder, () => swapIn(back, folder, clock()))
    for (const one of [back.folder, folder]) offices.forget(one)
    await moveTo(offices.at(folder))
    return state()
  }

  return {
    async chooseBackup() {
      const folder = await platform.chooseBackup()
      if (folder === null) return null
      return inTurn(async () => {
        dropReady()
        // Whoever picks the folder of all backups means the newest.
        const backup = backupsIn(folder)[0] ?? readBackup(folder)
        chosen = backup
        const { people } = expectKeys(join(backup.folder, 'remedy.keys'))
        const standing = here(backup)
        return {
          officeName: backup.office.name,
          madeAt: backup.madeAt,
          entries: backup.head.size,
          papers: backup.papers,
          lacking: backup.lacking.length,
          people: people.map(({ personId, name }) => ({ id: personId as PersonId, name })),
          here: standing && {
            name: standing.vault.title()?.name ?? backup.office.name,
            folder: basename(standing.folder),
            entries: standing.vault.head()?.size ?? null,
          },
        } satisfies BackupFound
      })
    },

    compareBackup: ({ personId, passphrase }) =>
      inTurn(async () => {
        dropReady()
        const backup = expectChosen()
        const target = here(backup)
        if (!target)
          throw new Refusal(
            'not-found',
            'The office of this backup is not the one that is locked here. Restore it into a folder of its own.',
          )
        const into = beside(target.folder, 'restoring')
        const back = await startBringingBack({
          ...{ backup: backup.folder, into, folder: target.folder },
        }).answer
        try {
          const compared = await compare(offices.at(into), target, { personId, passphrase })
          ready = { ...back, target }
          return { ...compared, missing: back.missing.length }
        } catch (error) {
          drop(back)
          throw error
        }
      }),

    replaceByBackup: () =>
      inTurn(async () => {
        if (!ready) throw new Refusal('not-found', 'Nothing was compared. Choose a backup first.')
        const { target, ...back } = ready
        expectLocked(target)
        const settled = await settle(back, target.folder, target.vault.head())
        ready = null
        return settled
      }),

    async restoreBackup() {
      const backup = expectChosen()
      const folder = await platform.newOfficeFolder(backup.office.name)
      if (folder === null)
        throw new Refusal('conflict', 'No folder was chosen, so nothing was restored.')
      return inTurn(async () => {
        dropReady()
        const into = beside(folder, 'restoring')
        const back = await startBringingBack({ backup: backup.folder, into, folder }).answer
        return settle(back, folder, null)
      })
    },
  }
}

function expectLocked({ vault, signedIn }: OfficeFiles): void {
  if (vault.phase() !== 'open') return
  const where = signedIn().some((place) => place.desk === '') ? '' : ' at every desk'
  throw new Refusal('conflict', `Lock the office first${where}. Nothing was changed.`)
}

/** Opens the backup as a partner of it, and beside it the office here where the same passphrase opens it. */
async function compare(
  back: OfficeFiles,
  target: OfficeFiles,
  { personId, passphrase }: { personId: string; passphrase: string },
): Promise<Omit<BackupCompared, 'missing'>> {
  const [a, b] = [target.vault, back.vault]
  await b.unlock(personId, passphrase)
  try {
    const person = (await b.read(everybody)).find(({ id, works }) => works && id === personId)
    if (person?.role !== 'partner')
      throw new Refusal(
        'not-allowed',
        'Only a partner puts a backup in the place of an office. It can be restored into a folder of its own.',
      )
    const fault = (await back.log.checkTail())[0]?.what ?? ''
    const size = await b.read(sizeOf)
    const all = { entries: size, ...(await spanOf(b, 1, size)) }
    const alone = (notCompared: string) => ({
      ...{ common: 0, onlyHere: NONE, onlyInBackup: all, fault, notCompared },
    })
    try {
      await a.unlock(personId, passphrase)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return alone(error.message)
    }
    try {
      const here = await a.read(sizeOf)
      const common = await commonOf(a, b, Math.min(here, size))
      return {
        ...{ common, fault, notCompared: '' },
        onlyHere: { entries: here - common, ...(await spanOf(a, common + 1, here)) },
        onlyInBackup: { entries: size - common, ...(await spanOf(b, common + 1, size)) },
      }
    } catch {
      return alone('The log of the office here is damaged.')
    } finally {
      await a.lock()
    }
  } finally {
    await b.lock()
  }
}

const NONE = { entries: 0, from: null, to: null }

/** How many entries from the first on two logs have in common. */
async function commonOf(a: Vault, b: Vault, atMost: number): Promise<number> {
  const same = async (size: number) => {
    const [one, other] = [
      await a.read((tx) => rootAt(tx, size)),
      await b.read((tx) => rootAt(tx, size)),
    ]
    return Buffer.from(one).equals(Buffer.from(other))
  }
  let [low, high] = [0, atMost]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (await same(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** When the first and the last of some entries were recorded. */
async function spanOf(vault: Vault, first: number, last: number) {
  if (last < first) return { from: null, to: null }
  const at = (seq: number) =>
    vault.read(async (tx) => {
      const row = await leavesIn(tx).where('seq', '=', seq).executeTakeFirst()
      return row ? leafOf(row.seq, row.leaf).at : null
    })
  return { from: await at(first), to: await at(last) }
}
