import { rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatDay, formatFullDay } from '../../src-main/dates/words.ts'
import type { Arrangements } from '../../src-main/establishments/contract.ts'
import type { Uncertainty } from '../../src-main/law/contract.ts'
import { someClient } from '../open-office.ts'
import { obstaclesOn } from './accessible.ts'
import { answered } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'
import { programWithPublisher } from './own-resources.ts'

const DAY = 86_400_000
const iso = (moment: number) => new Date(moment).toISOString().slice(0, 10)
const { folder, edition } = programWithPublisher()
let remedy: Remedy
let page: Page
/** A Monday ahead on which the year of the Human Rights Act runs out, and on which everybody works. */
let lastDay: string

const ask = <T>(name: string, input?: object) => answered<T>(remedy, name, input)

// One office from its first day on: each test goes on where the one before it stopped.
beforeAll(async () => {
  remedy = await openRemedy({ folder })
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await remedy.newOffice()
  const { days } = await ask<{ days: { on: string }[] }>('deadlines.holidays')
  const ahead = Array.from({ length: 30 }, (_, at) => Date.now() + (60 + at) * DAY)
  const works = (moment: number) =>
    new Date(moment).getUTCDay() === 1 && !days.some(({ on }) => on === iso(moment))
  const found = ahead.find(works)!
  lastDay = iso(found)
  const next = iso(found + DAY)
  const [me] = await ask<{ id: string }[]>('people.list')
  const { id: clientId } = await ask<{ id: string }>('clients.register', someClient())
  await ask('matters.open', {
    ...{ clientId, kind: 'treatment', title: 'Care at HMP Leeds', responsible: me!.id },
    ...{ opponents: [], eventOn: `${Number(next.slice(0, 4)) - 1}${next.slice(4)}` },
    ...{ knownOn: null, noEventReason: '' },
  })
})
afterAll(async () => {
  await remedy.close()
  rmSync(folder, { recursive: true, force: true })
})

const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const fault = (message: string) => page.locator('[data-slot="error"]', { hasText: message })
/** Words on the screen, not those of the sheet that would be printed. */
const said = (words: string) => page.locator('#work, [role="dialog"]').getByText(words).first()
const tab = (name: string) =>
  page.getByRole('navigation', { name: 'Pages of the law' }).getByRole('link', { name })
const newer = () => page.getByRole('status', { name: 'Newer version' })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })

