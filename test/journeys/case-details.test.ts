import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { someConsent } from '../consents/some-consent.ts'
import { day } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, looked, officeAtWork, picture } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = londonDay(new Date())
const ago = (days: number) => day(daysAfter(today, -days))
const typedDay = (iso: string) => iso.split('-').toReversed().join(' ')
let remedy: Remedy
let page: Page
let clientId: Parameters<typeof someConsent>[0]
let matterId = ''

const asked = () => asking(remedy)
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const inDialog = (name: string) => dialog().getByRole('button', { name, exact: true })
const field = (name: string) => dialog().getByLabel(name, { exact: true })
const card = () => page.getByRole('region', { name: 'Case details', exact: true })
const missing = () => page.getByRole('list', { name: 'What is missing' })
const fault = (message: string) => page.locator('[data-slot="error"]', { hasText: message })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const paper = (words: string) => page.locator('.paper-page', { hasText: words }).first()

async function add(group: string): Promise<void> {
  await card().getByRole('button', { name: 'Add case details' }).click()
  await page.getByRole('menuitem', { name: group, exact: true }).click()
  await dialog().getByRole('heading', { name: group, exact: true }).waitFor()
}

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const { ask, me } = await officeAtWork(remedy, { lawChecked: true })
  const client = await ask.clients.register(someClient())
  clientId = client.id
  const matter = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Missed hospital escorts', responsible: me.id },
    ...{ opponents: [], eventOn: ago(30), knownOn: null, noEventReason: '' },
  })
  matterId = matter.id
}, 300_000)
afterAll(() => remedy.close())

describe('case details on the page of the matter', () => {
  test('are added from a menu, and what is missing is said under its field', async () => {
    await place('Matters').click()
    await page.getByRole('row').filter({ hasText: 'Missed hospital escorts' }).dblclick()
    await heading('Missed hospital escorts').waitFor()
    await card().getByText('No case details yet.').waitFor()
    await add('Appointments outside')
    await inDialog('Record').click()
    await fault('Fill in hospital.').waitFor()
    await field('Date').fill(typedDay(ago(12)))
    await field('Hospital').fill('St James’s University Hospital')
    await field('State').click()
    await page.getByRole('option', { name: 'not attended: no escort' }).click()
    await inDialog('Add a line').click()
    const second = dialog().getByRole('group', { name: 'Line 2' })
    await second.getByLabel('Hospital', { exact: true }).fill('Leeds General Infirmary')
    await looked(remedy, 'details-dialog', { at: second, large: true })
    await dialog().getByRole('button', { name: 'Remove line 2' }).click()
    await inDialog('Record').click()
    await dialog().waitFor({ state: 'detached' })
    await card()
      .getByText(/St James’s University Hospital, not attended: no escort/)
      .waitFor()
    expect(await card().getByText('Leeds General Infirmary').count()).toBe(0)
  })

  test('are not lost when another desk was first, and asked about before they are left', async () => {
    await add('Complaints about care')
    await field('What happened').fill('No dressing for a week.')
    await page.keyboard.press('Escape')
    await heading('Discard changes?').waitFor()
    await button('Keep editing').click()
    await field('About').click()
    await page.getByRole('option', { name: 'Health', exact: true }).click()
    const theirs = { text: 'The dressing was not changed.', outcome: '', about: 'health' }
    await asked().details.record({
      ...{ matterId: matterId as never, group: 'issues', version: 0, rows: [theirs] },
    })
    await inDialog('Record').click()
    const newer = dialog().getByRole('region', { name: 'Newer version' })
    await newer.getByText('The dressing was not changed.').waitFor()
    await dialog().getByRole('alert').waitFor()
    expect(await field('What happened').inputValue()).toBe('No dressing for a week.')
    expect(await obstaclesOn(page)).toEqual([])
    await picture(remedy, 'details-conflict')
    await inDialog('Record').click()
    await dialog().waitFor({ state: 'detached' })
    await card().getByText('No dressing for a week.').waitFor()
    await looked(remedy, 'details-matter', { at: card(), large: true })
  })

  test('take the name and address of a body from the edition, which says where an unverified one is from', async () => {
    await add('Opponents and those who answer for them')
    await inDialog('Insert name and address').click()
    await looked(remedy, 'details-bodies', { at: page.getByRole('menu') })
    await page.getByRole('menuitem', { name: 'Government Legal Department' }).click()
    expect(await field('Name').inputValue()).toBe('Government Legal Department')
    expect(await field('Address, a line each').inputValue()).toBe('102 Petty France\nLondon')
    expect(await field('Postcode (optional)').inputValue()).toBe('SW1H 9GL')
    await dialog()
      .getByText('This address is not verified. Source: From knowledge; no source opened.')
      .waitFor()
    await looked(remedy, 'details-body-inserted', { at: field('Name'), large: true })
    await inDialog('Record').click()
    await dialog().waitFor({ state: 'detached' })
    await card()
      .getByText(/Government Legal Department, solicitor or legal department/)
      .waitFor()
    await button('Edit: Opponents and those who answer for them').click()
    await field('Address, a line each').fill('PO Box 1\nLondon')
    await dialog().getByText('This address is not verified.').waitFor({ state: 'detached' })
    await dialog().getByRole('button', { name: 'Remove line 1' }).click()
    await inDialog('Take it out').click()
    await dialog().waitFor({ state: 'detached' })
  })

  test('are taken out when every line is removed', async () => {
    await button('Edit: Complaints about care').click()
    await dialog().getByRole('button', { name: 'Remove line 1' }).click()
    await inDialog('Take it out').click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(() => card().getByText('No dressing for a week.').count()).toBe(0)
  })
})

