import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { lastOffice } from '../../src-main/shell/platform.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'
import { officeWithBackups } from '../backups/office-with-backups.ts'
import { doorTo, PASSPHRASE, resources, temporaryFolder } from '../open-office.ts'
import { full, LIMIT } from './full.ts'
import { killAtRandom } from './kill-at-random.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT })
const kills = full ? 300 : 8

/** Every folder below in which an office opens; those that were moved away and tell where to do not. */
async function openIn(above: string, partner: string): Promise<string[]> {
  const found: string[] = []
  const offices = readdirSync(above).flatMap((place) =>
    readdirSync(join(above, place))
      .map((name) => join(above, place, name))
      .filter((folder) => !folder.endsWith('.keys')),
  )
  for (const folder of offices) {
    const door = await doorTo(folder)
    const opened = await door.ask.signIn
      .unlock({ personId: partner, passphrase: PASSPHRASE })
      .then(() => true)
      .catch(() => false)
    await door.office.close()
    if (opened) found.push(folder)
  }
  return found
}

test(`killed ${kills} times at random moments of moves, the program finds one office, whole, with all that was recorded`, async () => {
  const office = await officeWithBackups()
  await office.storePaper()
  await office.office.close()
  const above = temporaryFolder()
  const file = join(temporaryFolder(), 'settings.json')
  settingsIn(file).change({ office: office.folder })
  // From its sources: what it starts in threads lies beside them.
  const carrier = join(import.meta.dirname, 'office-carrier.ts')
  let [moves, least] = [0, 0]
  for (let kill = 0; kill < kills; kill += 1) {
    const words = [file, above, PASSPHRASE, resources]
    const child = spawn(process.execPath, [carrier, ...words])
    onTestFinished(() => void child.kill('SIGKILL'))
    const said = await killAtRandom(child, { acts: 3, firstMs: 1500 })
    const told = said.filter((line) => line.startsWith('moved '))
    moves += told.length
    least = Math.max(least, ...told.map((line) => Number(line.split(' ')[1])))

    const folder = lastOffice(settingsIn(file))!
    const { ask, office: found } = await doorTo(folder)
    await ask.signIn.unlock({ personId: office.partner, passphrase: PASSPHRASE })
    const verdict = await ask.audit.verify({ codes: [] })
    expect(verdict.findings).toEqual([])
    expect(verdict.entries).toBeGreaterThanOrEqual(least)
    expect((await ask.clients.find({ text: 'Fenwright', limit: 5 })).total).toBe(1)
    least = verdict.entries
    await found.close()
    // No other folder of this office opens, and nothing that was begun is left.
    expect(await openIn(above, office.partner)).toEqual(folder === office.folder ? [] : [folder])
    for (const place of readdirSync(above))
      if (!folder.startsWith(join(above, place))) rmSync(join(above, place), { recursive: true })
  }
  expect(moves).toBeGreaterThan(0)
})
