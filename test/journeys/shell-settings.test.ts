import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRemedy, partner, type Remedy } from './harness.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
let remedy: Remedy
beforeAll(async () => {
  remedy = await openRemedy({ home })
  await remedy.newOffice()
  await toOffice()
})
afterAll(async () => {
  await remedy.close()
  rmSync(home, { recursive: true, force: true })
})

const toOffice = () => remedy.page.getByRole('link', { name: 'Office', exact: true }).click()
const radio = (name: string) => remedy.page.getByRole('radio', { name, exact: true })
const isDark = () => remedy.page.evaluate(() => document.documentElement.classList.contains('dark'))
/** What the menu shows as chosen, and which theme the program has. */
const menu = () =>
  remedy.app.evaluate(({ Menu, nativeTheme }) => {
    const view = Menu.getApplicationMenu()!.items.find(({ label }) => label === 'View')!
    const chosen = view.submenu!.items.filter(({ type, checked }) => type === 'radio' && checked)
    return { chosen: chosen.map(({ label }) => label), theme: nativeTheme.themeSource }
  })

test('the page’s choice is the menu’s at once', async () => {
  await radio('Dark').click()
  await expect.poll(menu).toEqual({ chosen: ['Dark'], theme: 'dark' })
  await expect.poll(isDark).toBe(true)
  await remedy.screenshot('settings-dark')
})

test('the menu’s choice is the page’s at once, even where no colour changes', async () => {
  const choose = (wanted: string) =>
    remedy.app.evaluate(({ Menu }, label) => {
      const view = Menu.getApplicationMenu()!.items.find((item) => item.label === 'View')!
      view.submenu!.items.find((item) => item.label === label)!.click()
    }, wanted)
  await choose('Light')
  await expect.poll(() => radio('Light').isChecked()).toBe(true)
  await expect.poll(isDark).toBe(false)
  await choose('As the system')
  await expect.poll(() => radio('As on this computer').isChecked()).toBe(true)
  await remedy.screenshot('settings-light')
})

test('what was chosen is there after a restart, also before anybody unlocks', async () => {
  const { page } = remedy
  await radio('Dark').click()
  await page.getByLabel('Lock after inactivity of').click()
  await page.getByRole('option', { name: '5 minutes', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck()
  const settings = { theme: 'dark', lockAfterMinutes: 5, singleKeys: false }
  await expect.poll(() => remedy.ask('platform.settings')).toMatchObject({ value: settings })
  await remedy.close()
  remedy = await openRemedy({ home })
  await remedy.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await isDark()).toBe(true)
  await remedy.page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
  await remedy.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await toOffice()
  await expect.poll(() => radio('Dark').isChecked()).toBe(true)
  await remedy.page.getByText('5 minutes', { exact: true }).waitFor()
  expect(await remedy.ask('platform.settings')).toMatchObject({ value: settings })
})

test('it locks itself after the minutes that were chosen', async () => {
  const idle = (seconds: number) =>
    remedy.app.evaluate(({ powerMonitor }, given) => {
      powerMonitor.getSystemIdleTime = () => given
    }, seconds)
  await idle(5 * 60)
  await remedy.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  expect(await remedy.ask('day.view')).toMatchObject({ ok: false, refusal: { code: 'locked' } })
  await idle(0)
})
