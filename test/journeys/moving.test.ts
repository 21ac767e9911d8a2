import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { held, looked, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

const home = mkdtempSync(join(tmpdir(), 'remedy-home-'))
let remedy: Remedy
let page: Page
let from: string
const disk = () => join(remedy.home, 'disk')

beforeAll(async () => {
  remedy = await openRemedy({ home })
  page = remedy.page
  const { ask } = await officeAtWork(remedy)
  from = (await ask.backups.places({})).folder
  mkdirSync(disk())
})
afterAll(async () => {
  await remedy.close()
  rmSync(home, { recursive: true })
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog', { name: 'Move the office' })
const card = () => page.getByText(/one encrypted file and its documents/)
const choosing = (folder: string) =>
  remedy.app.evaluate(({ dialog: dialogs }, chosen) => {
    dialogs.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [chosen],
    })) as typeof dialogs.showOpenDialog
  }, folder)

test('a partner moves the office from its page; it goes on there, and the page says where the old folder is', async () => {
  await page.evaluate(() => (location.hash = '#/office'))
  await card().waitFor()
  await page.getByText(from).waitFor()
  await choosing(disk())
  await button('Move the office').click()
  await dialog().getByText(join(disk(), 'Harrow & Vane')).waitFor()
  await looked(remedy, 'move-chosen', { at: dialog(), large: true })
  await dialog().getByLabel('Your passphrase').fill('wrong')
  await dialog().getByRole('button', { name: 'Move the office' }).click()
  await dialog().getByText('The office could not be opened.').first().waitFor()
  await dialog().getByLabel('Your passphrase').fill(partner.passphrase)
  const far = { running: true, done: 37, of: 100 }
  const release = await held(remedy, 'signIn.moveOffice', ['signIn.moveProgress', far])
  await dialog().getByRole('button', { name: 'Move the office' }).click()
  const said = dialog().getByText('Copying and checking the office: 37 %')
  await said.waitFor()
  await looked(remedy, 'move-under-way', { at: said, large: true })
  await release()
  await dialog().getByRole('button', { name: 'Stop' }).click()
  await dialog().getByText('The move was stopped. The office stays where it was.').first().waitFor()
  await looked(remedy, 'move-stopped', { at: dialog(), large: true })
  expect([existsSync(from), readdirSync(disk())]).toEqual([true, []])
  await dialog().getByLabel('Your passphrase').fill(partner.passphrase)
  await dialog().getByRole('button', { name: 'Move the office' }).click()
  await page.getByText(/Moved here on/).waitFor()
  await page.getByText(join(disk(), 'Harrow & Vane'), { exact: true }).first().waitFor()
  await looked(remedy, 'move-done', { at: page.getByText(/Moved here on/), large: true })
  expect(existsSync(from)).toBe(false)
  const [kept] = readdirSync(dirname(from)).filter((name) => name.includes('(moved '))
  await page.getByText(join(dirname(from), kept!)).waitFor()
})

test('the log says so, and the next start opens the office in its new place', async () => {
  await page.evaluate(() => (location.hash = '#/audit'))
  await page.getByText('Office moved to another folder').first().waitFor()
  await remedy.close()
  remedy = await openRemedy({ home })
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await page.getByText('Sign in as').waitFor()
  expect(existsSync(join(disk(), 'Harrow & Vane', 'remedy.db'))).toBe(true)
})

test('a folder that is synchronised has to be confirmed', async () => {
  await page.getByLabel('Passphrase').fill(partner.passphrase)
  await button('Sign in').click()
  await page.getByRole('banner').getByText(partner.name).waitFor()
  await page.evaluate(() => (location.hash = '#/office'))
  await card().waitFor()
  const synced = join(remedy.home, 'OneDrive')
  mkdirSync(synced)
  await choosing(synced)
  await button('Move the office').click()
  await dialog().getByText('This folder is synchronised by OneDrive').waitFor()
  await dialog().getByLabel('Your passphrase').fill(partner.passphrase)
  await dialog().getByRole('button', { name: 'Move the office' }).click()
  await dialog().getByText('Confirm it, or choose another folder.').first().waitFor()
  await looked(remedy, 'move-synchronised', { at: dialog(), large: true })
  expect(readdirSync(synced)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard changes' }).click()
})
