import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

let remedy: Remedy
let page: Page

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const card = (name: string) => page.getByRole('region', { name, exact: true })

async function register(changes: object): Promise<string> {
  const answer = await remedy.ask('clients.register', {
    ...{ surname: 'Fenwright', forenames: 'Dominic', bornOn: '1981-04-17', needs: {} },
    prisonNumber: { number: 'A1234BC', exception: '' },
    stay: { establishmentId: 'leeds', from: '2024-03-02', source: 'Letter from the client' },
    ...changes,
  })
  if (!answer.ok) throw new Error(answer.refusal.message)
  return (answer.value as { id: string }).id
}

let other = ''
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  await register({})
  other = await register({
    surname: 'Fenwrite',
    prisonNumber: { number: '', exception: 'Not known' },
    stay: { establishmentId: 'hull', from: '2023-01-09', source: 'A call from the prison' },
  })
})
afterAll(() => remedy.close())

test('two records of one person are put side by side and joined, and the page shows both', async () => {
  await page.getByText('Fenwright, Dominic').first().click()
  await page.getByRole('heading', { name: 'Dominic Fenwright' }).waitFor()
  await button('More').click()
  await page.getByRole('menuitem', { name: 'Join with another record…' }).click()
  await page.getByRole('heading', { name: 'Join another record with that of' }).waitFor()
  await page.getByRole('button', { name: 'Fenwrite, Dominic' }).click()
  const table = page.getByRole('table')
  await table.getByText('Dominic Fenwrite', { exact: true }).waitFor()
  await table.getByText('A1234BC', { exact: true }).waitFor()
  await remedy.screenshot('join-side-by-side')
  expect(await obstaclesOn(page)).toEqual([])
  await button('Join the records').click()
  await page.getByText('Give the reason for joining the records.').first().waitFor()
  await field('Reason for joining the records').fill('The client says that both are theirs')
  await button('Join the records').click()
  await card('Joined records').waitFor()
  await card('Joined records').getByText('The joined records give different names').waitFor()
  await card('Joined records').getByText('The joined records give different places').waitFor()
  await card('Prison history').getByText('Record 2', { exact: true }).waitFor()
  await page.getByText('Records joined', { exact: true }).first().waitFor()
  await remedy.screenshot('joined-records')
  expect(await obstaclesOn(page)).toEqual([])
})

test('the other record leads to the one that is kept and says so, and lists have the person once', async () => {
  await page.evaluate((id) => (location.hash = `#/clients/${id}`), other)
  await page.getByText('You opened record 2, Dominic Fenwrite.').waitFor()
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Clients' })
    .click()
  await page.getByText('Fenwright, Dominic').first().waitFor()
  expect(await page.getByText('Fenwrite, Dominic').count()).toBe(0)
})

test('they are parted again with a reason, and what was recorded meanwhile is listed', async () => {
  await page.getByText('Fenwright, Dominic').first().click()
  await button('Part again… (record 2)').click()
  await page.getByText('Nothing. Each record is as it was before.').waitFor()
  await remedy.screenshot('part-records')
  expect(await obstaclesOn(page)).toEqual([])
  await field('Reason for parting the records').fill('Two people after all')
  await button('Part the records').click()
  await card('Joined records').waitFor({ state: 'detached' })
  await page.getByText('Records parted', { exact: true }).first().waitFor()
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Clients' })
    .click()
  await page.getByText('Fenwrite, Dominic').first().waitFor()
})
