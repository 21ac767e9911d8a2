import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { day } from '../letters/letter-office.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { temporaryFolder } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { asking, clientWithMatter, looked, officeAtWork } from './at-work.ts'
import { openRemedy, type Remedy } from './harness.ts'

const today = day(londonDay(new Date()))
const HOLDER = 'Practice Plus Group'
let remedy: Remedy
let page: Page
let matterId: Awaited<ReturnType<typeof clientWithMatter>>['matterId']

const asked = () => asking(remedy)
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const dialog = () => page.getByRole('dialog')
const region = (name: string) => page.getByRole('region', { name, exact: true })
const paper = (words: string) => page.locator('.paper-page', { hasText: words }).first()
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const openLetter = async (kind: string) => {
  await place('Letters').click()
  await page.getByRole('row').filter({ hasText: kind }).first().click()
}
/** Nobody leaves a draft that is half typed. */
async function save(): Promise<void> {
  await page.keyboard.press('Control+S')
  await expect.poll(() => button('Save draft').isDisabled()).toBe(true)
}
async function choice(name: string, option: string): Promise<void> {
  await dialog().getByLabel(name, { exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** A client whose records were asked for, of which a part came. */
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  const office = await officeAtWork(remedy, { lawChecked: true })
  const { ask } = office
  const one = { kind: 'health-records', title: 'Copies of records', daysAgo: 60 } as const
  const made = await clientWithMatter(office, one)
  matterId = made.matterId
  const recipient = { name: HOLDER, role: 'records-holder' as const }
  const dates = { signedOn: day(daysAfter(today, -20)), receivedOn: day(daysAfter(today, -15)) }
  await ask.consents.record(someAuthority(made.clientId, { recipient, ...dates }))
  const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: today })
  const address = { lines: ['Records Team', '1 Wharf Street', 'Leeds'], postcode: 'LS2 7EQ' }
  const { id: letterId, version } = await ask.letters.draft({
    ...{ ...proposed, addressee: { ...recipient, ...address } },
    addressSource: 'Their website, opened today',
  })
  await ask.letters.approve({ letterId, version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: today })
  await ask.letters.recordReply({ letterId, kind: 'answered-in-part', on: today, note: '' })
}, 300_000)
afterAll(() => remedy.close())

describe('what came in answer to a letter', () => {
  test('is attached beside the reply, and stands there with the letter', async () => {
    const file = path.join(
      temporaryFolder((clean) => afterAll(clean)),
      'records, first part.pdf',
    )
    writeFileSync(file, somePdf('records'))
    await remedy.app.evaluate(({ dialog: system }, chosen) => {
      system.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    }, file)
    await openLetter('L03')
    await looked(remedy, 'came-nothing', { at: button('Attach what came'), large: true })
    await button('Attach what came').click()
    await dialog().getByText('records, first part.pdf').waitFor()
    expect(await dialog().getByLabel('From', { exact: true }).inputValue()).toBe(HOLDER)
    expect(await dialog().getByLabel('Answers the letter').textContent()).toContain('L03')
    await choice('What it is', 'Records of care')
    await choice('What it tells', 'Health')
    await dialog().getByLabel('Pages (optional)').fill('212')
    await looked(remedy, 'came-form', { large: true })
    await dialog().getByRole('button', { name: 'Keep it', exact: true }).click()
    await dialog().waitFor({ state: 'detached' })
    const came = page.getByRole('list', { name: 'Documents that came in answer' })
    await came.getByText(/from Practice Plus Group, 212 pages, records, first part\.pdf/).waitFor()
    await looked(remedy, 'came', { at: came, large: true })
  })

  test('is on the client’s page with the letter, and the chronology shows documents alone', async () => {
    await place('Clients').click()
    await page.getByRole('row').filter({ hasText: 'Fenwright' }).dblclick()
    await region('Documents')
      .getByText(/from Practice Plus Group, 212 pages/)
      .waitFor()
    await looked(remedy, 'came-client', { at: region('Documents') })
    const chronology = region('Chronology')
    await chronology.getByRole('button', { name: 'Documents', exact: true }).click()
    await chronology
      .getByText(/Practice Plus Group/)
      .first()
      .waitFor()
    await looked(remedy, 'came-chronology', { at: chronology, large: true })
    expect(await chronology.getByText('Letter sent').count()).toBe(0)
  })
})

