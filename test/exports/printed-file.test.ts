import { createHash } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import {
  letterAt,
  letterOffice,
  withAuthority,
  withRestrictedConsent,
} from '../letters/letter-office.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { refusalOf } from '../open-office.ts'
import { someConsent } from '../consents/some-consent.ts'

vi.setConfig({ testTimeout: 120_000 })
const HELD = 'hiv-sexual-health' as const

async function withAFile() {
  const office = await letterOffice()
  await withAuthority(office)
  await office.ask.consents.record(someConsent(office.clientId))
  await letterAt(office, 'sent')
  return office
}
type Office = Awaited<ReturnType<typeof withAFile>>

/** The printed file as one reads it, opened in the reader. */
async function printed({ ask, clientId, platform }: Office): Promise<string> {
  expect(await ask.exports.printedFile({ clientId, way: 'reader' })).toEqual({ made: true })
  return readBack(platform.paper.at(-1)!.pdf, 'pdftotext', ['$', '-']).replaceAll(/\s+/g, ' ')
}

test('a printed file says who and where the client is, who answers there, what is open, who may be told until when, and the last letters in their words', async () => {
  const office = await withAFile()
  const words = await printed(office)
  for (const said of [
    ...['Dominic Fenwright', 'Prison number: A1234BC', 'HMP Leeds', 'since 2 March 2026'],
    ...['Who answers for healthcare there', 'Copies of records', 'Open dates', 'limitation,'],
    ...['answer due from Northgate Health, HMP Leeds'],
    ...[
      'Denise Fenwright (family), keeping them informed: until 2 November 2027: location, health.',
    ],
    ...[
      'Not: offence (refused), mental health (not chosen).',
      'Health records request to Northgate',
    ],
    ...[
      'Printed on 23 November 2026 by Imogen Tark: true on that day. Destroy it when it is replaced.',
    ],
    ...['Whatever concerns HIV or sexual health', 'Destroyed on'],
  ])
    expect(words, said).toContain(said)
})

test('each way out is an entry with the hash of the paper, and a save that is cancelled is none', async () => {
  const { ask, clientId, platform } = await withAFile()
  const before = (await ask.audit.health({})).entries
  platform.choose = null
  expect(await ask.exports.printedFile({ clientId, way: 'file' })).toEqual({ made: false })
  await refusalOf(ask.exports.printedFile({ clientId, way: 'printer' }), 'invalid-input')
  expect((await ask.audit.health({})).entries).toBe(before)
  platform.choose = 'somewhere'
  await ask.exports.printedFile({ clientId, way: 'file' })
  await ask.exports.printedFile({ clientId, way: 'printer', printer: 'Front-desk' })
  // Nobody is named in the queue of a printer.
  expect(platform.paper.at(-1)).toMatchObject({ to: 'printer', title: 'Printed file' })
  const { entries } = await ask.audit.list({ limit: 2 })
  expect(entries.map(({ act }) => act)).toEqual(['client-file-printed', 'client-file-printed'])
  const { fields } = await ask.audit.entry({ seq: entries[0]!.seq })
  const sha256 = createHash('sha256').update(platform.paper.at(-1)!.pdf).digest('hex')
  expect(JSON.stringify(fields)).toContain(sha256)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('nothing restricted is on it, whoever prints it: two offices that differ only in that print the same bytes', async () => {
  const [one, other] = [await withAFile(), await withAFile()]
  await withRestrictedConsent(one)
  await withRestrictedConsent(other)
  const { passages } = (await letterAt(other, 'draft')).content
  await letterAt(one, 'draft')
  const written = { id: 'w', text: 'Wxq.', class: HELD, origin: 'written' } as const
  await letterAt(other, 'sent', { passages: [...passages, written] })
  const words = await printed(other)
  expect(await printed(one)).toBe(words)
  expect(words).not.toContain('Wxq')
  expect(Buffer.from(one.platform.paper.at(-1)!.pdf)).toEqual(
    Buffer.from(other.platform.paper.at(-1)!.pdf),
  )
})

test('a secretary prepares it for a visit; an auditor may not', async () => {
  const office = await withAFile()
  const { ask, clientId, hire, signIn } = office
  const [secretary, auditor] = [
    await hire('Hester Vane', 'secretary'),
    await hire('Ada Quill', 'auditor'),
  ]
  await signIn(secretary)
  await printed(office)
  await signIn(auditor)
  await refusalOf(ask.exports.printedFile({ clientId, way: 'reader' }), 'not-allowed')
})
