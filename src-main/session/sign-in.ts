import { readdir } from 'node:fs/promises'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { colleague, type Session } from './session.ts'
import type { PersonId, signIn as contract } from '../people/contract.ts'
import { isPaired } from '../people/file-key.ts'
import type { KeyPaired, StrayKeyRemoved } from '../people/logged.ts'
import type { Apart } from '../vault/desks-lock.ts'
import { saysUnreadable } from '../vault/storage-refusal.ts'
import { expectNotMoved } from '../vault/moved-mark.ts'
import type { NewSecret, Secret } from '../vault/key-slot.ts'
import type { KeyEntry } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Platform } from '../platform/platform.ts'
import { londonDay } from '../dates/days.ts'
import { createOffice, finishCreating } from './create-office.ts'
import { newId } from '../wire/new-id.ts'
import { acceptingEnd, dropMended } from './accept-end.ts'
import { diagnostics } from './diagnostics.ts'
import type { Moving } from './moving.ts'
import { restoring } from './restoring.ts'
import { stateOf } from './office-state.ts'
import { expectOwnPassphrase } from '../people/given-passphrase.ts'
import { expectStrong, type PassphraseJudge } from '../people/passphrase-strength.ts'
import { officeNamed } from '../people/names.ts'
import { everybody } from '../people/people.ts'
import { sheetOf } from '../people/recovery-sheet.ts'
import { dropUnfinishedMove } from '../backups/moving-mark.ts'
import { restoredMark } from '../backups/restored-mark.ts'
import { comparedWithSeen, rememberSeen } from './seen.ts'
import {
  lockWhenEmpty,
  UNREADABLE,
  type Damage,
  type Offices,
  type OfficeFiles,
} from './office-files.ts'
import type { CurrentUser } from '../people/current-user.ts'
import type { TriesAtDesks } from './tries-at-desks.ts'
import type { InTurn } from '../vault/turns.ts'

/** How the sample office is made, and what opens it. */
export interface SampleOffice {
  /** Calls `step` as it goes on, which throws where it is to stop; then nothing is left. */
  make(folder: string, step: (done: number, of: number) => void): Promise<unknown>
  passphrase: string
}

interface Parts {
  offices: Offices
  currentUser: CurrentUser
  session: Session
  moving: Moving
  /** Every question of the contract by its full name. */
  questions: readonly string[]
  platform: Platform
  inTurn: InTurn
  clock: () => Date
  random: (bytes: number) => Uint8Array
  judge: PassphraseJudge
  /** The program’s own folder. */
  resources: string
  /** Whether an office made here is a sample, and says so on every page. */
  sample: boolean
  /** The sample office that can be made here, whole or not at all; undefined where there is none. */
  sampleOffice: SampleOffice | undefined
  apart: Apart
  /** Compares what is beside the file with the log, once somebody is signed in; more of it where they `opened` the file. */
  settle(officeFiles: OfficeFiles, by: Actor, opened: boolean): Promise<void>
  /** The salt that somebody who does not work here would have: always the same, and in base 64. */
  standInSalt(folder: string, personId: string): string
  tries: TriesAtDesks
  report(error: unknown): void
}

const sameAgain = () => {
  const message = 'A partner knows this one. Choose another.'
  return new Refusal('invalid-input', message, { passphrase: message })
}

