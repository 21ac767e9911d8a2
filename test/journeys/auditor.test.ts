import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readZip } from '../../src-main/audit/pack/pack-zip.ts'
import { contract } from '../../src-main/contract.ts'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { allows } from '../../src-main/people/permissions.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { day, filledIn, HOLDER, letterAt, checkLawOfRecords } from '../letters/letter-office.ts'
import { someClient, type TestOffice } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { somePdf } from '../practice/some-picture.ts'
import { obstaclesOn } from './accessible.ts'
import { asking, looked } from './at-work.ts'
import { openRemedy, partner, type Remedy } from './harness.ts'
import { openPackPage } from './page-window.ts'

const auditor = { name: 'Ada Quill', passphrase: 'other quiet words here' }
const today = londonDay(new Date())
const ago = (days: number) => day(daysAfter(today, -days))
let remedy: Remedy
let page: Page
/** What the files that the reader was given began with, as each was opened. */
let opened: () => Promise<string[]>
let bookCode = ''

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Main menu' }).getByRole('link', { name })
const lineOf = (entry: string) => page.getByRole('row').filter({ hasText: entry })
const asked = () => asking(remedy)

async function signInAs({ name, passphrase }: typeof auditor): Promise<void> {
  await page.keyboard.press('Control+l')
  await page.getByText('Sign in as').waitFor()
  await page.getByText(name, { exact: true }).click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await button('Sign in').click()
  await page.getByRole('banner').getByText(name).waitFor()
}

/** Has the next dialog of the system save under this name; gives the file. */
async function savingAs(name: string): Promise<string> {
  const file = path.join(remedy.home, name)
  await remedy.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  return file
}

/** An office with two letters sent, one of which holds something restricted, a form with its scan, and a post book. */
beforeAll(async () => {
  remedy = await openRemedy()
  page = remedy.page
  page.setDefaultTimeout(60_000)
  await remedy.newOffice()
  const ask = asked()
  const clock = () => new Date()
  const [me] = await ask.people.list({})
  await recordFirm(ask)
  const signing = { signsAs: partner.name, capacity: 'Solicitor', initials: 'AH' }
  await ask.practice.recordSignatory({ personId: me!.id, ...signing })
  await checkLawOfRecords({ ask, clock: clock as TestOffice['clock'] })
  const { id: clientId } = await ask.clients.register(someClient())
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: me!.id },
    ...{ opponents: [], eventOn: ago(160), knownOn: null, noEventReason: '' },
  })
  const signed = { signedOn: ago(4), receivedOn: ago(2) }
  const { id: consentId } = await ask.consents.record(someAuthority(clientId, signed))
  const scan = path.join(remedy.home, 'scan.pdf')
  writeFileSync(scan, somePdf('The signed form'))
  await remedy.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
  }, scan)
  await ask.consents.attachScan({ consentId })
  await ask.consents.record(
    someConsent(clientId, {
      ...{ ...signed, recipient: { name: HOLDER, role: 'records-holder' } },
      ...{ purpose: 'obtain-records', choices: [{ class: 'hiv-sexual-health', answer: 'given' }] },
      consulted: { by: me!.id, on: ago(5), said: 'The client agrees.' },
    }),
  )
  const office = { ask, clientId, matterId, clock } as never
  await letterAt(office, 'sent')
  const { passages } = await filledIn(office)
  const written = { id: 'w', text: 'The result.', class: 'hiv-sexual-health', origin: 'written' }
  await letterAt(office, 'sent', { passages: [...passages, written as never] })
  const book = await savingAs('post-book.pdf')
  await ask.letters.makePostBook({ on: day(today), way: 'file' })
  const { stdout } = spawnSync('pdftotext', ['-layout', book, '-'], { encoding: 'utf8' })
  ;[, bookCode = ''] = /Code of the log when this was printed: ([0-9A-Z-]+)/.exec(stdout)!
  const { passphrase } = auditor
  await ask.people.add({
    ...{ name: auditor.name, role: 'auditor', passphrase, passphraseAgain: passphrase },
  })
  const begun = path.join(remedy.home, 'opened.txt')
  writeFileSync(begun, '')
  await remedy.app.evaluate(({ shell }, note) => {
    const { appendFileSync, readFileSync: read } = process.getBuiltinModule('node:fs')
    shell.openPath = async (file) => {
      appendFileSync(note, `${read(file).subarray(0, 5).toString('latin1')}\n`)
      return ''
    }
  }, begun)
  opened = async () => readFileSync(begun, 'latin1').split('\n').filter(Boolean)
}, 600_000)
afterAll(() => remedy.close())

test('an auditor signs in to what can be read, and every act is refused', async () => {
  await signInAs(auditor)
  const places = page.getByRole('navigation', { name: 'Main menu' }).getByRole('link')
  expect((await places.allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
    'Audit log',
    'Law',
    'Calculator',
    'Who is responsible',
    'Office',
  ])
  const { entries } = await asked().audit.health({})
  for (const [domain, operations] of Object.entries(contract))
    for (const [name, { may }] of Object.entries(operations)) {
      if (may === 'anyone' || allows('auditor', may)) continue
      const answer = await remedy.ask(`${domain}.${name}`)
      expect([domain, name, answer]).toMatchObject([
        domain,
        name,
        { ok: false, refusal: { code: 'not-allowed' } },
      ])
    }
  expect((await asked().audit.health({})).entries).toBe(entries)
})

