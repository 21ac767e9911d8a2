import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { day } from '../letters/letter-office.ts'
import { asking, looked } from './at-work.ts'
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

/** Has the window's question answered with this, or by the office again. */
const answersWith = (name: string, answer: object | null) =>
  remedy.app.evaluate(
    ({ ipcMain }, [question, given]) => {
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
        string,
        (event: unknown, name: string, input: unknown) => unknown
      >
      const before = handlers.get('remedy:ask')!
      const office = (Reflect.get(before, 'office') as typeof before | undefined) ?? before
      const instead = async (event: unknown, asks: string, input: unknown) =>
        asks === question ? given : office(event, asks, input)
      handlers.set('remedy:ask', given ? Object.assign(instead, { office }) : office)
    },
    [name, answer] as const,
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

describe('what another desk records under a form that is being typed', () => {
  const field = (name: string) => remedy.page.getByLabel(name, { exact: true })
  const button = (name: string) => remedy.page.getByRole('button', { name, exact: true })
  const newer = () => remedy.page.getByRole('status', { name: 'Newer version' })
  const clientOf = async (text: string) => {
    const { rows } = await asking(remedy).clients.find({ text })
    return asking(remedy).clients.get({ clientId: rows[0]!.id })
  }
  /** As another desk corrects the client: over whatever stands. */
  async function corrected(surname: string, changes: object): Promise<void> {
    const { id: clientId, ...now } = await clientOf(surname)
    const { forenames, aliases, bornOn, prisonNumber, needs, title, pronouns, version } = now
    await asking(remedy).clients.correct({
      ...{ clientId, version, reason: 'Read from the form', surname, forenames, aliases, bornOn },
      ...{ prisonNumber, needs, title, pronouns, nhsNumber: now.nhsNumber, ...changes },
    })
  }

  test('a form that nobody typed in shows it; one that somebody did is not touched, and says who changed what', async () => {
    const { page } = remedy
    await place('Clients').click()
    await page.getByRole('row').filter({ hasText: 'Ashgrove' }).dblclick()
    await button('Correct')
      .or(page.getByRole('link', { name: 'Correct' }))
      .first()
      .click()
    await expect.poll(() => field('Forenames').inputValue()).toBe('Tobias')
    await corrected('Ashgrove', { forenames: 'Tobias John' })
    await expect.poll(() => field('Forenames').inputValue()).toBe('Tobias John')
    expect(await newer().count()).toBe(0)

    await field('Forenames').fill('Tobias James')
    await corrected('Ashgrove', { forenames: 'Tobias Jon', bornOn: '1981-04-18' })
    await newer().getByText('Ann Harrow recorded a newer version').waitFor()
    expect(await newer().innerText()).toContain('Changed: Forenames, Born.')
    expect(await newer().innerText()).toContain('You changed as well: Forenames;')
    expect(await field('Forenames').inputValue()).toBe('Tobias James')
    expect(await field('Born').inputValue()).toBe('17 April 1981')
    await looked(remedy, 'newer-version', { at: newer(), large: true })

    await button('Take over the changes').click()
    await newer().waitFor({ state: 'detached' })
    await expect.poll(() => field('Born').inputValue()).toBe('18 April 1981')
    await field('Reason for the correction').fill('His own letter says James')
    await button('Record the correction').click()
    await page.getByText('Correction recorded').first().waitFor()
    expect(await clientOf('Ashgrove')).toMatchObject({
      ...{ forenames: 'Tobias James', bornOn: '1981-04-18', version: 4 },
    })
  })

  test('a form stands where the office fails to answer, and goes where what it corrects is on file no more', async () => {
    const { page } = remedy
    const { id, version } = await clientOf('Ashgrove')
    await page.evaluate((to) => (location.hash = to), `#/clients/${id}/correct`)
    await expect.poll(() => field('Forenames').inputValue()).toBe('Tobias James')
    await field('Forenames').fill('Tobias Joel')
    for (const [code, stays] of [
      ['internal', 1],
      ['not-found', 0],
    ] as const) {
      const message = `It was answered: ${code}.`
      await answersWith('clients.get', { ok: false, refusal: { code, message } })
      await register(`Beside ${version}`, code === 'internal' ? 'A1236BC' : 'A1237BC')
      await page.getByText(message).waitFor()
      expect(await field('Forenames').count()).toBe(stays)
      await answersWith('clients.get', null)
    }
    await register(`Beside ${version}`, 'A1238BC')
    await expect.poll(() => field('Forenames').count()).toBe(1)
    expect(await field('Forenames').inputValue()).toBe('Tobias Joel')
    await place('Day').click()
    await button('Discard changes').click()
  })

  test('a draft follows while nobody types in it; typed in, it waits, and theirs can be taken', async () => {
    const { page } = remedy
    const ask = asking(remedy)
    const [me] = await ask.people.list({})
    const { id: clientId } = await clientOf('Ashgrove')
    const { id: matterId } = await ask.matters.open({
      ...{ clientId, kind: 'health-records', title: 'Records', responsible: me!.id },
      ...{ opponents: [], eventOn: '2026-06-14', knownOn: null, noEventReason: '' },
    })
    const today = day(londonDay(new Date()))
    const content = await ask.letters.propose({ matterId, kind: 'L03', datedOn: today })
    const { id: letterId } = await ask.letters.draft(content)
    const redrafted = async (salutation: string) => {
      const { version, content: now } = await ask.letters.get({ letterId })
      await ask.letters.redraft({ letterId, version, content: { ...now, salutation } })
    }
    await place('Letters').click()
    await page.getByRole('row').filter({ hasText: 'Ashgrove' }).first().dblclick()
    await field('Salutation').waitFor()
    await redrafted('Dear Head of Records')
    await expect.poll(() => field('Salutation').inputValue()).toBe('Dear Head of Records')

    await field('Salutation').fill('Dear Records Team')
    await redrafted('Dear Healthcare Manager')
    await page.getByText(/^Ann Harrow changed this letter while you had it open/).waitFor()
    expect(await field('Salutation').inputValue()).toBe('Dear Records Team')
    await looked(remedy, 'newer-draft')
    await button('Discard my changes and show theirs').click()
    await expect.poll(() => field('Salutation').inputValue()).toBe('Dear Healthcare Manager')
    expect(await page.getByText(/^Ann Harrow changed this letter/).count()).toBe(0)
  })
})
