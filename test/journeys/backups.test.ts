import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page
const stick = () => join(remedy.home, 'stick')
const place = () => join(stick(), 'Remedy backups of Harrow & Vane')

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const status = (words: string | RegExp) =>
  page.getByRole('contentinfo', { name: 'Status of the office' }).getByText(words)

/** Has every dialog from now on choose this folder. */
const choosing = (folder: string) =>
  remedy.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [chosen],
    })) as typeof dialog.showOpenDialog
  }, folder)

test('a partner chooses where backups go, makes one, and has it tested', async () => {
  await status('No backup yet').click()
  await page.getByText('No folder has been chosen for backups.').waitFor()
  await choosing(stick())
  await button('Choose a folder').click()
  await page.getByRole('dialog', { name: 'Where backups go' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('backups-choose')
  await page.getByRole('dialog').getByRole('button', { name: 'Choose the folder' }).click()
  await page.getByText('14 daily, 8 weekly, 12 monthly').waitFor()
  await button('Make a backup now').click()
  await status(/Last backup at/).waitFor()
  await button('Test the newest').click()
  await page.getByText(/entries verified, nothing found\./).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('backups-card')
  await button('All backups').click()
  await page.getByRole('dialog', { name: 'Backups made' }).getByText(place()).waitFor()
  await remedy.screenshot('backups-made')
  await page.keyboard.press('Escape')
  expect(readdirSync(place())).toHaveLength(2)
})

test('from the locked office the backup is compared with it, takes its place, and the log says so', async () => {
  await page.keyboard.press('Control+l')
  await button('Another office').click()
  await choosing(place())
  await button('Restore from a backup').click()
  await page.getByRole('heading', { name: 'Restore from a backup' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('restore-found')
  await button('Compare and replace').click()
  await page.getByLabel('Passphrase').fill(partner.passphrase)
  await button('Compare').click()
  await page.getByText('Only in the office here').waitFor()
  await remedy.screenshot('restore-compared')
  await button('Replace the office here').click()
  await page.getByLabel('Passphrase').fill(partner.passphrase)
  await button('Sign in').click()
  await page.getByRole('heading', { name: 'Before the first letter' }).waitFor()
  await page.getByRole('link', { name: 'Audit' }).first().click()
  await page.getByText('Office restored from a backup').first().waitFor()
})
