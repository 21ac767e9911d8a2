import { renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { Platform } from '../platform/platform.ts'
import { freePath, safeName } from '../platform/safe-name.ts'
import { isWithin } from '../vault/folder-kind.ts'
import type { Running } from '../vault/thread.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { exporting as contract } from './contract.ts'
import { startExport } from './export-thread.ts'
import type { OfficeExported } from './logged.ts'
import type { Written } from './write-export.ts'

interface Parts {
  vault: Pick<Vault, 'write' | 'lend' | 'title' | 'check'>
  log: Pick<Log, 'record'>
  folder: string
  platform: Pick<Platform, 'chooseExportFolder'>
  clock: () => Date
}

/** Writes everything that an office holds to a folder, in clear: an entry, and the folder has its name once that is written. */
export function exportsOf({
  vault,
  log,
  folder,
  platform,
  clock,
}: Parts): Handlers<typeof contract> {
  let running: Running<Written> | null = null

  /** A folder that does not exist yet, outside of the office’s own. */
  async function newFolderIn(chosen: string, officeName: string): Promise<string> {
    if (await isWithin(chosen, folder))
      throw new Refusal(
        'not-allowed',
        'This folder lies within the office’s own folder. Choose another.',
      )
    const name = safeName(`${officeName}, export of ${londonDay(clock())}`, 'Export')
    return freePath((nth) => join(chosen, nth === 1 ? name : `${name} (${nth})`))
  }

  return {
    async make({ passphrase }, by) {
      if (running)
        throw new Refusal('busy', 'An export is already being written. Wait for it, or cancel it.')
      await vault.check(by.id, passphrase)
      const officeName = vault.title()?.name ?? 'Office'
      const chosen = await platform.chooseExportFolder()
      if (chosen === null) return null
      const into = await newFolderIn(chosen, officeName)
      const unnamed = join(dirname(into), `.${basename(into)}.writing`)
      const { file, key } = vault.lend()
      const at = clock().toISOString()
      running = startExport({ file, key: Uint8Array.from(key), into: unnamed, officeName, at })
      try {
        const { entries, lists, documents, lacking, files } = await running.answer
        const detail: z.input<typeof OfficeExported> = {
          ...{ folder: into, size: entries, documents, lacking, files },
        }
        await vault.write(async (tx) => {
          await log.record(tx, by, { act: 'office-exported', subject: null, detail })
        })
        renameSync(unnamed, into)
        return { folder: into, entries, lists, documents, lacking }
      } catch (error) {
        rmSync(unnamed, { recursive: true, force: true })
        throw error
      } finally {
        running = null
      }
    },
    progress: () => ({ running: running !== null, ...(running?.progress() ?? { done: 0, of: 0 }) }),
    async cancel() {
      await running?.stop()
      return {}
    },
  }
}
