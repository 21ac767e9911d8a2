import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Pdf from 'pdfkit'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { remedy as command } from '../cli/command.ts'
import { resources } from '../open-office.ts'
import { openQueues, type Queues } from '../shell/cups.ts'
import { obstaclesOn } from './accessible.ts'
import { answered, officeAtWork } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'
import { daysAgo, moveOn } from './moving-clock.ts'

const HOLDER = 'Northgate Health, HMP Leeds'
// No paper of anybody else’s in the printed folder begins so.
const MARK = `TP${randomBytes(4).toString('hex')}`
const REFERENCE = `${MARK}/FENW.1-1`
const output = path.join(os.userInfo().homedir, 'PDF')
let remedy: Remedy
let page: Page
let queues: Queues
let queue = ''

// One office from its first client on: each journey goes on where the one before it stopped.
beforeAll(async () => {
  ;[remedy, queues] = await Promise.all([openRemedy(), openQueues()])
  queue = queues.add('journey')
  page = remedy.page
  const referencePattern = `${MARK}/{client}.{clientNumber}-{matterNumber}`
  await officeAtWork(remedy, { firm: { referencePattern } })
}, 300_000)
afterAll(async () => {
  for (const name of printed()) rmSync(path.join(output, name))
  if (existsSync(output) && readdirSync(output).length === 0) rmdirSync(output)
  await queues.end()
  await remedy.close()
})

const ask = <T>(name: string, input?: object) => answered<T>(remedy, name, input)
const heading = (name: string | RegExp) => page.getByRole('heading', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const inDialog = (name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true })
const link = (name: string) => page.getByRole('link', { name, exact: true })
const field = (name: string) => page.getByLabel(name, { exact: true })
const radio = (name: string) => page.getByRole('radio', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const foot = () => page.getByRole('group', { name: 'Status of the letter' })
const step = (word: string) => foot().locator('[aria-current="step"]', { hasText: word }).waitFor()
const paper = () => page.locator('[data-testid="preview"][aria-busy="false"]')
const missing = () => page.getByRole('list', { name: 'What is missing' })
const row = (words: string | RegExp) => page.getByRole('row').filter({ hasText: words })
const printed = () =>
  existsSync(output) ? readdirSync(output).filter((name) => name.startsWith(MARK)) : []

async function choose(label: string | Locator, option: string | RegExp): Promise<void> {
  await (typeof label === 'string' ? field(label) : label).click()
  await page.getByRole('option', { name: option }).first().click()
}

const to = () => page.getByRole('region', { name: 'To', exact: true })

/** Addresses the letter by hand, over what is proposed. */
async function address(lines: string, name?: string): Promise<void> {
  const shut = to().getByRole('button', { expanded: false })
  if ((await shut.count()) > 0) await shut.first().click()
  if (name) await to().getByLabel('Name', { exact: true }).fill(name)
  await to().getByLabel('Address', { exact: true }).fill(lines)
  await to().getByLabel('Postcode', { exact: true }).fill('LS12 2TJ')
}
const toHolder = () => address('HMP Leeds\nGloucester Terrace\nLeeds', HOLDER)

/** Records the check of all law in the draft that nobody checked yet. */
async function recordChecks(): Promise<void> {
  const open = button('Record the check')
  for (let left = await open.count(); left > 0; left--) {
    await open.first().click()
    await page.getByLabel('Source checked').fill('legislation.gov.uk, as in force today')
    await inDialog('Record the check').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => open.count()).toBe(left - 1)
  }
}

/** Prints by the dialog, looks at the paper, has it signed and sends it. */
async function printSignSend({ printerIsChosen = false } = {}): Promise<void> {
  // The queue writes over what bears the same reference.
  for (const name of printed()) rmSync(path.join(output, name))
  await button('Print').click()
  if (printerIsChosen) await expect.poll(() => field('Printer').innerText()).toContain(queue)
  else await choose('Printer', queue)
  await inDialog('Print').click()
  await heading('Confirm printing').waitFor()
  await button('Printed correctly').click()
  await step('Printed')
  await button('Mark signed').click()
  await inDialog('Mark signed').click()
  await step('Signed')
  await button('Mark sent').click()
  await inDialog('Mark sent').click()
  await step('Sent')
}

/** Counts from now on what a person presses, with the pointer or a key; asked, it says how often. */
async function presses(): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    Reflect.set(window, 'presses', 0)
    const pressed = ({ isTrusted }: Event) =>
      isTrusted && Reflect.set(window, 'presses', Reflect.get(window, 'presses') + 1)
    for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, pressed, true)
  })
  return () => page.evaluate(() => Reflect.get(window, 'presses') as number)
}

const textOf = (file: string) =>
  spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout
const words = (text: string) => text.split(/\s+/).filter(Boolean)