describe('an earlier letter', () => {
  test('is enclosed by a draft to the client with everything that it told', async () => {
    const ask = asked()
    await ask.letters.draft(await ask.letters.propose({ matterId, kind: 'L24', datedOn: today }))
    await openLetter('L24')
    const enclosures = region('Enclosures')
    await enclosures.getByRole('button', { name: 'Enclose an earlier letter' }).click()
    const item = page.getByRole('menuitem', { name: /^Copy of our letter to Practice Plus Group/ })
    await item.waitFor()
    await looked(remedy, 'earlier-menu', { large: true })
    await item.click()
    await enclosures.getByText(/^Copy of our letter to Practice Plus Group, /).waitFor()
    await paper('Copy of our letter to Practice Plus Group').waitFor()
    await looked(remedy, 'earlier-enclosed', { at: enclosures, large: true })
    await save()
    expect(
      await enclosures.getByRole('button', { name: 'Enclose an earlier letter' }).count(),
    ).toBe(0)
  })

  test('keeps a draft in the office whose reader may not be told what it told', async () => {
    const ask = asked()
    const proposed = await ask.letters.propose({ matterId, kind: 'L20', datedOn: today })
    await ask.letters.draft(proposed)
    await openLetter('L20')
    const enclosures = region('Enclosures')
    await enclosures.getByRole('button', { name: 'Enclose an earlier letter' }).click()
    await page.getByRole('menuitem', { name: /^Copy of our letter to Practice Plus Group/ }).click()
    await enclosures
      .getByText(/was not asked/)
      .first()
      .waitFor()
    await looked(remedy, 'earlier-refused', { at: enclosures, large: true })
    await save()
    const { rows } = await ask.letters.list({})
    const draft = rows.find(({ kind }) => kind === 'L20')!
    const { gate } = await ask.letters.get({ letterId: draft.id })
    const shut = gate.decisions.filter(({ what, allowed }) => what === 'enclosure' && !allowed)
    expect(new Set(shut.map((one) => one.class))).toEqual(
      new Set(['identity', 'location', 'health']),
    )
  })
})

test('easy read is ticked for the form to sign, whose paper is then in short sentences', async () => {
  await openLetter('L24')
  const tick = page.getByRole('checkbox', { name: /^Easy read/ })
  await tick.check()
  await paper('Your consent: can we tell somebody about you?').waitFor()
  await looked(remedy, 'easy-read-ticked', { at: tick, large: true })
  await tick.uncheck()
  await paper('Your consent: what we may tell other people').waitFor()
  expect(await paper('can we tell somebody').count()).toBe(0)
})

test('a letter in easy words is approved in the window and saved with what it encloses, its form behind it', async () => {
  const ask = asked()
  const { rows } = await ask.letters.list({})
  const { id: letterId } = rows.find(({ kind }) => kind === 'L24')!
  const { version, content } = await ask.letters.get({ letterId })
  await ask.letters.redraft({
    ...{ letterId, version },
    content: {
      ...{ ...content, easyRead: true, addressSource: 'Prison directory, opened today' },
      addressee: {
        ...content.addressee,
        lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
        postcode: 'LS12 2TJ',
      },
      consentRequested: {
        recipient: { name: 'Denise Fenwright', role: 'family' },
        ...{ purpose: 'inform', classes: ['health'], who: { relation: 'sister' } },
      },
    },
  })
  await place('Clients').click()
  await openLetter('L24')
  await paper('Your consent: can we tell somebody about you?').waitFor()
  await button('Approve').click()
  await button('With enclosures').waitFor()
  await looked(remedy, 'easy-read-approved', { at: button('With enclosures') })
  const folder = temporaryFolder((clean) => afterAll(clean))
  const filePath = path.join(folder, 'easy letter.pdf')
  await remedy.app.evaluate(({ dialog: system }, chosen) => {
    system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, filePath)
  await button('With enclosures').click()
  await page.getByRole('menuitem', { name: 'Save a copy' }).click()
  // The envelope alone is put in by hand.
  const told = page.getByText(/To be enclosed by itself: 2\. Reply envelope\./).first()
  await told.waitFor()
  await looked(remedy, 'easy-read-saved', { at: told })
  const pdf = readFileSync(filePath)
  const said = readBack(pdf, 'pdftotext', ['-layout', '$', '-'])
  expect(said).toContain('Your consent: can we tell somebody about you?')
  expect(said).toMatch(/Consent form, two copies +with the letter/)
  expect(said).toContain('Copy of our letter to Practice Plus Group')
  const shots = process.env['REMEDY_SHOTS']
  if (shots) writeFileSync(path.join(shots, 'easy-read-saved.pdf'), pdf)
})
