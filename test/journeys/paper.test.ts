import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { someClient } from '../open-office.ts'
import { openQueues, type Queues } from '../shell/cups.ts'
import { obstaclesOn } from './accessible.ts'
import { answered, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

// No paper of anybody else’s in the printed folder begins so.
const MARK = `TD${randomBytes(4).toString('hex')}`
const output = path.join(os.userInfo().homedir, 'PDF')
let remedy: Remedy
let page: Page
let queues: Queues
let queue = ''
let letterId = ''

const ask = <T>(name: string, input?: object) => answered<T>(remedy, name, input)
const printed = () =>
  existsSync(output) ? readdirSync(output).filter((name) => name.startsWith(MARK)) : []

// A form to sign for a client in prison, approved.
beforeAll(async () => {
  ;[remedy, queues] = await Promise.all([openRemedy(), openQueues()])
  queue = queues.add('paper')
  page = remedy.page
  const referencePattern = `${MARK}/{client}.{clientNumber}-{matterNumber}`
  const { me } = await officeAtWork(remedy, { firm: { referencePattern } })
  const { id: clientId } = await ask<{ id: string }>('clients.register', someClient())
  const { id: matterId } = await ask<{ id: string }>('matters.open', {
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me.id },
    ...{ opponents: [], eventOn: '2026-06-14', knownOn: null, noEventReason: '' },
  })
  const about = { matterId, kind: 'L24', datedOn: londonDay(new Date()), answers: null }
  const proposed = await ask<{ addressee: object }>('letters.propose', about)
  const draft = await ask<{ id: string; version: number }>('letters.draft', {
    ...proposed,
    addressee: {
      ...proposed.addressee,
      lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
      postcode: 'LS12 2TJ',
    },
    consentRequested: {
      recipient: { name: 'Denise Fenwright', role: 'family' },
      ...{ purpose: 'inform', classes: ['health'] },
    },
  })
  letterId = draft.id
  await ask('letters.approve', { letterId, version: draft.version })
}, 300_000)
afterAll(async () => {
  for (const name of printed()) rmSync(path.join(output, name))
  if (existsSync(output) && readdirSync(output).length === 0) rmdirSync(output)
  await queues.end()
  await remedy.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const paper = (name: string) => dialog().getByRole('group', { name, exact: true })
const copies = (name: string) => paper(name).getByLabel('Copies', { exact: true })

async function openLetter(): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Letters' })
    .click()
  await page.getByRole('button', { name: /^Print: L24/ }).click()
}
async function choosePrinter(): Promise<void> {
  await dialog().getByLabel('Printer', { exact: true }).click()
  await page.getByRole('option', { name: queue }).click()
}

test('letter, file copy, the double set and labels are printed from one dialog, which remembers the choice', async () => {
  await openLetter()
  await paper('Outer envelope').waitFor()
  expect(await copies('Letter').inputValue()).toBe('1')
  expect(await copies('File copy').inputValue()).toBe('0')
  await choosePrinter()
  for (const name of ['File copy', 'Inner envelope', 'Outer envelope', 'Labels'])
    await copies(name).fill('1')
  await paper('Outer envelope').getByLabel('Size', { exact: true }).click()
  expect(await page.getByRole('option', { name: 'DL with a window' }).count()).toBe(0)
  await page.getByRole('option', { name: 'C5' }).click()
  await paper('Labels').getByLabel('First free label').fill('20')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('print-dialog')
  await paper('Labels').getByLabel('First free label').fill('22')
  await dialog().getByRole('button', { name: 'Print', exact: true }).click()
  // Nothing is printed while one of them is typed wrongly.
  await dialog().getByText('A sheet has 21 labels.').first().waitFor()
  expect(await copies('Letter').inputValue()).toBe('1')
  expect(printed()).toEqual([])
  await remedy.screenshot('print-refused')
  await paper('Labels').getByLabel('First free label').fill('20')
  await dialog().getByRole('button', { name: 'Print', exact: true }).click()
  await page.getByRole('heading', { name: 'Confirm printing' }).waitFor()
  await dialog().getByRole('button', { name: 'Printed correctly' }).click()
  await page.getByRole('heading', { name: 'Confirm printing' }).waitFor({ state: 'detached' })
  await expect.poll(() => printed().length).toBeGreaterThan(0)
  await button('Print').last().click()
  await paper('Labels').waitFor()
  // Three labels from the twentieth on: one of the next sheet is gone.
  await expect.poll(() => paper('Labels').getByLabel('First free label').inputValue()).toBe('2')
  expect(await dialog().getByLabel('Printer', { exact: true }).innerText()).toContain(queue)
  await page.keyboard.press('Escape')
}, 120_000)