/** What the paper on the screen says, in one line. */
async function pages(): Promise<string> {
  await paper().waitFor()
  return words((await page.locator('.paper-page').allInnerTexts()).join(' ')).join(' ')
}

/** A scan as a scanner makes it, on the disk of whoever chooses it. */
async function scanFile(): Promise<string> {
  const document = new Pdf({
    size: 'A4',
    font: path.join(resources, 'fonts', 'NotoSerif-Regular-latin.ttf'),
  })
  const pieces: Uint8Array[] = []
  document.on('data', (piece: Uint8Array) => pieces.push(piece))
  const ended = new Promise((resolve) => document.once('end', resolve))
  document.text('A made-up form with a made-up signature.').end()
  await ended
  const file = path.join(remedy.home, 'scan.pdf')
  writeFileSync(file, Buffer.concat(pieces))
  return file
}

describe('a new client, and the first letter the same day', () => {
  test('is recorded once: a client who is on file is seen while one types', async () => {
    await button('Record the first client').click()
    await field('Surname').fill('Fenwright')
    await field('Forenames').fill('Tobias')
    await field('Prison number').fill('A0471ZZ')
    await field('Prison').fill('leeds')
    await page.getByRole('option', { name: 'HMP Leeds' }).first().click()
    await field('In this prison since').fill('12 1 26')
    await field('Source').fill('letter from the client')
    await button('Record the client').click()
    await button('Open a matter').click()
    await choose('About', 'Health records')
    await field('Title').fill('Records, HMP Leeds')
    await field('Date of the event').fill('14 6 26')
    await button('Open the matter').click()
    await heading('Records, HMP Leeds').waitFor()
    await page.getByRole('region', { name: 'Limitation', exact: true }).waitFor()
    await place('Clients').click()
    await link('New client').or(button('New client')).first().click()
    await field('Surname').fill('Fenwrigt')
    await field('Prison number').fill('A0471ZZ')
    await link('Open Fenwright, Tobias').waitFor()
    await place('Matters').click()
    await button('Discard changes').click()
    await row(REFERENCE).first().dblclick()
    await heading('Records, HMP Leeds').waitFor()
    const { rows } = await ask<{ rows: unknown[] }>('clients.find', { text: 'Fenwright' })
    expect(rows).toHaveLength(1)
  })

  test('asks for the records, and the draft awaits the authority', async () => {
    await button('New letter').click()
    await page.getByRole('radio', { name: /^L03/ }).waitFor()
    await button('Create draft').click()
    await step('Draft')
    await missing().getByText('No signed authority names').waitFor()
    await toHolder()
    await button('Save draft').click()
    await missing().getByText(`No signed authority names ${HOLDER}.`).waitFor()
    await paper().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-awaiting')
    await button('Approve').click({ force: true })
    await step('Draft')
  })

  test('shows the paper as it is typed, before it is recorded', async () => {
    await field('Salutation').fill('Dear Head of Records')
    await page.locator('.paper-page', { hasText: 'Dear Head of Records' }).waitFor()
    await place('Day').click()
    await heading('Discard changes?').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+s')
    await page.getByText('Draft saved', { exact: true }).first().waitFor()
    expect(await field('Salutation').inputValue()).toBe('Dear Head of Records')
  })

  test('keeps a restricted passage in the office, and reveals it for a reason until one looks away', async () => {
    await button('Add a passage').click()
    await page.keyboard.type('Whispered in March.')
    await choose('Information in it', 'HIV, sexual health')
    await page.keyboard.press('Control+s')
    const held = page.getByText('Restricted passage, one sentence')
    await button('Reveal').waitFor()
    await page.locator('.paper-page', { hasText: 'Restricted passage: one sentence.' }).waitFor()
    expect(await pages()).not.toContain('Whispered')
    await button('Reveal').click()
    await field('Reason for access').fill('To read it over.')
    await button('Reveal and log').click()
    await expect.poll(() => field('Text').inputValue()).toBe('Whispered in March.')
    await page.locator('.paper-page', { hasText: 'Whispered' }).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-revealed')
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await held.waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.locator('.paper-page', { hasText: 'Restricted passage: one sentence.' }).waitFor()
    await page.getByRole('checkbox', { name: /^Include: Restricted passage/ }).uncheck()
    await page.keyboard.press('Control+s')
    await missing().getByText(`No signed authority names ${HOLDER}.`).waitFor()
  })

  test('sends the form to sign, filled in from the request that waits for it', async () => {
    await link('Send a form to sign (L24)').click()
    await radio('L24 Form to sign').waitFor()
    await button('Create draft').click()
    await step('Draft')
    expect(await field('Records holder').inputValue()).toBe(HOLDER)
    await address('A0471ZZ\nHMP Leeds\nGloucester Terrace\nLeeds')
    await missing().waitFor({ state: 'detached' })
    await paper().waitFor()
    expect(await pages()).toMatch(new RegExp(`I authorise .* to ask ${HOLDER} for the records`))
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-form-to-sign')
    await button('Approve').click()
    await step('Approved')
    await printSignSend()
    await place('Letters').click()
    await row('Awaiting authority').getByText(HOLDER).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-letters')
  })
})