/** Opening and closing the office; each act waits for the one before it. */
export function signIn(parts: Parts): Handlers<typeof contract> {
  const { offices, currentUser, session, platform, inTurn, clock, random, report } = parts

  /** A part of the file that cannot be read is told of on every page; it is no fault of the program. */
  const reportUnforeseen = (error: unknown) => saysUnreadable(error) || report(error)

  const state = () => ({
    ...stateOf(offices.current(), currentUser),
    ...{ fileWaits: platform.fileWaits(), afar: null },
  })

  function office(): OfficeFiles {
    const officeFiles = offices.current()
    if (officeFiles && officeFiles.vault.phase() !== 'none') return officeFiles
    throw new Refusal('not-found', 'There is no office here yet. Start a new one or open another.')
  }

  /** A key of nobody who works here opens nothing: whoever put it there, it is taken away, and that is an entry. */
  async function sweepKeys({ vault, log }: OfficeFiles): Promise<void> {
    const by = currentUser.get()!
    const working = (await vault.read(everybody)).filter(({ works }) => works).map(({ id }) => id)
    for (const { personId, name } of vault.keyHolders())
      if (!working.includes(personId as PersonId))
        await vault.removeKey(personId, async (tx, named) => {
          const detail: z.input<typeof StrayKeyRemoved> = { personId, name, ...named }
          await log.record(tx, by, { act: 'stray-key-removed', subject: null, detail })
        })
  }

  /** What is wrong at the end of the log; an office that was put there from a backup is as old as that, and says so itself. */
  async function damageOf(officeFiles: OfficeFiles): Promise<Damage | null> {
    const [fault] = await officeFiles.log.checkTail()
    if (fault) return { what: fault.what, seen: null }
    if (restoredMark(officeFiles.folder)) return null
    const other = await comparedWithSeen(officeFiles, platform)
    return other && { what: other.fault.what, seen: other.seen }
  }

  /** Signs the person in at an office that this `opened`, or others had open; or leaves it as it was. */
  async function enter(officeFiles: OfficeFiles, personId: string, opened: boolean): Promise<void> {
    const { vault } = officeFiles
    try {
      await begin(officeFiles, personId, opened).catch(async (error: unknown) => {
        if (!saysUnreadable(error)) throw error
        // Nothing can be recorded, and a partner has to come in who decides how to go on.
        officeFiles.damage = UNREADABLE
        await session.signIn(officeFiles, personId, opened)
      })
      if (officeFiles.damage !== null || !opened) return
      await vault.copyKeys().catch(reportUnforeseen)
      // Nobody waits for it; a lock that comes first leaves it to the next sign-in.
      void officeFiles
        .sweep()
        .catch((error: unknown) => currentUser.get() && reportUnforeseen(error))
    } catch (error) {
      currentUser.clear()
      await lockWhenEmpty(officeFiles)
      throw error
    }
  }

  async function begin(officeFiles: OfficeFiles, personId: string, opened: boolean): Promise<void> {
    if (opened) {
      await finishCreating(officeFiles, { clock, random })
      officeFiles.damage = await damageOf(officeFiles)
    }
    await session.signIn(officeFiles, personId, opened)
    if (officeFiles.damage !== null) return
    await session.logRestoration(officeFiles)
    await session.logMove(officeFiles)
    await rememberSeen(officeFiles, platform)
    if (opened) {
      dropMended(officeFiles.folder)
      dropUnfinishedMove(officeFiles.folder)
    }
    await settle(officeFiles, opened)
  }

  /** What is beside the file and the log does not know is put right, or said. */
  async function settle(officeFiles: OfficeFiles, opened: boolean): Promise<void> {
    if (opened) await sweepKeys(officeFiles).catch(reportUnforeseen)
    await parts.settle(officeFiles, currentUser.get()!, opened).catch(reportUnforeseen)
  }

  async function moveTo(officeFiles: OfficeFiles): Promise<void> {
    const former = offices.current()
    if (former && former !== officeFiles) await session.signOut(former, 'another office was opened')
    offices.use(officeFiles)
    platform.remember(officeFiles.folder)
  }

  /** A key of an earlier release has no public half, by which another file key is given: it gets one once its passphrase opened it, here or at a desk. */
  async function pairKey({ vault, log, damage }: OfficeFiles, passphrase: Secret): Promise<void> {
    const by = currentUser.get()
    if (!by || damage !== null || (await vault.read((tx) => isPaired(tx, by.id)))) return
    const entry: KeyEntry = async (tx, named) => {
      const { pair = '', ...keys } = named
      const detail: z.input<typeof KeyPaired> = { personId: by.id, pair, ...keys }
      await log.record(tx, by, { act: 'key-paired', subject: null, detail })
    }
    const same =
      typeof passphrase === 'string'
        ? passphrase
        : { ...passphrase, ...vault.madeWith(by.id, () => '') }
    await vault.changePassphrase(by.id, passphrase, same, entry).catch(reportUnforeseen)
  }

  /** Signs in, by a passphrase of one's own; where a partner gave it, one is `chosen` in its place. */
  async function unlock(personId: string, passphrase: Secret, chosen?: NewSecret): Promise<void> {
    const officeFiles = office()
    const { vault } = officeFiles
    const own = () => chosen === undefined && vault.read((tx) => expectOwnPassphrase(tx, personId))
    if (currentUser.get()) {
      await vault.check(personId, passphrase)
      await own()
      await session.signIn(officeFiles, personId, false)
      if (officeFiles.damage === null) await settle(officeFiles, false)
    } else {
      const opened = vault.phase() !== 'open'
      await vault.unlock(personId, passphrase)
      try {
        await own()
      } catch (error) {
        await lockWhenEmpty(officeFiles)
        throw error
      }
      await enter(officeFiles, personId, opened)
    }
    const by = currentUser.get()
    if (chosen === undefined) {
      await pairKey(officeFiles, passphrase)
      return
    }
    // In a damaged office nothing is recorded, so nothing is changed: it is read only.
    if (officeFiles.damage !== null || !by) return
    await vault.changePassphrase(personId, passphrase, chosen, async (tx, named) => {
      const detail = { personId, ...named }
      await officeFiles.log.record(tx, by, { act: 'passphrase-changed', subject: null, detail })
    })
  }

  /** At a desk a passphrase is tried no faster than people type. */
  const tried = <T>(personId: string, open: () => Promise<T>) =>
    currentUser.desk === '' ? open() : parts.tries.tried(currentUser.desk, personId, open)

  /** Which office a desk works in is a matter of its own program. */
  const atDesksOnly = () => {
    throw new Refusal('conflict', 'This is chosen in the window of Remedy, at the desk itself.')
  }

  let making: { done: number; of: number; stopped: boolean } | null = null
  async function makeSample({ make }: SampleOffice, folder: string): Promise<void> {
    if (making) throw new Refusal('busy', 'The sample office is being made already. Wait for it.')
    const here = (making = { done: 0, of: 0, stopped: false })
    try {
      await make(folder, (done, of) => {
        if (here.stopped)
          throw new Refusal(
            'conflict',
            'The sample office was not made, and nothing of it is left.',
          )
        Object.assign(here, { done, of })
      })
    } finally {
      making = null
    }
  }

  return {
    state,
    sampleProgress: () => ({ done: making?.done ?? 0, of: making?.of ?? 0 }),
    cancelSample() {
      if (making) making.stopped = true
      return {}
    },
    ...restoring({ offices, apart: parts.apart, platform, inTurn, clock, moveTo, state }),
    ...parts.moving,
    ...diagnostics({ offices, platform, clock, questions: parts.questions }),
    ...acceptingEnd({
      ...{ offices, currentUser, session, inTurn, clock, resources: parts.resources },
      accepted: (officeFiles) => settle(officeFiles, true),
    }),

    ...{ joinOffice: atDesksOnly, leaveOffice: atDesksOnly, findOffice: atDesksOnly },

    async createOffice({ officeName, personName, passphrase }) {
      await expectStrong(parts.judge, passphrase, [officeName, personName])
      const folder = await platform.newOfficeFolder(officeName)
      if (folder === null)
        throw new Refusal('conflict', 'No folder was chosen, so no office was created.')
      return inTurn(async () => {
        const inside = await readdir(folder).catch(() => [])
        if (inside.length > 0)
          throw new Refusal('conflict', 'That folder is not empty. Choose or create an empty one.')
        const first = { personId: newId(clock, random), name: personName, passphrase }
        await createOffice(parts, folder, { officeName, sample: parts.sample, first })
        const officeFiles = offices.at(folder)
        await officeFiles.vault.unlock(first.personId, passphrase)
        await moveTo(officeFiles)
        await enter(officeFiles, first.personId, true)
        return sheetOf(officeFiles.vault, londonDay(clock()))
      })
    },

    async openSample() {
      const { sampleOffice } = parts
      if (!sampleOffice) throw new Refusal('not-found', 'There is no sample office here.')
      const folder = platform.sampleFolder()
      if (offices.at(folder).vault.phase() === 'none') await makeSample(sampleOffice, folder)
      return inTurn(async () => {
        await moveTo(offices.at(folder))
        const partner = office().vault.keyHolders()[0]
        if (partner && !currentUser.get()) await unlock(partner.personId, sampleOffice.passphrase)
        return state()
      })
    },

    async chooseOffice() {
      const folder = await platform.chooseOfficeFolder()
      if (folder === null) return state()
      return inTurn(async () => {
        const officeFiles = offices.at(folder)
        if (officeFiles.vault.phase() === 'none')
          throw new Refusal('not-found', 'There is no office in that folder. Choose another.')
        expectNotMoved(folder)
        await moveTo(officeFiles)
        return state()
      })
    },

    slot: ({ personId }) => {
      const { vault, folder } = office()
      return vault.madeWith(personId, () => parts.standInSalt(folder, personId))
    },

    unlock: ({ personId, passphrase }) =>
      inTurn(async () => {
        await tried(personId, () => unlock(personId, passphrase))
        return state()
      }),

    unlockChoosing: ({ personId, current, passphrase }) =>
      inTurn(async () => {
        const { vault } = office()
        const name = vault.keyHolders().find((one) => one.personId === personId)?.name ?? ''
        await expectStrong(parts.judge, passphrase, [name, vault.title()?.name ?? ''])
        if (passphrase === current) throw sameAgain()
        await tried(personId, () => unlock(personId, current, passphrase))
        return state()
      }),

    peopleBySheet: ({ sheetWords }) =>
      inTurn(() =>
        office().vault.askWithSheet(sheetWords, async (tx) => {
          const working = (await everybody(tx)).filter(({ works }) => works)
          return working.map(({ id, name }) => ({ id, name }))
        }),
      ),

    recover: ({ personId, sheetWords, passphrase }) =>
      inTurn(async () => {
        const officeFiles = office()
        const { vault } = officeFiles
        const name = vault.keyHolders().find((one) => one.personId === personId)?.name ?? ''
        await expectStrong(parts.judge, passphrase, [name, vault.title()?.name ?? ''])
        const opened = vault.phase() !== 'open'
        const alone = vault.keysLost() === 'missing' && vault.head() === null
        await vault.recover(sheetWords, personId, passphrase, {
          who: async (tx) => {
            const { name } = await colleague(tx, personId)
            return { personId, name, office: await officeNamed(tx) }
          },
          entry: (tx, named) => session.logRecovery(officeFiles, personId, alone, tx, named),
        })
        await enter(officeFiles, personId, opened)
        return state()
      }),

    lock: () =>
      inTurn(async () => {
        const officeFiles = offices.current()
        if (officeFiles) await session.signOut(officeFiles, 'the office was locked')
        return state()
      }),
  }
}
