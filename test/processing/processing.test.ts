import { writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { officeWithBackups } from '../backups/office-with-backups.ts'
import { someConsent } from '../consents/some-consent.ts'
import { closeMatter } from '../matters/close-matter.ts'
import {
  checkedBy,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  temporaryFolder,
  type TestOffice,
} from '../open-office.ts'
import { aMatter, day, decided, reason } from '../retention/some-file.ts'

vi.setConfig({ testTimeout: 120_000 })
const sister = { name: 'Denise Fenwright', role: 'family' } as const
const said = { contact: 'Imogen Tark, 01632 960 001', icoNumber: 'Z1234567' }

/** Every statement of the record, those that are open with a mark. */
async function statements({ ask }: Pick<TestOffice, 'ask'>): Promise<string[]> {
  const { parts } = await ask.processing.record({})
  return parts.flatMap(({ statements: all }) =>
    all.map(({ text, open }) => `${open ? 'Open: ' : ''}${text}`),
  )
}
/** What an act changed in the record. */
async function changedBy(office: TestOffice, act: () => Promise<unknown>) {
  const before = await statements(office)
  await act()
  const after = await statements(office)
  const counts = (text: string) => text.includes('in a log that shows')
  return {
    gone: before.filter((text) => !after.includes(text) && !counts(text)),
    come: after.filter((text) => !before.includes(text) && !counts(text)),
  }
}

test('The record of processing says what the office holds, statement by statement, and follows each act', async () => {
  const office = await officeWithBackups()
  const { ask, clientId, partner, hire, signIn } = office
  const first = await statements(office)
  expect(first).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Tark & Prosser, 4 Sample Row, Madeupton, ZZ1 1ZZ\./),
      'Open: Contact for data protection: Not recorded yet.',
      'No matter is on record.',
      'One client on record.',
      'Nothing was disclosed yet.',
      'Open: Matters about deaths: 15 years after closing: a suggestion, to be confirmed by a partner.',
      'Accounts: one partner.',
      expect.stringMatching(
        /^Backups go to .*stick.*: 14 daily, 8 weekly and 12 monthly are kept\.$/,
      ),
      'Open: There is no backup.',
      'Forms are not checked by a second person.',
      'No export of everything and no audit pack was made.',
    ]),
  )
  expect(await changedBy(office, () => ask.processing.say({ ...said, before: null }))).toEqual({
    gone: [
      'Open: Contact for data protection: Not recorded yet.',
      'Open: Registration with the Information Commissioner: Not recorded yet.',
    ],
    come: [
      'Contact for data protection: Imogen Tark, 01632 960 001',
      'Registration with the Information Commissioner: Z1234567',
    ],
  })
  await refusalOf(ask.processing.say({ ...said, before: null }), 'conflict')
  const before = (await ask.processing.record({})).said!.at
  await refusalOf(ask.processing.say({ ...said, before }), 'invalid-input')
  const matter = await aMatter(office, clientId, 'death')
  expect(await statements(office)).toContain(
    'Advising and acting for clients in matters about deaths.',
  )
  const second = await hire('Hester Vane', 'secretary')
  expect(await statements(office)).toEqual(
    expect.arrayContaining([
      'Accounts: one partner and one secretary.',
      'Forms are checked against the paper by a second person.',
      'Two people may see clients, one person may open restricted information, one person may propose an erasure, one person may export everything.',
    ]),
  )
  await ask.consents.record(someConsent(clientId))
  await checkedBy(office, second)
  const call = { clientId, caller: sister, purpose: 'inform' as const, asked: 'Where he is' }
  expect(
    (await changedBy(office, () => ask.disclosures.recordCall({ ...call, told: ['location'] })))
      .come,
  ).toEqual(['Families of clients, last on 23 November 2026.'])
  await decided(office, { death: 12 })
  expect(await statements(office)).toContain(
    'Matters about deaths: twelve years after closing, as Imogen Tark decided on 23 November 2026.',
  )
  // Whoever signed in had one made.
  await expect
    .poll(async () => (await ask.backups.progress({})).running, { timeout: 60_000 })
    .toBe(false)
  office.clock.set('2026-11-23T11:00:00.000Z')
  expect((await changedBy(office, () => ask.backups.make({}))).come).toEqual([
    'The last backup that passed its checks is of 23 November 2026, 11:00.',
  ])
  await ask.backups.tryNewest({})
  expect(await statements(office)).toContain(
    'A backup was last brought back and verified on 23 November 2026: nothing was found.',
  )
  office.platform.choose = temporaryFolder()
  await ask.exports.make({ passphrase: PASSPHRASE })
  await ask.packs.makeRedacted({ reason: 'For the audit' })
  expect(await statements(office)).toEqual(
    expect.arrayContaining([
      'One export of everything, in clear, the last on 23 November 2026.',
      'One audit pack, the last on 23 November 2026.',
    ]),
  )
  await closeMatter(ask, matter, reason)
  await ask.erasure.hold({ clientId, askedBy: 'The coroner', reason, reviewOn: null })
  expect(await statements(office)).toContain('One client is on legal hold.')
  await ask.erasure.lift({ clientId, reason })
  await ask.erasure.propose({ clientId, ground: 'asked-by-client', reason })
  const { proposal } = await ask.erasure.view({ clientId })
  await signIn(await hire('Ivo Tarn', 'caseworker'))
  await ask.erasure.confirm({ clientId, proposed: proposal!.seq })
  await signIn(partner)
  // The register keeps whom somebody was told as.
  expect(await statements(office)).toEqual(
    expect.arrayContaining([
      'One client was erased, the last on 23 November 2026.',
      'Families of clients, last on 23 November 2026.',
      'No clients on record.',
    ]),
  )
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('It names no client and nobody told, and goes to whoever may read the register, on paper as on the screen', async () => {
  const office = await openTestOffice()
  const { ask, platform, hire, signIn } = office
  await ask.clients.register(someClient({ surname: 'Wxqone', forenames: 'Wxqtwo' }))
  const auditor = await hire('Nia Rees', 'auditor')
  const secretary = await hire('Hester Vane', 'secretary')
  platform.choose = 'a folder'
  expect(JSON.stringify(await ask.processing.record({}))).not.toMatch(/Wxq/)
  await signIn(auditor)
  expect(await ask.processing.save({})).toEqual({ saved: true })
  await ask.processing.print({ printer: 'Front-desk' })
  await ask.processing.open({})
  expect(platform.paper.map(({ to, name, title }) => [to, name, title])).toEqual([
    ['file', 'Record of processing 2026-11-23.pdf', ''],
    ['printer', 'Front-desk', 'Record of processing'],
    ['reader', '', 'Record of processing'],
  ])
  for (const { pdf } of platform.paper)
    expect(Buffer.from(pdf.slice(0, 5)).toString()).toBe('%PDF-')
  if (process.env['REMEDY_SHOTS'])
    writeFileSync(`${process.env['REMEDY_SHOTS']}/processing.pdf`, platform.paper[0]!.pdf)
  await refusalOf(ask.processing.say({ ...said, before: null }), 'not-allowed')
  const { entries } = await ask.audit.list({ limit: 5 })
  expect(entries.filter(({ act }) => act === 'screen-read')).toHaveLength(2)
  await signIn(secretary)
  await refusalOf(ask.processing.record({}), 'not-allowed')
  await refusalOf(ask.processing.save({}), 'not-allowed')
})

test('What it cannot know is a choice of a partner’s, an entry each time, and open until it is made', async () => {
  const office = await openTestOffice()
  const { ask } = office
  expect((await ask.processing.record({})).said).toBeNull()
  const cabinets = { ...said, transfers: 'None', measures: 'Locked cabinets', before: null }
  const { said: first } = await ask.processing.say(cabinets)
  const { said: now } = await ask.processing.say({
    ...{ ...said, contact: 'Owain Prosser' },
    before: first!.at,
  })
  expect(now).toMatchObject({ contact: 'Owain Prosser', transfers: '', who: 'Imogen Tark' })
  expect(await statements(office)).toContain('Open: Transfers otherwise: Not recorded yet.')
  const [entry] = (await ask.audit.list({ limit: 1 })).entries
  expect(entry!.act).toBe('processing-said')
  expect(day('2026-11-23')).toBe(now!.at.slice(0, 10))
})
