import { daysAfter, londonDay } from '../dates/days.ts'
import type { Publisher } from '../law/publisher.ts'
import { isSample } from '../people/names.ts'
import type { Platform } from '../platform/platform.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor, Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { updates as contract } from './contract.ts'
import { compareVersions, LARGEST_UPDATE, openUpdate, type UpdateTold } from './update-file.ts'

interface Parts {
  vault: Pick<Vault, 'read'>
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
  platform,
  clock,
  publisher,
  backUp,
}: Parts): Handlers<typeof contract> {
  let ready: string | null = null

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
      ready = await platform.keepInstaller(told.name, installer)
      const { version, built, name, size } = told
      return { version, built, name, size }
    },

    async install(_, by) {
      if (ready === null) throw new Refusal('not-found', 'No update was chosen. Choose one first.')
      if (!(await vault.read(isSample))) await backUp(by)
      return platform.startInstaller(ready)
    },
  }
}
