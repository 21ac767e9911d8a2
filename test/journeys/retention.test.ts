import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'
import { moveOn } from './moving-clock.ts'

let remedy: Remedy
let page: Page
const clients: string[] = []

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  const value = async <T>(asked: Promise<unknown>) => ((await asked) as { value: T }).value
  const { me } = await value<{ me: { id: string } }>(remedy.ask('signIn.state', {}))
  const matter = {
    ...{ kind: 'prison-records', title: 'The old file', responsible: me.id, opponents: [] },
    ...{ eventOn: null, knownOn: null, noEventReason: 'No event' },
  }
  for (const surname of ['Fenwright', 'Okafor']) {
    const prisonNumber = { number: '', exception: 'Not known yet' }
    const { id: clientId } = await value<{ id: string }>(
      remedy.ask('clients.register', someClient({ surname, prisonNumber })),
    )
    const { id: matterId } = await value<{ id: string }>(
      remedy.ask('matters.open', { clientId, ...matter }),
    )
    const closed = await remedy.ask('matters.close', { matterId, reason: 'Done', stays: [] })
    expect(closed).toMatchObject({ ok: true })
    clients.push(clientId)
  }
})
afterAll(() => remedy.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByRole('dialog').getByLabel(name, { exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const open = (to: string) => page.evaluate((to) => (location.hash = `#${to}`), to)

test('a partner decides how long files of a kind are kept, and each client says until when that is', async () => {
  await place('Office').click()
  const periods = page.getByRole('list', { name: 'How long files are kept' })
  await periods.getByText('A suggestion, to be confirmed by a partner.').first().waitFor()
  await page.getByText('What the law says').click()
  await page.getByText('UK GDPR, Article 5(1)(e) and 5(2)').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('keeping-card')
  await button('Decide: Prison records').click()
  await field('Years after closing').fill('a year')
  await field('Reason').fill('The firm’s policy of 2026')
  await button('Record the decision').click()
  await page.getByText('Enter whole years.').first().waitFor()
  await field('Years after closing').fill('1')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('keeping-decide')
  await button('Record the decision').click()
  await periods.getByText(/Decided by Ann Harrow on .* The firm’s policy of 2026/).waitFor()
  await open(`/clients/${clients[0]}`)
  const keeping = page.getByRole('region', { name: 'Keeping' })
  await keeping.getByText(/kept one year \(prison records\): until/).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await keeping.scrollIntoViewIfNeeded()
  await remedy.screenshot('keeping-client')
})

test('once the time has run Day says so, and the file is kept longer, held, or proposed', async () => {
  await moveOn(remedy, 400)
  await place('Day').click()
  await page.getByText('The time for keeping two clients’ files has run.').waitFor()
  await remedy.screenshot('keeping-day')
  await page.getByRole('link', { name: 'Open Files to review' }).click()
  await page.getByText('Two files’ time has run, the longest due first.').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await button('Keep longer: Dominic Okafor').click()
  const until = new Date(Date.now() + 900 * 86_400_000)
  await field('Until').fill(`1/6/${until.getUTCFullYear()}`)
  await field('Reason for keeping it').fill('A brother may bring a claim')
  await remedy.screenshot('keeping-longer')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it longer' }).click()
  await page.getByText('One file’s time has run').waitFor()
  await button('Kept longer').click()
  await page.getByText(/kept longer by Ann Harrow \(A brother may bring a claim\)/).waitFor()
  await button('Due').click()
  await button('Legal hold: Dominic Fenwright').click()
  await field('Asked for by').fill('The coroner')
  await field('Reason').fill('An inquest')
  await button('Put on hold').click()
  await page.getByText('A legal hold, asked for by The coroner.').waitFor()
  expect(await button('Propose erasure: Dominic Fenwright').count()).toBe(0)
  await remedy.screenshot('keeping-review')
  await page.getByRole('link', { name: 'Dominic Fenwright' }).click()
  await button('Lift the hold…').click()
  await field('Reason for lifting it').fill('The inquest is over')
  await button('Lift the hold').click()
  await page.getByText('Hold lifted', { exact: true }).waitFor()
  await open('/office/keeping')
  await button('Propose erasure: Dominic Fenwright').click()
  await field('Reason').fill('The firm’s policy')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('keeping-propose')
  await page.getByRole('dialog').getByRole('button', { name: 'Propose erasure' }).click()
  await page.getByText(/erasure is proposed/).waitFor()
  await page.getByRole('link', { name: 'Dominic Fenwright' }).click()
  await page.getByText(/By the office’s table since/).waitFor()
  await remedy.screenshot('keeping-proposed')
})

test('the record of processing is worked out of the office, and says what is still to be recorded', async () => {
  await place('Office').click()
  await page.getByRole('link', { name: 'Open the record' }).click()
  await page.getByRole('heading', { name: 'Record of processing', level: 1 }).waitFor()
  const security = page.getByRole('region', { name: 'Security' })
  await security.getByText('There is no backup.').waitFor()
  expect(await page.getByText('Fenwright').count()).toBe(0)
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('processing')
  await button('Add details…').click()
  await field('Contact for data protection').fill('Ann Harrow, 01632 960 001')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('processing-say')
  await page.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByText('Contact for data protection: Ann Harrow, 01632 960 001').waitFor()
  await button('Print…').click()
  await page.getByRole('dialog').getByText('each statement with what it follows from').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('processing-paper')
})
