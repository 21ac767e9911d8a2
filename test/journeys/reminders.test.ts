import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page
// Never back: what was recorded today stands in the log with its time.
const next = daysAfter(londonDay(new Date()), 1)
const told = () =>
  remedy.app.evaluate(() => (Reflect.get(globalThis, 'told') as string[] | undefined) ?? [])
const badge = () => remedy.app.evaluate(() => Reflect.get(globalThis, 'badge') as number)
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const box = () => page.getByRole('checkbox', { name: /^Tell of time limits/ })

/** The program's own clock stands at this moment from now on, and it looks at what is due as when somebody turns away. */
const turnAwayAt = (moment: string) =>
  remedy.app.evaluate(({ BrowserWindow }, at) => {
    const Before = Reflect.get(globalThis, 'RealDate') ?? Date
    Reflect.set(globalThis, 'RealDate', Before)
    globalThis.Date = new Proxy(Before as DateConstructor, {
      construct: (Day, given: []) =>
        new Day(...(given.length > 0 ? given : ([at] as never[] as []))),
      get: (Day, name) => (name === 'now' ? () => Date.parse(at) : Reflect.get(Day, name)),
    })
    BrowserWindow.getAllWindows()[0]!.emit('blur')
  }, moment)

/**
 * How many days ago the event was whose claim for judicial review, three months later, ends on a coming Sunday: its
 * prudent date is the working day before, and on the day after that it is late.
 */
function endingOnSunday(): number {
  for (let ahead = 5; ; ahead++) {
    const end = new Date(daysAfter(londonDay(new Date()), ahead))
    const event = new Date(end)
    event.setUTCMonth(end.getUTCMonth() - 3)
    const isThreeMonths = event.getUTCDate() === end.getUTCDate()
    if (end.getUTCDay() === 0 && isThreeMonths)
      return (end.getTime() - event.getTime()) / 86_400_000 - ahead
  }
}

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const office = await officeAtWork(remedy)
  const daysAgo = endingOnSunday()
  await clientWithMatter(office, { kind: 'treatment', title: 'Missed escorts', daysAgo })
  // Only what the system itself would show is stood in for: there may be nothing here that shows it.
  await remedy.app.evaluate(({ app, Notification }) => {
    Reflect.set(globalThis, 'told', [])
    app.setBadgeCount = (count = 0) => Reflect.set(globalThis, 'badge', count)
    Notification.prototype.show = function show(this: { title: string; body: string }) {
      ;(Reflect.get(globalThis, 'told') as string[]).push(`${this.title}: ${this.body}`)
    }
  })
}, 300_000)
afterAll(() => remedy.close())

test('it is switched on, and says under which window what it tells', async () => {
  await place('Office').click()
  await box().waitFor()
  expect(await box().isChecked()).toBe(true)
  await looked(remedy, 'reminders-setting', { at: box(), large: true })
})

test('a locked office tells by counts alone of a date that comes due, in the day and once', async () => {
  const { groups } = await remedy.ask('day.view').then((answer) => {
    if (!answer.ok) throw new Error(answer.refusal.message)
    return answer.value as { groups: { items: { on: string | null }[] }[] }
  })
  const due = groups.flatMap(({ items }) => items).find(({ on }) => on !== null)!.on!
  expect(due > next).toBe(true)
  // Counted while the office is open, then locked.
  await turnAwayAt(`${next}T09:00:00Z`)
  await page.getByRole('button', { name: 'Lock' }).first().click()
  await page.getByLabel('Passphrase', { exact: true }).waitFor()
  expect(await told()).toEqual([])
  await turnAwayAt(`${due}T05:30:00Z`)
  await vi.waitFor(async () => expect(await badge()).toBe(1))
  expect(await told()).toEqual([])
  for (let nth = 0; nth < 2; nth++) await turnAwayAt(`${due}T11:00:00Z`)
  const words = 'Remedy: One time limit is due today. Open Remedy.'
  await vi.waitFor(async () => expect(await told()).toEqual([words]))
  await turnAwayAt(`${daysAfter(due, 1)}T11:00:00Z`)
  await vi.waitFor(async () => expect((await told()).length).toBe(2))
  expect((await told())[1]).toMatch(/^Remedy: One time limit is late\. Open Remedy\.$/)
})

test('switched off, nothing is marked or told', async () => {
  await turnAwayAt(`${next}T12:00:00Z`)
  await page.getByLabel('Passphrase', { exact: true }).fill(partner.passphrase)
  await page.keyboard.press('Enter')
  await place('Office').click()
  await box().uncheck()
  await heading('This window').waitFor()
  const before = (await told()).length
  await turnAwayAt(`${daysAfter(next, 1)}T11:00:00Z`)
  await vi.waitFor(async () => expect(await badge()).toBe(0))
  expect(await told()).toHaveLength(before)
})
