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
const text = () => page.getByRole('textbox', { name: 'Text of the template' })
const findings = () => page.getByTestId('findings')
const tab = (name: string | RegExp) => page.getByRole('tab', { name })
const paper = (words: string) => page.locator('.paper-page', { hasText: words }).first()
const OURS = 'Please telephone us before you speak to our client.'

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const one = { kind: 'treatment', title: 'Missed hospital escorts', daysAgo: 30 } as const
  await clientWithMatter(await officeAtWork(remedy), one)
}, 300_000)
afterAll(() => remedy.close())

test('a shipped template is copied; what is broken in it is said by its line and not saved', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByText('every one made by the shipped template').waitFor()
  await looked(remedy, 'templates')
  await page.getByRole('row').filter({ hasText: 'Urgent clinical letter' }).dblclick()
  await heading('L20 Urgent clinical letter').waitFor()
  await findings().getByText('Nothing is wrong').waitFor()
  const shipped = await text().inputValue()
  await text().fill(`${shipped.trimEnd()}\n\n== ours (identity)\n${OURS} {{ client.height }}\n`)
  await findings().getByText('There is no field called client.height.').waitFor()
  await looked(remedy, 'template-broken')
  await page.getByLabel('What was changed, and why').fill('A call first')
  await page.keyboard.press('Control+S')
  await page.getByRole('alert').filter({ hasText: 'There is no field' }).first().waitFor()
  expect(await asked().letters.template({ kind: 'L20' })).toMatchObject({ versions: 0 })
  await findings()
    .getByRole('button', { name: /^Line / })
    .click()
  const marked = await text().evaluate((field) => {
    const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement
    return value.slice(selectionStart, selectionEnd)
  })
  expect(marked).toBe(`${OURS} {{ client.height }}`)
})

test('is asked about before it is left, and mended, previewed and saved', async () => {
  await place('Clients').click()
  await heading('Discard changes?').waitFor()
  await button('Keep editing').click()
  await text().fill((await text().inputValue()).replace(' {{ client.height }}', ''))
  await findings().getByText('Nothing is wrong').waitFor()
  await tab('Preview').click()
  await paper('Ann Example').waitFor()
  await paper(OURS).waitFor()
  await looked(remedy, 'template-preview')
  await page.keyboard.press('Control+S')
  await page.getByText('version 1, is in use').waitFor()
  await tab(/^Versions/).click()
  await button('What it changed').click()
  await page.getByRole('list', { name: 'Changed in version 1' }).getByText(OURS).waitFor()
  await looked(remedy, 'template-versions')
  expect(await asked().letters.template({ kind: 'L20' })).toMatchObject({
    office: { version: 1, basedOn: null, reason: 'A call first' },
  })
})

test('a letter is drafted by it, and says by which version', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByText('The office’s own, version 1').waitFor()
  await looked(remedy, 'templates-own')
  await place('Matters').click()
  await page.getByRole('row').filter({ hasText: 'Missed hospital escorts' }).dblclick()
  await heading('Missed hospital escorts').waitFor()
  await button('New letter').click()
  await page.getByRole('radio', { name: /^L20/ }).check()
  await button('Create draft').click()
  await paper(OURS).waitFor()
  await page
    .getByRole('region', { name: 'Details', exact: true })
    .getByText('The office’s own, version 1')
    .waitFor()
  await looked(remedy, 'template-letter')
  const { rows } = await asked().letters.list({})
  const { content } = await asked().letters.get({ letterId: rows[0]!.id })
  expect(content.template).toMatchObject({ version: 1 })
})

test('a template that differs in Wales is previewed for a prison of either country', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('row').filter({ hasText: /^L15/ }).dblclick()
  await findings().getByText('Nothing is wrong').waitFor()
  await tab('Preview').click()
  await paper('(England) Regulations 2009').waitFor()
  await button('Prison in Wales').click()
  await paper('(Wales) Regulations').waitFor()
  expect(await paper('(England) Regulations 2009').count()).toBe(0)
  await looked(remedy, 'template-wales', { large: true })
})

test('a letter to the client has a template in easy words beside, copied from the ordinary one', async () => {
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await page.getByRole('row').filter({ hasText: /^L01/ }).dblclick()
  await page.getByRole('link', { name: 'Easy read', exact: true }).click()
  await heading('L01 First letter, easy read').waitFor()
  await page.getByText('There is none in easy words yet.').waitFor()
  const copied = await text().inputValue()
  const words = 'You can ask us to read this letter to you.'
  await text().fill(`${copied.trimEnd()}\n\n== ours (identity)\n${words}\n`)
  await tab('Preview').click()
  await paper(words).waitFor()
  await looked(remedy, 'template-easy')
  await page.getByLabel('What was changed, and why').fill('Read with a client')
  await page.keyboard.press('Control+S')
  await page.getByText('version 1, is in use').waitFor()
  await page.getByRole('link', { name: 'Ordinary template', exact: true }).click()
  await heading('L01 First letter').waitFor()
  await page.getByText('The shipped template is in use.').waitFor()
  await place('Letters').click()
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  const row = page.getByRole('row').filter({ hasText: 'First letter, easy read' })
  await row.getByText('The office’s own, version 1').waitFor()
  expect(await row.count()).toBe(1)
  await looked(remedy, 'templates-easy')
})
