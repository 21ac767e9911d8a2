import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { looked } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
// As the computer starts it.
beforeAll(async () => {
  remedy = await openRemedy({ words: ['--minimised'] })
})
afterAll(() => remedy.close())

const place = (name: string) =>
  remedy.page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const box = () => remedy.page.getByRole('checkbox', { name: /^Start Remedy when I log on/ })

test.runIf(process.platform === 'linux')(
  'the setting writes and removes the file, and shows what stands there',
  async () => {
    const file = path.join(remedy.home, '.config', 'autostart', 'remedy.desktop')
    await remedy.newOffice()
    await place('Office').click()
    expect(await box().isChecked()).toBe(false)
    await box().check()
    await expect.poll(() => existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).toMatch(/^Exec=".*electron.*" ".*" "--minimised"$/m)
    await looked(remedy, 'start-at-log-on', { at: box() })
    // Taken away by another hand, it is off here as well.
    rmSync(file)
    await place('Day').click()
    await place('Office').click()
    await expect.poll(() => box().isChecked()).toBe(false)
    await box().check()
    await expect.poll(() => existsSync(file)).toBe(true)
    await box().uncheck()
    await expect.poll(() => existsSync(file)).toBe(false)
  },
)
