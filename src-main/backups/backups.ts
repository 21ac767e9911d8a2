import type { Log } from '../audit/log.ts'
import { sizeOf } from '../audit/stored-tree.ts'
import { londonDay } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import type { CurrentUser } from '../people/current-user.ts'
import type { Platform } from '../platform/platform.ts'
import { isReached, isWithin, warningForBackups, warningForOffice } from '../vault/folder-kind.ts'
import { formerKeys } from '../vault/keys.ts'
import type { Running } from '../vault/thread.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { backupsIn, type Backup, type Keep } from './backup-place.ts'
import { startBackup } from './backup-thread.ts'
import type { BackupLine, backups as contract, BackupState } from './contract.ts'
import type { BackupMade, BackupPlanned, BackupTried } from './logged.ts'
import { keptAfterMove } from './moved-from.ts'
import { backupsMade, lastTrial, planNow, untriedTooLong } from './read-backups.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write' | 'lend' | 'title' | 'phase'>
  log: Pick<Log, 'record'>
  folder: string
  platform: Pick<Platform, 'chooseBackupFolder'>
  currentUser: Pick<CurrentUser, 'get' | 'confirm'>
  underWay: BackupsUnderWay
  clock: () => Date
  /** Brings a backup back into a folder of its own, has it verified and gives what was found. */
  tryOut(backup: string, keys: Uint8Array[]): Promise<Tried>
  report(error: unknown): void
}

/** What trying a backup gave. */
export type Tried = Pick<
  z.output<typeof BackupTried>,
  'verdict' | 'entries' | 'papers' | 'findings'
>

/** What is under way of one office's backups, whichever place it began at. */
export interface BackupsUnderWay {
  running: (Running<Backup> & { at: unknown }) | null
  trying: boolean
  failure: Failure | null
  stopping: boolean
}
export const noBackupsUnderWay = (): BackupsUnderWay => ({
  ...{ running: null, trying: false, failure: null, stopping: false },
})

/** Backups of one office as a place asks for them: made when they are asked for, by themselves on each day, and at the close. */
export interface Backups {
  handlers: Handlers<typeof contract>
  /** Makes today's in the background where there is none and somebody is signed in. */
  makeDue(): Promise<void>
  /** Makes one where anything was recorded since the last; never throws. */
  atClose(): Promise<void>
  /** Breaks off what this place has running, before whoever is signed in there leaves. */
  stop(): Promise<void>
  /** Breaks off what runs, wherever it began. */
  stopAll(): Promise<void>
}

type Line = z.input<typeof BackupLine>
/** After a failure nothing is tried again by itself on that day. */
interface Failure {
  on: string
  why: string
}

