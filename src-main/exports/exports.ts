import type { Log } from '../audit/log.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { expectNothingClosed } from '../matters/read-access.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { BegunFolders } from './begun.ts'
import { clientFile, type FileParts } from './client-file.ts'
import type { exporting as contract } from './contract.ts'
import { startExport } from './export-thread.ts'
import type { OfficeExported } from './logged.ts'
import { oneExport } from './one-at-a-time.ts'
import { printedFile, type PrintedParts } from './printed-file.ts'
import { subjectAccess } from './subject-access.ts'
import { newFolderIn, wholeFolder } from './new-folder.ts'

interface Parts extends Omit<FileParts & PrintedParts, 'begun' | 'one'> {
  /** Of the office, whichever place writes into them. */
  begun: BegunFolders
  random: (bytes: number) => Uint8Array
  law: LawSource
  vault: Pick<Vault, 'read' | 'write' | 'lend' | 'title' | 'check'>
  log: Pick<Log, 'record'>
  platform: FileParts['platform'] & PrintedParts['platform']
}

/** The exports of one office that a place asks for, and what ends with its session. */
export interface Exports {
  handlers: Handlers<typeof contract>
  /** Breaks off the one that is being written. */
  stop(): Promise<void>
}

/** Writes everything that an office holds to a folder, in clear: an entry, and the folder has its name once that is written. */
export function exportsOf(parts: Parts): Exports {
  const { vault, log, folder, platform, clock } = parts
  const { begun } = parts
  const one = oneExport()
  const withBoth = { ...parts, one }

  const handlers: Handlers<typeof contract> = {
    async make({ passphrase }, by) {
      one.expectFree()
      const so = 'so you cannot export it. Ask another partner.'
      await vault.read((tx) => expectNothingClosed(tx, so))
      await vault.check(by.id, passphrase)
      const officeName = vault.title()?.name ?? 'Office'
      const chosen = await platform.chooseExportFolder()
      if (chosen === null) return null
      const name = `${officeName}, export of ${londonDay(clock())}`
      const into = await newFolderIn(chosen, folder, name)
      const { file, key } = vault.lend()
      const at = clock().toISOString()
      return one.alone(async (mine) => {
        const { entries, lists, documents, lacking } = await wholeFolder(into, begun, {
          // The dialog may have stood for long; the thread then writes from one moment of the file.
          ready: () => vault.read((tx) => expectNothingClosed(tx, so)),
          write(unnamed) {
            const errand = { file, key: Uint8Array.from(key), into: unnamed, officeName, at }
            return mine.through(() => startExport(errand))
          },
          record(written) {
            const detail: z.input<typeof OfficeExported> = {
              ...{ folder: into, size: written.entries, documents: written.documents },
              ...{ lacking: written.lacking, files: written.files },
            }
            return vault.write(async (tx) => {
              // A matter may have been restricted while it was written.
              await expectNothingClosed(tx, so)
              await log.record(tx, by, { act: 'office-exported', subject: null, detail })
            })
          },
        })
        return { folder: into, entries, lists, documents, lacking }
      })
    },
    progress: one.progress,
    async cancel() {
      await one.cancel()
      return {}
    },
    left: begun.clear,
    ...clientFile(withBoth),
    ...printedFile(withBoth),
    ...subjectAccess(withBoth),
  }
  return { handlers, stop: one.cancel }
}
