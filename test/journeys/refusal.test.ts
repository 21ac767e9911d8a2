import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import type { LetterId } from '../../src-main/letters/contract.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { day, HOLDER } from '../letters/letter-office.ts'
import { asking, clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'

const today = londonDay(new Date())
const typedDay = (iso: string) => iso.split('-').toReversed().join(' ')
let remedy: Remedy
let page: Page
let letterId: LetterId

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

beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const office = await officeAtWork(remedy, { lawChecked: true })
  const { ask } = office
  const { clientId, matterId } = await clientWithMatter(office, {
    ...{ kind: 'health-records', title: 'Copies of records', daysAgo: 90 },
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
    await looked(remedy, 'refusal-answers')
    await button('Record the answers').click()
    await page.getByText('Refusal recorded').first().waitFor()
  })

  test('the steps have their days with the working, and the client’s own copy is decided upon', async () => {
    const steps = region('Next steps')
    await steps.getByRole('button', { name: /^Working of Acknowledgement of a data/ }).click()
    await steps.getByText('section 164A(3)').first().waitFor()
    await steps.scrollIntoViewIfNeeded()
    await looked(remedy, 'refusal-steps')
    await button('Decide: the client’s own copy').click()
    await looked(remedy, 'refusal-copy')
    const newer = page.getByRole('status', { name: 'Newer version' })
    const { replies } = await asking(remedy).letters.get({ letterId })
    const { seq: reply, version: stood, kind, on } = replies.at(-1)!
    const about = { letterId, reply, version: stood, kind, on, note: 'As they wrote it' }
    await asking(remedy).letters.correctReply({ ...about, reason: 'Misread' })
    await newer.getByText(`${partner.name} recorded a newer version`).waitFor()
    await button('Keep what I typed').click()
    await choose(dialog(), 'Decision', 'Hand it over at a visit')
    await dialog().getByLabel('Reason for the decision').fill('It is read together.')
    const { version } = (await asking(remedy).letters.refusal({ letterId })).copy
    const other = { letterId, version, reason: 'Not yet' }
    await asking(remedy).letters.decideCopy({ ...other, decision: 'withhold' })
    await newer.getByText('You changed as well: Decision').waitFor()
    await looked(remedy, 'refusal-copy-newer', { at: newer, large: true })
    await button('Take over the changes').click()
    await dialog().getByRole('button', { name: 'Record the decision' }).click()
    const copy = region('The client’s own copy')
    await copy.getByText('Hand it over at a visit').waitFor()
    await copy.getByText(partner.name, { exact: false }).first().waitFor()
    await steps.getByRole('link', { name: 'Write it: Challenge the refusal (L10)' }).click()
    await button('Create draft').click()
    const barred = page.getByText('Not offered to the client: it is handed over at a visit.')
    expect(await barred.waitFor().then(() => true)).toBe(true)
    await looked(remedy, 'refusal-challenge')
  })
})
