import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { updateBy } from '../updates/some-update.ts'
import { asking, looked, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'
import { moveOn } from './moving-clock.ts'
import { programWithPublisher } from './own-resources.ts'

const { folder, publisher } = programWithPublisher()
const installer = Buffer.from('not really an installer')
const name = 'remedy_9.0.0_amd64.deb'
const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy({ home, folder })
  page = remedy.page
  const { ask } = await officeAtWork(remedy)
  mkdirSync(path.join(remedy.home, 'stick'))
  await choosing(path.join(remedy.home, 'stick'))
  await ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
})
afterAll(async () => {
  await remedy.close()
  for (const one of [home, folder]) rmSync(one, { recursive: true })
})

/** Has every dialog from now on choose this. */
const choosing = (file: string) =>
  remedy.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [chosen],
    })) as typeof dialog.showOpenDialog
  }, file)

/** An update for this computer, in a file. */
function update(version: string, its = name): string {
  const file = path.join(remedy.home, `${version} ${its}.remedy-update`)
  const platform = `${process.platform}-${process.arch}`
  writeFileSync(file, updateBy(publisher, installer, { version, platform, name: its }))
  return file
}
const dialog = () => page.getByRole('dialog', { name: 'Install an update' })
const button = (label: string) => dialog().getByRole('button', { name: label })

test('the page of the office says which version this is and when it was built', async () => {
  await page.evaluate(() => (location.hash = '#/office'))
  const words = page.getByText(/Remedy \d+\.\d+\.\d+, built on \d+ \w+ \d{4}/)
  await words.waitFor()
  await looked(remedy, 'update-program', { at: words })
  expect(await page.getByText('more than a year old').count()).toBe(0)
})

test('an older update is refused in words; a newer one is proven, backed up before, and handed over', async () => {
  await remedy.app.evaluate(({ Menu, shell }) => {
    shell.showItemInFolder = (file) => void Reflect.set(globalThis, 'shown', file)
    const find = (label: string) =>
      Menu.getApplicationMenu()!
        .items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find((item) => item.label === label)!
    find('Install an update…').click()
  })
  await dialog().waitFor()
  await choosing(update('0.0.1'))
  await button('Choose the update…').click()
  await dialog().getByText('is installed already').waitFor()
  await choosing(update('9.0.0'))
  await button('Choose the update…').click()
  await dialog().getByText('9.0.0, built on 1 December 2026').waitFor()
  await looked(remedy, 'update-found', { at: dialog(), large: true })
  await button('Make a backup and install').click()
  await dialog().getByText(`sudo apt install`).waitFor()
  await looked(remedy, 'update-shown', { at: dialog(), large: true })
  const kept = path.join(remedy.profile, 'updates', name)
  expect(existsSync(kept)).toBe(true)
  const { entries } = await asking(remedy).audit.list({ limit: 3 })
  expect(entries[0]!.act).toBe('update-started')
  expect(await remedy.app.evaluate(() => Reflect.get(globalThis, 'shown') as string)).toBe(kept)
  await button('Close').first().click()
  await page
    .getByText(/Last backup at/)
    .first()
    .waitFor()
})

test('a diagnostic bundle is saved from the menu as a text without the name of the office or its folder', async () => {
  const file = path.join(remedy.home, 'bundle.txt')
  await remedy.app.evaluate(({ dialog: dialogs, Menu }, filePath) => {
    dialogs.showSaveDialog = (async () => ({
      ...{ canceled: false, filePath },
    })) as typeof dialogs.showSaveDialog
    Menu.getApplicationMenu()!
      .items.flatMap(({ submenu }) => submenu?.items ?? [])
      .find(({ label }) => label === 'Save a diagnostic bundle…')!
      .click()
  }, file)
  await page.getByText('Diagnostic bundle saved').first().waitFor()
  await looked(remedy, 'diagnostics-saved')
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(/version \d+\.\d+\.\d+, built on \d{4}-\d\d-\d\d/)
  expect(text).toContain('structure: no fault')
  for (const word of ['Harrow', 'Vane', remedy.home]) expect(text).not.toContain(word)
})

test.runIf(process.platform === 'linux')(
  'an AppImage is put by hand in the place of the one that runs, whose file is named',
  async () => {
    await remedy.close()
    const running = '/home/ann/Applications/Remedy-0.1.0.AppImage'
    // What runs of an AppImage lies where that was unpacked.
    const binary = process.env['ELECTRON_EXEC_PATH'] ?? (await import('electron')).default
    const env = { APPIMAGE: running, APPDIR: path.dirname(String(binary)) }
    remedy = await openRemedy({ home, folder, env })
    page = remedy.page
    page.setDefaultTimeout(30_000)
    await page.getByLabel('Passphrase').fill(partner.passphrase)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('banner').getByText(partner.name).waitFor()
    await page.evaluate(() => (location.hash = '#/office'))
    await page.getByRole('button', { name: 'Install an update' }).click()
    const image = 'Remedy-9.0.0-linux-x64.AppImage'
    await remedy.app.evaluate(({ shell }) => {
      shell.showItemInFolder = () => {}
    })
    await choosing(update('9.0.0', image))
    await button('Choose the update…').click()
    await button('Make a backup and install').click()
    await dialog().getByText(running, { exact: true }).waitFor()
    await dialog()
      .getByText(path.join(remedy.profile, 'updates', image))
      .waitFor()
    await looked(remedy, 'update-appimage', { at: dialog(), large: true })
    expect(existsSync(path.join(remedy.profile, 'updates', image))).toBe(true)
    await button('Close').first().click()
  },
)

test('a program that was built more than a year ago says so', async () => {
  await page.evaluate(() => (location.hash = '#/clients'))
  await moveOn(remedy, 400)
  await page.evaluate(() => (location.hash = '#/office'))
  const old = page.getByText('It is more than a year old.')
  await old.waitFor()
  await looked(remedy, 'update-old', { at: old, large: true })
  expect((await asking(remedy).updates.about({})).old).toBe(true)
})
