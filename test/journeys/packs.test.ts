import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip } from '../../src-main/audit/pack/pack-zip.ts'
import { verifyPack } from '../../src-main/audit/pack/verify-pack.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page
const none = { fingerprint: '', codes: [] }
const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog', { name: 'Make an audit pack' })
const field = (name: string) => dialog().getByLabel(name, { exact: true })

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  expect(await remedy.ask('clients.register', someClient())).toMatchObject({ ok: true })
  const places = page.getByRole('navigation', { name: 'Main menu' })
  await places.getByRole('link', { name: 'Audit log' }).click()
})
afterAll(() => remedy.close())

async function choose(label: string, option: RegExp): Promise<void> {
  await field(label).click()
  await page.getByRole('option', { name: option }).click()
}
/** Answers the system’s dialog with a file in the documents; null closes it. */
async function answerWith(name: string | null): Promise<string> {
  const file = path.join(remedy.home, 'Documents', name ?? 'nothing')
  await remedy.app.evaluate(
    ({ dialog: system }, { filePath, canceled }) => {
      system.showSaveDialog = () => Promise.resolve({ canceled, filePath })
    },
    { filePath: file, canceled: name === null },
  )
  return file
}
const entries = async () => {
  const answer = await remedy.ask('audit.health')
  return (answer as { value: { entries: number } }).value.entries
}

test('a redacted pack is made from the audit log, and verifies', async () => {
  const file = await answerWith('redacted.zip')
  await button('Make an audit pack…').click()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('pack-redacted')
  await button('Make the pack').click()
  await page.getByText('The audit pack is made', { exact: true }).first().waitFor()
  await dialog().waitFor({ state: 'detached' })
  const verdict = verifyPack(readFileSync(file), none)
  expect(verdict).toMatchObject({ verdict: 'consistent', manifest: { kind: 'redacted' } })
})

test('a full pack says beside its fields what it needs, and is then a line in the register', async () => {
  const file = await answerWith('full.zip')
  await button('Make an audit pack…').click()
  await choose('Kind', /^Full/)
  await button('Make the pack').click()
  const fault = (message: string) => dialog().locator('[data-slot="error"]', { hasText: message })
  await fault('Give the reason for disclosing this.').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await field('Year').fill('26')
  await field('Client').fill('Fenwright')
  await field('For whom').fill('Legal Ombudsman')
  await choose('What they are', /ombudsman/i)
  await choose('Purpose', /complaint/i)
  await field('Reason').fill('The ombudsman asked for the file')
  await button('Make the pack').click()
  await fault('Write the year in four figures').waitFor()
  await field('Year').fill('')
  await remedy.screenshot('pack-full')
  await button('Make the pack').click()
  await page.getByText('The audit pack is made', { exact: true }).first().waitFor()
  await dialog().waitFor({ state: 'detached' })
  const bytes = readFileSync(file)
  expect(verifyPack(bytes, none)).toMatchObject({
    verdict: 'consistent',
    manifest: { kind: 'full', scope: { by: ['client'] } },
  })
  const kept = readZip(bytes).find(({ name }) => name === 'verify.html')!.bytes
  const own = path.join(import.meta.dirname, '../../resources/verify.html')
  expect(Buffer.from(kept).equals(readFileSync(own))).toBe(true)
  await page.getByRole('link', { name: 'Open the register' }).click()
  await page.getByText('Legal Ombudsman').first().waitFor()
  await page.getByText('audit pack', { exact: false }).first().waitFor()
  await remedy.screenshot('pack-register')
})

test('where the dialog of the system is closed, the form says so and nothing was recorded', async () => {
  const file = await answerWith(null)
  const before = await entries()
  await page.getByRole('link', { name: 'Audit log' }).first().click()
  await button('Make an audit pack…').click()
  await button('Make the pack').click()
  await dialog().getByText('The pack was not saved, and nothing was recorded.').waitFor()
  expect([existsSync(file), await entries()]).toEqual([false, before])
  await button('Cancel').click()
  await dialog().waitFor({ state: 'detached' })
})
