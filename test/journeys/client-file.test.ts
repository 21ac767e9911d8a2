import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someConsent } from '../consents/some-consent.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page
let clientId: string
const stick = () => path.join(remedy.home, 'stick')

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  const made = await remedy.ask('clients.register', someClient())
  clientId = (made as { value: { id: string } }).value.id
  await remedy.ask('consents.record', someConsent(clientId as never))
  const caller = { name: 'Denise Fenwright', role: 'family' }
  const call = { clientId, caller, purpose: 'inform', asked: 'How is he doing?', told: [] }
  expect(await remedy.ask('disclosures.recordCall', call)).toMatchObject({ ok: true })
  mkdirSync(stick())
  await remedy.app.evaluate(({ dialog }, folder) => {
    dialog.showOpenDialog = (async () => ({
      canceled: false,
      filePaths: [folder],
    })) as typeof dialog.showOpenDialog
  }, stick())
})
afterAll(() => remedy.close())

const dialog = (name: string) => page.getByRole('dialog', { name })
async function more(item: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), `#/clients/${clientId}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}
const written = (of: string) => readdirSync(stick()).find((name) => name.includes(of))

test('a client’s file is exported from the menu of their page', async () => {
  await more('Export this client’s file…')
  const asked = dialog('Export this client’s file')
  await asked.getByLabel('With scans and restricted information').click()
  await asked.getByLabel('Reason for access').fill('For counsel')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('client-file-export')
  await asked.getByRole('button', { name: 'Choose a folder and export' }).click()
  await page.getByText('Client’s file exported', { exact: true }).first().waitFor()
  const file = readFileSync(path.join(stick(), written('file of')!, 'index.html'), 'utf8')
  expect(file).toContain('Denise Fenwright (family)')
})

test('the file is printed for a visit, or opened in the reader', async () => {
  await more('Print the file…')
  const asked = dialog('Print the file')
  await asked.getByRole('radio', { name: 'Save as PDF' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('client-file-print')
  await asked.getByRole('button', { name: 'Cancel' }).click()
})

test('what is held of a client is gathered, decided upon and written for them', async () => {
  await more('Subject access…')
  const asked = dialog('Gather what is held')
  await asked.getByLabel('Reason for access').fill('The client asked for a copy')
  await asked.getByRole('button', { name: 'Gather and log' }).click()
  await page.getByRole('status').getByText('still to be decided').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('subject-access')
  await page.getByLabel('Request received on').fill('1 11 2026')
  await page.getByRole('button', { name: 'Choose a folder and save' }).click()
  await page
    .getByText(/decide whether it is included/)
    .first()
    .waitFor()
  for (const thing of await page.getByRole('radiogroup', { name: /^Decision on/ }).all())
    await thing.getByRole('radio', { name: 'Include' }).click()
  const call = page.getByRole('listitem', { name: 'Call recorded' })
  await call.getByRole('radio', { name: 'Black out' }).click()
  expect(await call.getByLabel('Words to black out').inputValue()).toBe('Denise Fenwright')
  await call.getByLabel('Ground', { exact: true }).click()
  await page.getByRole('option', { name: /another person/ }).click()
  await call.getByLabel('Reason', { exact: true }).fill('She was not asked')
  await page.getByText('Everything marked is decided.').waitFor()
  await call.scrollIntoViewIfNeeded()
  await remedy.screenshot('subject-access-decided')
  await page.getByRole('button', { name: 'Choose a folder and save' }).click()
  await page.getByText('Copy written', { exact: true }).first().waitFor()
  const copy = readFileSync(path.join(stick(), written('subject access')!, 'index.html'), 'utf8')
  expect(copy).toContain('[blacked out]')
  expect(copy).toContain('How is he doing?')
})
