import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { updateBy } from '../updates/some-update.ts'
import { asking, looked } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'
import { programWithPublisher } from './own-resources.ts'

const { folder, edition, publisher } = programWithPublisher()
const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
const secretary = { name: 'Hester Vane', passphrase: 'other quiet words here' }
const given = 'words for the first day'
let remedy: Remedy
let page: Page

beforeAll(async () => {
  const first = await openRemedy({ home, folder })
  await first.newOffice()
  await first.close()
  // The file is there before anybody is signed in: it is what the program is started by.
  remedy = await openRemedy({ home, folder, words: [edition] })
  page = remedy.page
  page.setDefaultTimeout(15_000)
})
afterAll(async () => {
  await remedy.close()
  for (const one of [home, folder]) rmSync(one, { recursive: true, force: true })
})

const newEdition = () => page.getByRole('heading', { name: 'The law of 2026-03-02' })

/** Opens a file as the system does while the program runs: by a second start, which hands it on and ends. */
async function open(file: string): Promise<void> {
  const binary = await remedy.app.evaluate(() => process.execPath)
  const words = [folder, `--user-data-dir=${remedy.profile}`, file]
  const environment = { ...process.env, HOME: remedy.home, USERPROFILE: remedy.home }
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(binary, [...root, ...words], { env: environment, stdio: 'ignore' })
  await once(child, 'exit')
}

async function signIn({ name, passphrase }: typeof partner): Promise<void> {
  await page.getByText('Sign in as').waitFor()
  await page.getByText(name, { exact: true }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('banner').getByText(name).waitFor()
}

test('an edition that the program was started by is shown to the partner who signs in, and not recorded', async () => {
  await page.getByText('Sign in as').waitFor()
  await page.getByText('An edition of the law was opened. A partner who signs in').waitFor()
  await looked(remedy, 'edition-waits', { large: true })
  expect(await newEdition().count()).toBe(0)
  await signIn(partner)
  await newEdition().waitFor()
  await page.getByText('New edition, signature valid').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  const used = await asking(remedy).law.editions({})
  expect(used.map(({ title }) => title)).toEqual(['The law of January 2026'])
})

test('one that is double-clicked while the program runs comes to the one window, wherever that is', async () => {
  await page.evaluate(() => (location.hash = '#/office'))
  await page.getByRole('heading', { name: 'Location of the office' }).waitFor()
  await open(edition)
  await newEdition().waitFor()
  expect(remedy.app.windows()).toHaveLength(1)
  await remedy.screenshot('opened-edition')
})

test('one that is opened while the page asks for another waits for its turn, and is not lost', async () => {
  await page.getByRole('button', { name: 'Cancel' }).click()
  await remedy.app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = (() =>
      new Promise((closed) => {
        Reflect.set(globalThis, 'closeDialog', () => closed({ canceled: true, filePaths: [] }))
      })) as typeof dialog.showOpenDialog
  })
  await page.getByRole('button', { name: 'Import a new edition' }).click()
  await expect
    .poll(() => remedy.app.evaluate(() => typeof Reflect.get(globalThis, 'closeDialog')))
    .toBe('function')
  await open(edition)
  expect(await newEdition().count()).toBe(0)
  await remedy.app.evaluate(() => (Reflect.get(globalThis, 'closeDialog') as () => void)())
  await newEdition().waitFor()
})

test('one that is opened while the office is locked is told of on the lock screen', async () => {
  await page.keyboard.press('Control+l')
  await page.getByText('Sign in as').waitFor()
  const words = page.getByText('An edition of the law was opened.')
  expect(await words.count()).toBe(0)
  await open(edition)
  await words.waitFor()
  await signIn(partner)
  await newEdition().waitFor()
})

test('an update that is double-clicked comes to its own screen, and is told of on the lock screen', async () => {
  await page.getByRole('button', { name: 'Cancel' }).click()
  const file = path.join(remedy.home, 'new.remedy-update')
  const platform = `${process.platform}-${process.arch}`
  const named = { version: '9.0.0', platform, name: 'remedy_9.0.0_amd64.deb' }
  writeFileSync(file, updateBy(publisher, Buffer.from('not really an installer'), named))
  const pane = page.getByRole('dialog', { name: 'Install an update' })
  await open(file)
  await pane.getByText('9.0.0, built on 1 December 2026').waitFor()
  await looked(remedy, 'update-opened', { at: pane })
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await page.keyboard.press('Control+l')
  await page.getByText('Sign in as').waitFor()
  await open(file)
  await page.getByText('An update of Remedy was opened. A partner who signs in').waitFor()
  await page.getByText(partner.name, { exact: true }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await pane.getByText('9.0.0, built on 1 December 2026').waitFor()
  await pane.getByRole('button', { name: 'Cancel' }).click()
  // It was shown, and nothing was started.
  const { entries } = await asking(remedy).audit.list({ limit: 20 })
  expect(entries.map(({ act }) => act)).not.toContain('update-started')
})

test('what is no edition is refused in words, whatever it is called', async () => {
  const file = path.join(remedy.home, 'letter.edition')
  writeFileSync(file, 'no edition')
  await open(file)
  await page.getByText('This file is not an edition of the law.').first().waitFor()
  expect(await newEdition().count()).toBe(0)
})

test('who is no partner is refused in words, and nothing of the file is read', async () => {
  const { id: personId } = await asking(remedy).people.add({
    ...{ name: secretary.name, role: 'secretary' },
    ...{ passphrase: given, passphraseAgain: given },
  })
  await page.keyboard.press('Control+l')
  await page.getByText('Sign in as').waitFor()
  const own = { passphrase: secretary.passphrase, passphraseAgain: secretary.passphrase }
  await remedy.ask('signIn.unlockChoosing', { personId, current: given, ...own })
  await page.reload()
  await page.getByRole('banner').getByText(secretary.name).waitFor()
  await open(edition)
  await page.getByText('A secretary may not import an edition of the law. Ask a partner.').waitFor()
  expect(await newEdition().count()).toBe(0)
})
