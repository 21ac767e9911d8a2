import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { looked } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800),
  )
})
afterAll(() => remedy.close())

const offices = () => path.join(remedy.home, '.local', 'share', 'Remedy', 'Offices')
const begin = async () => {
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await page.getByText(/Making the sample: [1-9]\d? %/).waitFor()
}

test('the sample shows how much of it is made, and can be stopped leaving nothing', async () => {
  await begin()
  await looked(remedy, 'sample-made', { at: page.getByRole('progressbar'), large: true })
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('The sample office was not made, and nothing of it is left.').waitFor()
  await page.getByRole('button', { name: 'Open the sample' }).waitFor()
  expect(existsSync(offices()) ? readdirSync(offices()) : []).toEqual([])
})

test('it is made afterwards, and opens', async () => {
  await begin()
  await page.getByText('Sample office: all data is fictitious').waitFor({ timeout: 120_000 })
  expect(readdirSync(offices())).toContain('Sample office')
})