describe('the form comes back', () => {
  test('with its own entry about HIV and sexual health, and the letter that waited is ready', async () => {
    await page.getByRole('button', { name: /^Open: L03/ }).click()
    await link('Record the signed form').click()
    await heading(/^Record a form/).waitFor()
    await expect.poll(() => field('Person or body').inputValue()).toBe(HOLDER)
    await radio('Health: given').check()
    await radio('Mental health: refused').check()
    await field('Received on').fill(await daysAgo(page, 2))
    await field('Signed on').fill(await daysAgo(page, 4))
    await choose('How received', 'By post')
    await radio('Given').check()
    await choose('Consulted by', new RegExp(`^${partner.name}`))
    await field('Consulted on').fill(await daysAgo(page, 5))
    await field('What was explained, and the client’s answer').fill('That they may send it.')
    await button('Record the form').click()
    await step('Draft')
    expect(await missing().getByText('authority').count()).toBe(0)
    await recordChecks()
    await missing().waitFor({ state: 'detached' })
    await foot().getByText('Complete. Ready to approve.').waitFor()
    await place('Letters').click()
    await row('Ready to approve').getByText(HOLDER).waitFor()
  })

  test('and its scan is chosen by the dialog, kept and verified', async () => {
    const scan = await scanFile()
    await remedy.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    }, scan)
    await place('Clients').click()
    await row('Fenwright').first().dblclick()
    await link('Record or withdraw').click()
    await button(`Attach the scan for ${HOLDER}`).click()
    await button(`Attach a newer scan for ${HOLDER}`).waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })
})

describe('a request for records, its chaser and its answer', () => {
  test('is printed to a real queue word for word as it was approved, signed and sent', async () => {
    await place('Letters').click()
    await page.getByRole('button', { name: /^Approve: L03/ }).click()
    await button('Approve').click()
    await step('Approved')
    await paper().waitFor()
    const approved = words(await pages())
    await printSignSend()
    await page.getByText('Reply due', { exact: true }).waitFor()
    await link('Working').click()
    await heading('The working').waitFor()
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(3)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-working')
    const came = () => printed().map((name) => textOf(path.join(output, name)))
    const wait = { timeout: 30_000, interval: 100 }
    await vi.waitUntil(() => came().some((text) => text.includes('Yours faithfully')), wait)
    const paperWords = new Set(words(came().join(' ')))
    expect(approved.filter((word) => /^\p{L}{4,}$/u.test(word) && !paperWords.has(word))).toEqual(
      [],
    )
    expect(printed().join()).not.toContain('Fenwright')
  }, 120_000)

  test('late, it is chased from the day in two keys', async () => {
    await moveOn(remedy, 50)
    await place('Day').click()
    await row('Fenwright').filter({ hasText: 'days late' }).waitFor()
    await remedy.screenshot('life-late')
    await page.keyboard.press('a')
    await radio('L09 Chaser').waitFor()
    await page.keyboard.press('Enter')
    await step('Draft')
    await paper().waitFor()
    expect(await pages()).toMatch(/is now \d+ days late/)
    await recordChecks()
    await button('Approve').click()
    await step('Approved')
    await printSignSend()
    await place('Day').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => row('days late').count()).toBe(0)
  }, 120_000)

  test('chased again by ten presses at most, and in vain, shows the further steps the law gives', async () => {
    await moveOn(remedy, 8)
    await place('Clients').click()
    await place('Day').click()
    await row('days late').waitFor()
    const pressed = await presses()
    await page.keyboard.press('a')
    await radio('L09 Chaser').waitFor()
    await page.keyboard.press('Enter')
    await step('Draft')
    await button('Approve').click()
    await step('Approved')
    await printSignSend({ printerIsChosen: true })
    expect(await pressed()).toBeLessThanOrEqual(10)
    await moveOn(remedy, 8)
    await place('Clients').click()
    await place('Day').click()
    await page.getByRole('button', { name: /^Further steps: / }).click()
    const ways = page.getByRole('region', { name: 'Further steps' })
    await ways.getByText('Data Protection Act 2018').first().waitFor()
    await ways.getByText('Two chasers received no reply.').waitFor()
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-other-ways')
  }, 120_000)

  test('answered in full, its time limit ends', async () => {
    await button('Record a reply').click()
    await choose('Type of reply', 'Answered in full')
    await page
      .getByRole('dialog')
      .getByLabel('Date')
      .fill(await daysAgo(page, 0))
    await button('Record the reply').click()
    await step('Answered')
    await place('Day').click()
    await expect.poll(() => row('days late').count()).toBe(0)
  })
})

