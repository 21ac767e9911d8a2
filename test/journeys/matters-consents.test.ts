import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

// One office from its first day on: each test goes on where the one before it stopped.
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const radio = (name: string) => page.getByRole('radio', { name, exact: true })
const fault = (message: string) => page.locator('[data-slot="error"]', { hasText: message })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name })
const cell = (name: string) => page.getByRole('img', { name, exact: true })

async function choose(label: string, option: string | RegExp): Promise<void> {
  await field(label).click()
  await page.getByRole('option', { name: option }).click()
}

describe('the firm', () => {
  test('is recorded by a partner, with the regulator’s words filled in', async () => {
    await place('Office').click()
    await button('Record the firm').click()
    expect(await field('Who regulates the firm').inputValue()).toBe(
      'Authorised and regulated by the Solicitors Regulation Authority',
    )
    await button('Record the details').click()
    await fault('Give the address.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await field('Address').fill('12 Kirkgate\nLeeds')
    await field('Postcode').fill('LS1 2AB')
    await field('Telephone').fill('0113 496 0000')
    await field('SRA number').fill('612345')
    await button('Record the details').click()
    await page.getByText('Nobody is recorded as signing for the firm.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('says who signs for it', async () => {
    await button('Add who signs').click()
    await choose('Who', new RegExp(`^${partner.name}`))
    await button('Record who signs').click()
    await button(`Change how ${partner.name} signs`).waitFor()
    expect(await page.getByText('Nobody is recorded as signing').count()).toBe(0)
  })
})

describe('a matter', () => {
  test('is opened on the page of its client, with the day that limitation runs from', async () => {
    await place('Clients').click()
    await button('Record the first client').click()
    await field('Surname').fill('Fenwright')
    await field('Forenames').fill('Tobias')
    await field('Prison number').fill('A0471ZZ')
    await field('Prison').fill('leeds')
    await page.getByRole('option', { name: 'HMP Leeds' }).first().click()
    await field('There since').fill('12 1 26')
    await field('How the office knows').fill('letter from the client')
    await button('Record the client').click()
    await page.getByText('None yet. A matter gives').waitFor()

    await button('Open a matter').click()
    await button('Open the matter').click()
    await fault('Choose what the matter is about.').waitFor()
    await choose('About', 'Health records')
    await field('Title').fill('Records, HMP Leeds')
    await button('Open the matter').click()
    await fault('Give the day it happened: limitation runs from it.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Add an opponent').click()
    await field('Name').fill('Northgate Custodial Care')
    await field('What they are').fill('Provider')
    await field('The day it happened').fill('12 1 26')
    await page.getByText('Monday 12 January 2026').waitFor()
    await button('Open the matter').click()
    await heading('Records, HMP Leeds').waitFor()
    await page.getByText('AH/FENW.1-1').first().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('shows each limitation date with its working, and keeps them in sight', async () => {
    const strip = page.getByRole('region', { name: 'Limitation', exact: true })
    await strip.getByText('Human Rights Act').waitFor()
    await strip.getByText('Monday 11 January 2027').waitFor()
    await button('Working of Human Rights Act').click()
    await page.getByText('Human Rights Act 1998, section 7(5)').first().waitFor()
    await page.locator('#work').evaluate((work) => work.scrollTo(0, work.scrollHeight))
    expect(await strip.evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(120)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('matter')
  })

  test('takes a note and a correction, and the version before stays struck', async () => {
    await field('A new note').fill('Telephoned from the wing.')
    await button('Add the note').click()
    await page.getByRole('listitem').getByText('Telephoned from the wing.').waitFor()
    expect(await field('A new note').inputValue()).toBe('')
    await button('Correct').click()
    await field('The day it happened').fill('14 1 26')
    await field('Why it is corrected').fill('The reception book has the fourteenth.')
    await button('Record the correction').click()
    await page.locator('s', { hasText: '12 January 2026' }).waitFor()
    await page.getByText('Because: The reception book has the fourteenth.').waitFor()
    await page.getByRole('region', { name: 'Limitation', exact: true }).waitFor()
    await page.getByText('Wednesday 13 January 2027').first().waitFor()
  })
})

describe('a consent form that comes back', () => {
  test('is typed by keys, and the entry about HIV demands its own consultation', async () => {
    await page.getByRole('link', { name: 'Tobias Fenwright' }).first().click()
    await button('Record a form')
      .or(page.getByRole('link', { name: 'Record a form' }))
      .click()
    await radio('Consent to tell').check()
    await field('The person or body').fill('Dr A Castellane')
    await choose('What they are', 'Expert')
    await choose('For what', 'A legal claim')
    expect(await field('Received on').inputValue()).toBe('')
    await radio('Identity: given').focus()
    for (const key of ['1', '1', '2', '3']) await page.keyboard.press(key)
    expect(await radio('Location: given').isChecked()).toBe(true)
    expect(await radio('Health: refused').isChecked()).toBe(true)
    expect(await radio('Mental health: not chosen').isChecked()).toBe(true)
    await radio('Given').check()
    await button('Record the form').click()
    await fault('Enter the day he was consulted.').waitFor()
    await fault('Enter the day it came in.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('is kept word for word, and shows in the grid with the one mark held', async () => {
    await field('Received on').fill('20 11 26')
    await field('Signed on').fill('18 11 26')
    await choose('How it came', 'At a visit')
    await choose('Consulted by', new RegExp(`^${partner.name}`))
    await field('Consulted on').fill('17 11 26')
    await field('What the client was told, and said').fill('That the expert may know.')
    expect(await field('The words that were signed').inputValue()).toContain('Dr A Castellane')
    await remedy.screenshot('consent')
    await button('Record the form').click()
    await cell('Dr A Castellane, identity: in force').waitFor()
    await cell('Dr A Castellane, health: refused').waitFor()
    await cell('Dr A Castellane, offence: not asked').waitFor()
    await cell('Dr A Castellane, hiv, sexual health: held').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('client-consents')
  })

  test('says by name what may be told, and a sentence that gives nothing away', async () => {
    await page.keyboard.press('w')
    const dialog = page.getByRole('dialog', { name: 'Who may be told' })
    await dialog.getByRole('searchbox').fill('castellane')
    await dialog
      .getByText('“I can tell you that we act for our client and where our client is.')
      .waitFor()
    await dialog.getByRole('searchbox').fill('Smith')
    await dialog.getByText('“I can neither confirm nor deny that we act').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.keyboard.press('Escape')
  })

  test('opens what is held only for a reason, and covers it again', async () => {
    await page.getByRole('link', { name: 'Record or withdraw' }).click()
    await button('Reveal what is held for Dr A Castellane').click()
    await button('Reveal, and log it').click()
    await fault('Say why you look.').waitFor()
    await field('Why you look').fill('To instruct the expert.')
    await button('Reveal, and log it').click()
    await page.getByText('That the expert may know.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await page.getByText('That the expert may know.').waitFor({ state: 'detached' })
    expect(await field('Why you look').inputValue()).toBe('')
    await page.keyboard.press('Escape')
  })

  test('is withdrawn class by class, with the day it came in', async () => {
    await button('Withdraw consent for Dr A Castellane').click()
    await page.getByRole('checkbox', { name: 'Location' }).check()
    await button('Record the withdrawal').click()
    await fault('Enter the day it came in.').waitFor()
    await field('Received on').fill('21 11 26')
    await choose('How it came', 'Withdrawal slip')
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the withdrawal').click()
    await page.getByText('Location withdrawn: received 21 November 2026').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })
})

describe('a matter that is done', () => {
  test('is found by its reference, closed with a reason, and its dates leave the client’s page', async () => {
    await place('Matters').click()
    await field('Client, title or our reference').fill('fenw.1')
    await button('Open AH/FENW.1-1').click()
    await button('Close the matter').click()
    await heading('Close AH/FENW.1-1?').waitFor()
    await field('Why it is closed').fill('Settled.')
    await page.getByRole('dialog').getByRole('button', { name: 'Close the matter' }).click()
    await page.getByText('Because: Settled.').waitFor()
    const strip = page.getByRole('region', { name: 'Limitation', exact: true })
    await strip.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Tobias Fenwright' }).first().click()
    await cell('Dr A Castellane, location: withdrawn').waitFor()
    expect(await strip.count()).toBe(0)
    expect(await obstaclesOn(page)).toEqual([])
  })
})
