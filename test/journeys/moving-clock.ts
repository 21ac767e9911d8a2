import type { Page } from 'playwright-core'
import type { Remedy } from './harness.ts'

/** Moves the clock of a running program on by so many days, in its office and in its window alike, until a reload. */
export async function moveOn({ app, page }: Remedy, days: number): Promise<void> {
  const by = days * 86_400_000
  await app.evaluate((_, ms) => {
    const Before = Date
    globalThis.Date = new Proxy(Before, {
      construct: (Day, given: []) =>
        new Day(...(given.length > 0 ? given : ([Day.now() + ms] as never[] as []))),
      get: (Day, name) => (name === 'now' ? () => Day.now() + ms : Reflect.get(Day, name)),
    })
  }, by)
  await page.evaluate((ms) => {
    const Before = Date
    window.Date = new Proxy(Before, {
      construct: (Day, given: []) =>
        new Day(...(given.length > 0 ? given : ([Day.now() + ms] as never[] as []))),
      get: (Day, name) => (name === 'now' ? () => Day.now() + ms : Reflect.get(Day, name)),
    })
    // The window looks at its clock now and then, and whenever somebody turns to it.
    window.dispatchEvent(new Event('focus'))
  }, by)
}

/** A day before the one that the window's clock stands at, as one types it. */
export const daysAgo = (page: Page, days: number): Promise<string> =>
  page.evaluate((before) => {
    const day = new Date(Date.now() - before * 86_400_000)
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format(day)
  }, days)
