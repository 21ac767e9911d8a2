import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someConsent } from '../consents/some-consent.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'
import { daysAgo } from './moving-clock.ts'

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

test('a request for what is held is recorded as it comes, with its time limit, and put right', async () => {
  await more('Subject access…')
  const requests = page.getByRole('region', { name: 'Subject access requests' })
  await requests.getByRole('button', { name: 'Record a request' }).click()
  const asked = dialog('Record a subject access request')
  await asked.getByLabel('Request received on').fill(await daysAgo(page, 20))
  await asked.getByRole('group', { name: 'When the answer is due' }).waitFor()
  await asked.getByRole('button', { name: 'Record the request' }).click()
  await asked.getByText('Choose how the request came.').first().waitFor()
  await asked.getByLabel('How it came').click()
  await page.getByRole('option', { name: 'At a visit' }).click()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('access-request')
  await asked.getByRole('button', { name: 'Record the request' }).click()
  await requests.getByText(/At a visit, recorded by Ann Harrow\. Answer due by/).waitFor()
  await requests.getByRole('button', { name: 'Correct…' }).click()
  const corrected = dialog('Correct the request')
  await corrected.getByLabel('Identity confirmed on').fill(await daysAgo(page, 15))
  await corrected.getByLabel('Reason for the correction').fill('It was asked for')
  await corrected.getByRole('button', { name: 'Record the correction' }).click()
  await corrected.waitFor({ state: 'detached' })
  await requests.getByRole('button', { name: 'Working' }).click()
  await requests.getByRole('list').last().waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('access-requests')
  await page.evaluate(() => (location.hash = '#/day'))
  await page.getByText('Subject access requests to answer').waitFor()
  await remedy.screenshot('access-request-on-day')
  await page.getByRole('button', { name: /^Answer: Fenwright/ }).click()
  await requests.waitFor()
})

test('what is held of a client is gathered, decided upon and written for them', async () => {
  await more('Subject access…')
  await page.getByRole('button', { name: 'Gather what is held…' }).click()
  const asked = dialog('Gather what is held')
  await asked.getByLabel('Reason for access').fill('The client asked for a copy')
  await asked.getByRole('button', { name: 'Gather and log' }).click()
  await page.getByRole('status').getByText('still to be decided').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('subject-access')
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
  await more('Subject access…')
  await page.getByText(/Answered on/).waitFor()
  await remedy.screenshot('access-request-answered')
})
