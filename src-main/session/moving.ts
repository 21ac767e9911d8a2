import { basename } from 'node:path'
import { startMove } from '../backups/backup-thread.ts'
import {
  arrive,
  bytesOf,
  expectRoomFor,
  isFree,
  keepOld,
  keptName,
  type Copied,
  type MoveErrand,
} from '../backups/move-office.ts'
import { dropUnfinishedMove, noteMove } from '../backups/moving-mark.ts'
import { planNow } from '../backups/read-backups.ts'
import type { CurrentUser } from '../people/current-user.ts'
import type { signIn as contract } from '../people/contract.ts'
import type { Platform } from '../platform/platform.ts'
import type { Apart } from '../vault/desks-lock.ts'
import { isWithin, warningForMove } from '../vault/folder-kind.ts'
import { markMoved, unmarkMoved } from '../vault/moved-mark.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import type { Running } from '../vault/thread.ts'
import type { InTurn } from '../vault/turns.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { OfficeFiles, Offices } from './office-files.ts'
import { stateOf } from './office-state.ts'
import { rememberSeen } from './seen.ts'
import type { Session } from './session.ts'

interface Parts {
  offices: Offices
  platform: Pick<Platform, 'chooseMoveFolder' | 'remember' | 'lastSeen' | 'saw'>
  currentUser: CurrentUser
  session: Pick<Session, 'logMove'>
  apart: Apart
  inTurn: InTurn
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Ends what reads the office's file on its own, or refuses while something does. */
  quiet(): Promise<void>
  report(error: unknown): void
}
export type Moving = Pick<
  Handlers<typeof contract>,
  'chooseMove' | 'moveOffice' | 'moveProgress' | 'cancelMove'
>

