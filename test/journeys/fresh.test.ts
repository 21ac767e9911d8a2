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
  const recorded = await remedy.ask('clients.register', {
    surname: 'Fenwright',
    forenames: 'Tobias',
    aliases: [],
    bornOn: '1981-04-17',
    prisonNumber: { number: 'A1234BC', exception: '' },
    needs: {},
    stay: { establishmentId: 'leeds', from: '2026-01-12', source: 'Letter from the client' },
  })
  expect(recorded).toMatchObject({ ok: true })
  await page.getByRole('row').filter({ hasText: 'Fenwright' }).waitFor()
  expect(await search.inputValue()).toBe('Fen')
  expect(await asked('day.view')).toBeLessThanOrEqual(2)
})
