import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBack } from '../letters/pdf-tools.ts'
import { someClient } from '../open-office.ts'
import { someFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { answered } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page
let ofToday: string
let of2004: string

const ask = <T>(name: string, input?: object) => answered<T>(remedy, name, input)

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await remedy.newOffice()
  const [me] = await ask<{ id: string }[]>('people.list')
  await ask('practice.record', someFirm({ version: 0 }))
  const signsAs = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask('practice.recordSignatory', { personId: me!.id, ...signsAs })
  const { id: clientId } = await ask<{ id: string }>('clients.register', someClient())
  const letterOf = async (eventOn: string, datedOn: string) => {
    const { id: matterId } = await ask<{ id: string }>('matters.open', {
      ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me!.id },
      ...{ opponents: [], eventOn, knownOn: null, noEventReason: '' },
    })
    const proposed = await ask<{ addressee: object }>('letters.propose', {
      ...{ matterId, kind: 'L03', datedOn, answers: null },
    })
    const addressee = { ...proposed.addressee, name: 'Northgate Health', lines: ['HMP Leeds'] }
    return (await ask<{ id: string }>('letters.draft', { ...proposed, addressee })).id
  }
  ofToday = await letterOf('2026-06-14', '2026-06-20')
  of2004 = await letterOf('2004-02-14', '2004-09-01')
})
afterAll(() => remedy.close())

const rights = () => page.getByRole('complementary', { name: 'Rights' })
const within = (name: string) => rights().getByRole('button', { name, exact: true })
const search = () => rights().getByLabel('Find in the law')
const day = () => rights().getByLabel('As at')
const row = (id: string) => rights().locator(`[data-row="${id}"]`)
const open = async (letter: string) => {
  await page.evaluate((id) => void (location.hash = `#/letters/${id}`), letter)
  await rights().getByRole('heading', { name: 'Relevant law' }).waitFor()
}

describe('the rights panel beside a letter', () => {
  test('of 2004 tells the law of that day, with today’s under it', async () => {
    await open(of2004)
    await expect.poll(() => day().inputValue()).toBe('1 September 2004')
    await rights().getByText('The law as the source page told it', { exact: false }).waitFor()
    const fee = row('2.4.2')
    await fee.getByText('£10 in general', { exact: false }).waitFor()
    expect(await fee.innerText()).toMatch(/Today: Free/)
    await rights()
      .getByText('No prison is recorded for 14 February 2004', { exact: false })
      .waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('rights-2004')
  })

  test('of this year tells this year’s law, and who is responsible in the client’s prison', async () => {
    await open(ofToday)
    await expect.poll(() => day().inputValue()).toBe('20 June 2026')
    await row('2.4.2').getByText('Free.', { exact: false }).waitFor()
    await rights().getByText('HMP Leeds', { exact: false }).first().waitFor()
    await rights().getByRole('link', { name: 'Who is responsible, and why' }).waitFor()
    await remedy.screenshot('rights-today')
  })

  test('is searched from the keyboard, with the hits marked, and given back the same way', async () => {
    await page.getByRole('link', { name: 'Letters' }).first().focus()
    await page.keyboard.press('r')
    await expect.poll(() => search().evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.type('acknowledge complaint')
    await rights().getByText('topics found', { exact: false }).waitFor()
    expect(await rights().locator('mark').count()).toBeGreaterThan(2)
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await rights().getByRole('heading', { name: 'Acknowledgement' }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('rights-topic')
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset['row']))
      .toBe('2.2.4')
    await page.keyboard.press('Escape')
    await rights().getByRole('heading', { name: 'Relevant law' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Letters')
  })

  test('finds a fact of the source page by its number, and says so where nothing is found', async () => {
    await search().fill('F07')
    await rights().getByText('Source page of 2004, F07', { exact: false }).first().waitFor()
    await search().fill('zeppelin')
    await rights().getByText('Nothing matches all of these words', { exact: false }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await within('All topics').click()
    await rights().getByRole('heading', { name: 'All topics' }).waitFor()
    expect(await rights().locator('details').count()).toBe(14)
    await page.keyboard.press('Escape')
  })

  test('goes to another day, the source page’s years in one click, and refuses a day before them', async () => {
    await within('2003 to 2005').click()
    await rights().getByText('The law as the source page told it', { exact: false }).waitFor()
    await row('2.4.2').getByText('£10 in general', { exact: false }).waitFor()
    await day().fill('31 3 2003')
    await page.keyboard.press('Enter')
    await rights().getByText('The law on file begins on 1 April 2003.', { exact: false }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await within('Today').click()
    await row('2.4.2').getByText('2003 to 2005: £10', { exact: false }).waitFor()
  })
})

describe('a topic', () => {
  test('stands beside what it was, the changed words marked, on a page of its own', async () => {
    await row('2.4.2').click()
    await rights().getByRole('link', { name: 'Side by side' }).click()
    await page.getByRole('heading', { name: 'The fee', level: 1 }).waitFor()
    await page.evaluate(() => void (location.hash = '#/rights/2.2.4'))
    await page.getByRole('heading', { name: 'Acknowledgement', level: 1 }).waitFor()
    const work = page.getByRole('main')
    await work.getByText('Within three working days', { exact: false }).waitFor()
    expect(await work.locator('mark').allInnerTexts()).toContain('three')
    expect(await work.locator('li.is-other').count()).toBe(1)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('rights-side-by-side')
  })

  test('marked to check is checked by a named solicitor, who is named with it then', async () => {
    await page.evaluate(() => void (location.hash = '#/rights/2.1.5?asAt=2005-06-01'))
    await page.getByRole('heading', { name: 'Which prison, on which day' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Record the check' }).click()
    const dialog = page.getByRole('dialog', { name: 'Record the check' })
    await dialog.getByRole('button', { name: 'Record the check' }).click()
    await dialog.getByText('Enter the source that was opened.').first().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await dialog.getByLabel('Source checked').fill('Hansard, 22 March 2004, annex')
    await dialog.getByRole('button', { name: 'Record the check' }).click()
    await page.getByRole('main').getByText(`${partner.name}, on`, { exact: false }).waitFor()
    const { entries } = await ask<{ entries: { act: string }[] }>('audit.list')
    expect(entries.map(({ act }) => act)).toContain('law-vouched')
  })

  test('goes on paper as a sheet for the client, saved where one says', async () => {
    const file = path.join(remedy.home, 'Documents', 'sheet.pdf')
    await remedy.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    }, file)
    await page.evaluate(() => void (location.hash = '#/rights/2.4.3'))
    await page.getByRole('heading', { name: 'The clock', level: 1 }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'Sheet for the client' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sheet for the client' })
    await dialog.getByLabel('Large print', { exact: false }).check()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('rights-sheet')
    await dialog.getByRole('button', { name: 'Save as PDF' }).click()
    await page.getByText('Sheet saved', { exact: true }).first().waitFor()
    expect(existsSync(file)).toBe(true)
    const text = readBack(readFileSync(file), 'pdftotext', ['-layout', '$', '-'])
    expect(text).toContain('This is general information, not advice about your case.')
    expect(text).toContain(someFirm().name)
  })
})
