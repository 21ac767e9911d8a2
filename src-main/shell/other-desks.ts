import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { noDesks, type DeskHost } from '../desks/host.ts'
import type { Hosting } from '../far/host.ts'
import type { SharedOffice } from '../office.ts'
import { heldForDesks, lettingInElsewhere } from '../vault/desks-lock.ts'
import { movedMark } from '../vault/moved-mark.ts'
import { isSameFolder } from '../vault/same-folder.ts'
import { createQueue } from '../vault/turns.ts'
import { Refusal } from '../wire/refusal.ts'
import type { SettingsFile } from './settings.ts'

interface Parts {
  settings: SettingsFile
  /** The office behind the window, once it is there. */
  office: () => SharedOffice
  /** Another number than the usual one by which they find it. */
  port: number | undefined
  /** Has this computer go on, whoever looks at it; gives the way back. */
  stayAwake: () => () => void
  clock: () => Date
  random: (bytes: number) => Uint8Array
  report: (name: string, error: unknown) => void
}

/** What lets other desks into the office of this computer. */
export interface OtherDesks extends DeskHost {
  /** Goes on as it stood when the program ended; where it cannot, its office is told why. */
  resume(): Promise<void>
  close(): Promise<void>
}

/** Lets desks in where that was switched on; what knows the network is read then, and not before. */
export function otherDesks(parts: Parts): OtherDesks {
  const { settings, office, port, stayAwake, clock, random, report } = parts
  let taking: { hosting: Hosting; folder: string; rest: () => void } | undefined
  /** Why what was switched on is not so; of an office that is not there any more it is told in any other. */
  let failed: { folder: string | null; why: string } | undefined
  let resuming: Promise<void> = Promise.resolve()
  /** One is switched on, off or closed after the other. */
  const inTurn = createQueue().take

  async function start(folder: string): Promise<void> {
    const [{ hostDesks }, { contract }] = await Promise.all([
      import('../far/host.ts'),
      import('../contract.ts'),
    ])
    const rest = stayAwake()
    try {
      const hosting = await hostDesks({
        ...{ office: office(), contract, folder, clock, random, report },
        ...{ name: hostname(), port, through: 'window' as const },
      })
      taking = { hosting, folder, rest }
    } catch (error) {
      rest()
      throw notLetIn(error)
    }
  }
  async function stop(): Promise<void> {
    if (!taking) return
    const { hosting, rest } = taking
    taking = undefined
    rest()
    await hosting.close()
  }

  async function goOn(folder: string): Promise<void> {
    if (!isOffice(folder)) return void (failed = { folder: null, why: notThere(folder) })
    try {
      await start(folder)
    } catch (error) {
      failed = { folder, why: error instanceof Refusal ? error.message : UNFORESEEN }
      if (!(error instanceof Refusal)) throw error
    }
  }

  const isTaking = (folder: string) => taking !== undefined && isSameFolder(taking.folder, folder)
  /** Has the next start go on so. */
  function note(takesDesks: string | null, words: string): void {
    if (settings.read().takesDesks === takesDesks) return
    try {
      settings.change({ takesDesks })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
      throw new Refusal('not-allowed', words)
    }
  }

  async function letIn(folder: string): Promise<boolean> {
    const began = !taking
    if (began) await start(folder)
    try {
      note(folder, NOT_NOTED)
      failed = undefined
    } catch (error) {
      if (began) await stop()
      throw error
    }
    return began
  }

  async function letNoMoreIn(folder: string): Promise<boolean> {
    const ends = taking !== undefined
    try {
      await stop()
    } finally {
      failed = { folder, why: STILL_NOTED }
      note(null, STILL_NOTED)
      failed = undefined
    }
    if (heldForDesks(folder)) throw lettingInElsewhere()
    return ends
  }

  return {
    switchable: true,
    found: (folder) => taking?.hosting.found(folder) ?? null,
    async lettingIn(folder) {
      await resuming.catch(() => {})
      return taking ? taking.hosting.lettingIn(folder) : heldForDesks(folder)
    },
    fault: (folder) =>
      failed && (failed.folder === null || isSameFolder(failed.folder, folder)) ? failed.why : null,
    knownSince: (folder) => taking?.hosting.knownSince(folder) ?? null,
    turn: (folder, on) =>
      inTurn(async () => {
        if (taking && !isTaking(folder))
          throw new Refusal(
            'conflict',
            'This computer lets desks into another office now. Open that one and switch it off there first.',
          )
        return on ? letIn(folder) : letNoMoreIn(folder)
      }),
    invite(folder, join) {
      if (!taking) return noDesks.invite(folder, join)
      return taking.hosting.invite(folder, join)
    },
    withdraw: () => taking?.hosting.withdraw(),
    here: (folder) => taking?.hosting.here(folder) ?? noDesks.here(folder),
    settle: (folder) => taking?.hosting.settle(folder),
    apart: (folder, act) => (taking?.hosting ?? noDesks).apart(folder, act),
    moved(former, now) {
      const is = (folder: string | null | undefined) => !!folder && isSameFolder(folder, former)
      if (failed && is(failed.folder)) failed.folder = now
      const noted = is(settings.read().takesDesks)
      if (taking && is(taking.folder)) {
        taking.folder = now
        taking.hosting.moved(former, now)
      }
      try {
        if (noted) settings.change({ takesDesks: now })
      } catch (error) {
        // The office has moved; a start that does not find it in the former folder says so.
        report('let desks in', error)
      }
    },
    resume() {
      const { takesDesks } = settings.read()
      if (takesDesks !== null) resuming = inTurn(() => goOn(takesDesks))
      return resuming
    },
    close: () => inTurn(stop),
  }
}

const isOffice = (folder: string) =>
  existsSync(path.join(folder, 'remedy.keys')) && movedMark(folder) === null

const NOT_NOTED =
  'Nobody was let in, because this computer cannot note it among its settings. Free some space on its disk, or ask whoever looks after your computers, then try again.'
const STILL_NOTED =
  'No desk is let in any more. This computer cannot note that among its settings, though, so it lets them in again when Remedy starts. Free some space on its disk, or ask whoever looks after your computers, then choose “Let no other desks in” again.'

const UNFORESEEN =
  'The program failed as it began. Close Remedy and start it again; if that does not help, send the diagnostic file.'

const notThere = (folder: string) =>
  `They were let into the office in ${folder}, and there is none any more. If this is that office, choose “Let other desks in”; if it is not, choose “Let no other desks in”.`

function notLetIn(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined || error instanceof Refusal) return error
  return new Refusal(
    'conflict',
    code === 'EADDRINUSE'
      ? 'Another program on this computer stands in the way: it may be a second Remedy that lets desks in. Close it, then choose “Let other desks in”.'
      : 'This computer does not let other computers in. Ask whoever looks after your computers, then choose “Let other desks in”.',
  )
}
