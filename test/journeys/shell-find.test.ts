import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { asking, looked } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(15_000)
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const bar = () => page.getByRole('search', { name: 'Find on this page' })
const field = () => bar().getByRole('textbox')
const said = () => bar().getByRole('status').innerText()
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

/** Puts a line of text onto the page; how it is shown may be said. */
const plant = (text: string, style = '') =>
  page.evaluate(
    ([words, css]) => {
      const line = document.createElement('p')
      line.textContent = words
      line.style.cssText = css
      document.getElementById('work')!.append(line)
    },
    [text, style] as const,
  )

test('Ctrl F finds words on the page and counts them, without its own', async () => {
  const { id } = await asking(remedy).clients.register(someClient())
  await page.evaluate((one) => (location.hash = `#/clients/${one}`), id)
  await page
    .getByRole('heading', { name: /Fenwright/ })
    .first()
    .waitFor()
  for (const line of ['A zebra', 'Zebras, one ZEBRA']) await plant(line)
  await page.keyboard.press('Control+f')
  await page.keyboard.type('zebra')
  await page.keyboard.press('Enter')
  await expect.poll(said).toBe('1 of 3')
  await looked(remedy, 'find-bar')
})

test('Enter, F3 and the buttons go on, with Shift backwards, and round again', async () => {
  await page.keyboard.press('Enter')
  await expect.poll(said).toBe('2 of 3')
  await page.keyboard.press('Shift+F3')
  await expect.poll(said).toBe('1 of 3')
  await bar().getByRole('button', { name: 'Previous place' }).click()
  await expect.poll(said).toBe('3 of 3')
  await page.keyboard.press('F3')
  await expect.poll(said).toBe('1 of 3')
})

test('what is typed next goes into the field, and what is not there is said', async () => {
  expect(await focused()).toBe('Next place')
  await page.keyboard.type('n')
  expect(await field().inputValue()).toBe('zebran')
  await page.keyboard.press('Enter')
  await expect.poll(said).toBe('Nothing found')
  expect(page.url()).toContain('/clients/')
})

test('what is on the page and not shown is not found', async () => {
  for (const hidden of ['display: none', 'visibility: hidden'])
    await plant('Whispered in March', hidden)
  await field().fill('Whispered')
  await page.keyboard.press('Enter')
  await expect.poll(said).toBe('Nothing found')
  await plant('Whispered in April')
  await field().fill('Whispered in')
  await page.keyboard.press('Enter')
  await expect.poll(said).toBe('1 of 1')
})

test('Esc closes the bar, and the menu opens it and goes on', async () => {
  const choose = (label: string) =>
    remedy.app.evaluate(({ Menu }, item) => {
      const edit = Menu.getApplicationMenu()!.items.find((one) => one.label === 'Edit')!
      edit.submenu!.items.find((one) => one.label === item)!.click()
    }, label)
  await page.keyboard.press('Escape')
  await bar().waitFor({ state: 'detached' })
  await choose('Find on this page…')
  await field().fill('zebra')
  await choose('Find next')
  await expect.poll(said).toBe('1 of 3')
  await choose('Find previous')
  await expect.poll(said).toBe('3 of 3')
})

test('at the lock there is nothing to find, by key or by menu', async () => {
  await page.keyboard.press('Control+l')
  await page.getByLabel('Passphrase', { exact: true }).waitFor()
  await page.keyboard.press('Control+f')
  await page.keyboard.press('F3')
  await page.keyboard.press('F1')
  await page.getByRole('dialog', { name: 'Handbook' }).waitFor()
  expect(await bar().count()).toBe(0)
  const asked = await remedy.ask('platform.findOnPage', {
    ...{ text: 'Harrow', again: false, backwards: false },
  })
  expect(asked).toMatchObject({ ok: false, refusal: { code: 'locked' } })
})
