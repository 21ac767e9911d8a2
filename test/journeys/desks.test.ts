import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { londonDay } from '../../src-main/dates/days.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { filledIn, HOLDER } from '../letters/letter-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, clientWithMatter, looked } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

const hester = { name: 'Hester Vane', passphrase: 'other quiet words here' }
let office: Remedy
let desk: Remedy

// Two programs, each with a home of its own: the office’s computer, and another.
const home = mkdtempSync(path.join(tmpdir(), 'remedy-home-'))
beforeAll(async () => {
  office = await openRemedy({ home, words: ['--desks-port=0'] })
  desk = await openRemedy()
})
afterAll(async () => {
  await desk?.close()
  await office?.close()
  rmSync(home, { recursive: true, force: true })
})

const at = (page: Page) => ({
  button: (name: string) => page.getByRole('button', { name, exact: true }),
  field: (name: string) => page.getByLabel(name, { exact: true }),
  heading: (name: string) => page.getByRole('heading', { name, exact: true }),
  place: (name: string) =>
    page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name }),
})

async function signIn(page: Page, { name, passphrase }: typeof hester): Promise<void> {
  await page.getByText('Sign in as').waitFor()
  await page.getByText(name, { exact: true }).click()
  await at(page).field('Passphrase').fill(passphrase)
  await at(page).button('Sign in').click()
}

/** Another port than usual stands behind the name; this computer’s own name need not be known in its network. */
let port = ''

test('the office lets other desks in, and shows a code', async () => {
  const { page } = office
  const { button, field, place } = at(page)
  await office.newOffice()
  await office.ask('people.add', {
    ...{ name: hester.name, role: 'caseworker', passphrase: hester.passphrase },
    passphraseAgain: hester.passphrase,
  })
  await place('Office').click()
  await button('Let other desks in').click()
  await page.getByText('People work in this office from other computers too.').waitFor()
  await button('Add a desk').click()
  await field('Name of the desk').fill('Front desk')
  expect(await obstaclesOn(page)).toEqual([])
  await button('Show the code').click()
  await page.getByTestId('joining-code').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await office.screenshot('desks-code')
  port = /:(\d+)/.exec(await page.getByTestId('joining-place').innerText())![1]!
})

test('the other computer joins by it, and whoever signs in there works in the office', async () => {
  const { page } = desk
  const { button, field, heading, place } = at(page)
  await button('Join an office').click()
  await heading('Join an office').waitFor()
  await desk.screenshot('desks-join')
  expect(await obstaclesOn(page)).toEqual([])
  await field('Code').fill('00000-00000-000000-00000-00000')
  await field('The office’s computer').fill(`127.0.0.1:${port}`)
  await button('Join this office').click()
  await page.getByText('is not the one that made this code').first().waitFor()
  const code = await office.page.getByTestId('joining-code').innerText()
  await field('Code').fill(code.toLowerCase())
  await button('Join this office').click()
  await heading('Harrow & Vane').waitFor()
  await page.getByText('This desk: Front desk.').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await desk.screenshot('desks-sign-in')
  await signIn(page, hester)
  await place('Clients').click()
  await page.getByText('No clients yet').waitFor()
  // At the office the code has gone, and the desk is there.
  await office.page.getByTestId('joining-code').waitFor({ state: 'hidden' })
  await office.page.getByText('Hester Vane is signed in').waitFor()
  await office.screenshot('desks-list')
  expect(await obstaclesOn(office.page)).toEqual([])
})

/** A request for records that lacks nothing: the client’s authority is on record, and the law of it is checked. */
async function completeDraft(): Promise<void> {
  const ask = asking(office)
  const me = (await ask.people.list({})).find(({ name }) => name === partner.name)!
  await recordFirm(ask)
  const signs = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask.practice.recordSignatory({ personId: me.id, ...signs })
  await ask.practice.chooseSecondCheck({ required: false, reason: 'One partner works here' })
  const checked = { checkedOn: londonDay(new Date()), source: 'legislation.gov.uk', note: '' }
  for (const { entry, version } of await ask.law.toCheck({}))
    await ask.law.recordCheck({ entry, version, ...checked })
  const about = { kind: 'health-records', title: 'Copies of records', daysAgo: 60 } as const
  const { clientId, matterId } = await clientWithMatter({ ask, me }, about)
  await ask.consents.record(someAuthority(clientId))
  const at = { ask, matterId, clock: () => new Date() }
  await ask.letters.draft(await filledIn(at as Parameters<typeof filledIn>[0]))
}

