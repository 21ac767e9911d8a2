import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { updateHead } from '../../src-main/updates/update-file.ts'
import { looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'
import { programWithPublisher } from './own-resources.ts'

const { folder, publisher } = programWithPublisher()
const installer = Buffer.from('not really an installer')
const name = 'remedy_9.0.0_amd64.deb'
let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy({ folder })
  page = remedy.page
  const { ask } = await officeAtWork(remedy)
  mkdirSync(path.join(remedy.home, 'stick'))
  await choosing(path.join(remedy.home, 'stick'))
  await ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
})
afterAll(async () => {
  await remedy.close()
  rmSync(folder, { recursive: true })
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
function update(version: string): string {
  const file = path.join(remedy.home, `${version}.remedy-update`)
  const told = {
    ...{ version, built: '2026-12-01', platform: `${process.platform}-${process.arch}`, name },
    size: installer.length,
    sha256: createHash('sha256').update(installer).digest('hex'),
  }
  const head = updateHead(told, publisher.name, publisher.key)
  writeFileSync(file, Buffer.concat([Buffer.from(head), installer]))
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