async function choose(label: string, option: string | RegExp): Promise<void> {
  await field(label).click()
  await page.getByRole('option', { name: option }).first().click()
}
/** A rule by its number, with the keyboard alone. */
async function rule(id: string): Promise<void> {
  await field('Rule').focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(id)
  await page.getByRole('option', { name: new RegExp(`^${id}`) }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('listbox').waitFor({ state: 'detached' })
}

describe('the calculator', () => {
  test('is two keys away, and gives the date of a records request as the days are typed', async () => {
    await page.keyboard.press('Control+K')
    await page.keyboard.type('calculator')
    await page.locator('[data-highlighted]', { hasText: 'Calculator' }).waitFor()
    await page.keyboard.press('Enter')
    await heading('Calculator').waitFor()
    await rule('R02')
    await field('Request received').fill('28 9 26')
    await heading('Wednesday 28 October 2026').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('stops while a question is open, and adds the days that drop out', async () => {
    await button('Add a question').click()
    await field('Asked').fill('5 10 26')
    await fault('no answer is recorded').waitFor()
    await field('Answered').fill('14 10 26')
    await heading('Monday 9 November 2026').waitFor()
    await said('paused, 10 days').waitFor()
    await said('If the days were not left out.').waitFor()
    await said('is a reading, not settled law').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Copy as text').click()
    const copied = () => remedy.app.evaluate(({ clipboard }) => clipboard.readText())
    await expect.poll(copied).toContain('Due Monday 9 November 2026')
    await remedy.screenshot('calculator')
  })

  test('ends a limitation that began on 29 February on the 28th, and says that the court is closed', async () => {
    await rule('R22')
    await field('Cause of action accrued').fill('29 2 24')
    await heading('Sunday 28 February 2027').waitFor()
    await said('Prudent date: Friday 26 February 2027.').first().waitFor()
    await said('The limit is not moved here.').waitFor()
    expect(await page.getByRole('heading', { name: /Friday 26 February 2027/ }).count()).toBe(0)
  })

  test('names the rule that applies instead, and takes the day along to it', async () => {
    await rule('R01')
    await field('Request received').fill('2 6 18')
    await fault('Use R02').waitFor()
    const instead = await button('Work it out under R02').elementHandle()
    await field('Request received').fill('1 6 18')
    await expect.poll(() => page.url()).toContain('2018-06-01')
    // It stood there throughout, so that a click meanwhile is not lost.
    expect(await instead!.evaluate((node) => node.isConnected)).toBe(true)
    await field('Request received').fill('31 5 18')
    await field('Request received').fill('1 6 18')
    await button('Work it out under R02').click()
    await heading('Monday 2 July 2018').waitFor()
    await page.locator('#work').evaluate((work) => work.scrollTo(0, 0))
    expect(await obstaclesOn(page)).toEqual([])
  })
})

describe('who is responsible', () => {
  test('at Leeds in June 2005 depends on the day of the transfer, and that is asked for', async () => {
    await place('Who is responsible').click()
    await field('Prison').fill('leeds')
    await page.getByRole('option', { name: 'HMP Leeds' }).first().click()
    await choose('Subject', 'Treatment or care')
    await field('Date of the event').fill('10 6 05')
    await field('Date of the complaint or request').fill('1 9 05')
    await said('One fact is missing before anyone can be named.').waitFor()
    await said('On which day did the Primary Care Trust take over').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('who-answers-asks')
  })

  test('is told once the day is recorded with its source, and says that it comes from the record', async () => {
    await button('Record it for HMP Leeds').click()
    await button('Record the date').click()
    await fault('Enter the source.').waitFor()
    await field('Transferred on').fill('1 4 05')
    await field('Source').fill('Letter of the Trust, 3 March 2026')
    await page.getByRole('checkbox', { name: 'Verified' }).check()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the date').click()
    await said('bodies are responsible.').waitFor()
    await said('Do not state in writing an intention to sue').waitFor()
    await said('Source: Letter of the Trust, 3 March 2026.').waitFor()
    await button('See why C8').click()
    await said('The lead PCT as commissioner').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('who-answers')
  })

  test('leads each clock to the calculator, with its day laid in', async () => {
    await link('Acknowledgement of an NHS complaint (rules to 31 March 2009)').first().click()
    await heading('Monday 5 September 2005').waitFor()
    expect(await page.evaluate(() => location.hash)).toContain('/calculator')
  })

  test('shows the day among the arrangements of the prison', async () => {
    await place('Law').click()
    await tab('Prisons').click()
    await page.getByRole('combobox', { name: 'Prison', exact: true }).fill('leeds')
    await page.getByRole('option', { name: 'HMP Leeds' }).first().click()
    await said('1 April 2005').waitFor()
    await button('Record an arrangement').click()
    await choose('Type', 'Healthcare provider')
    await field('Name').fill('Northgate Health Partnership')
    await field('From').fill('1 4 19')
    await field('Source').fill('Their letter of 3 March 2026')
    await button('Record the arrangement').last().click()
    await said('Northgate Health Partnership').waitFor()
    await said('since 1 April 2019').waitFor()
    await said('Not verified').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })

  test('tells whoever corrects one of the correction of another desk, and lays it in beside what was typed', async () => {
    const { arrangements } = await ask<Arrangements>('establishments.arrangements', {
      establishmentId: 'leeds',
    })
    const here = arrangements.find(({ name }) => name === 'Northgate Health Partnership')!
    await page.getByRole('button', { name: /: Northgate Health Partnership$/ }).click()
    await field('Source').fill('Their letter of 4 March 2026')
    const { recordedAt: _at, recordedBy: _by, earlier: _, stands: _stands, ...known } = here
    await ask('establishments.correctArrangement', {
      ...{ ...known, name: 'Northgate Partnership', reason: 'Their letterhead' },
    })
    await newer().getByText(`${partner.name} recorded a newer version`).waitFor()
    expect(await newer().innerText()).toContain('Changed: Name.')
    await field('Reason for the correction').fill('The day of the letter')
    await button('Record the correction').click()
    await page.getByRole('dialog').getByText('Read the newer version first.').first().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('arrangement-newer')
    await button('Take over the changes').click()
    await newer().waitFor({ state: 'detached' })
    await button('Record the correction').click()
    await said('Their letter of 4 March 2026').waitFor()
    await said('Northgate Partnership').waitFor()
  })
})

describe('a holiday', () => {
  test('is seen before it is recorded, then what moved is listed with the way to it', async () => {
    await tab('Holidays').click()
    await button('Record a change').click()
    await field('Date').fill(formatDay(lastDay))
    await field('Name of the holiday').fill('A day of thanks')
    await button('Show affected deadlines').click()
    await fault('Enter where this was proclaimed.').waitFor()
    await field('Source').fill('London Gazette of today')
    await button('Show affected deadlines').click()
    await said('This would move one open deadline.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the change').click()
    await said('One open deadline has moved.').waitFor()
    await said(`${formatFullDay(lastDay)} stays; its prudent date`).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('holiday-moved')
  })

  test('is withdrawn with a reason, and stays on record, struck through', async () => {
    const added = `A day of thanks on ${formatFullDay(lastDay)}, added`
    await button(`Withdraw: ${added}`).click()
    await button('Withdraw the change').click()
    await fault('Give the reason for the withdrawal.').waitFor()
    await field('Reason for the withdrawal').fill('It was a rumour.')
    await button('Withdraw the change').click()
    await said('One open deadline has moved.').waitFor()
    await said('It was a rumour.').waitFor()
    expect(await button(`Withdraw: ${added}`).count()).toBe(0)
  })
})

describe('an entry that is to be checked', () => {
  test('is found in the list, and the check is recorded by name', async () => {
    await tab('To be checked').click()
    await field('Text of the entry').fill('R29')
    await page.keyboard.press('Enter')
    await button('Record the check of R29, Office rule').click()
    await field('Source checked').fill('The office’s own rule, section on authorities')
    // Another desk checks it meanwhile.
    const [read] = (await ask<Uncertainty[]>('law.toCheck')).filter(({ title }) =>
      title.startsWith('R29'),
    )
    const { entry, version } = read!
    await ask('law.recordCheck', {
      ...{ entry, version, checkedOn: iso(Date.now()), source: 'The office’s own rule', note: '' },
    })
    await newer().getByText(`${partner.name} recorded a newer version`).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('check-newer')
    await button('Keep what I typed').click()
    await newer().waitFor({ state: 'detached' })
    await page.getByRole('dialog').getByRole('button', { name: 'Record the check' }).click()
    await heading('No entry matches').waitFor()
    await choose('State', /^Checked$/)
    await said(partner.name).waitFor()
    await page.getByRole('row', { name: /R29, Office rule/ }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('law-vouched')
  })

  test('is amended on a source, once it was seen what moves', async () => {
    await page.evaluate(
      () => void (location.hash = '#/law/edits/new?entry=rule%3AR23%3AHRA%201998'),
    )
    await heading('Amend an entry').waitFor()
    await field('Source').fill('A Bill')
    await button('Show affected deadlines').click()
    await said('Nothing here differs from the edition.').waitFor()
    await field('Period').fill('3')
    await button('Show affected deadlines').click()
    await said('This would move one open deadline.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await button('Record the change').click()
    await said('One open deadline has moved.').waitFor()
    const row = page.getByRole('row', { name: /Period/ })
    expect(await row.innerText()).toMatch(/3 years\s+1 year/)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('own-edits')
  })

  test('reads as the edition does again when the change is taken back', async () => {
    await button('Withdraw the change to R23, HRA 1998').click()
    await field('Reason for the withdrawal').fill('The Bill fell.')
    await button('Withdraw the change').click()
    await said('The Bill fell.').waitFor()
    await said('One open deadline has moved.').waitFor()
    expect(await button('Withdraw the change to R23, HRA 1998').count()).toBe(0)
  })
})

describe('a new edition', () => {
  test('is shown entry by entry, with what moves and what needs checking again', async () => {
    await tab('Edition').click()
    await heading('The law of January 2026').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = (async () => ({
        canceled: false,
        filePaths: [file],
      })) as typeof dialog.showOpenDialog
    }, edition)
    await button('Import a new edition…').click()
    await heading('The law of 2026-03-02').waitFor()
    await said('This would move one open deadline.').waitFor()
    await page.getByRole('option', { name: /R23/ }).click()
    await page.getByRole('region', { name: /R23/ }).getByText('2 years').waitFor()
    await heading('Needs checking again').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('new-edition')
  })

  test('is imported by a sentence, and is listed in the history', async () => {
    await button('Use the edition of 2 March 2026').click()
    await said('One open deadline has moved.').waitFor()
    await said(`Imported by ${partner.name}`).waitFor()
    await said('The law of January 2026').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('edition-history')
  })
})
