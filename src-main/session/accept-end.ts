import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readHeadCode } from '../audit/head-code.ts'
import { leafOf, leavesIn } from '../audit/read.ts'
import type { Verdict } from '../audit/contract.ts'
import type { MendErrand } from '../audit/mend.ts'
import { startVerification } from '../audit/verification.ts'
import { holdersOf } from '../audit/verify-holders.ts'
import { UP_TO_THE_END, type Outcome } from '../audit/verify.ts'
import type { signIn as contract } from '../people/contract.ts'
import type { CurrentUser } from '../people/current-user.ts'
import { syncFile, syncFolder } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { answerOf, startThread } from '../vault/thread.ts'
import type { InTurn } from '../vault/turns.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal, RESTORE_BACKUP } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Damage, Offices, OfficeFiles } from './office-files.ts'
import { nothingWrong, type Session } from './session.ts'

interface Parts {
  offices: Offices
  currentUser: CurrentUser
  session: Session
  inTurn: InTurn
  clock: () => Date
  resources: string
  /** Called once the end was accepted and whoever did so is signed in for good. */
  accepted(officeFiles: OfficeFiles): Promise<void>
}
type AcceptingEnd = Pick<Handlers<typeof contract>, 'examineEnd' | 'acceptEnd'>

/** What was found of a damaged office: the file in which everything up to its end holds, its own or one made of it. */
interface Examined {
  officeFiles: OfficeFiles
  file: string
  mends: boolean
  entries: number
}

/**
 * How an office whose log is damaged at its end goes on: what can be proved is shown, and a partner accepts that end with
 * a reason. A file that is damaged itself is replaced by one made of what can be proved of it, and kept beside that.
 */
export function acceptingEnd(parts: Parts): AcceptingEnd {
  const { offices, currentUser, session, inTurn, clock, resources } = parts
  let examined: Examined | null = null

  function damagedOffice(): { officeFiles: OfficeFiles; damage: Damage } {
    const officeFiles = offices.current()
    if (!officeFiles?.damage) throw nothingWrong()
    return { officeFiles, damage: officeFiles.damage }
  }
  /** Everything but its end, of the office’s own file or of another in its folder. */
  function verified(
    { vault, folder }: OfficeFiles,
    file: string,
    codes: string[],
  ): Promise<Outcome> {
    const key = Uint8Array.from(vault.lend().key)
    const beside = { head: vault.head(), codes, holders: holdersOf(vault), resources }
    return startVerification({ file: join(folder, file), key, ...beside }).outcome
  }
  /** Makes a new file of what can be proved, and gives how many entries it has. */
  async function mended({ vault, folder }: OfficeFiles): Promise<number> {
    const { file, key } = vault.lend()
    const at = clock().toISOString()
    const errand: MendErrand = { file, key: Uint8Array.from(key), target: join(folder, MENDED), at }
    return answerOf(
      startThread(import.meta.url, '../mend-worker', errand),
      new Refusal('damaged', 'The file could not be read to its end. Try again.'),
    )
  }

  return {
    async examineEnd() {
      const { officeFiles, damage } = damagedOffice()
      examined = null
      const own = damage.unreadable ? null : await verified(officeFiles, OWN, [])
      const mends = own === null || !holdsUpToTheEnd(own)
      const entries = mends ? await mended(officeFiles) : own.entries
      examined = { officeFiles, file: mends ? MENDED : OWN, mends, entries }
      const before = Math.max(officeFiles.vault.head()?.size ?? 0, damage.seen?.size ?? 0)
      return {
        ...{ entries, mends, before: before || null },
        newestAt: await recordedAt(officeFiles, entries),
      } as z.input<(typeof contract)['examineEnd']['output']>
    },

    async acceptEnd({ passphrase, code, reason }, by) {
      const { officeFiles } = damagedOffice()
      const { vault } = officeFiles
      if (examined?.officeFiles !== officeFiles)
        throw new Refusal('conflict', 'Have the end of the log examined first.')
      const { file, mends, entries } = examined
      await vault.check(by.id, passphrase)
      const outcome = await verified(officeFiles, file, code ? [code] : [])
      if (!holdsUpToTheEnd(outcome)) throw beyondCure(outcome)
      const compared = comparedCode(outcome)
      await inTurn(async () => {
        currentUser.confirm(by)
        if (mends) {
          await vault.lock()
          putInPlace(officeFiles.folder)
          await vault.unlock(by.id, passphrase)
        }
        const accepted = { size: entries, mended: mends, ...compared, reason }
        await session.acceptEnd(officeFiles, currentUser.get()!, accepted)
        await parts.accepted(officeFiles)
      })
      examined = null
      return {}
    },
  }
}

const OWN = 'remedy.db'
const MENDED = 'remedy.db.mended'
/** A copy that an erasure removes, as it does the one that is kept before a new version. */
const KEPT = 'remedy.db.before-mending'

/** Puts the new file in the place of the damaged one, which is kept beside it; the office is locked. */
function putInPlace(folder: string): void {
  const at = (name: string) => join(folder, name)
  try {
    rmSync(at(KEPT), { force: true })
    keep(at(OWN), at(KEPT))
    for (const end of ['-wal', '-shm'])
      if (existsSync(at(`${OWN}${end}`))) renameSync(at(`${OWN}${end}`), at(`${KEPT}${end}`))
    renameSync(at(MENDED), at(OWN))
    syncFolder(folder)
  } catch (error) {
    throw storageRefusal(error)
  }
}

/** Not every file system knows a second name for a file. */
function keep(file: string, kept: string): void {
  try {
    linkSync(file, kept)
  } catch {
    copyFileSync(file, kept)
    syncFile(kept)
  }
}

/** Removes what an examination left whose end was never accepted. */
export const dropMended = (folder: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `${MENDED}${end}`), { force: true })
}

async function recordedAt({ vault }: OfficeFiles, seq: number): Promise<string | null> {
  const row = await vault
    .read((tx) => leavesIn(tx).where('seq', '=', seq).executeTakeFirst())
    .catch(() => undefined)
  return row ? leafOf(row.seq, row.leaf).at : null
}

const holdsUpToTheEnd = ({ checks }: Pick<Verdict, 'checks'>): boolean =>
  UP_TO_THE_END.every((name) =>
    checks.some((check) => check.name === name && check.held === check.of),
  )

function beyondCure({ findings }: Outcome): Refusal {
  const { what = '' } = findings.find(({ seq }) => seq !== null) ?? findings[0] ?? {}
  return new Refusal(
    'damaged',
    `What is left of this file does not hold. ${what} ${RESTORE_BACKUP}`,
  )
}

/** A code of more entries than there are says how many are missing; one of these entries must agree. */
function comparedCode({ codes: [typed], entries }: Outcome) {
  if (!typed) return { code: null, agrees: null }
  const size = readHeadCode(typed.code)?.size ?? 0
  if (!typed.agrees && size <= entries)
    throw new Refusal(
      'conflict',
      `${typed.why} Compare it with the paper letter by letter. If it is typed as printed, the log is not the one that it was printed from: restore a backup.`,
    )
  return { code: typed.code, agrees: typed.agrees }
}
