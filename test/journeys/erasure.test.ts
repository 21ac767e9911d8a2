import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someConsent } from '../consents/some-consent.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
const second = { name: 'Ivo Tarn', passphrase: 'other plain words there' }
let remedy: Remedy
let page: Page
let clientId: string

beforeAll(async () => {
  await opened()
  await remedy.newOffice()
  const made = await remedy.ask('clients.register', someClient())
  clientId = (made as { value: { id: string } }).value.id
  const today = new Date().toISOString().slice(0, 10)
  const days = { signedOn: today as never, receivedOn: today as never }
  await remedy.ask('consents.record', someConsent(clientId as never, days))
  const call = { caller: { name: 'Denise Fenwright', role: 'family' }, told: ['location'] }
  const said = { clientId, purpose: 'inform', asked: '', ...call }
  expect(await remedy.ask('disclosures.recordCall', said)).toMatchObject({ ok: true })
  const passphraseAgain = second.passphrase
  const hired = { ...second, passphraseAgain, role: 'caseworker' }
  expect(await remedy.ask('people.add', hired)).toMatchObject({ ok: true })
})
afterAll(async () => {
  await remedy.close()
  rmSync(home, { recursive: true, force: true })
})

async function opened(): Promise<void> {
  remedy = await openRemedy({ home })
  page = remedy.page
}
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const open = (to: string) => page.evaluate((to) => (location.hash = `#${to}`), to)
async function signInAs({ name, passphrase }: { name: string; passphrase: string }): Promise<void> {
  await page.getByText('Sign in as').waitFor()
  await page.getByText(name, { exact: true }).click()
  await field('Passphrase').fill(passphrase)
  await button('Sign in').click()
  await page.getByRole('banner').getByText(name).waitFor()
}
/** The office’s folder, found by its file. */
function folder(): string {
  const found = readdirSync(home, { recursive: true, withFileTypes: true }).find(
    ({ name, parentPath }) => name === 'remedy.db' && parentPath !== copy,
  )
  return found!.parentPath
}
const copy = path.join(home, 'copy')

test('one person proposes that a client is erased, and says why', async () => {
  await open(`/clients/${clientId}`)
  await button('More').click()
  await page.getByRole('menuitem', { name: 'Propose erasure…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose erasure' })
  await dialog.getByRole('combobox', { name: 'Ground' }).click()
  await page.getByRole('option', { name: 'The client asked for it (UK GDPR, Article 17)' }).click()
  await dialog.getByLabel('Reason', { exact: true }).fill('In writing, on 3 May.')
  expect(await obstaclesOn(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Propose erasure' }).click()
  await page.getByText('Another partner or a caseworker confirms it.').waitFor()
  expect(await button('Confirm…').count()).toBe(0)
  await page.getByRole('button', { name: 'Holds and erasure' }).click()
  await page.getByText('The client asked for it (UK GDPR, Article 17).').last().waitFor()
  await remedy.screenshot('erasure-proposed')
  // A copy of the folder, as somebody makes one by hand.
  await remedy.close()
  cpSync(folder(), copy, { recursive: true })
  await opened()
})

test('another person confirms it, and nothing of the client is left but what Office lists', async () => {
  await signInAs(second)
  await place('Day').click()
  await page.getByText(/proposed on .* that Dominic Fenwright is erased/).waitFor()
  await page.getByRole('link', { name: 'Open Dominic Fenwright' }).click()
  await button('Confirm…').click()
  await page.getByRole('dialog').getByText('This cannot be taken back.').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await button('Erase for good').click()
  await page.getByText('Client erased', { exact: true }).waitFor()
  await page.getByRole('heading', { name: 'Clients', exact: true }).waitFor()
  expect(await page.getByText('Fenwright').count()).toBe(0)
  await place('Office').click()
  await page.getByText(/proposed by Ann Harrow/).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('erasures')
})

test('an older copy that is put back says on Day what it owes, and erases again in one act', async () => {
  await remedy.close()
  const office = folder()
  rmSync(office, { recursive: true })
  cpSync(copy, office, { recursive: true })
  // As on a computer that had not seen more of it: on this one a partner would accept the end of its log first.
  const settings = path.join(remedy.profile, 'settings.json')
  writeFileSync(
    settings,
    JSON.stringify({ ...JSON.parse(readFileSync(settings, 'utf8')), seen: [] }),
  )
  await opened()
  await signInAs(second)
  await place('Day').click()
  await page.getByText(/An older copy of this office was put back: one client/).waitFor()
  await page.getByRole('link', { name: 'Open Office' }).click()
  await page
    .getByRole('list', { name: 'Erasures that are owed' })
    .getByText('Dominic Fenwright')
    .waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await button('Erase again…').click()
  await page.getByRole('dialog', { name: 'Erase one client again?' }).waitFor()
  await remedy.screenshot('erase-again')
  await button('Erase for good').click()
  await page.getByText(/erased again by Ivo Tarn/).waitFor()
  expect(await page.getByText('Dominic Fenwright').count()).toBe(0)
  expect(await obstaclesOn(page)).toEqual([])
})

test('the register goes on showing that something was disclosed about an erased client', async () => {
  await open('/audit/register')
  await page.getByRole('heading', { name: 'Disclosures', exact: true }).waitFor()
  await page
    .getByRole('list', { name: 'Disclosures about clients who were erased' })
    .getByText(/By telephone: .*, Form\. Erased in entry/)
    .waitFor()
  expect(await page.getByText('Fenwright').count()).toBe(0)
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('register-erased')
})
