import { powerSaveBlocker } from 'electron'
import { hostname } from 'node:os'
import { noDesks, type DeskHost } from '../desks/host.ts'
import type { Hosting } from '../far/host.ts'
import type { SharedOffice } from '../office.ts'
import { Refusal } from '../wire/refusal.ts'
import type { SettingsFile } from './settings.ts'

interface Parts {
  settings: SettingsFile
  /** The office behind the window, once it is there. */
  office: () => SharedOffice
  /** Another number than the usual one by which they find it. */
  port: number | undefined
  clock: () => Date
  random: (bytes: number) => Uint8Array
  report: (name: string, error: unknown) => void
}

/** What lets other desks into the office of this computer. */
export interface OtherDesks extends DeskHost {
  /** Goes on as it stood when the program ended. */
  resume(): Promise<void>
  close(): Promise<void>
}

/** Lets desks in where that was switched on; what knows the network is read then, and not before. */
export function otherDesks(parts: Parts): OtherDesks {
  const { settings, office, port, clock, random, report } = parts
  let taking: { hosting: Hosting; folder: string; awake: number } | undefined

  async function start(folder: string): Promise<void> {
    const [{ hostDesks }, { contract }] = await Promise.all([
      import('../far/host.ts'),
      import('../contract.ts'),
    ])
    const hosting = await hostDesks({
      ...{ office: office(), contract, folder, clock, random, report },
      ...{ name: hostname(), port },
    }).catch((error: unknown) => {
      throw notLetIn(error)
    })
    // While others may work here this computer goes on, whoever looks at it.
    taking = { hosting, folder, awake: powerSaveBlocker.start('prevent-app-suspension') }
  }
  async function stop(): Promise<void> {
    if (!taking) return
    const { hosting, awake } = taking
    taking = undefined
    powerSaveBlocker.stop(awake)
    await hosting.close()
  }

  return {
    switchable: true,
    found: (folder) => taking?.hosting.found(folder) ?? null,
    async turn(folder, on) {
      if (taking && taking.folder !== folder)
        throw new Refusal(
          'conflict',
          'This computer lets desks into another office now. Open that one and switch it off there first.',
        )
      if (on && !taking) await start(folder)
      if (!on) await stop()
      settings.change({ takesDesks: on ? folder : null })
    },
    invite(folder, join) {
      if (!taking) return noDesks.invite(folder, join)
      return taking.hosting.invite(folder, join)
    },
    withdraw: () => taking?.hosting.withdraw(),
    here: (folder) => taking?.hosting.here(folder) ?? noDesks.here(folder),
    settle: (folder) => taking?.hosting.settle(folder),
    moved(former, now) {
      if (taking?.folder !== former) return
      taking.folder = now
      taking.hosting.moved(former, now)
      settings.change({ takesDesks: now })
    },
    async resume() {
      const { takesDesks } = settings.read()
      if (takesDesks !== null) await start(takesDesks)
    },
    close: stop,
  }
}

function notLetIn(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) return error
  return new Refusal(
    'conflict',
    code === 'EADDRINUSE'
      ? 'Another program on this computer stands in the way: it may be a second Remedy that lets desks in. Close it, then try again.'
      : 'This computer does not let other computers in. Ask whoever looks after your computers.',
  )
}
