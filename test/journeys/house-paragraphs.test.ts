import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asking, clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

const asked = () => asking(remedy)
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const findings = () => page.getByTestId('findings')
const tab = (name: string | RegExp) => page.getByRole('tab', { name })
const paper = (words: string) => page.locator('.paper-page', { hasText: words }).first()
const words = () => page.getByRole('textbox', { name: 'Text of the paragraph' })
/** Selects these words of a text. */
const select = (field: ReturnType<typeof words>, said: string) =>
  field.evaluate((area, wanted) => {
    const { value } = area as HTMLTextAreaElement
    const from = value.indexOf(wanted)
    ;(area as HTMLTextAreaElement).focus()
    ;(area as HTMLTextAreaElement).setSelectionRange(from, from + wanted.length)
  }, said)

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const one = { kind: 'treatment', title: 'Missed hospital escorts', daysAgo: 30 } as const
  await clientWithMatter(await officeAtWork(remedy), one)
}, 300_000)
afterAll(() => remedy.close())

test('a paragraph is written with its class and marks, checked, previewed and saved', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('link', { name: 'House paragraphs' }).click()
  await heading('No house paragraphs yet').waitFor()
  await looked(remedy, 'paragraphs-none', { large: true })
  await button('Write the first paragraph').click()
  await page.getByLabel('Name', { exact: true }).fill('Telephone first')
  await page.getByRole('combobox', { name: 'Information in it' }).click()
  await page.getByRole('option', { name: /^Identity/ }).click()
  await words().fill('Please telephone us before you see {{ client.height }} alone.')
  await findings().getByText('There is no field called client.height.').waitFor()
  await looked(remedy, 'paragraph-broken')
  await words().fill('Please telephone us before you see {{ client.name }} alone.')
  await findings().getByText('Nothing is wrong').waitFor()
  await select(words(), 'before')
  await page.keyboard.press('Control+B')
  expect(await words().inputValue()).toContain('us **before** you')
  await page.keyboard.press('Control+I')
  expect(await words().inputValue()).toContain('us **_before_** you')
  // What a key set is taken back like anything typed.
  await page.keyboard.press('Control+Z')
  expect(await words().inputValue()).toContain('us **before** you')
  await page.keyboard.press('Control+Z')
  expect(await words().inputValue()).toContain('us before you')
  await page.keyboard.press('Control+Shift+Z')
  expect(await words().inputValue()).toContain('us **before** you')
  await tab('Preview').click()
  await paper('Please telephone us before you see Ann Example alone.').waitFor()
  await looked(remedy, 'paragraph-preview')
  await page.getByLabel('Why it is kept').fill('Asked for in most letters')
  await page.keyboard.press('Control+S')
  await page.getByText('Version 1 is offered in drafts and templates.').waitFor()
  await tab(/^Versions/).click()
  await page.getByText('Reason: Asked for in most letters').waitFor()
  await looked(remedy, 'paragraph-saved', { large: true })
  expect(await asked().letters.paragraphs({})).toMatchObject([
    { name: 'Telephone first', class: 'identity', versions: 1 },
  ])
})

test('a draft takes it filled in as a passage with its class, and a table beside it', async () => {
  await place('Matters').click()
  await page.getByRole('row').filter({ hasText: 'Missed hospital escorts' }).dblclick()
  await heading('Missed hospital escorts').waitFor()
  await button('New letter').click()
  await page.getByRole('radio', { name: /^L20/ }).check()
  await button('Create draft').click()
  await button('House paragraph…').click()
  const offered = page.getByRole('dialog').getByRole('listitem')
  await offered.filter({ hasText: 'Telephone first' }).getByText('you see').first().waitFor()
  await looked(remedy, 'paragraph-choose', { large: true })
  await offered.getByRole('radio').check()
  await button('Put in').click()
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.waitFor()
  expect(await text.inputValue()).toMatch(/^Please telephone us \*\*before\*\* you see \w+/)
  await paper('Please telephone us before you see').waitFor()
  await text.evaluate((area) => {
    const field = area as HTMLTextAreaElement
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  })
  await button('Table').click()
  await page.keyboard.type('Appointment')
  expect(await text.inputValue()).toContain('| Appointment | What |\n| --- | --- |')
  await paper('Appointment').waitFor()
  await looked(remedy, 'paragraph-in-draft', { large: true })
  await page.keyboard.press('Control+S')
  await page.getByText('Draft saved').first().waitFor()
  const { rows } = await asked().letters.list({})
  const { content } = await asked().letters.get({ letterId: rows[0]!.id })
  expect(content.passages.at(-1)).toMatchObject({ class: 'identity', origin: 'written' })
})

test('a template takes it as a passage with its class', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'Urgent clinical letter' }).dblclick()
  await heading('L20 Urgent clinical letter').waitFor()
  await findings().getByText('Nothing is wrong').waitFor()
  const text = page.getByRole('textbox', { name: 'Text of the template' })
  const shipped = await text.inputValue()
  await select(text, 'We act for')
  await button('House paragraph…').click()
  await page.getByRole('dialog').getByRole('radio').check()
  await button('Put in').click()
  await findings().getByText('Nothing is wrong').waitFor()
  const now = await text.inputValue()
  expect(now).toMatch(/== telephone-first \(identity\)\nPlease telephone us \*\*before\*\*/)
  expect(now.indexOf('== telephone-first')).toBeLessThan(now.indexOf('== whereabouts'))
  await looked(remedy, 'paragraph-in-template', { large: true })
  await page.keyboard.press('Control+Z')
  expect(await text.inputValue()).toBe(shipped)
})

test('one that is stopped is offered no more', async () => {
  await page.getByRole('link', { name: 'Cancel', exact: true }).click()
  await page.getByRole('link', { name: 'House paragraphs' }).click()
  await page.getByText('One paragraph to put into letters and templates.').waitFor()
  await looked(remedy, 'paragraphs', { large: true })
  await page.getByRole('row').filter({ hasText: 'Telephone first' }).dblclick()
  await button('Stop using it…').click()
  await page.getByLabel('Reason').fill('The letters say so themselves')
  await button('Stop using it').click()
  await page.getByText('It is no longer used.').first().waitFor()
  await looked(remedy, 'paragraph-stopped')
  expect(await asked().letters.paragraphs({})).toMatchObject([
    { stopped: { reason: 'The letters say so themselves' } },
  ])
})
