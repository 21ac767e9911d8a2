import path from 'node:path'
import { readdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remedy as command } from '../cli/command.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { someClient } from '../open-office.ts'
import { someFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

const HOLDER = 'Northgate Health, HMP Leeds'
let remedy: Remedy
let page: Page
let clientId: never
let consentId: string

/** Asks the office straight away, for what other journeys walk through. */
async function ask<T>(name: string, input: object = {}): Promise<T> {
  const answer = await remedy.ask(name, input)
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.refusal)}`)
  return answer.value as T
}

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(10_000)
  await remedy.newOffice()
  const [me] = await ask<{ id: string }[]>('people.list')
  await ask('practice.record', someFirm())
  const signsAs = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask('practice.recordSignatory', { personId: me!.id, ...signsAs })
  clientId = (await ask<{ id: never }>('clients.register', someClient())).id
  await ask('matters.open', {
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me!.id },
    ...{ opponents: [], eventOn: '2026-06-14', knownOn: null, noEventReason: '' },
  })
})
afterAll(() => remedy.close())

const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name })
const foot = () => page.getByRole('group', { name: 'How the letter stands' })
const step = (word: string) => foot().locator('[aria-current="step"]', { hasText: word }).waitFor()
const paper = () => page.locator('[data-testid="preview"][aria-busy="false"]')

async function newLetter(kind: string): Promise<void> {
  await place('Letters').click()
  await heading('Letters').waitFor()
  await button('New letter').click()
  await field('Matter').click()
  await page.getByRole('option', { name: /Fenwright/ }).click()
  await page.getByRole('radio', { name: kind }).click()
  await button('Make the draft').click()
  await step('Draft')
}

async function fillAddress(): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(HOLDER)
  await field('Address').fill('HMP Leeds\nGloucester Terrace\nLeeds')
  await field('Postcode').fill('LS12 2TJ')
}

async function approvePrintSign(): Promise<void> {
  await button('Approve').click()
  await step('Approved')
  await button('It came out right?').click()
  await heading('Did the letter come out right?').waitFor()
  await button('Yes, printed').click()
  await step('Printed')
  await button('Mark signed').click()
  await button('Yes, signed').click()
  await step('Signed')
}

describe('a request for health records', () => {
  test('is proposed as a draft, and says what keeps it back and what would cure it', async () => {
    await newLetter('L03 Health records request')
    await fillAddress()
    await page.getByText('authority', { exact: false }).first().waitFor()
    await paper().waitFor()
    expect(await paper().innerText()).toContain('Page 1 of')
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('letter-kept-back')
    await button('Approve').click({ force: true })
    await step('Draft')
  })

  test('shows the paper as it is typed, before it is recorded', async () => {
    await field('Salutation').fill('Dear Head of Records')
    await page.locator('.paper-page', { hasText: 'Dear Head of Records' }).waitFor()
    await place('Day').click()
    await heading('Leave without recording?').waitFor()
    await page.keyboard.press('Escape')
    await button('Record the draft').click()
    await page.getByText('Draft recorded', { exact: true }).waitFor()
  })

  test('with his authority can be approved, and then no longer changes', async () => {
    const given = await ask<{ id: string }>('consents.record', {
      ...someAuthority(clientId),
      recipient: { name: HOLDER, role: 'records-holder' },
    })
    consentId = given.id
    await newLetter('L03 Health records request')
    await fillAddress()
    await paper().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('letter-ready')
    await approvePrintSign()
    await remedy.screenshot('letter-signed')
  })

  test('once sent its clock runs, and the working says how the day was found', async () => {
    await button('Mark sent').click()
    await page.getByRole('dialog').getByLabel('When').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('It has left the office').click()
    await step('Sent')
    await page.getByText('Reply due', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Working' }).click()
    await heading('The working').waitFor()
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(3)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('letter-working')
  })
})

describe('a letter in the tray when he takes his consent back', () => {
  test('must not leave: the day says so, and it is recalled with the paper destroyed', async () => {
    await newLetter('L03 Health records request')
    await fillAddress()
    await button('Record the draft').click()
    await page.getByText('Draft recorded', { exact: true }).first().waitFor()
    await approvePrintSign()
    await ask('consents.withdraw', {
      ...{ consentId, classes: ['health'], receivedOn: '2026-11-20', how: 'slip', note: '' },
    })
    await place('Day').click()
    await page.getByText('Must not leave', { exact: false }).first().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('day-recall')
    await page.getByRole('button', { name: /^Recall: / }).click()
    await heading('Recall this letter').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Recalled, paper destroyed').click()
    await step('Recalled')
  })

  test('every step stands in the log, which another process finds whole', async () => {
    await page.keyboard.press('Control+l')
    await page.getByText('Who is working?').waitFor()
    const documents = path.join(remedy.home, 'Documents')
    const folders = readdirSync(documents, { recursive: true, encoding: 'utf8' })
    const vault = folders.find((file) => path.basename(file) === 'remedy.db')!
    const folder = path.dirname(path.join(documents, vault))
    const said = await command(['verify', folder, '--passphrase-stdin'], {
      input: `${partner.passphrase}\n`,
    })
    expect(said).toMatchObject({ exit: 0 })
    expect(said.out).toMatch(/Every letter sent/)
  })
})