test('no screen that they reach has a button for an act', async () => {
  const offered = async () => {
    const main = page.getByRole('main').getByRole('button')
    return (await main.allInnerTexts()).map((text) => text.trim()).filter(Boolean)
  }
  await place('Office').click()
  await page.getByRole('listitem').filter({ hasText: partner.name }).last().waitFor()
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('auditor-office')
  // How the window looks, and their own passphrase.
  expect(await offered()).toEqual(['Show the list of the program', 'Change my passphrase'])
  await place('Audit log').click()
  await button('Make an audit pack…').waitFor()
  // Reading, verifying, and the pack, which is redacted.
  const reads = ['Check', 'Make an audit pack…', 'Proof', 'Verify the log']
  expect([...new Set(await offered())].toSorted()).toEqual(reads)
})

test('they open the register, and follow a line to its names, decisions, scan, PDF and posting', async () => {
  await place('Audit log').click()
  await page.getByRole('link', { name: 'Open the register' }).click()
  await heading('Disclosures').waitFor()
  expect(await page.getByRole('main').innerText()).not.toMatch(/Fenwright|Northgate/)
  expect(await obstaclesOn(page)).toEqual([])
  await remedy.screenshot('auditor-register')
  const { lines } = await asked().disclosures.list({})
  const [held, plain] = lines
  await page.evaluate((id) => (location.hash = `#/audit/register/${id}`), plain!.id)
  await page.getByText('Client details are hidden for your role.').waitFor()
  expect(await page.getByRole('main').innerText()).not.toMatch(/Fenwright|Northgate/)
  expect(await button('Open the PDF').count()).toBe(0)
  await page.getByText('In the post book made on').waitFor()
  await remedy.screenshot('auditor-line')
  await button('Show names, decisions and papers').click()
  await heading(HOLDER).waitFor()
  await page.getByText('Dominic Fenwright').waitFor()
  expect(await page.getByRole('link', { name: /Open the (client|form|letter)/ }).count()).toBe(0)
  expect(await button('Reveal').count()).toBe(0)
  await page.getByText('Decisions on the date it was sent').click()
  await button('Wording signed').click()
  await page.getByText('I authorise my solicitors').waitFor()
  await looked(remedy, 'auditor-followed', { large: true })
  await button('Open the PDF').click()
  await expect.poll(opened).toEqual(['%PDF-'])
  await button('Open the scan. Your access is logged.').click()
  await expect.poll(opened).toEqual(['%PDF-', '%PDF-'])
  await page.evaluate((id) => (location.hash = `#/audit/register/${id}`), held!.id)
  await page.getByText('Masked: it names restricted information.').waitFor()
  expect(await button('Show names, decisions and papers').count()).toBe(0)
  expect(await page.getByRole('main').innerText()).not.toMatch(/Fenwright|Northgate|HIV/)
  await looked(remedy, 'auditor-masked', { large: true })
})

test('they make a pack, which is redacted, and its own page agrees with their paper and no other', async () => {
  await place('Audit log').click()
  await page.keyboard.press('v')
  await heading('Signing key').waitFor()
  const fingerprint = await page
    .locator('.card', { has: heading('Signing key') })
    .locator('.code')
    .innerText()
  const file = await savingAs('audit.zip')
  await button('Make an audit pack…').click()
  const dialog = page.getByRole('dialog', { name: 'Make an audit pack' })
  for (const name of ['Kind', 'Client', 'Recipient', 'For whom'])
    expect(await dialog.getByLabel(name, { exact: true }).count()).toBe(0)
  await remedy.screenshot('auditor-pack')
  await button('Make the pack').click()
  await dialog.waitFor({ state: 'detached' })
  const parts = readZip(readFileSync(file))
  for (const { name, bytes } of parts)
    expect([
      name,
      Buffer.from(bytes)
        .toString('latin1')
        .match(/Fenwright|Northgate|hiv-/g),
    ]).toEqual([name, null])
  const own = await openPackPage(parts.find(({ name }) => name === 'verify.html')!.bytes)
  try {
    const none = await own.judge(file)
    expect(none.verdict).toBe('consistent')
    expect(none.words).toContain('redacted: digests in place of contents')
    const agreed = await own.judge(file, { fingerprint, codes: [bookCode] })
    expect(agreed).toMatchObject({ verdict: 'agrees' })
    const [size] = bookCode.split('-')
    expect(agreed.words).toContain(`Agrees with paper up to entry ${size}.`)
    const other = `${bookCode.slice(0, -1)}${bookCode.endsWith('0') ? '1' : '0'}`
    expect((await own.judge(file, { fingerprint, codes: [other] })).verdict).toBe('refused')
  } finally {
    await own.close()
  }
}, 240_000)

test('a partner sees each of their looks as an entry, once', async () => {
  await signInAs(partner)
  await place('Audit log').click()
  await lineOf('Disclosure followed to its papers').first().waitFor()
  await page.evaluate(() => (location.hash = '#/audit/entries'))
  await lineOf('Audit pack made').first().waitFor()
  await remedy.screenshot('auditor-seen')
  const ask = asked()
  const { entries } = await ask.audit.list({ limit: 60 })
  const theirs = entries.filter(({ who }) => who === auditor.name).toReversed()
  const looks = await Promise.all(
    theirs.map(async ({ seq, act }) => {
      const { fields } = await ask.audit.entry({ seq })
      const said = fields?.filter(({ name }) => ['screen', 'what'].includes(name)) ?? []
      return [act, ...said.map(({ value }) => value)].join(' ')
    }),
  )
  expect(looks.filter((look) => look.startsWith('line-followed'))).toEqual([
    'line-followed trace',
    'line-followed letter',
    'line-followed scan',
  ])
  expect(looks.filter((look) => look === 'screen-read the register')).toHaveLength(1)
  expect(looks.filter((look) => look === 'screen-read a disclosure')).toHaveLength(2)
  expect(looks).toContain('pack-made')
  const { findings } = await ask.audit.verify({})
  expect(findings).toEqual([])
})
