import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const radio = (name: string) => page.getByRole('radio', { name })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

/** Has the next dialog save under this name; gives the file. */
async function savingAs(name: string): Promise<string> {
  const file = join(remedy.home, name)
  await remedy.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = (async () => ({
      canceled: false,
      filePath: file,
    })) as typeof dialog.showSaveDialog
  }, file)
  return file
}

test('the post book of a day without post says so, and is saved all the same', async () => {
  await place('Day').click()
  await button('Post book…').click()
  await page.getByText('No letter is recorded as sent on this day.').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  const file = await savingAs('book.pdf')
  await radio('Save as PDF').check()
  await button('Save as PDF').click()
  await page.getByRole('dialog', { name: 'Post book' }).waitFor({ state: 'detached' })
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  await place('Letters').click()
  await button('Post book…').click()
  await page.getByText(/Nothing has changed since\./).waitFor()
  await remedy.screenshot('post-book')
  await button('Cancel').click()
})

test('the register is filtered by basis, and saved as a table and as a report', async () => {
  await page.evaluate(() => (location.hash = '#/audit/register'))
  await page.getByRole('combobox', { name: 'Basis' }).click()
  await page.getByRole('option', { name: 'Other basis' }).click()
  for (const [kind, name] of [
    ['CSV', 'register.csv'],
    ['Report', 'register.pdf'],
  ] as const) {
    await button('Save…').click()
    await page.getByText('make an audit pack', { exact: false }).waitFor()
    await radio(kind).check()
    expect(await obstaclesOn(page)).toEqual([])
    const file = await savingAs(name)
    await button('Save and log').click()
    await page.getByRole('dialog', { name: 'Save the register' }).waitFor({ state: 'detached' })
    expect(existsSync(file)).toBe(true)
  }
})
