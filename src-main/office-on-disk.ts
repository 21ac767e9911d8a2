import { createLog } from './audit/log.ts'
import { noBackupsUnderWay } from './backups/backups.ts'
import { arrive } from './backups/move-office.ts'
import { finishSwap } from './backups/restore-backup.ts'
import { keepDiary } from './day/diary.ts'
import { keepErasures } from './erasure/keep-erasures.ts'
import { begunFolders } from './exports/begun.ts'
import { folds } from './folds.ts'
import { openEditionStore } from './law/edition-store.ts'
import { lawStore } from './law/law-book.ts'
import type { CurrentUser } from './people/current-user.ts'
import type { ProgramFiles } from './program-files.ts'
import { UNREADABLE, type OfficeFiles } from './session/office-files.ts'
import { keepForms } from './session/platform-handlers.ts'
import { forgetAged } from './vault/asked.ts'
import { createVault } from './vault/create-vault.ts'
import { officePapers } from './vault/papers.ts'
import { saysUnreadable } from './vault/storage-refusal.ts'
import type { Vault } from './vault/vault.ts'

interface Parts {
  folder: string
  resources: string
  program: ProgramFiles
  clock: () => Date
  random: (bytes: number) => Uint8Array
  keyCost: number | undefined
  /** Every place at which somebody is signed in to this office. */
  signedIn: () => readonly CurrentUser[]
  /** Called after every committed write. */
  recorded: () => void
}

export type OfficeOnDisk = ReturnType<typeof loadOffice>

/** One office's own files and what is kept of them: the same for every place at which somebody works in it. */
export function loadOffice(parts: Parts) {
  const { folder, resources, program, clock, random, keyCost, signedIn, recorded } = parts
  const { prisons, edition: shipped, letters: letterParts, wordsMark } = program
  finishSwap(folder)
  arrive(folder)
  const file = createVault({ folder, clock, random, ...(keyCost ? { cost: keyCost } : {}) })
  const vault = telling(announcing(file, recorded), () => {
    officeFiles.damage ??= UNREADABLE
    recorded()
  })
  const log = createLog({ vault, clock, random, folds, resources })
  const papers = officePapers({ vault, folder, random })
  const begun = begunFolders({ vault: file, clock, random })
  const tidy = async () => {
    await papers.sweep()
    await keepErasures(vault, folder)
    await begun.clear()
    await forgetAged(file, clock())
  }
  const officeFiles: OfficeFiles = { folder, vault, log, sweep: tidy, signedIn, damage: null }
  const editionStore = openEditionStore({ shipped, papers })
  const law = lawStore(editionStore)
  const diaryParts = { ...letterParts, law, establishments: prisons, clock, wordsMark }
  return {
    ...{ officeFiles, file, papers, begun, tidy, editionStore, law },
    keptForms: keepForms({ vault, random }),
    backupsUnderWay: noBackupsUnderWay(),
    freshDays: keepDiary({ ...diaryParts, vault: file }).fresh,
  }
}

/** Called once a write is committed, and not for an act that was refused or rolled back. */
const announcing = (vault: Vault, committed: () => void): Vault => ({
  ...vault,
  async write(act) {
    const value = await vault.write(act)
    committed()
    return value
  },
  async writeInSteps(work) {
    const value = await vault.writeInSteps(work)
    committed()
    return value
  },
})

/** Tells where storage cannot read a part of the file that is open: until then nobody knew, and a partner has to decide. */
const telling = (vault: Vault, unreadable: () => void): Vault => {
  const told = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      if (saysUnreadable(error)) unreadable()
      throw error
    }
  }
  return {
    ...vault,
    read: (ask) => told(vault.read(ask)),
    write: (act) => told(vault.write(act)),
    writeInSteps: (work) => told(vault.writeInSteps(work)),
  }
}