/** How an office comes to stand in another folder: copied, opened there, and only then used from there. */
export function moving(parts: Parts): { handlers: Moving; stop(): Promise<void> } {
  const { offices, platform, currentUser, session, inTurn, clock, random } = parts
  let chosen: { from: string; to: string } | null = null
  let running: Running<Copied> | null = null
  /** The moves that are asked for and not through; one that is stopped before it is in its place moves nothing. */
  const asked = new Set<{ stopped: boolean }>()
  const expectOn = ({ stopped }: { stopped: boolean }) => {
    if (stopped)
      throw new Refusal('conflict', 'The move was stopped. The office stays where it was.')
  }

  function office(): OfficeFiles {
    const officeFiles = offices.current()
    if (officeFiles?.vault.phase() !== 'open')
      throw new Refusal('locked', 'The office is locked. Sign in to continue.')
    if (officeFiles.damage !== null)
      throw new Refusal(
        'damaged',
        'The log of this office failed its checks. A partner decides under “Audit log” how to go on; then it can be moved.',
      )
    return officeFiles
  }
  /** Others would go on in a file that is not the office any more. */
  function expectNobodyElse({ signedIn }: OfficeFiles): void {
    if (signedIn().every((place) => place === currentUser)) return
    throw new Refusal(
      'conflict',
      'Somebody is signed in at another desk. Ask them to lock the office there, then move it.',
    )
  }
  async function expectPlace(to: string, { folder, vault }: OfficeFiles): Promise<number> {
    const refuse = (why: string) => new Refusal('conflict', `${why} Choose another folder.`)
    if (await isWithin(folder, to)) throw refuse('The office is in that folder already.')
    if (await isWithin(to, folder))
      throw refuse('That folder lies within the office’s own, which is kept after the move.')
    const plan = await vault.read(planNow)
    if (plan && (await isWithin(to, plan.folder)))
      throw refuse('That folder is the one for backups, so both would be lost together.')
    if (!isFree(to)) throw refuse(`There is something in ${to} already.`)
    const bytes = bytesOf(folder)
    expectRoomFor(bytes, to)
    return bytes
  }

  /** Whether the office opens there by its own keys, and its log ends as it does here. */
  async function expectOpens({ folder, head }: Copied, personId: string, passphrase: string) {
    const { vault, log } = offices.at(folder)
    try {
      await vault.unlock(personId, passphrase)
      const [fault] = await log.checkTail()
      const there = vault.head()
      if (!fault && there?.size === head.size && there.root === head.root) return
      throw new Refusal(
        'damaged',
        `The office was not moved, because it did not arrive whole. ${fault?.what ?? ''} Check the disk that it was to move to, or choose another folder.`,
      )
    } finally {
      await vault.lock()
      offices.forget(folder)
    }
  }

  /** From here on the office is the new folder, or, where that fails, still the old one; it is locked. */
  function place(
    { folder }: OfficeFiles,
    { to, kept, at }: Pick<MoveErrand, 'to' | 'kept' | 'at'>,
  ) {
    markMoved(folder, { to, kept, at: at.toISOString() })
    try {
      if (arrive(folder) !== to) throw new Refusal('conflict', `${to} is taken. Nothing was moved.`)
    } catch (error) {
      unmarkMoved(folder)
      throw storageRefusal(error)
    }
  }

  async function move(
    officeFiles: OfficeFiles,
    to: string,
    { by, passphrase, on }: { by: Actor; passphrase: string; on: () => void },
  ) {
    const { vault, folder } = officeFiles
    const { file, key } = vault.lend()
    const at = clock()
    const placing = { to, kept: keptName(folder, at), at }
    const name = Buffer.from(random(16)).toString('hex')
    noteMove(folder, to, name)
    running = startMove({ ...placing, move: name, file, by: by.id, key: Uint8Array.from(key) })
    try {
      const copied = await running.answer
      on()
      await expectOpens(copied, by.id, passphrase)
      on()
      await vault.lock()
      try {
        const now = vault.head()
        if (now?.size !== copied.head.size || now.root !== copied.head.root)
          throw new Refusal(
            'conflict',
            'Something was recorded while the office was copied, so it stays where it was. Move it again.',
          )
        parts.apart(folder, () => place(officeFiles, placing))
      } catch (error) {
        await vault.unlock(by.id, passphrase)
        throw error
      }
    } catch (error) {
      dropUnfinishedMove(folder)
      on()
      throw error
    } finally {
      running = null
    }
  }

  /** The work goes on in the new place, by the same person: nobody signed out. */
  async function goOn(former: OfficeFiles, to: string, personId: string, passphrase: string) {
    const now = offices.at(to)
    offices.moved(former, now)
    platform.remember(to)
    keepOld(former.folder)
    try {
      await now.vault.unlock(personId, passphrase)
      await session.logMove(now)
      await rememberSeen(now, platform)
      await now.vault.copyKeys().catch(parts.report)
    } catch (error) {
      currentUser.clear()
      await now.vault.lock()
      throw error
    } finally {
      offices.use(now)
    }
  }

  async function stop(): Promise<void> {
    for (const one of asked) one.stopped = true
    await running?.stop()
  }
  return {
    stop,
    handlers: {
      async chooseMove() {
        const officeFiles = office()
        const to = await platform.chooseMoveFolder(basename(officeFiles.folder))
        if (to === null) return null
        const bytes = await expectPlace(to, officeFiles)
        chosen = { from: officeFiles.folder, to }
        return { ...chosen, bytes, warning: await warningForMove(to) }
      },

      async moveOffice({ passphrase, despite }, by) {
        const mine = { stopped: false }
        const on = () => expectOn(mine)
        asked.add(mine)
        const moved = inTurn(async () => {
          currentUser.confirm(by)
          const officeFiles = office()
          if (!chosen || chosen.from !== officeFiles.folder)
            throw new Refusal('not-found', 'No folder was chosen. Choose one first.')
          const { to } = chosen
          const warning = await warningForMove(to)
          if (warning && !despite)
            throw new Refusal('invalid-input', `${warning} Choose another folder.`, {
              despite: 'Confirm it, or choose another folder.',
            })
          await expectPlace(to, officeFiles)
          expectNobodyElse(officeFiles)
          await officeFiles.vault.check(by.id, passphrase)
          on()
          await parts.quiet()
          on()
          await move(officeFiles, to, { by, passphrase, on })
          chosen = null
          await goOn(officeFiles, to, by.id, passphrase)
          return stateOf(offices.current(), currentUser)
        })
        return moved.finally(() => asked.delete(mine))
      },

      moveProgress: () => ({
        running: running !== null,
        ...(running?.progress() ?? { done: 0, of: 0 }),
      }),

      async cancelMove() {
        await stop()
        return {}
      },
    },
  }
}
