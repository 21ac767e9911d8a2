import { spawnSync } from 'node:child_process'
import { copyFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { day } from '../letters/letter-office.ts'
import { someClient, temporaryFolder } from '../open-office.ts'
import { someJpeg, somePdf } from '../practice/some-picture.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, looked, officeAtWork, picture } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = londonDay(new Date())
const typedDay = (iso: string) => iso.split('-').toReversed().join(' ')
let remedy: Remedy
let page: Page
let clientId = ''

const asked = () => asking(remedy)
const dialog = () => page.getByRole('dialog')
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true })
const field = (name: string) => dialog().getByLabel(name, { exact: true })
const card = () => page.getByRole('region', { name: 'Documents', exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

/** A report as somebody’s program makes it. */
async function somePages(says: string, pages: number): Promise<Uint8Array> {
  const document = new Pdf({ size: 'A4', autoFirstPage: false })
  for (let at = 1; at <= pages; at++) document.addPage().text(`${says}, ${at}`)
  document.end()
  return new Uint8Array(await buffer(document))
}

async function choice(name: string, option: string): Promise<void> {
  await field(name).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Drops a file on the card, as a hand does. */
async function drop(name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([called, text]) => {
      const all = new DataTransfer()
      const file = Uint8Array.from(atob(text!), (letter) => letter.charCodeAt(0))
      all.items.add(new File([file], called!))
      return all
    },
    [name, Buffer.from(bytes).toString('base64')],
  )
  const inside = card()
    .getByText(/Nothing is kept yet|Received /)
    .first()
  await inside.dispatchEvent('dragover', { dataTransfer })
  await inside.dispatchEvent('drop', { dataTransfer })
}

/** What the dialog of the system answers. */
const chosen = (file: string) =>
  remedy.app.evaluate(({ dialog: system }, answer) => {
    system.showOpenDialog = async () => ({ canceled: false, filePaths: [answer] })
  }, file)

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const { ask, me } = await officeAtWork(remedy)
  clientId = (await ask.clients.register(someClient())).id
  await ask.matters.open({
    ...{ clientId: clientId as never, kind: 'treatment', title: 'Missed escorts' },
    ...{ responsible: me.id, opponents: [], eventOn: day(daysAfter(today, -30)) },
    ...{ knownOn: null, noEventReason: '' },
  })
}, 300_000)
afterAll(() => remedy.close())