test('consent that is withdrawn at the desk stops the approval that was begun at the office', async () => {
  await completeDraft()
  const here = at(office.page)
  await here.place('Letters').click()
  await office.page.getByRole('row').filter({ hasText: HOLDER }).first().dblclick()
  await office.page.getByText('Complete. Ready to approve.').waitFor()

  const { page } = desk
  const { button, field, place } = at(page)
  // The client came to the list of the desk by itself.
  await page.getByRole('row').filter({ hasText: 'Fenwright' }).first().dblclick()
  await page.getByRole('link', { name: 'Record or withdraw', exact: true }).click()
  await button(`Withdraw consent for ${HOLDER}`).click()
  await page.getByRole('checkbox', { name: 'Health', exact: true }).check()
  await field('Received on').fill(formatDay(londonDay(new Date())))
  await field('How received').click()
  await page.getByRole('option', { name: 'Withdrawal slip' }).first().click()
  await button('Record the withdrawal').click()
  await page.getByRole('dialog', { name: /^Letters that relied on/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  const missing = office.page.getByRole('list', { name: 'What is missing' })
  await missing
    .getByText(/withdrawn|withdrew|authority/)
    .first()
    .waitFor()
  await here.button('Approve').click({ force: true })
  await here.place('Letters').click()
  await office.page.getByRole('row').filter({ hasText: HOLDER }).first().waitFor()
  const { rows } = await asking(office).letters.list({ limit: 10 })
  expect(rows.map(({ state }) => state)).toEqual(['draft'])
  await looked(desk, 'desk-consents', { large: true })
  await place('Letters').click()
  await page.getByRole('row').filter({ hasText: HOLDER }).first().waitFor()
  await looked(desk, 'desk-letters')
})

/** Has the question before closing answered, and gives what was asked. */
const closingWith = (response: number) =>
  office.app.evaluate(
    ({ BrowserWindow, dialog }, given) =>
      new Promise<string>((asked) => {
        dialog.showMessageBox = (async (...[, options]: [unknown, { detail: string }]) => {
          asked(options.detail)
          return { response: given, checkboxChecked: false }
        }) as typeof dialog.showMessageBox
        BrowserWindow.getAllWindows()[0]!.close()
      }),
    response,
  )

test('the office asks before it is closed over a desk, and stays where it is not to be', async () => {
  expect(await closingWith(0)).toContain('One other desk is connected.')
  await at(office.page).place('Office').click()
  await office.page.getByText('Hester Vane is signed in').waitFor()
})

test('once it is there again the desk comes back by itself', async () => {
  await office.close()
  await desk.page.getByText('Office not reachable since').waitFor()
  await looked(desk, 'desk-not-reachable', { large: true })
  office = await openRemedy({ home, words: [`--desks-port=${port}`] })
  await desk.page.getByText('Sign in as').waitFor()
  await signIn(desk.page, hester)
  await at(desk.page).place('Clients').click()
  await desk.page.getByRole('row').filter({ hasText: 'Fenwright' }).first().waitFor()
  const { desks } = await asking(desk).desks.list({})
  expect(desks.map(({ who }) => who)).toEqual([hester.name])
})

test('where another program stands in the way the office says so, and desks are let in once it has gone', async () => {
  await office.close()
  const other = createServer((caller) => void caller.destroy())
  await new Promise<void>((done) => other.listen(Number(port), done))
  office = await openRemedy({ home, words: [`--desks-port=${port}`] })
  const { page } = office
  await signIn(page, partner)
  await at(page).place('Office').click()
  const why = page.getByText('Other desks cannot reach this office now. Another program')
  await why.scrollIntoViewIfNeeded()
  expect(await obstaclesOn(page)).toEqual([])
  await office.screenshot('desks-not-let-in')
  await new Promise((done) => other.close(done))
  await at(page).button('Let other desks in').click()
  await page.getByText('People work in this office from other computers too.').waitFor()
  await desk.page.getByText('Sign in as').waitFor()
})
