import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { exporting as contract } from './contract.ts'
import { fileContents } from './file-contents.ts'
import { filePage } from './file-page.ts'
import { MAY_LACK } from './file-words.ts'
import type { Rooms } from './file-rooms.ts'
import type { ClientFileExported } from './logged.ts'
import { newFolderIn, wholeFolder } from './new-folder.ts'
import { writeFolder } from './write-file.ts'

export interface FileParts {
  vault: Pick<Vault, 'read' | 'write' | 'title'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
  rooms: () => Rooms
  folder: string
  platform: Pick<Platform, 'chooseExportFolder'>
  clock: () => Date
}

/** One client’s file as a folder that needs no program of ours: an entry, and the folder has its name once that is written. */
export function clientFile(parts: FileParts): Pick<Handlers<typeof contract>, 'clientFile'> {
  const { vault, log, papers, rooms, folder, platform, clock } = parts
  return {
    async clientFile({ clientId, held, reason }, by) {
      if (held && !allows(by.role, 'reveal-consents')) throw notAllowed(by.role, 'reveal-consents')
      const size = await vault.read(async (tx) => {
        await tagOf(tx, clientId)
        return sizeOf(tx)
      })
      const chosen = await platform.chooseExportFolder()
      if (chosen === null) return null
      const at = clock().toISOString()
      const today = londonDay(at)
      const contents = await fileContents({ vault, clientId, by, held, today, rooms: rooms() })
      const into = await newFolderIn(chosen, folder, `${contents.name}, file of ${today}`)
      const wanted = contents.parts.flatMap(({ items }) => items.flatMap((one) => one.papers))
      const page = {
        ...{ contents, title: 'Client’s file', at, by: by.name },
        office: vault.title()?.name ?? 'Office',
        warning: KEEP,
        notices: [...(held ? [WITH_ALL] : []), MAY_LACK],
      }
      const written = await wholeFolder(
        into,
        (unnamed) =>
          writeFolder(unnamed, wanted, papers, (placeOf) => filePage({ ...page, placeOf })),
        ({ documents, lacking, files }) =>
          vault.write(async (tx) => {
            if ((await sizeOf(tx)) !== size) throw recordedSince()
            const detail: z.input<typeof ClientFileExported> = {
              ...{ clientId, folder: into, held, reason, documents, lacking, files },
            }
            const subject = await tagOf(tx, clientId)
            await log.record(tx, by, { act: 'client-file-exported', subject, detail })
          }),
      )
      return { folder: into, documents: written.documents, lacking: written.lacking }
    },
  }
}

const KEEP =
  'Confidential. Nothing in this folder is encrypted: keep it as the client’s file is kept, and destroy it when it is no longer needed.'
const WITH_ALL = 'This file was made with scans and with what is restricted, for a recorded reason.'

/** A file tells of one moment. */
const recordedSince = () =>
  new Refusal(
    'conflict',
    'Something was recorded while the file was being written. Nothing of it was kept. Export it again.',
  )