describe('documents on the page of the client', () => {
  test('are dropped on the card, and what is missing is said under its field', async () => {
    await place('Clients').click()
    await page.getByRole('row').filter({ hasText: 'Fenwright' }).dblclick()
    await card().getByText('Nothing is kept yet.').waitFor()
    await card().scrollIntoViewIfNeeded()
    expect(await obstaclesOn(page)).toEqual([])
    await picture(remedy, 'documents-empty')
    await drop('reply of the trust.pdf', somePdf('reply'))
    await dialog().getByText('reply of the trust.pdf').waitFor()
    await inDialog('Keep it').click()
    await dialog().getByText('Enter from whom it came.').first().waitFor()
    await field('From').fill('Leeds Teaching Hospitals')
    await choice('What it is', 'Letter')
    await field('What it tells').click()
    await page.getByRole('option', { name: 'Health', exact: true }).click()
    await field('Pages (optional)').fill('2')
    await field('Received on').fill(typedDay(daysAfter(today, -1)))
    expect(await obstaclesOn(page)).toEqual([])
    await picture(remedy, 'documents-form')
    await inDialog('Keep it').click()
    await dialog().waitFor({ state: 'detached' })
    await card()
      .getByText(/from Leeds Teaching Hospitals, two pages/)
      .waitFor()
  })

  test('are chosen by keys alone, and one that is no document is refused in words', async () => {
    const folder = temporaryFolder((clean) => afterAll(clean))
    const [photo, program] = ['photo.jpg', 'form.pdf'].map((name) => path.join(folder, name))
    writeFileSync(photo!, someJpeg())
    writeFileSync(program!, Buffer.from('MZ\x90\0 a program'))
    const keep = card().getByRole('button', { name: 'Keep a document' })
    await chosen(program!)
    await keep.focus()
    await page.keyboard.press('Enter')
    await card()
      .getByText(/not a PDF, JPEG, PNG, TIFF, text or Word document/)
      .waitFor()
    await chosen(photo!)
    await keep.focus()
    await page.keyboard.press('Enter')
    await dialog().getByText('photo.jpg').waitFor()
    await field('From').fill('The client')
    await choice('What it is', 'Photograph')
    await field('What it tells').click()
    await page.getByRole('option', { name: 'HIV, sexual health', exact: true }).click()
    await inDialog('Keep it').click()
    await dialog().waitFor({ state: 'detached' })
    await card().getByText('Restricted document').waitFor()
    expect(await card().getByText('photo.jpg').count()).toBe(0)
  })

  test('are sorted, and what is said of them is left out, by the menu of the card', async () => {
    const first = () => card().getByRole('listitem').first()
    const choiceOf = (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true })
    await first().getByText('Restricted document').waitFor()
    await card().getByRole('button', { name: 'Columns and order' }).click()
    await choiceOf('Sender').click()
    await choiceOf('File').click()
    await picture(remedy, 'documents-menu')
    await page.keyboard.press('Escape')
    await card().getByText('Sorted by sender, ascending.').waitFor()
    await first().getByText('Letter', { exact: true }).waitFor()
    await card().getByText('reply of the trust.pdf').waitFor({ state: 'detached' })
    await looked(remedy, 'documents-sorted', { at: card(), large: true })
    await card().getByRole('button', { name: 'Columns and order' }).click()
    await page.getByRole('menuitem', { name: 'Reset' }).click()
    await card()
      .getByText(/reply of the trust.pdf/)
      .waitFor()
    expect(await first().innerText()).toContain('Restricted document')
  })

  test('are corrected and removed, and both stay to be read', async () => {
    await card().getByRole('button', { name: 'Correct Letter', exact: true }).click()
    await field('Pages (optional)').fill('3')
    await field('Reason for the correction').fill('The back was not counted.')
    await inDialog('Record the correction').click()
    await dialog().waitFor({ state: 'detached' })
    await card()
      .getByText(/three pages/)
      .waitFor()
    await card()
      .getByText(/The back was not counted/)
      .waitFor()
    await card().getByRole('button', { name: 'Details of Restricted document' }).click()
    await field('Reason for access').fill('To answer the client')
    await inDialog('Reveal and log').click()
    await dialog().getByText('photo.jpg').waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await card().getByRole('button', { name: 'Remove Letter', exact: true }).click()
    await field('Reason').fill('It is of another client.')
    await inDialog('Remove it').click()
    await dialog().waitFor({ state: 'detached' })
    await card()
      .getByText(/It is of another client/)
      .waitFor()
    await card().scrollIntoViewIfNeeded()
    expect(await obstaclesOn(page)).toEqual([])
    await picture(remedy, 'documents-client')
    const { findings } = await asked().audit.verify({ codes: [] })
    expect(findings).toEqual([])
  })
})

test('a document that is dropped on the matter is filed there', async () => {
  await place('Matters').click()
  await page.getByRole('row').filter({ hasText: 'Missed escorts' }).dblclick()
  await card().getByText('Nothing is kept yet.').waitFor()
  await drop('records.txt', Buffer.from('Entries of May.'))
  await dialog().getByText('records.txt').waitFor()
  expect(await field('Matter').textContent()).toContain('Missed escorts')
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
  await card().getByText('Nothing is kept yet.').waitFor()
  await drop('report.pdf', await somePages('The escorts of May and June', 2))
  await dialog().getByText('report.pdf').waitFor()
  await field('From').fill('Dr Amin')
  await choice('What it is', 'Report')
  await field('What it tells').click()
  await page.getByRole('option', { name: 'Health', exact: true }).click()
  await inDialog('Keep it').click()
  await dialog().waitFor({ state: 'detached' })
  await card()
    .getByText(/from Dr Amin/)
    .waitFor()
})

