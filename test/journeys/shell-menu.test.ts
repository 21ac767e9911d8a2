import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { asking } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
})
afterAll(() => remedy.close())

/** Chooses an item of the program’s menu, as a hand does. */
const choose = (menu: string, label: string) =>
  remedy.app.evaluate(
    ({ Menu }, [name, item]) =>
      Menu.getApplicationMenu()!
        .items.find((one) => one.label === name)!
        .submenu!.items.find((one) => one.label === item)!
        .click(),
    [menu, label] as const,
  )
const pane = (title: string) => page.getByRole('dialog', { name: title })
const closed = async (title: string) => {
  await page.keyboard.press('Escape')
  await pane(title).waitFor({ state: 'detached' })
}

test('the menu bar stands in sight, with File, Edit, View and Help', async () => {
  const found = await remedy.app.evaluate(({ BrowserWindow, Menu }) => ({
    bar: BrowserWindow.getAllWindows()[0]!.isMenuBarVisible(),
    names: Menu.getApplicationMenu()!.items.map(({ label }) => label),
  }))
  expect(found).toEqual({ bar: true, names: ['File', 'Edit', 'View', 'Help'] })
})

test('F1 and Help open the handbook over the work, which searches, leads to its places and closes again', async () => {
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
  await page.keyboard.press('F1')
  const handbook = pane('Handbook')
  await handbook.getByRole('heading', { name: 'The first day', exact: true }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await handbook.getByLabel('Find in this text').fill('damaged log')
  await handbook.getByRole('heading', { name: 'The first day' }).waitFor({ state: 'detached' })
  await handbook.getByRole('link', { name: 'A damaged log' }).first().click()
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.id))
    .toBe('help-a-damaged-log')
  await handbook.getByLabel('Find in this text').fill('nowhereatall')
  await handbook.getByText('Nothing found').waitFor()
  await closed('Handbook')
  await choose('Help', 'Licences')
  await pane('Licences').getByText('SIL Open Font License 1.1').first().waitFor()
  await closed('Licences')
})

test('the menu finds, shows the keys and locks, as the keys do', async () => {
  await choose('File', 'Find a client or an action…')
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await choose('Help', 'Keyboard shortcuts')
  await pane('Keyboard shortcuts').waitFor()
  expect(await pane('Keyboard shortcuts').innerText()).toContain('Handbook')
  await closed('Keyboard shortcuts')
})

test('Help leads to the folder of the office, which stands in the data folder of its person', async () => {
  await remedy.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (folder) => void Reflect.set(globalThis, 'led', folder)
  })
  await choose('Help', 'Show the folder of the office')
  const led = await remedy.app.evaluate(() => Reflect.get(globalThis, 'led') as string)
  expect(led.startsWith(remedy.home)).toBe(true)
  expect(led).toContain(path.join('Remedy', 'Offices', 'Harrow & Vane'))
  expect(existsSync(led)).toBe(true)
})

test('a right click offers what can be done with the words there, and nothing elsewhere', async () => {
  await remedy.app.evaluate(({ clipboard, Menu }) => {
    void clipboard.writeText('Words of somebody’s own')
    const offered: string[][] = []
    Object.assign(globalThis, { offered })
    Menu.prototype.popup = function () {
      offered.push(
        this.items.flatMap(({ role, enabled }) => (role ? [`${role}${enabled ? '' : '-'}`] : [])),
      )
    }
  })
  const offered = () =>
    remedy.app.evaluate(() => (globalThis as unknown as { offered: string[][] }).offered)
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Clients' })
    .click()
  const field = page.getByRole('searchbox')
  await field.fill('Fenwright')
  await field.selectText()
  await field.click({ button: 'right' })
  await expect.poll(offered).toHaveLength(1)
  const [editing] = await offered()
  expect(editing!.map((one) => one.toLowerCase())).toEqual(
    expect.arrayContaining(['cut', 'copy', 'paste', 'selectall']),
  )
  await page
    .getByRole('heading', { name: 'Clients', exact: true })
    .first()
    .click({ button: 'right' })
  await field.click({ button: 'right' })
  // The heading has nothing selected, so only the fields were offered something.
  await expect.poll(offered).toHaveLength(2)
})

test('a misspelled word in a note is shown other words, and choosing one puts it in its place', async () => {
  const { id: clientId } = await asking(remedy).clients.register(someClient())
  await page.evaluate((id) => (location.hash = `#/clients/${id}/correct`), clientId)
  const note = page.locator('textarea').first()
  await note.fill('')
  await note.pressSequentially('The tretment stopped. ')
  await remedy.app.evaluate(({ Menu }) => {
    Menu.prototype.popup = function () {
      this.items.find(({ label }) => label === 'treatment')?.click()
    }
  })
  const corrected = async () => {
    await note.click({ button: 'right', position: { x: 45, y: 14 } })
    return note.inputValue()
  }
  // The checker goes over what was typed once it rests.
  await expect.poll(corrected).toBe('The treatment stopped. ')
})

test('the lock of the menu locks, and the handbook opens at the locked door', async () => {
  await choose('File', 'Lock the office')
  await page.getByLabel('Passphrase', { exact: true }).waitFor()
  await choose('Help', 'Handbook')
  await pane('Handbook').getByRole('heading', { name: 'The first day', exact: true }).waitFor()
  expect(await page.getByRole('navigation', { name: 'Main menu' }).count()).toBe(0)
})
