import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { sightOf } from '../matters/read-access.ts'
import { allows, notAllowed } from '../people/permissions.ts'
import type { Platform } from '../platform/platform.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Vault } from '../vault/vault.ts'
import type { Steps } from '../vault/thread.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { BegunFolders } from './begun.ts'
import type { exporting as contract } from './contract.ts'
import { fileContents } from './file-contents.ts'
import { filePage, type PlaceOf } from './file-page.ts'
import { MAY_LACK } from './file-words.ts'
import type { Rooms } from './file-rooms.ts'
import type { ClientFileExported } from './logged.ts'
import { newFolderIn, wholeFolder } from './new-folder.ts'
import type { OneExport } from './one-at-a-time.ts'
import { writeFolder } from './write-file.ts'

export interface FileParts {
  vault: Pick<Vault, 'read' | 'write' | 'title'>
  log: Pick<Log, 'record'>
  papers: Pick<ReturnType<typeof officePapers>, 'pieces'>
  rooms: () => Rooms
  folder: string
  platform: Pick<Platform, 'chooseExportFolder'>
  clock: () => Date
  begun: Pick<BegunFolders, 'begin' | 'end'>
  one: OneExport
}

type FileAsked = Parameters<Handlers<typeof contract>['clientFile']>[0]

/** One client’s file as a folder that needs no program of ours: an entry, and the folder has its name once that is written. */
export function clientFile(parts: FileParts): Pick<Handlers<typeof contract>, 'clientFile'> {
  const { vault, log, papers, rooms, folder, platform, clock, begun, one } = parts
  async function written(
    { clientId, restricted, reason }: FileAsked,
    by: Actor,
    chosen: string,
    mine: Steps,
  ) {
    const { size, stillSees } = await vault.read(async (tx) => ({
      ...{ size: await sizeOf(tx), stillSees: await sightOf(tx) },
    }))
    const ready = () => vault.read(stillSees)
    const at = clock().toISOString()
    const today = londonDay(at)
    const asked = {
      vault,
      clientId,
      by,
      restricted,
      today,
      rooms: rooms(),
      goOn: () => mine.tick(0),
    }
    const contents = await fileContents(asked)
    const into = await newFolderIn(chosen, folder, `${contents.name}, file of ${today}`)
    const wanted = contents.parts.flatMap(({ items }) => items.flatMap((one) => one.papers))
    const page = {
      ...{ contents, title: 'Client’s file', at, by: by.name },
      office: vault.title()?.name ?? 'Office',
      warning: KEEP,
      notices: [...(restricted ? [WITH_ALL] : []), MAY_LACK],
    }
    const { documents, lacking } = await wholeFolder(into, begun, {
      ready,
      write(unnamed) {
        const pageOf = (placeOf: PlaceOf) => filePage({ ...page, placeOf })
        return writeFolder(unnamed, wanted, papers, pageOf, { ...mine, ready })
      },
      record: (whole) =>
        vault.write(async (tx) => {
          await stillSees(tx)
          if ((await sizeOf(tx)) !== size) throw recordedSince()
          const detail: z.input<typeof ClientFileExported> = {
            ...{ clientId, folder: into, held: restricted, reason, ...whole },
          }
          const subject = await tagOf(tx, clientId)
          await log.record(tx, by, { act: 'client-file-exported', subject, detail })
        }),
    })
    return { folder: into, documents, lacking }
  }

  return {
    async clientFile({ clientId, restricted, reason }, by) {
      if (restricted && !allows(by.role, 'reveal-consents'))
        throw notAllowed(by.role, 'reveal-consents')
      await vault.read((tx) => tagOf(tx, clientId))
      one.expectFree()
      const chosen = await platform.chooseExportFolder()
      return chosen === null
        ? null
        : one.alone((mine) => written({ clientId, restricted, reason }, by, chosen, mine))
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