describe('a letter that prints them', () => {
  test('is found under a heading, by keys alone', async () => {
    await button('New letter').click()
    await page.getByRole('radio', { name: /^L19/ }).waitFor()
    await looked(remedy, 'details-new-letter', {
      at: page.getByRole('radio', { name: /^L20/ }),
      large: true,
    })
    // The likeliest is chosen once the matter is known, and stands under its heading from then on.
    const likeliest = page.getByRole('radio', { name: /^L15/ })
    await expect.poll(() => likeliest.isChecked()).toBe(true)
    // The letters of the matter arrive after it, and the list is drawn again: a key that met it then is pressed again.
    const next = page.getByRole('radio', { name: /^L19/ })
    await expect
      .poll(async () => {
        if (await next.isChecked()) return true
        await likeliest.focus()
        await page.keyboard.press('ArrowDown')
        return next.isChecked()
      })
      .toBe(true)
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(1)
    await button('Create draft').click()
  })

  test('says first which of them it lacks, and takes them into its text', async () => {
    await card().getByText('Missing', { exact: true }).waitFor()
    await paper('[What the prison must do: what must be done]').waitFor()
    await missing().getByRole('button', { name: 'Record the case details' }).first().click()
    expect(
      await button('Record: What the prison must do').evaluate((one) => one.matches(':focus')),
    ).toBe(true)
    await looked(remedy, 'details-composer', { at: card(), large: true })
    await page.keyboard.press('Enter')
    await field('What must be done').fill('An escort of two officers to the hospital.')
    await field('What stands in the way').fill('No escort was given on the day.')
    await inDialog('Record').click()
    await dialog().waitFor({ state: 'detached' })
    await paper('An escort of two officers to the hospital.').waitFor()
    await paper('St James’s University Hospital: not attended: no escort').waitFor()
    expect(await missing().getByText('[What the prison must do: what must be done]').count()).toBe(
      0,
    )
    await expect.poll(() => card().getByText('Missing', { exact: true }).count()).toBe(0)
  })

  test('takes a changed line, and keeps what was typed beside it', async () => {
    await page.getByLabel('Salutation', { exact: true }).fill('Dear Governor')
    await button('Record: Telephone calls to the prison or provider').click()
    await field('Date').fill(typedDay(ago(1)))
    await field('Spoken to (role)').fill('the duty governor')
    await field('What was said').fill('No answer before Friday.')
    await field('About').click()
    await page.getByRole('option', { name: 'Location', exact: true }).click()
    await inDialog('Record').click()
    await dialog().waitFor({ state: 'detached' })
    await paper('to the duty governor: No answer before Friday.').waitFor()
    expect(await page.getByLabel('Salutation', { exact: true }).inputValue()).toBe('Dear Governor')
    await looked(remedy, 'details-composer-filled', { at: card(), large: true })
  })

  test('is approved once the client agrees that the Governor is told', async () => {
    const ask = asked()
    const { rows } = await ask.letters.list({ matterId: matterId as never })
    const { content } = await ask.letters.get({ letterId: rows[0]!.id })
    await ask.consents.record(
      someConsent(clientId, {
        ...{ recipient: { name: content.addressee.name, role: 'custody' }, purpose: 'treatment' },
        ...{ signedOn: ago(4), receivedOn: ago(2) },
        choices: [
          { class: 'identity', answer: 'given' },
          { class: 'location', answer: 'given' },
        ],
      }),
    )
    await missing().waitFor({ state: 'detached' })
    await button('Approve').click()
    await expect
      .poll(() => ask.letters.get({ letterId: rows[0]!.id }).then(({ state }) => state))
      .toBe('approved')
    expect(await obstaclesOn(page)).toEqual([])
  })
})
