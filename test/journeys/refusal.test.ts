import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { day, HOLDER } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'
import { someFirm } from '../practice/some-firm.ts'
import { obstaclesOn } from './accessible.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

const today = londonDay(new Date())
const typedDay = (iso: string) => iso.split('-').toReversed().join(' ')
let remedy: Remedy
let page: Page
let letterId = ''

const asked = () => askThrough(contract, (name, input) => remedy.ask(name, input))
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const region = (name: string) => page.getByRole('region', { name, exact: true })
const form = () => region('What the answer says')
const paragraphs = () => region('Paragraphs of the challenge (L10)')
const dialog = () => page.getByRole('dialog')
async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByLabel(label, { exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function picture(name: string): Promise<void> {
  const folder = process.env['REMEDY_SHOTS']
  if (!folder) return
  const taken = await remedy.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]!.webContents.capturePage()
    return image.toPNG().toString('base64')
  })
  writeFileSync(path.join(folder, `${name}.png`), Buffer.from(taken, 'base64'))
}

/** The screen as it is, and in the dark. */
async function looked(name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await remedy.app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    expect.soft(await obstaclesOn(page), `${name} ${theme}`).toEqual([])
    await picture(`${name}-${theme}`)
  }
}

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(30_000)
  await remedy.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(1280, 800),
  )
  await remedy.newOffice()
  const ask = asked()
  const [me] = await ask.people.list({})
  await ask.practice.record(someFirm())
  const signing = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask.practice.recordSignatory({ personId: me!.id, ...signing })
  for (const { entry } of await ask.law.toCheck({}))
    await ask.law.recordCheck({ entry, checkedOn: today, source: 'legislation.gov.uk', note: '' })
  const { id: clientId } = await ask.clients.register(someClient())
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me!.id },
    ...{ opponents: [], eventOn: day(daysAfter(today, -90)), knownOn: null, noEventReason: '' },
  })
  await ask.consents.record(someAuthority(clientId))
  const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: day(today) })
  const drafted = await ask.letters.draft({
    ...{ ...proposed, addressSource: 'Their website' },
    addressee: {
      ...{ name: HOLDER, role: 'records-holder', postcode: 'LS12 2TJ' },
      lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'],
    },
  })
  letterId = drafted.id
  await ask.letters.approve({ letterId: drafted.id, version: drafted.version })
  await ask.letters.printed({ letterId: drafted.id })
  await ask.letters.signed({ letterId: drafted.id })
  await ask.letters.send({ letterId: drafted.id, route: 'hand', on: day(today) })
  const reply = { letterId: drafted.id, kind: 'refused' as const, on: day(today), note: '' }
  await ask.letters.recordReply(reply)
}, 300_000)
afterAll(() => remedy.close())

describe('a refusal, step by step', () => {
  test('the questions follow the ground, and what was answered comes back', async () => {
    await page.evaluate((id) => (location.hash = `#/letters/${id}`), letterId)
    await page.getByRole('link', { name: 'The refusal, step by step' }).click()
    await heading('The refusal, step by step').waitFor()
    await choose(form(), 'Ground', 'serious harm')
    await choose(form(), 'How much', 'part of it')
    await choose(form(), 'How the part was withheld (optional)', 'words are covered')
    await choose(form(), 'Whose opinion (optional)', 'another health professional')
    await form().getByLabel('Whose opinion (profession) (optional)').fill('psychiatrist')
    await form()
      .getByLabel('Date of the opinion (optional)')
      .fill(typedDay(daysAfter(today, -250)))
    await choose(form(), 'Told how to complain (optional)', 'no')
    await paragraphs().getByRole('heading', { name: 'The age of the opinion' }).waitFor()
    await paragraphs().getByRole('heading', { name: 'What is covered' }).waitFor()
    await page.getByText('The opinion was older than the law allows').waitFor()
    await choose(form(), 'Ground', 'legal privilege')
    await form().getByText('Kept and not used now: Whose opinion').waitFor()
    await paragraphs().getByRole('heading', { name: 'Legal privilege' }).waitFor()
    expect(await paragraphs().getByText('psychiatrist').count()).toBe(0)
    await choose(form(), 'Ground', 'serious harm')
    await paragraphs().getByText('psychiatrist').waitFor()
    await looked('refusal-answers')
    await button('Record the answers').click()
    await page.getByText('Refusal recorded').first().waitFor()
  })

  test('the steps have their days with the working, and the client’s own copy is decided upon', async () => {
    const steps = region('Next steps')
    await steps.getByRole('button', { name: /^Working of Acknowledgement of a data/ }).click()
    await steps.getByText('section 164A(3)').first().waitFor()
    await steps.scrollIntoViewIfNeeded()
    await looked('refusal-steps')
    await button('Decide: the client’s own copy').click()
    await looked('refusal-copy')
    await choose(dialog(), 'Decision', 'Hand it over at a visit')
    await dialog().getByLabel('Reason for the decision').fill('It is read together.')
    await dialog().getByRole('button', { name: 'Record the decision' }).click()
    const copy = region('The client’s own copy')
    await copy.getByText('Hand it over at a visit').waitFor()
    await copy.getByText(partner.name, { exact: false }).first().waitFor()
    await steps.getByRole('link', { name: 'Write it: Challenge the refusal (L10)' }).click()
    await button('Create draft').click()
    const barred = page.getByText('Not offered to the client: it is handed over at a visit.')
    expect(await barred.waitFor().then(() => true)).toBe(true)
    await looked('refusal-challenge')
  })
})
