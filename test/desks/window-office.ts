import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { joinBy, type JoinedDesk } from '../../src-main/far/joining.ts'
import type { SharedOffice } from '../../src-main/office.ts'
import { otherDesks } from '../../src-main/shell/other-desks.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'
import { temporaryFolder } from '../open-office.ts'
import { farDesk } from './far-desk.ts'
import { sharedOffice, type TestPlace } from './shared-office.ts'

interface Computer {
  /** The office's own folder; a new office without it. */
  folder?: string
  /** The file of what this computer remembers. */
  remembered?: string
  port?: number
  /** The names of desks that joined before. */
  deskNames?: readonly string[]
}

/** The program of a computer that has an office, as it starts, without its window. */
export async function windowOffice({
  folder = '',
  remembered,
  port = 0,
  deskNames = [],
}: Computer = {}) {
  const file = remembered ?? path.join(temporaryFolder(), 'settings.json')
  const settings = settingsIn(file)
  const behind: { shared?: SharedOffice; clock?: () => Date } = {}
  const awake = { count: 0 }
  const desks = otherDesks({
    ...{
      settings,
      office: () => behind.shared!,
      port,
      clock: () => behind.clock!(),
      random: randomBytes,
    },
    stayAwake() {
      awake.count += 1
      return () => void (awake.count -= 1)
    },
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  })
  const office = await sharedOffice(folder, desks, deskNames)
  Object.assign(behind, { shared: office.shared, clock: office.clock })
  const own: TestPlace = office.at('')
  await desks.resume()
  /** As the program ends. */
  async function end(): Promise<void> {
    await desks.close()
    await own.office.close()
    await office.shared.close()
  }
  onTestFinished(end)
  const foundAt = () => Number(/:(\d+)$/.exec(desks.found(office.folder)?.[0] ?? '')?.[1])
  return {
    ...{ ...office, own, desks, settings, file, awake, end, port: foundAt },
    async joined(name: string): Promise<JoinedDesk> {
      const { code } = await own.ask.desks.invite({ name })
      return joinBy({ code, host: '127.0.0.1', port: foundAt(), random: randomBytes })
    },
    async program({ identity, officeKey }: JoinedDesk) {
      const far = await farDesk({ port: foundAt(), identity, office: officeKey })
      onTestFinished(() => far.close())
      return far
    },
  }
}
