import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

/** The head file of the one office that was made here. */
function headFile(): string {
  const found = readdirSync(remedy.home, { recursive: true, encoding: 'utf8' })
  return join(
    remedy.home,
    found.find((name) => name.endsWith('remedy.head'))!,
  )
}

test('a log that lost its end is told of on every page, and a partner goes on from what can be proved', async () => {
  await page.keyboard.press('Control+l')
  await page.getByLabel('Passphrase').waitFor()
  rmSync(headFile())
  await page.getByLabel('Passphrase').fill(partner.passphrase)
  await button('Sign in').click()
  await page.getByText('Nothing can be recorded.').waitFor()
  await page.getByRole('link', { name: 'What to do' }).click()
  await page.getByRole('heading', { name: 'End of the log' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await button('Show what can be proved').click()
  await page.getByText(/can be proved, the last of/).waitFor()
  await remedy.screenshot('damaged-log-proven')
  await button('Accept this end…').click()
  await page.getByLabel('What happened').fill('The file was deleted by mistake')
  await page.getByLabel('Your passphrase').fill(partner.passphrase)
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('damaged-log-accept')
  await button('Accept this end').click()
  await page.getByText('Nothing can be recorded.').waitFor({ state: 'detached' })
  await page.getByText('End of the log accepted').first().waitFor()
  await button('Verify the log').click()
  await page.getByText('Log intact, not yet compared with paper').waitFor()
  await page.getByText(/a partner accepted that the log ends/).waitFor()
})
