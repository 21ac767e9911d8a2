import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = londonDay(new Date())
let remedy: Remedy
let page: Page
let matterId = ''

const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const region = (name: string) => page.getByRole('region', { name, exact: true })
/** The screen as it is, and in the dark. */
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const office = await officeAtWork(remedy)
  const { ask } = office
  const one = { kind: 'treatment', title: 'No dressings', daysAgo: 90 } as const
  matterId = (await clientWithMatter(office, one)).matterId
  const issue = { text: 'No dressing for a week.', outcome: '', about: 'health' }
  await ask.details.record({ matterId, group: 'issues', version: 0, rows: [issue] })
  const row = { form: 'COMP1', number: '17', lodged: daysAfter(today, -60), replied: '' }
  await ask.details.record({ matterId, group: 'stages', version: 0, rows: [row] })
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
    await looked(remedy, 'complaint-care')
    const prison = region('Prison complaint')
    await prison.getByText('Waits for the prison’s reply; it was due on').waitFor()
    await prison.scrollIntoViewIfNeeded()
    await looked(remedy, 'complaint-prison')
  })
})