test('a document is enclosed by a draft, which prints it as it is recorded and asks what it tells', async () => {
  const ask = asked()
  const { rows } = await ask.matters.list({ clientId: clientId as never })
  const proposed = await ask.letters.propose({
    ...{ matterId: rows[0]!.id, kind: 'L20', datedOn: day(today), answers: null },
  })
  await ask.letters.draft(proposed)
  await place('Letters').click()
  await page.getByRole('row').filter({ hasText: 'L20' }).first().click()
  const enclosures = page.getByRole('region', { name: 'Enclosures', exact: true })
  await enclosures.getByRole('button', { name: 'Enclose a document' }).click()
  await page.getByRole('menuitem', { name: /^Report, from Dr Amin, received/ }).click()
  await enclosures.getByText(/^Report, from Dr Amin, received/).waitFor()
  await enclosures.scrollIntoViewIfNeeded()
  expect(await obstaclesOn(page)).toEqual([])
  await picture(remedy, 'documents-enclosed')
  await expect
    .poll(async () => (await page.locator('.paper-page').allTextContents()).join(' '))
    .toContain('Dr Amin')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.getByText('Draft saved', { exact: true }).first().waitFor()
})

test('an approved letter is saved together with what it encloses, and what cannot be joined is named', async () => {
  const ask = asked()
  const { rows } = await ask.matters.list({ clientId: clientId as never })
  const { id: matterId } = rows[0]!
  const form = { form: 'COMP1', lastDay: daysAfter(today, 30), draft: 'I missed two escorts.' }
  await ask.details.record({ matterId, group: 'comp', version: 0, rows: [form] })
  const kept = (await ask.documents.list({ clientId: clientId as never })).find(
    ({ sort }) => sort === 'report',
  )!
  const proposed = await ask.letters.propose({
    ...{ matterId, kind: 'L21', datedOn: day(today), answers: null },
  })
  const address = { lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace'], postcode: 'LS12 2TJ' }
  const { id: letterId, version } = await ask.letters.draft({
    ...proposed,
    addressee: { ...proposed.addressee, ...address },
    addressSource: 'Directory',
    enclosures: [
      ...proposed.enclosures,
      { name: 'x', class: null, document: { id: kept.id, sha256: kept.sha256 } },
    ],
  })
  await ask.letters.approve({ letterId, version })
  const file = path.join(remedy.home, 'letter and enclosures.pdf')
  await remedy.app.evaluate(({ dialog: system }, filePath) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await place('Letters').click()
  await page.getByRole('row').filter({ hasText: 'L21' }).first().click()
  await page.getByRole('button', { name: 'With enclosures' }).click()
  await page.getByRole('menuitem', { name: 'Save a copy' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await picture(remedy, 'letter-with-enclosures')
  await page.getByRole('menuitem', { name: 'Save a copy' }).click()
  await page
    .getByText(/To be enclosed by itself: .*Reply envelope\. It is not kept here as a file\./)
    .first()
    .waitFor()
  await picture(remedy, 'letter-with-enclosures-saved')
  const read = (program: string, words: string[]) =>
    spawnSync(program, [...words, file], { encoding: 'utf8' }).stdout
  const shots = process.env['REMEDY_SHOTS']
  if (shots) copyFileSync(file, path.join(shots, 'letter and enclosures.pdf'))
  expect(read('qpdf', ['--check'])).toContain('No syntax or stream encoding errors')
  expect(read('pdfinfo', [])).toMatch(/^Tagged: +yes$/m)
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  const whole = dialog().getByRole('group', { name: 'Letter with its enclosures' })
  await whole.getByLabel('Copies').fill('1')
  await whole.scrollIntoViewIfNeeded()
  expect(await obstaclesOn(page)).toEqual([])
  await picture(remedy, 'print-with-enclosures')
  await page.keyboard.press('Escape')
  await dialog().waitFor({ state: 'detached' })
})
