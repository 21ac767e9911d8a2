import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, type Remedy } from './harness.ts'

const LIST = [
  'Surname;Forenames;Geboren;Prison number;Prison;Since',
  'Okonkwo;Adaeze;03/04/1979;A7001KK;HMP Leedz;14/3/2025',
  'Brzęk;Zofia;01/02/1990;A7002KK;HMP Leeds;1/6/2024',
  'Ash;Bo;not known;A7005KK;HMP Leeds;26/01/2020',
  'Okonkwo;Adaeze;03/04/1979;A7001KK;HMP Wakefield;20/10/2026',
].join('\r\n')

let remedy: Remedy
let page: Page
const file = () => join(remedy.home, 'clients of before.csv')
const saved = () => join(remedy.home, 'left.csv')

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  await remedy.newOffice()
  writeFileSync(file(), LIST)
  await remedy.app.evaluate(
    ({ dialog }, [chosen, target]) => {
      dialog.showOpenDialog = (async () => ({
        ...{ canceled: false, filePaths: [chosen] },
      })) as typeof dialog.showOpenDialog
      dialog.showSaveDialog = (async () => ({
        ...{ canceled: false, filePath: target },
      })) as typeof dialog.showSaveDialog
    },
    [file(), saved()],
  )
})
afterAll(() => remedy.close())

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
/** Chooses in a menu. */
async function choose(name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a partner chooses a list, matches its columns, and answers what only a person can say', async () => {
  await page.getByRole('link', { name: 'Office' }).first().click()
  await page.getByRole('link', { name: 'Import a list…' }).click()
  await page.getByRole('heading', { name: 'Import a list' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('import-choose')
  await button('Choose the file…').click()
  await page.getByText('CSV, UTF-8, divided by semicolons.').waitFor()
  await choose('Geboren is taken as', 'Date of birth')
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('import-columns')
  await button('Check the rows').click()
  await page.getByText('Date of birth: what is “03/04/1979”?').waitFor()
  await page.getByText('3 April 1979: the day stands first').click()
  await button('HMP Leeds').click()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('import-questions')
})

test('sees what would be recorded, chooses what is done with whoever is on file, and imports', async () => {
  await button('Check the rows').click()
  await page.getByText('Two new records, one row left out, one row refused.').waitFor()
  await page.getByText('“not known” is not a date.').waitFor()
  await page.getByText('Adaeze Okonkwo (row 2 of this file), A7001KK').waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('import-checked')
  expect((await remedy.ask('clients.find', { text: '' })) as unknown).toMatchObject({
    value: { total: 0 },
  })
  await choose('What is done with row 5', 'Add to that client what is new')
  await button('Check again').click()
  await button('Import three rows').click()
  await page.getByRole('heading', { name: 'Imported' }).waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('import-done')
  await button('Save the rows left out…').click()
  await expect.poll(() => existsSync(saved())).toBe(true)
  expect(readFileSync(saved(), 'utf8')).toContain('"Ash","Bo","not known"')
})

test('finds the clients in the list, each with an entry of the log, and the import among those of before', async () => {
  await button('Import another list').click()
  await page.getByText(/Entries \d+ to \d+ of the log/).waitFor()
  await remedy.screenshot('import-before')
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Clients' })
    .click()
  await page.getByText('Okonkwo, Adaeze').first().waitFor()
  await page.getByText('HMP Wakefield').first().waitFor()
  await page
    .getByRole('navigation', { name: 'Main menu' })
    .getByRole('link', { name: 'Audit' })
    .click()
  await page.getByText('List imported').first().waitFor()
  expect(await obstaclesOn(page)).toEqual([])
})

test('the list of clients is saved as a workbook, and dropped on the import it is known without being told', async () => {
  const workbook = join(remedy.home, 'clients.xlsx')
  await remedy.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath })) as never
  }, workbook)
  await page.getByRole('link', { name: 'Clients' }).first().click()
  await button('Save…').click()
  const dialog = page.getByRole('dialog', { name: 'Save the list' })
  await dialog.waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('list-save')
  await page.getByRole('button', { name: 'Save and log' }).click()
  await dialog.waitFor({ state: 'detached' })
  const bytes = readFileSync(workbook).toString('base64')
  expect(bytes.length).toBeGreaterThan(1_000)
  await page.evaluate(() => (location.hash = '#/office/import'))
  await page.getByRole('heading', { name: 'Import a list' }).waitFor()
  const another = button('Another file')
  if (await another.isVisible()) await another.click()
  await page.getByText('Drop the file anywhere on this page').waitFor()
  await page.evaluate((text) => {
    const held = new DataTransfer()
    const content = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    held.items.add(new File([content], 'clients.xlsx'))
    const target = [...document.querySelectorAll('h1')].find(
      (one) => one.textContent === 'Import a list',
    )!
    target.dispatchEvent(
      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: held }),
    )
  }, bytes)
  await page.getByText(/Excel workbook\. Two rows below the headings/).waitFor()
  await button('Check the rows').click()
  await page.getByText(/two rows left out/i).waitFor()
  await remedy.screenshot('import-dropped')
})
