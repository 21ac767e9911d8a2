import { expect, test, vi } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'

vi.setConfig({ testTimeout: 240_000 })

/** An office that has the client’s authority, and its scan. */
async function withScan(changes: object = {}) {
  const office = await letterOffice()
  const { ask, platform } = office
  const { id: consentId } = await withAuthority(office, changes)
  const attach = async (mark: string) => {
    platform.file = { name: 'form.pdf', bytes: somePdf(mark) }
    await ask.consents.attachScan({ consentId })
  }
  await attach('the signed form')
  return Object.assign(office, { consentId, attach })
}

test('the scan of the form that a request relies on is enclosed by itself, frozen, and in one file with the letter', async () => {
  const office = await withScan()
  const { ask, consentId, platform } = office
  const { id: letterId, version, content } = await ask.letters.draft(await filledIn(office))
  const [form] = content.enclosures
  expect(form).toMatchObject({
    ...{ name: 'Form of authority signed on 2 November 2026', class: 'identity' },
    document: { id: consentId, from: 'form' },
  })
  const approved = await ask.letters.approve({ letterId, version })
  expect(approved.content.enclosures[0]).toEqual(form)
  platform.choose = 'a folder'
  const { apart } = await ask.letters.saveCopy({ letterId, as: 'with-enclosures' })
  expect(apart).toEqual([])
  const { pdf } = platform.paper.at(-1)!
  expect(readBack(pdf, 'pdftotext', ['-layout', '$', '-'])).toContain('Enclosure 1, page 1 of 1')
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('whoever writes it may put the paper in by hand, and the office does not enclose it again', async () => {
  const office = await withScan()
  const { ask } = office
  const { id: letterId, version, content } = await ask.letters.draft(await filledIn(office))
  const [form, ...rest] = content.enclosures
  const { document: _, ...byItself } = { ...form!, byHand: true as const }
  const typed = { ...content, enclosures: [byItself, ...rest] }
  const draft = await ask.letters.redraft({ letterId, version, content: typed })
  expect(draft.content.enclosures[0]).toEqual(byItself)
  const approved = await ask.letters.approve({ letterId, version: draft.version })
  expect(approved.content.enclosures[0]).toEqual(byItself)
})

test('another scan that is attached after the approval has the letter recalled, and comes into a draft', async () => {
  const office = await withScan()
  const { ask, attach } = office
  const draft = await ask.letters.draft(await filledIn(office))
  const { id: letterId } = await letterAt(office, 'approved')
  await attach('scanned again')
  const { gate } = await ask.letters.get({ letterId })
  expect(gate.missing).toMatchObject([{ what: expect.stringMatching(/^Another scan of “Form of/) }])
  await refusalOf(ask.letters.printed({ letterId }), 'conflict')
  const now = await ask.letters.get({ letterId: draft.id })
  expect(now.content.enclosures[0]!.document?.sha256).not.toBe(
    draft.content.enclosures[0]!.document?.sha256,
  )
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a form that asks about what is restricted is put in by hand: its scan may hold Part B', async () => {
  const choices = [
    { class: 'health', answer: 'given' },
    { class: 'hiv-sexual-health', answer: 'not-chosen' },
  ]
  const content = await filledIn(await withScan({ choices }))
  expect(content.enclosures.every(({ document }) => document === undefined)).toBe(true)
})

test('a chaser encloses the request as it was approved', async () => {
  const office = await withScan()
  const { ask, clock } = office
  const request = await letterAt(office, 'sent')
  clock.set('2027-01-20T09:00:00.000Z')
  const content = await filledIn(office, { kind: 'L09', answers: request.id })
  expect(content.enclosures).toMatchObject([
    { document: { id: request.id, sha256: request.approved!.sha256, from: 'letter' } },
  ])
  const { id: letterId, version } = await ask.letters.draft(content)
  await ask.letters.approve({ letterId, version })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})
