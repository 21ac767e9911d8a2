import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { Running } from '../vault/thread.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { clientFile, type FileParts } from './client-file.ts'
import type { exporting as contract } from './contract.ts'
import { startExport } from './export-thread.ts'
import type { OfficeExported } from './logged.ts'
import { printedFile, type PrintedParts } from './printed-file.ts'
import { subjectAccess } from './subject-access.ts'
import { newFolderIn, wholeFolder } from './new-folder.ts'
import type { Written } from './write-export.ts'

interface Parts extends FileParts, PrintedParts {
  vault: Pick<Vault, 'read' | 'write' | 'lend' | 'title' | 'check'>
  log: Pick<Log, 'record'>
  platform: FileParts['platform'] & PrintedParts['platform']
}

/** Writes everything that an office holds to a folder, in clear: an entry, and the folder has its name once that is written. */
export function exportsOf(parts: Parts): Handlers<typeof contract> {
  const { vault, log, folder, platform, clock } = parts
  let running: Running<Written> | null = null

  return {
    async make({ passphrase }, by) {
      if (running)
        throw new Refusal('busy', 'An export is already being written. Wait for it, or cancel it.')
      await vault.check(by.id, passphrase)
      const officeName = vault.title()?.name ?? 'Office'
      const chosen = await platform.chooseExportFolder()
      if (chosen === null) return null
      const name = `${officeName}, export of ${londonDay(clock())}`
      const into = await newFolderIn(chosen, folder, name)
      const { file, key } = vault.lend()
      const at = clock().toISOString()
      try {
        const { entries, lists, documents, lacking } = await wholeFolder(
          into,
          (unnamed) => {
            const errand = { file, key: Uint8Array.from(key), into: unnamed, officeName, at }
            running = startExport(errand)
            return running.answer
          },
          (written) => {
            const detail: z.input<typeof OfficeExported> = {
              ...{ folder: into, size: written.entries, documents: written.documents },
              ...{ lacking: written.lacking, files: written.files },
            }
            return vault.write((tx) =>
              log.record(tx, by, { act: 'office-exported', subject: null, detail }),
            )
          },
        )
        return { folder: into, entries, lists, documents, lacking }
      } finally {
        running = null
      }
    },
    progress: () => ({ running: running !== null, ...(running?.progress() ?? { done: 0, of: 0 }) }),
    async cancel() {
      await running?.stop()
      return {}
    },
    ...clientFile(parts),
    ...printedFile(parts),
    ...subjectAccess(parts),
  }
}
