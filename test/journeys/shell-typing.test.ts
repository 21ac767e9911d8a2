import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chosen, PASSPHRASE, someClient } from '../open-office.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

// What was typed and not recorded: over a lock, over the death of the page, and when the window is closed.
let remedy: Remedy
let clientId: string
beforeAll(async () => {
  remedy = await openRemedy()
  await remedy.newOffice()
  const registered = await remedy.ask('clients.register', someClient())
  clientId = (registered as { value: { id: string } }).value.id
  await remedy.ask('people.add', { name: 'Hester Vane', role: 'caseworker', ...chosen })
})
afterAll(() => remedy.close())

/** The system says that its person has gone; the page that comes is a fresh one. */
async function leave(): Promise<void> {
  await remedy.app.evaluate(async ({ BrowserWindow, powerMonitor }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const fresh = new Promise((done) => webContents.once('did-navigate', done))
    powerMonitor.emit('lock-screen')
    await fresh
  })
  await remedy.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
}

async function unlock(name = partner.name, passphrase = partner.passphrase): Promise<void> {
  const { page } = remedy
  await page.getByText(name, { exact: true }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Main menu' }).waitFor()
}

const go = (to: string) => remedy.page.evaluate((hash) => (location.hash = hash), to)
const surname = () => remedy.page.getByLabel('Surname').first()
/** What the office has in its hands, as soon as it has it. */
const handed = () => remedy.ask('platform.unfinished')

test('a half-typed screen is there again for whoever typed it, and for nobody else', async () => {
  const { page } = remedy
  await go('/clients/new')
  await surname().fill('Fenwri')
  await expect.poll(handed).toMatchObject({ value: { forms: [{ screen: '/clients/new' }] } })
  await leave()
  await unlock('Hester Vane', PASSPHRASE)
  await page.getByRole('heading', { name: 'Before the first letter' }).waitFor()
  await leave()
  await unlock()
  await expect.poll(() => surname().inputValue()).toBe('Fenwri')
  await page.getByText('Form restored').first().waitFor()
  await remedy.screenshot('kept-screen')
})

test('it is still a changed form: leaving it asks, and what is let go is gone', async () => {
  const { page } = remedy
  await go('/clients')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
  await expect.poll(handed).toMatchObject({ value: { forms: [] } })
  await leave()
  await unlock()
  await page.getByRole('heading', { name: 'Before the first letter' }).waitFor()
})

test('a half-typed dialog is named after the lock, and has its words when it is opened again', async () => {
  const { page } = remedy
  await go(`/clients/${clientId}`)
  await page.getByRole('button', { name: 'Record a move' }).first().click()
  await page.getByLabel('Source').fill('Their letter of Mon')
  await leave()
  await unlock()
  await page.getByText('you were working on “Record a move”').waitFor()
  await remedy.screenshot('kept-dialog')
  await page.getByRole('button', { name: 'Record a move' }).first().click()
  const source = page.getByLabel('Source')
  expect(await source.inputValue()).toBe('Their letter of Mon')
  // The list of prisons, which opens with the dialog, closes when the cursor leaves its field.
  await source.press('End')
  await source.focus()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect.poll(handed).toMatchObject({ value: { forms: [] } })
})

test('an entry that is held apart comes back covered', async () => {
  const { page } = remedy
  await go(`/clients/${clientId}/consents/new`)
  const apart = page.getByRole('region', { name: 'HIV and sexual health' })
  await apart.getByText('Given', { exact: true }).click()
  await expect.poll(handed).toMatchObject({ value: { forms: [{}] } })
  await leave()
  await unlock()
  await apart.getByText('Entered, and hidden').waitFor()
  expect(await apart.getByRole('radio').count()).toBe(0)
  await go('/clients')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect.poll(handed).toMatchObject({ value: { forms: [] } })
})

test('a passphrase that was being typed is handed to nobody', async () => {
  const { page } = remedy
  await go('/office')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Ada Quill')
  await page.getByLabel('Passphrase', { exact: true }).fill('a secret of hers')
  expect(await handed()).toMatchObject({ value: { forms: [] } })
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Discard changes' }).click()
})

test('the death of the page loses nothing of it either', async () => {
  await go('/clients/new')
  await surname().fill('Fenw')
  await expect.poll(handed).toMatchObject({ value: { forms: [{}] } })
  await remedy.app.evaluate(async ({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = (async () => ({
      response: 0,
    })) as unknown as typeof dialog.showMessageBox
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const back = new Promise<void>((done) => webContents.once('did-finish-load', () => done()))
    webContents.forcefullyCrashRenderer()
    await back
  })
  await expect
    .poll(() =>
      remedy.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
          `document.querySelector('[data-field="surname"] input')?.value`,
        ),
      ),
    )
    .toBe('Fenw')
  remedy.expected(/crashed|failed request/)
})

test('closing the window over it asks once, and goes back or closes as it is told', async () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
  const { app, page, newOffice } = await openRemedy({ home })
  await newOffice()
  await page.getByRole('button', { name: 'New client' }).first().click()
  await surnameOf(page).fill('Fenwri')
  const close = (answer: number) =>
    app.evaluate(async ({ BrowserWindow, dialog }, response) => {
      const asked = new Promise<string>((done) => {
        dialog.showMessageBox = (async (...given: unknown[]) => {
          done((given[1] as { message: string }).message)
          return { response, checkboxChecked: false }
        }) as typeof dialog.showMessageBox
      })
      BrowserWindow.getAllWindows()[0]!.close()
      return asked
    }, answer)
  expect(await close(0)).toBe('Close without finishing?')
  expect(await surnameOf(page).inputValue()).toBe('Fenwri')
  const closed = app.waitForEvent('close')
  await close(1).catch(() => undefined)
  await closed
  rmSync(home, { recursive: true, force: true })
})

const surnameOf = (page: Remedy['page']) => page.getByLabel('Surname').first()
