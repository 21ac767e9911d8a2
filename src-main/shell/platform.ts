import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { arrive, keepOld } from '../backups/move-office.ts'
import { finishSwap } from '../backups/restore-backup.ts'
import { possiblePath } from '../platform/possible-path.ts'
import { freePath, LONGEST_NAME } from '../platform/safe-name.ts'
import type { Platform, Paper, ProgramSide, WindowSide } from '../platform/platform.ts'
import { realFolder } from '../vault/same-folder.ts'
import { choosing, type PickOne } from './choosing.ts'
import { placeNameFor, ROOM_FOR_BACKUP } from '../backups/backup-place.ts'
import { folderNameFor } from './folder-name.ts'
import type { FolderAsked, PickFolder } from './pick-folder.ts'
import { MOST_SEEN, type SettingsFile } from './settings.ts'

const SAMPLE = 'Sample office'

/** The longest name of a folder that an export is written to, and the divider before it. */
const ROOM_FOR_EXPORT = 1 + LONGEST_NAME

interface Surroundings {
  /** The person's own documents folder. */
  documents: string
  /** Where new offices stand. */
  offices: string
  settings: SettingsFile
  /** Whose rules for names and paths count. */
  system?: NodeJS.Platform
  pickFolder: PickFolder
  /** Lets the person pick one file to take in. */
  pickOne: PickOne
  paper: Paper
  window: WindowSide & ProgramSide
}

/** The platform of this computer: new offices are created in `offices`, and the last one used is remembered. */
export function platformOf(surroundings: Surroundings): Platform {
  const { documents, offices, settings, pickFolder, pickOne, paper, window } = surroundings
  const { system = process.platform } = surroundings
  /** Where new offices stood before, and some still do. */
  const formerly = path.join(documents, 'Remedy')
  const pickPossible = async (asked: FolderAsked, room = 0) => {
    const chosen = await pickFolder(asked)
    return chosen && possiblePath(documents, chosen, { room, platform: system })
  }
  return {
    ...paper,
    ...window,
    ...choosing(pickOne, documents),
    chooseOfficeFolder: () =>
      pickFolder({
        title: 'Open an office',
        button: 'Open this office',
        message: 'Choose the folder of the office.',
        from: [offices, formerly].find((folder) => existsSync(folder)) ?? documents,
        mayMake: false,
      }),
    async chooseBackupFolder(officeName) {
      const chosen = await pickPossible({
        title: 'Where backups go',
        button: 'Make backups here',
        message: 'Choose a USB stick, a network drive or a folder on another disk.',
        from: documents,
        mayMake: true,
      })
      const place = chosen && path.join(chosen, placeNameFor(officeName))
      return place && possiblePath(documents, place, { room: ROOM_FOR_BACKUP, platform: system })
    },
    async chooseMoveFolder(name) {
      const chosen = await pickPossible({
        title: 'Move the office',
        button: 'Move it here',
        message:
          'Choose a folder of this computer: the office gets a folder of its own name in it.',
        from: existsSync(offices) ? offices : documents,
        mayMake: true,
      })
      return chosen && possiblePath(documents, path.join(chosen, name), { platform: system })
    },
    chooseExportFolder: () =>
      pickPossible(
        {
          title: 'Export everything',
          button: 'Export here',
          message: 'Choose the folder in which the export is written.',
          from: documents,
          mayMake: true,
        },
        ROOM_FOR_EXPORT,
      ),
    chooseBackup: () =>
      pickPossible({
        title: 'Restore from a backup',
        button: 'Use this backup',
        message: 'Choose the folder of a backup: its name is a date and a time.',
        from: documents,
        mayMake: false,
      }),
    newOfficeFolder: async (officeName) =>
      possiblePath(offices, freeFolder(offices, folderNameFor(officeName)), { platform: system }),
    sampleFolder() {
      const made = path.join(formerly, SAMPLE)
      return existsSync(made) ? made : path.join(offices, SAMPLE)
    },
    remember: (folder) => settings.change({ office: folder }),
    lastSeen: (folder) => settings.read().seen.find(isOf(folder)) ?? null,
    saw(folder, seen) {
      const is = isOf(folder)
      const others = settings.read().seen.filter((one) => !is(one))
      const here = { folder: realFolder(folder), ...seen }
      settings.change({ seen: [here, ...others].slice(0, MOST_SEEN) })
    },
  }
}

/** Whether something is of this folder, whose real name it has, or the one by which it was reached in an earlier release. */
function isOf(folder: string): (one: { folder: string }) => boolean {
  const names = [folder, realFolder(folder)]
  return (one) => names.includes(one.folder)
}

/** The folder of the office last used, if it still stands; else where one of that sort would be looked for. */
export function lastOffice(settings: SettingsFile): string | null {
  const { office } = settings.read()
  if (office === null) return null
  finishSwap(office)
  const used = arrive(office)
  if (used !== office) {
    settings.change({ office: used })
    keepOld(office)
  }
  return existsSync(used) ? used : null
}

function freeFolder(offices: string, name: string): string {
  const isSample = (folder: string) => path.basename(folder).toLowerCase() === SAMPLE.toLowerCase()
  return freePath(
    (nth) => path.join(offices, nth === 1 ? name : `${name} ${nth}`),
    (folder) => !isSample(folder) && isFree(folder),
  )
}

function isFree(folder: string): boolean {
  if (!existsSync(folder)) return true
  return statSync(folder).isDirectory() && readdirSync(folder).length === 0
}
