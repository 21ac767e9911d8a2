import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { day } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { asking, clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const head = (name: string) => page.getByRole('columnheader', { name })
const choice = (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true })
const firstRow = () => page.getByRole('row').nth(1)
const menu = () => button('Columns and order')

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const office = await officeAtWork(remedy)
  await clientWithMatter(office, { kind: 'treatment', title: 'Missed escorts', daysAgo: 30 })
  // More than one page of the list, so that what is sorted cannot be what was loaded.
  for (let nth = 0; nth < 130; nth++)
    await office.ask.clients.register(
      someClient({
        ...{ surname: `Osei${nth}`, forenames: 'Kwame', aliases: [], bornOn: '1980-01-01' },
        prisonNumber: { number: `B${String(9000 - nth)}BC`, exception: '' },
      }),
    )
  const { rows } = await office.ask.matters.list({})
  for (const kind of ['L20', 'L05'] as const) {
    const proposed = await office.ask.letters.propose({
      ...{ matterId: rows[0]!.id, kind, datedOn: day(londonDay(new Date())) },
    })
    await office.ask.letters.draft(proposed)
  }
}, 300_000)
afterAll(() => remedy.close())

test('a press of a head sorts the whole list, upward, downward, and back to its own order', async () => {
  await place('Clients').click()
  await page.getByText('131 clients on file.').waitFor()
  expect(await firstRow().innerText()).toContain('Fenwright')
  await head('Prison number').getByRole('button').click()
  await page.getByText('Sorted by prison number, ascending.').waitFor()
  await firstRow().filter({ hasText: 'A1234BC' }).waitFor()
  expect(await head('Prison number').getAttribute('aria-sort')).toBe('ascending')
  // The button has the focus: from here on by the keyboard alone.
  await page.keyboard.press('Enter')
  await page.getByText('Sorted by prison number, descending.').waitFor()
  // The last that was registered and the farthest down of the list's own order are on no first page together.
  await firstRow().filter({ hasText: 'B9000BC' }).waitFor()
  expect(await head('Prison number').getAttribute('aria-sort')).toBe('descending')
  await looked(remedy, 'clients-sorted')
  await page.keyboard.press('Space')
  await page.getByText('131 clients on file.', { exact: true }).waitFor()
  expect(await head('Prison number').getAttribute('aria-sort')).toBeNull()
})

test('columns are left out from the menu, all but what names the row, and are so after the next start', async () => {
  await menu().click()
  expect(await choice('Name').last().isDisabled()).toBe(true)
  await looked(remedy, 'columns-menu', { large: true })
  await choice('Born').click()
  await page.keyboard.press('Escape')
  await head('Born').waitFor({ state: 'detached' })
  await head('Prison now').waitFor()
  await button('Lock').first().click()
  await page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
  await page.keyboard.press('Enter')
  await place('Clients').click()
  await head('Prison now').waitFor()
  await head('Born').waitFor({ state: 'detached' })
  await looked(remedy, 'columns-chosen', { large: true })
  await menu().click()
  await page.getByRole('menuitem', { name: 'Reset' }).click()
  await head('Born').waitFor()
  expect(await asking(remedy).platform.columns({})).toEqual([])
})

test('sorted letters are one list without groups; their own order has them again', async () => {
  await place('Letters').click()
  await page.getByText('Two unsent letters.').waitFor()
  await page.getByRole('columnheader', { name: /^Unsent/ }).waitFor()
  await head('Letter').getByRole('button').click()
  await firstRow().filter({ hasText: 'L05' }).waitFor()
  expect(await page.getByRole('columnheader', { name: /^Unsent/ }).count()).toBe(0)
  await looked(remedy, 'letters-sorted', { large: true })
  await menu().click()
  await choice('What is to be done').click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: /^Unsent/ }).waitFor()
})

test('in a narrow window, where no heads stand, the menu sorts', async () => {
  await place('Matters').click()
  await heading('Matters').waitFor()
  await looked(remedy, 'matters-own')
  await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(2),
  )
  await menu().click()
  await choice('Responsible').first().click()
  await choice('Descending').click()
  await page.keyboard.press('Escape')
  await page.getByText('Sorted by responsible, descending.').waitFor()
  expect(await page.getByRole('row').last().innerText()).toContain('Missed escorts')
  await looked(remedy, 'matters-narrow', { large: true })
})