describe('consent withdrawn while a letter waits in the tray', () => {
  test('typed on its screen, says which letters relied on it, and the printed one is recalled', async () => {
    await place('Letters').click()
    await heading('Letters').waitFor()
    await button('New letter').click()
    await choose('Matter', /Fenwright/)
    await radio('L03 Health records request').check()
    await button('Create draft').click()
    await step('Draft')
    await toHolder()
    await button('Save draft').click()
    await missing().waitFor({ state: 'detached' })
    await button('Approve').click()
    await step('Approved')
    await button('Confirm printing').click()
    await button('Printed correctly').click()
    await step('Printed')
    await place('Clients').click()
    await row('Fenwright').first().dblclick()
    await link('Record or withdraw').click()
    await button(`Withdraw consent for ${HOLDER}`).click()
    await page.getByRole('checkbox', { name: 'Health', exact: true }).check()
    await field('Received on').fill(await daysAgo(page, 0))
    await choose('How received', 'Withdrawal slip')
    await button('Record the withdrawal').click()
    const relied = page.getByRole('dialog', { name: /^Letters that relied on/ })
    await relied.getByText('Recall needed').waitFor()
    await remedy.screenshot('life-relied')
    await relied.getByRole('link', { name: 'Recall' }).first().click()
    await heading('Recall this letter').waitFor()
    await field('Printed copy destroyed by').fill('Hester Vane')
    await button('Record the recall').click()
    await step('Recalled')
    expect(await button('Mark signed').count()).toBe(0)
  }, 90_000)

  test('its holder is asked to give back what was sent, and the client is told', async () => {
    await newLetter('L36 Notice of withdrawal')
    expect(await pages()).toMatch(/our client withdrew/)
    await remedy.screenshot('life-notice')
    await newLetter('L37 Confirmation of withdrawal')
    await page.locator('.paper-page', { hasText: 'has been stopped' }).waitFor()
    const said = await pages()
    expect(said).toMatch(/had already been sent/)
    expect(await obstaclesOn(page)).toEqual([])
    await remedy.screenshot('life-confirmed')
  })

  test('a draft too many is discarded, and leaves the list', async () => {
    await button('Discard').click()
    await button('Discard the draft').click()
    await heading('Letters').waitFor()
    await button('Discarded').click()
    await row('Withdrawal').or(row('withdrawn')).first().waitFor()
    expect(await obstaclesOn(page)).toEqual([])
  })
})

test('every step is in the log, which another process finds whole and in order', async () => {
  const { total } = await ask<{ total: number }>('audit.list', { limit: 1 })
  const { entries } = await ask<{ entries: { act: string }[] }>('audit.list', { limit: 500 })
  const acts = entries.map(({ act }) => act).reverse()
  for (const order of [
    ['client-registered', 'matter-opened', 'letter-drafted', 'letter-sent', 'consent-recorded'],
    ['scan-attached', 'letter-approved', 'letter-printed', 'letter-signed', 'letter-sent'],
    ['reply-recorded', 'letter-printed', 'consent-withdrawn', 'letter-recalled'],
    ['letter-recalled', 'letter-drafted', 'letter-drafted', 'letter-discarded'],
  ])
    expect(inOrder(acts, order)).toBe(true)
  await page.keyboard.press('Control+l')
  await page.getByText('Sign in as').waitFor()
  const files = readdirSync(remedy.home, { recursive: true, encoding: 'utf8' })
  const vault = files.find((file) => path.basename(file) === 'remedy.db')!
  const folder = path.dirname(path.join(remedy.home, vault))
  const said = await command(['verify', folder, '--json', '--passphrase-stdin'], {
    input: `${partner.passphrase}\n`,
  })
  expect(said).toMatchObject({ exit: 0 })
  const verdict = JSON.parse(said.out) as { checks: { name: string; of: number; held: number }[] }
  const check = (name: RegExp) => verdict.checks.find((one) => name.test(one.name))
  expect(check(/^Every letter sent/)).toMatchObject({ of: 4, held: 4 })
  expect(check(/^Every stored document/)?.of).toBeGreaterThan(4)
  expect(total).toBe(entries.length)
})

async function newLetter(kind: string): Promise<void> {
  await place('Letters').click()
  await heading('Letters').waitFor()
  await button('New letter').click()
  await choose('Matter', /Fenwright/)
  await radio(kind).check()
  await button('Create draft').click()
  await step('Draft')
  await paper().waitFor()
}

const inOrder = (acts: string[], order: string[]): boolean => {
  let from = 0
  return order.every((act) => {
    const at = acts.indexOf(act, from)
    from = at + 1
    return at >= 0
  })
}
