import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { logged, openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
beforeAll(async () => {
  remedy = await openRemedy({ home })
  await remedy.newOffice()
})
afterAll(async () => {
  await remedy.close()
  rmSync(home, { recursive: true, force: true })
})

const unlockButton = () => remedy.page.getByRole('button', { name: 'Sign in', exact: true })

beforeEach(async () => {
  const { page } = remedy
  if (await unlockButton().isVisible()) {
    await page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
    await unlockButton().click()
  }
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('button', { name: 'New client' }).first().waitFor()
})

type Way = 'lock-screen' | 'suspend' | 'user-did-resign-active'

/** Makes the system say that its person has gone, and gives the milliseconds until the page was a fresh one. */
const goneAfter = (way: Way) =>
  remedy.app.evaluate(async ({ BrowserWindow, powerMonitor }, event) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    const begun = performance.now()
    const fresh = new Promise((done) => webContents.once('did-navigate', done))
    powerMonitor.emit(event)
    await fresh
    return performance.now() - begun
  }, way)

async function isLocked(): Promise<void> {
  const { page, app } = remedy
  await unlockButton().waitFor()
  expect(await remedy.ask('people.list')).toMatchObject({ ok: false })
  expect(await page.evaluate(() => Reflect.get(window, 'held'))).toBeUndefined()
  const history = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!
      .webContents.navigationHistory.getAllEntries()
      .map(({ url }) => url),
  )
  expect(history.filter((url) => url.includes('clients/'))).toEqual([])
}

test.each<Way>(['lock-screen', 'suspend', 'user-did-resign-active'])(
  'on %s the office is locked and the page is gone in less than a second',
  async (way) => {
    await remedy.page.evaluate(() => Reflect.set(window, 'held', 'Vane'))
    expect(await goneAfter(way)).toBeLessThan(1_000)
    await isLocked()
  },
)

test('a page that hangs is gone as well', async () => {
  await remedy.app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]!
      .webContents.executeJavaScript('for (;;) {}')
      .catch(() => undefined)
  })
  expect(await goneAfter('lock-screen')).toBeLessThan(2_000)
  const state = await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('remedy.signIn.state({})'),
  )
  expect(state).toMatchObject({ ok: true, value: { phase: 'locked' } })
  remedy.expected(/crashed|failed request/)
  await remedy.close()
  remedy = await openRemedy({ home })
})

test('a page that asks to be kept is not kept, and nobody is asked who is not there', async () => {
  const { app, page } = remedy
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (() => {
      throw new Error('a question was put to an empty chair')
    }) as typeof dialog.showMessageBox
  })
  await page.getByRole('heading', { name: 'Clients', exact: true }).click()
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()))
  expect(await goneAfter('lock-screen')).toBeLessThan(1_000)
  await isLocked()
  expect(logged(remedy)).not.toContain('unhandled rejection')
})

test('locking by the button leaves no page behind either', async () => {
  const { page } = remedy
  await page.evaluate(() => Reflect.set(window, 'held', 'Vane'))
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, 'held')).catch(() => 'changing'))
    .toBeUndefined()
  await isLocked()
})

test('after the set minutes without a touch it locks itself', async () => {
  await remedy.app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 10 * 60 - 1
  })
  expect(await remedy.ask('signIn.state')).toMatchObject({ value: { phase: 'open' } })
  await remedy.app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 10 * 60
  })
  await unlockButton().waitFor()
  await remedy.app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0
  })
  await isLocked()
})