export function officeBackups(parts: Parts): Backups {
  const { vault, log, folder, platform, currentUser, clock } = parts
  const work = parts.underWay
  /** What runs says which place began it. */
  const here = {}
  const today = () => londonDay(clock())

  async function state(): Promise<z.input<typeof BackupState>> {
    const { plan, made, trial, untried, size } = await vault.read(async (tx) => ({
      plan: await planNow(tx),
      made: await backupsMade(tx, 1),
      trial: await lastTrial(tx),
      untried: await untriedTooLong(tx, clock()),
      size: await sizeOf(tx),
    }))
    const [last = null] = made
    return {
      place: plan,
      last,
      since: last ? size - last.entries : size,
      running: work.running !== null,
      failure: work.failure?.why ?? '',
      trial: trial
        ? { at: trial.at, madeAt: trial.made_at, verdict: trial.verdict, entries: trial.entries }
        : null,
      trialDue: untried !== null,
    } as z.input<typeof BackupState>
  }

  async function make(by: Actor, byItself: boolean): Promise<void> {
    // Whoever asks for one that is being made already waits for that.
    if (work.running) return void (await work.running.answer)
    const plan = await vault.read(planNow)
    if (!plan) throw nowhere()
    await makeIn(plan.folder, plan.keep, by, byItself)
  }

  async function makeIn(place: string, keep: Keep | null, by: Actor, byItself: boolean) {
    if (work.running) throw new Refusal('busy', 'A backup is already being made. Wait for it.')
    const { file, key } = vault.lend()
    try {
      const begun = startBackup({ file, key: Uint8Array.from(key), place, at: clock(), keep })
      work.running = { ...begun, at: here }
      const made = await begun.answer
      const detail: z.input<typeof BackupMade> = {
        madeAt: made.madeAt,
        folder: made.folder,
        byItself,
        size: made.head.size,
        root: made.head.root,
        papers: made.papers,
        lacking: made.lacking.length,
        bytes: made.bytes,
      }
      await vault.write(async (tx) => {
        await log.record(tx, by, { act: 'backup-made', subject: null, detail })
      })
      work.failure = null
    } catch (error) {
      if (work.stopping) throw error
      const why = error instanceof Refusal ? error.message : 'The backup could not be made.'
      work.failure = { on: today(), why }
      if (!(error instanceof Refusal)) parts.report(error)
      throw error
    } finally {
      work.running = null
      work.stopping = false
    }
  }

  async function expectOutside(chosen: string): Promise<void> {
    if (!(await isWithin(chosen, folder))) return
    throw new Refusal(
      'not-allowed',
      'This folder lies within the office’s own folder, so both would be lost together. Choose one on another disk.',
    )
  }

  async function keepPlan(detail: z.output<typeof BackupPlanned>, by: Actor) {
    await vault.write(async (tx) => {
      await log.record(tx, by, { act: 'backup-planned', subject: null, detail })
    })
    return state()
  }

  async function makeByItself(isDue: (last: Line | null, size: number) => boolean) {
    const by = currentUser.get()
    if (work.running || !by || work.failure?.on === today()) return
    const { plan, last, size } = await vault.read(async (tx) => ({
      plan: await planNow(tx),
      last: (await backupsMade(tx, 1))[0] ?? null,
      size: await sizeOf(tx),
    }))
    if (plan && allows(by.role, 'make-backups') && isDue(last, size)) await make(by, true)
  }
  /** What stops it stands in the state, where it is shown. */
  const quietly = async (made: Promise<void>) => {
    try {
      await made
    } catch (error) {
      if (!(error instanceof Refusal)) parts.report(error)
    }
  }

  async function stopAll(): Promise<void> {
    if (!work.running) return
    work.stopping = true
    await work.running.stop()
  }

  return {
    handlers: {
      state,
      async places() {
        const plan = await vault.read(planNow)
        return {
          reached: plan === null || (await isReached(plan.folder)),
          backups: plan ? await warningForBackups(plan.folder, folder) : '',
          office: await warningForOffice(folder),
          ...{ folder, former: keptAfterMove(folder) },
        }
      },
      async choosePlace({ keep }, by) {
        const chosen = await platform.chooseBackupFolder(vault.title()?.name ?? '')
        if (chosen === null) return null
        await expectOutside(chosen)
        return keepPlan({ folder: chosen, ...keep }, by)
      },
      async changeKeeping({ keep }, by) {
        const plan = await vault.read(planNow)
        if (!plan) throw nowhere()
        return keepPlan({ folder: plan.folder, ...keep }, by)
      },
      async makeElsewhere(_, by) {
        const chosen = await platform.chooseBackupFolder(vault.title()?.name ?? '')
        if (chosen === null) return null
        await expectOutside(chosen)
        await makeIn(chosen, null, by, false)
        return (await vault.read((tx) => backupsMade(tx, 1)))[0]!
      },
      async make(_, by) {
        await make(by, false)
        return state()
      },
      progress: () => ({
        running: work.running !== null,
        ...(work.running?.progress() ?? { done: 0, of: 0 }),
      }),
      async tryNewest(_, by) {
        if (work.running || work.trying)
          throw new Refusal('busy', 'A backup is being made or tried. Wait for it.')
        const plan = await vault.read(planNow)
        const [newest] = plan ? backupsIn(plan.folder) : []
        if (!newest) throw noBackup()
        work.trying = true
        try {
          // It may be of before the office's file had another key.
          const keys = [vault.lend().key, ...(await vault.read(formerKeys))]
          const found = await parts.tryOut(
            newest.folder,
            keys.map((key) => Uint8Array.from(key)),
          )
          const detail = { madeAt: newest.madeAt, folder: newest.folder, ...found }
          await vault.write(async (tx) => {
            await log.record(tx, by, { act: 'backup-tried', subject: null, detail })
          })
          return await state()
        } finally {
          work.trying = false
        }
      },
      list: async () => ({ backups: await vault.read((tx) => backupsMade(tx, 200)) }),
    },
    makeDue: () =>
      quietly(makeByItself((last) => !last || londonDay(new Date(last.madeAt)) < today())),
    // The entry of the backup itself is nothing to lose.
    atClose: () => quietly(makeByItself((last, size) => !last || size > last.entries + 1)),
    async stop() {
      if (work.running?.at === here) await stopAll()
    },
    stopAll,
  }
}

const nowhere = () =>
  new Refusal(
    'not-found',
    'Nobody has chosen yet where backups go. A partner chooses a folder under Office, Backups.',
  )
const noBackup = () =>
  new Refusal('not-found', 'There is no backup in the folder that was chosen. Make one first.')
