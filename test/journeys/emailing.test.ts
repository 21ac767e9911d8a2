import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { day, HOLDER, letterAt, type LetterOffice } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import { obstaclesOn } from './accessible.ts'
import { looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = day(londonDay(new Date()))
const SURGERY = { name: 'Park Surgery', role: 'records-holder' as const }
let remedy: Remedy
let page: Page

// A signed request, copied to a surgery that the case details name; both have an address of email.
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const { ask, me } = await officeAtWork(remedy, { lawChecked: true })
  const { id: clientId } = await ask.clients.register(someClient())
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me.id },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  await ask.consents.record(someAuthority(clientId))
  const classes = ['identity', 'location', 'health'] as const
  await ask.consents.record(
    someConsent(clientId, {
      ...{ recipient: SURGERY, purpose: 'obtain-records' },
      choices: classes.map((about) => ({ class: about, answer: 'given' as const })),
    }),
  )
  await ask.establishments.recordArrangement({
    ...{ establishmentId: 'leeds' as never, sort: 'provider', name: HOLDER, note: '' },
    ...{ lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ' },
    ...{ email: 'records@northgate.example.cjsm.net', source: 'Their letter', verified: true },
    ...{ from: day('2020-01-01'), to: null },
  })
  const surgery = { name: SURGERY.name, sort: 'gp', address: '4 Hill Row\nLeeds' }
  const row = { ...surgery, postcode: 'LS9 7TF', number: '', from: '', to: '' }
  const rows = [{ ...row, email: 'desk@park.example' }]
  await ask.details.record({ matterId, group: 'holders', version: 0, rows })
  const office = { ask, clientId, matterId, clock: () => new Date() } as unknown as LetterOffice
  const addressee = { ...SURGERY, lines: ['4 Hill Row', 'Leeds'], postcode: 'LS9 7TF' }
  await letterAt(office, 'signed', { datedOn: today, copies: [{ addressee }] })
  // The program on the other side is the computer’s own; what it is handed is looked at here.
  await remedy.app.evaluate(({ shell }) => {
    const handed: string[] = []
    Object.assign(globalThis, { handed })
    shell.openPath = (file) => Promise.resolve((handed.push(file), ''))
  })
}, 300_000)
afterAll(() => remedy.close())

const handed = () =>
  remedy.app.evaluate(() => (globalThis as unknown as { handed: string[] }).handed)
const message = async () => readFileSync((await handed()).at(-1)!, 'utf8')
const email = async (item: string) => {
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('a letter and the copy of its reader are opened in the mail program, each to its own address, and the letter is marked sent by the way of its address', async () => {
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Letters' })
    .click()
  await page.getByRole('row').filter({ hasText: 'L03' }).first().click()
  await page.getByRole('button', { name: 'Email', exact: true }).click()
  await page.getByRole('menuitem', { name: `To ${HOLDER}`, exact: true }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await looked(remedy, 'email-menu')
  await page.keyboard.press('Escape')
  await email(`To ${SURGERY.name}, their copy`)
  await page.getByText('Addressed to desk@park.example, the copy attached.').first().waitFor()
  expect(await message()).toContain('To: <desk@park.example>')
  await email(`To ${HOLDER}`)
  await page
    .getByText(/Addressed to records@northgate\.example\.cjsm\.net/)
    .first()
    .waitFor()
  const opened = await message()
  expect(opened).toContain('To: <records@northgate.example.cjsm.net>')
  expect(opened).toMatch(/^Subject: Our ref \S+$/m)
  expect(opened).not.toContain('Fenwright')
  await looked(remedy, 'email-opened')
  await page.getByRole('button', { name: 'Mark sent', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Sent by', { exact: true }).click()
  await page.getByRole('option', { name: 'Email', exact: true }).click()
  await dialog.getByRole('button', { name: 'Mark sent', exact: true }).click()
  await dialog
    .getByText(/is an address of CJSM/)
    .first()
    .waitFor()
  await looked(remedy, 'email-refused')
  await dialog.getByLabel('Sent by', { exact: true }).click()
  await page.getByRole('option', { name: /CJSM/ }).click()
  await dialog.getByRole('button', { name: 'Mark sent', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByText(/records@northgate\.example\.cjsm\.net/)
    .first()
    .waitFor()
}, 180_000)
