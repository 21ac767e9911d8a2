import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
beforeAll(async () => {
  remedy = await openRemedy()
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const place = (name: string) =>
  remedy.page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

/** Counts from now on what is asked of the office, by name. */
const countQuestions = () =>
  remedy.app.evaluate(({ ipcMain }) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
      string,
      (event: unknown, name: string, input: unknown) => unknown
    >
    const answer = handlers.get('remedy:ask')!
    const asked: Record<string, number> = {}
    Reflect.set(globalThis, 'asked', asked)
    handlers.set('remedy:ask', (event, name, input) => {
      asked[name] = (asked[name] ?? 0) + 1
      return answer(event, name, input)
    })
  })
const asked = (name: string) =>
  remedy.app.evaluate(
    (_, question) => (Reflect.get(globalThis, 'asked') as Record<string, number>)[question] ?? 0,
    name,
  )

const register = async (surname: string, number: string) =>
  expect(
    await remedy.ask('clients.register', {
      surname,
      forenames: 'Tobias',
      aliases: [],
      bornOn: '1981-04-17',
      prisonNumber: { number, exception: '' },
      needs: {},
      stay: { establishmentId: 'leeds', from: '2026-01-12', source: 'Letter from the client' },
    }),
  ).toMatchObject({ ok: true })

test('five screens ask for the day at most once, and nothing is asked of a window that only stands there', async () => {
  const { page } = remedy
  await countQuestions()
  for (const name of ['Matters', 'Letters', 'Clients', 'Audit', 'Day']) {
    await place(name).click()
    await page.locator('main h1, main h2').first().waitFor()
  }
  await page.getByRole('heading', { name: 'Before the first letter' }).waitFor()
  expect(await asked('day.view')).toBeLessThanOrEqual(1)
  expect(await asked('signIn.state')).toBe(0)
})

test('what is recorded behind a screen stands on it at once, and what is typed beside it is not touched', async () => {
  const { page } = remedy
  await place('Clients').click()
  const search = page.getByLabel('Name, prison number or date of birth')
  await search.fill('Fen')
  await register('Fenwright', 'A1234BC')
  await page.getByRole('row').filter({ hasText: 'Fenwright' }).waitFor()
  expect(await search.inputValue()).toBe('Fen')
  expect(await asked('day.view')).toBeLessThanOrEqual(2)
})

test('a screen that was left looks no more, even where the day turned just before', async () => {
  const { page } = remedy
  await place('Letters').click()
  await page.getByRole('heading', { level: 1, name: 'Letters' }).waitFor()
  await place('Clients').click()
  await page.getByRole('row').filter({ hasText: 'Fenwright' }).waitFor()
  const [clients, letters] = [await asked('clients.find'), await asked('letters.list')]
  // The day turns and the screen is left in one breath, faster than it looks again.
  await page.evaluate(() => {
    const tomorrow = Date.now() + 86_400_000
    Date.now = () => tomorrow
    window.Date = new Proxy(Date, {
      construct: (Day, given: []) => new Day(...(given.length > 0 ? given : ([tomorrow] as never))),
    })
    window.dispatchEvent(new Event('focus'))
    document.querySelector<HTMLElement>('nav[aria-label="Main menu"] a[href$="letters"]')!.click()
  })
  await page.getByRole('heading', { level: 1, name: 'Letters' }).waitFor()
  const opened = await asked('letters.list')
  expect(opened).toBeGreaterThan(letters)
  await register('Ashgrove', 'A1235BC')
  await expect.poll(() => asked('letters.list')).toBeGreaterThan(opened)
  expect(await asked('clients.find')).toBe(clients)
})
