import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import { day } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { someFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = londonDay(new Date())
let remedy: Remedy
let page: Page
let matterId = ''

const asked = () => askThrough(contract, (name, input) => remedy.ask(name, input))
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const region = (name: string) => page.getByRole('region', { name, exact: true })
async function picture(name: string): Promise<void> {
  const folder = process.env['REMEDY_SHOTS']
  if (!folder) return
  const taken = await remedy.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()
    return image.toPNG().toString('base64')
  })
  writeFileSync(path.join(folder, `${name}.png`), Buffer.from(taken, 'base64'))
}

/** The screen as it is, and in the dark. */
async function looked(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await remedy.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    expect.soft(await obstaclesOn(page), `${name} ${theme}`).toEqual([])
    await picture(`${name}-${theme}`)
  }
}

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800),
  )
  await remedy.newOffice()
  const ask = asked()
  const [me] = await ask.people.list({})
  await ask.practice.record(someFirm())
  const { id: clientId } = await ask.clients.register(someClient())
  const matter = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'No dressings', responsible: me!.id },
    ...{ opponents: [], eventOn: day(daysAfter(today, -90)), knownOn: null, noEventReason: '' },
  })
  matterId = matter.id
  const issue = { text: 'No dressing for a week.', outcome: '', about: 'health' }
  await ask.details.record({ matterId: matter.id, group: 'issues', version: 0, rows: [issue] })
  const row = { form: 'COMP1', number: '17', lodged: daysAfter(today, -60), replied: '' }
  await ask.details.record({ matterId: matter.id, group: 'stages', version: 0, rows: [row] })
}, 300_000)
afterAll(() => remedy.close())

describe('the complaints of a matter', () => {
  test('stand on its page with the procedure, the stages and their days', async () => {
    await page.evaluate((id) => (location.hash = `#/matters/${id}`), matterId)
    await heading('No dressings').waitFor()
    const care = region('Complaint about care')
    await care.getByText('NHS complaint under the Regulations of 2009').waitFor()
    await care.getByRole('button', { name: 'Working: Made' }).click()
    expect(await care.getByText('regulation 12').count()).toBeGreaterThan(0)
    await care.scrollIntoViewIfNeeded()
    await looked('complaint-care')
    const prison = region('Prison complaint')
    await prison.getByText('Waits for the prison’s reply; it was due on').waitFor()
    await prison.scrollIntoViewIfNeeded()
    await looked('complaint-prison')
  })
})
