import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { countOf } from '../../src-main/dates/words.ts'
import { someClient } from '../open-office.ts'
import { openQueues, type Queues } from '../shell/cups.ts'
import { obstaclesOn } from './accessible.ts'
import { answered, held, looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const MARK = `TS${randomBytes(4).toString('hex')}`
// What is printed as one job is called by its day.
const TITLE = 'Letters'
const output = path.join(os.userInfo().homedir, 'PDF')
const COUNT = 6
const MANY = 60
let remedy: Remedy
let page: Page
let queues: Queues
let queue = ''

const ask = <T>(name: string, input?: object) => answered<T>(remedy, name, input)
const printed = () =>
  existsSync(output) ? readdirSync(output).filter((name) => name.startsWith(TITLE)) : []

// Forms to sign for six clients, drafted and complete.
beforeAll(async () => {
  ;[remedy, queues] = await Promise.all([openRemedy(), openQueues()])
  queue = queues.add('several')
  page = remedy.page
  const referencePattern = `${MARK}/{client}.{clientNumber}-{matterNumber}`
  const { me } = await officeAtWork(remedy, { firm: { referencePattern } })
  for (let n = 1; n <= COUNT; n++) {
    const prisonNumber = { number: `A123${n}BC`, exception: '' }
    const { id: clientId } = await ask<{ id: string }>(
      'clients.register',
      someClient({ surname: `Fenwright${'abcdef'.charAt(n - 1)}`, prisonNumber }),
    )
    const { id: matterId } = await ask<{ id: string }>('matters.open', {
      ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me.id },
      ...{ opponents: [], eventOn: '2026-06-14', knownOn: null, noEventReason: '' },
    })
    const about = { matterId, kind: 'L24', datedOn: londonDay(new Date()), answers: null }
    const proposed = await ask<{ addressee: object }>('letters.propose', about)
    await ask('letters.draft', {
      ...proposed,
      addressee: {
        ...proposed.addressee,
        lines: [`A123${n}BC`, 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
        postcode: 'LS12 2TJ',
      },
      consentRequested: {
        recipient: { name: `Denise Fenwright`, role: 'family' },
        ...{ purpose: 'inform', classes: ['health'] },
      },
    })
  }
}, 300_000)
afterAll(async () => {
  for (const name of printed()) rmSync(path.join(output, name))
  if (existsSync(output) && readdirSync(output).length === 0) rmdirSync(output)
  await queues.end()
  await remedy.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const some = (count: number) => countOf(count, 'letter', 'letters')
const lines = () => page.getByRole('list', { name: 'Letters' }).getByRole('listitem')
/** Opens the pages of a letter beside the list. */
async function read(n: number): Promise<void> {
  await lines().nth(n).getByRole('button').click()
  await expect.poll(() => lines().nth(n).getByRole('checkbox').isChecked()).toBe(true)
  await page.locator('[data-testid="preview"][aria-busy="false"]').waitFor()
}
const result = () => page.getByRole('region', { name: 'Result' }).getByRole('status')

test('complete drafts are chosen, read beside the list and approved, and a cancelled run leaves each letter whole', async () => {
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Letters' })
    .click()
  await page.getByRole('link', { name: 'Several at once' }).click()
  await button(`Approve (${COUNT})`).click()
  await expect.poll(() => lines().count()).toBe(COUNT)
  // Nothing is approved that was not read here; the last stays unread.
  expect(await lines().getByRole('checkbox', { checked: true }).count()).toBe(0)
  for (let n = 0; n < COUNT - 1; n++) await read(n)
  expect(await page.locator('.paper-page').first().innerText()).toContain('Fenwright')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('several-approve')
  // The third is held until the run was cancelled.
  await remedy.app.evaluate(({ ipcMain }) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: unknown, name: string, input: unknown) => unknown
    >
    const answer = handlers.get('remedy:ask')!
    let approvals = 0
    handlers.set('remedy:ask', async (event, name, input) => {
      if (name === 'letters.approve' && ++approvals === 3)
        await new Promise((resolve) => Reflect.set(globalThis, 'goOn', resolve))
      return answer(event, name, input)
    })
  })
  await button(`Approve ${some(COUNT - 1)}`).click()
  await page
    .getByRole('status')
    .filter({ hasText: `2 of ${COUNT - 1}` })
    .waitFor()
  await button('Cancel').click()
  await remedy.app.evaluate(() => (Reflect.get(globalThis, 'goOn') as () => void)())
  await result().filter({ hasText: '3 done.' }).waitFor()
  await button(`Print (3)`).waitFor()
  await expect.poll(() => lines().count()).toBe(COUNT - 3)
  await read(COUNT - 4)
  await button(`Approve ${some(COUNT - 3)}`).click()
  await result()
    .filter({ hasText: `${COUNT - 3} done.` })
    .waitFor()
})

test('approved letters are printed, confirmed, signed and sent; what is refused is listed with its reason', async () => {
  await button(`Print (${COUNT})`).click()
  await page.getByLabel('Printer', { exact: true }).click()
  await page.getByRole('option', { name: queue }).click()
  await remedy.screenshot('several-print')
  await button(`Print ${some(COUNT)}`).click()
  await result()
    .filter({ hasText: `${COUNT} done.` })
    .waitFor()
  // Many pages as one job take the queue longer than a letter.
  await vi.waitUntil(() => printed().length > 0, { timeout: 100_000, interval: 100 })
  await button(`Confirm printing (${COUNT})`).click()
  await button(`Confirm ${some(COUNT)}`).click()
  await button(`Mark signed (${COUNT})`).click()
  await button(`Mark ${some(COUNT)} signed`).click()
  await button(`Mark sent (${COUNT})`).click()
  await page.getByLabel('Date', { exact: true }).fill('1 Jan 2020')
  await button(`Mark ${some(COUNT)} sent`).click()
  await result()
    .filter({ hasText: `0 done, ${COUNT} not done.` })
    .waitFor()
  const refused = page.getByRole('list', { name: 'Not done' }).getByRole('listitem')
  expect(await refused.first().innerText()).toContain('The letter was approved after that date.')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('several-refused')
  await page.getByLabel('Date', { exact: true }).fill(londonDay(new Date()))
  await button(`Mark ${some(COUNT)} sent`).click()
  await result()
    .filter({ hasText: `${COUNT} done.` })
    .waitFor()
  await page.getByRole('heading', { name: 'No letters for this' }).waitFor()
  const { rows } = await ask<{ rows: { state: string }[] }>('letters.list', { which: 'all' })
  expect(rows.map(({ state }) => state)).toEqual(Array.from({ length: COUNT }, () => 'sent'))
})

test('of many letters only those in sight are drawn, and the last is reached by scrolling', async () => {
  const { rows } = await ask<{ rows: { id: string }[] }>('letters.list', { which: 'all' })
  const { content } = await ask<{ content: object }>('letters.get', { letterId: rows[0]!.id })
  const today = londonDay(new Date())
  for (let n = 0; n < MANY; n++) await ask('letters.draft', { ...content, datedOn: today })
  await button(`Approve (${MANY})`).click()
  await lines().first().waitFor()
  expect(await lines().count()).toBeLessThan(MANY)
  const last = page.locator(`li[aria-posinset="${MANY}"]`)
  expect(await last.count()).toBe(0)
  await remedy.screenshot('several-many')
  const list = page.getByRole('list', { name: 'Letters' })
  await expect
    .poll(async () => {
      await list.evaluate(({ parentElement: box }) => box!.scrollTo({ top: box!.scrollHeight }))
      return last.count()
    })
    .toBe(1)
  expect(await obstaclesOn(page)).toEqual([])
})

test('a job of many letters shows how far it is; stopped, it leaves every letter approved and nothing at the printer', async () => {
  const before = printed().length
  const inState = async (wanted: string) => {
    const asked = { which: 'open', limit: 200 }
    const found = await ask<{ rows: { id: string; state: string }[] }>('letters.list', asked)
    return found.rows.filter(({ state }) => state === wanted)
  }
  const drafts = await inState('draft')
  expect(drafts).toHaveLength(MANY)
  for (const { id: letterId } of drafts) {
    const { version } = await ask<{ version: number }>('letters.get', { letterId })
    await ask('letters.approve', { letterId, version })
  }
  await button(`Print (${MANY})`).click()
  await page.getByLabel('Printer', { exact: true }).click()
  await page.getByRole('option', { name: queue }).click()
  const far = { running: true, done: 45, of: 2 * MANY }
  const release = await held(remedy, 'letters.printTogether', ['letters.togetherProgress', far])
  await button(`Print ${some(MANY)}`).click()
  const bar = page.getByRole('progressbar', { name: 'Of the job done' })
  await expect.poll(() => bar.getAttribute('aria-valuenow')).toBe('45')
  await looked(remedy, 'several-job', { at: bar, large: true })
  await release()
  await expect
    .poll(() => ask<{ done: number }>('letters.togetherProgress').then(({ done }) => done))
    .toBeGreaterThan(0)
  await button('Stop').click()
  await result().filter({ hasText: 'Nothing was handed to the printer.' }).waitFor()
  await looked(remedy, 'several-stopped', { at: result(), large: true })
  expect(await inState('approved')).toHaveLength(MANY)
  expect(printed()).toHaveLength(before)
})
