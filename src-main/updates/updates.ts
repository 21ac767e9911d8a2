import type { Log } from '../audit/log.ts'
import { daysAfter, londonDay } from '../dates/days.ts'
import type { Publisher } from '../law/publisher.ts'
import { isSample } from '../people/names.ts'
import type { Platform } from '../platform/platform.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { updates as contract } from './contract.ts'
import type { UpdateStarted } from './logged.ts'
import { compareVersions, LARGEST_UPDATE, openUpdate, type UpdateTold } from './update-file.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  platform: Pick<Platform, 'programHere' | 'chooseDocument' | 'keepInstaller' | 'startInstaller'>
  clock: () => Date
  publisher(): Publisher
  /** Makes a backup, or refuses. */
  backUp(by: Actor): unknown
}

const OLD_AFTER_DAYS = 366
const SYSTEMS: Record<string, string> = { win32: 'Windows', darwin: 'macOS', linux: 'Linux' }
const PROCESSORS: Record<string, string> = { x64: 'x64', arm64: 'ARM' }

const spoken = (platform: string) => {
  const [system = '', processor = ''] = platform.split('-')
  return `${SYSTEMS[system] ?? system} on ${PROCESSORS[processor] ?? processor}`
}

/** Installs what the publisher signed, for this computer, newer than what is here, with a backup made first. */
export function updates({
  vault,
  log,
  platform,
  clock,
  publisher,
  backUp,
}: Parts): Handlers<typeof contract> {
  let ready: { file: string; told: UpdateTold } | null = null

  /** Whoever starts it is written down before it starts: afterwards this program may not be there to do it. */
  async function record({ version, built, platform: its, name, sha256 }: UpdateTold, by: Actor) {
    const from = platform.programHere().version
    const detail: z.input<typeof UpdateStarted> = {
      ...{ version, built, platform: its, name, sha256, from },
    }
    await vault.write(async (tx) => {
      await log.record(tx, by, { act: 'update-started', subject: null, detail })
    })
  }

  function expectMeant({ version, platform: its }: UpdateTold): void {
    const here = platform.programHere()
    if (its !== here.platform)
      throw new Refusal(
        'conflict',
        `This update is for ${spoken(its)}, and this computer has ${spoken(here.platform)}. Obtain the one for this computer from the publisher.`,
      )
    if (compareVersions(version, here.version) > 0) return
    throw new Refusal(
      'conflict',
      `This update is version ${version}, and version ${here.version} is installed already. Nothing was changed.`,
    )
  }

  return {
    about() {
      const { version, builtOn } = platform.programHere()
      const old = builtOn !== null && daysAfter(builtOn, OLD_AFTER_DAYS) <= londonDay(clock())
      return { version, builtOn, old }
    },

    async choose() {
      ready = null
      const chosen = await platform.chooseDocument({
        ...{ title: 'Install an update', kinds: ['update'], atMost: LARGEST_UPDATE + 10_000 },
      })
      if (chosen === null) return null
      const { told, installer } = await openUpdate(chosen.pieces, publisher())
      expectMeant(told)
      ready = { file: await platform.keepInstaller(told.name, installer), told }
      const { version, built, name, size } = told
      return { version, built, name, size }
    },

    async install(_, by) {
      if (ready === null) throw new Refusal('not-found', 'No update was chosen. Choose one first.')
      if (!(await vault.read(isSample))) await backUp(by)
      const { file, told } = ready
      return platform.startInstaller(file, () => record(told, by))
    },
  }
}
