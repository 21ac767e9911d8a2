import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'
import { daysAgo } from './moving-clock.ts'

let remedy: Remedy
let page: Page

// One office: each test goes on where the one before it stopped.
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  const made = await remedy.ask('clients.register', someClient())
  const { id } = (made as { value: { id: string } }).value
  await page.evaluate((id) => (location.hash = `#/clients/${id}`), id)
})
afterAll(() => remedy.close())

const card = () => page.getByRole('region', { name: 'Other bases' })
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const fault = (message: string) => page.locator('[data-slot="error"]', { hasText: message })
async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

describe('another basis', () => {
  test('is recorded by a partner, with the law of it beside the form', async () => {
    await card().getByText('Nothing allows a disclosure without the client’s consent.').waitFor()
    await button('Record another basis').click()
    await page.getByText('W v Egdell [1990] Ch 359, and the general law').waitFor()
    await button('Record the basis').click()
    await fault('Choose what the disclosure rests on.').waitFor()
    await fault('Choose what may be disclosed.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await choose('Basis', 'Order of court')
    await field('Authority').fill('Order of the County Court at Leeds, claim E12YX345')
    await field('Recipient').fill('HMP Leeds')
    await choose('Role', 'Custody: Governor or Director')
    await choose('Purpose', 'Keeping them informed')
    await page.getByRole('checkbox', { name: 'Location' }).check()
    await field('First day').fill(await daysAgo(page, 30))
    await field('Last day').fill(await daysAgo(page, -60))
    await field('Reasons').fill('The order names us.')
    await choose('Client', 'The client was not told')
    await button('Record the basis').click()
    await fault('Give the reason why the client was not told.').waitFor()
    await field('Why the client was not told').fill('The order forbids it.')
    await button('Record the basis').click()
    await card().getByText('Paper missing').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('counts once its paper is attached, and whoever is on the telephone is told of it', async () => {
    const file = join(remedy.home, 'order.pdf')
    writeFileSync(file, somePdf('the order'))
    await remedy.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    }, file)
    await button('Attach the paper of Order of court for HMP Leeds').click()
    await card().getByText('In force').waitFor()
    await remedy.screenshot('other-bases')
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Who we may speak to' })
    await dialog.getByRole('searchbox').fill('hmp leeds')
    await dialog.getByText('where our client is').waitFor()
    await dialog.getByRole('checkbox', { name: 'Location' }).check()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('The call is recorded in the log.').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('is taken back with a reason, and stays visible', async () => {
    await button('Take back Order of court for HMP Leeds').click()
    await field('Reason').fill('It was set aside.')
    await button('Take it back').click()
    await card().getByText('Taken back', { exact: true }).waitFor()
    await card().getByText('It was set aside.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('stands in the register with the disclosure that rests on it', async () => {
    await page.getByRole('link', { name: 'Disclosures' }).click()
    await button(/^Open: disclosure to HMP Leeds/).click()
    await page.getByText('Order of the County Court at Leeds, claim E12YX345').waitFor()
    await page.getByText(/Now taken back/).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('other-basis-register')
  })
})
