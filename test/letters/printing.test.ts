import { expect, test, vi } from 'vitest'
import type { Letter } from '../../src-main/letters/contract.ts'
import type { PrintWhat } from '../../src-main/letters/print-contract.ts'
import { printJob } from '../../src-main/letters/print-job.ts'
import { togetherApart } from '../../src-main/typesetting/together-apart.ts'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'
import { resources, sampleLetter } from './sample-letter.ts'

const textOf = (pdf: Uint8Array) =>
  readBack(pdf, 'pdftotext', ['-raw', '$', '-']).replace(/\s+/g, ' ').trim()

/** A letter to the client, who is in prison, approved. */
const privileged = (office: LetterOffice): Promise<Letter> =>
  letterAt(office, 'approved', {
    kind: 'L24',
    consentRequested: {
      recipient: { name: 'Ruth Danvers', role: 'family' },
      ...{ purpose: 'inform', classes: ['location'] },
    },
  })

const printer = (office: LetterOffice, letterId: Letter['id']) => {
  const { ask, platform } = office
  return async (what: PrintWhat, more: object = {}) => {
    await ask.letters.print({ letterId, printer: 'Front-desk', paper: 'letterhead', what, ...more })
    return { text: textOf(platform.paper.at(-1)!.pdf), how: platform.printedAs.at(-1) }
  }
}

test('a letter to the client in prison has a double set: the inner marked, the outer plain with number and return address, the same code on all three', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await privileged(office)
  const print = printer(office, letterId)
  const papers = await office.ask.letters.papers({ letterId })
  expect(papers.map(({ what, privilege }) => [what, privilege])).toEqual([
    ...[
      ['letter', 'Prison Rule 39'],
      ['file-copy', 'Prison Rule 39'],
    ],
    ...[
      ['envelope', 'Prison Rule 39'],
      ['outer', 'Prison Rule 39'],
      ['labels', 'Prison Rule 39'],
    ],
  ])
  const { packing } = papers[0]!
  expect(packing).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/)
  const code = `Packing ${packing}`
  const letter = await print('letter')
  const inner = await print('envelope', { size: 'C5', tray: 'Tray2' })
  const outer = await print('outer', { size: 'C4', copies: 2 })
  for (const { text } of [letter, inner, outer]) expect(text).toContain(code)
  expect(inner.how).toEqual({ size: 'C5', copies: 1, sides: 'one', tray: 'Tray2' })
  expect(outer.how).toEqual({ size: 'C4', copies: 2, sides: 'one', tray: '' })
  expect(inner.text).toContain('PRISON RULE 39')
  expect(inner.text).toMatch(/Signed:/)
  expect(outer.text).not.toMatch(/RULE|privileged|Telephone/i)
  expect(outer.text).toMatch(/If undelivered, return to: .*A1234BC|A1234BC.*If undelivered/)
  expect((await print('file-copy')).text).toMatch(/^FILE CO ?PY/)
  const labels = await print('labels', { copies: 2, start: 20 })
  expect(labels.how).toMatchObject({ size: 'A4', copies: 1, sides: 'one' })
  expect(labels.text.match(/PRISON RULE 39/g)).toHaveLength(2)
  expect(labels.text.match(/If undelivered/g)).toHaveLength(2)
  await refusalOf(print('envelope', { size: 'DL-window' }), 'conflict')
})

test('any other letter has one plain envelope, whose return address names no firm', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'approved')
  const print = printer(office, letterId)
  const { text } = await print('envelope')
  expect(text).toContain('If undelivered, return to:')
  expect(text).not.toMatch(/RULE|LLP|Telephone/)
  const window = await print('envelope', { size: 'DL-window' })
  expect(window.how).toMatchObject({ size: 'DL' })
  expect(window.text).not.toContain('Northgate')
  await refusalOf(print('outer'), 'conflict')
  await refusalOf(print('copy', { reader: 0 }), 'invalid-input')
})

test('the client’s copy is marked, has the double set and a code of its own, and is logged', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, matterId } = office
  const { addressee: client } = await ask.letters.propose({
    ...{ matterId, kind: 'L24', datedOn: '2026-11-23' as never },
  })
  const { id: letterId } = await letterAt(office, 'approved', { copies: [{ addressee: client }] })
  const papers = await ask.letters.papers({ letterId })
  expect(papers.filter(({ reader }) => reader === 0)).toMatchObject([
    { what: 'copy', client: true, privilege: 'Prison Rule 39' },
    { what: 'envelope' },
    { what: 'outer' },
    { what: 'labels' },
  ])
  const codes = new Set(papers.map(({ packing }) => packing))
  expect(codes.size).toBe(2)
  const print = printer(office, letterId)
  const copy = await print('copy', { reader: 0 })
  expect(copy.text).toMatch(/^CLIEN ?T’S CO ?PY/)
  expect(copy.text).toContain(`Packing ${papers.at(-1)!.packing}`)
  expect((await ask.letters.get({ letterId })).history.at(-1)!.act).toBe('letter-copied')
  const outer = await print('outer', { reader: 0 })
  expect(outer.text).toContain(client.name)
  expect(outer.text).toContain(`Packing ${papers.at(-1)!.packing}`)
})

test('many letters are one job, each begun on a sheet of its own, and one that may not be printed is left out with the reason', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, platform } = office
  const [first, second, draft] = [
    await letterAt(office, 'approved'),
    await privileged(office),
    await letterAt(office, 'draft', { kind: 'L05' }).catch(() => letterAt(office, 'draft')),
  ]
  const letterIds = [first.id, second.id, draft.id]
  const { refused } = await ask.letters.printTogether({
    ...{ letterIds, printer: 'Front-desk', paper: 'letterhead', sides: 'long-edge' },
  })
  expect(refused).toEqual([
    { letterId: draft.id, why: expect.stringContaining('Approve the letter first') },
  ])
  expect(platform.paper).toHaveLength(1)
  const { pdf, title } = platform.paper[0]!
  expect(title).toBe('Letters 2026-11-23')
  expect(platform.printedAs).toEqual([{ size: 'A4', copies: 1, sides: 'long-edge', tray: '' }])
  const pages = readBack(pdf, 'pdftotext', ['-raw', '$', '-']).split('\f')
  const own = first.approved!.pages
  const at = own + (own % 2)
  expect(pages).toHaveLength(at + second.approved!.pages + 1)
  expect(pages[at]).toContain('PRISON RULE 39')
  expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
})

test('a job of many letters tells how far it is, and is stopped before anything reaches the printer', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, platform } = office
  const letterIds = [(await letterAt(office, 'approved')).id, (await privileged(office)).id]
  const job = { letterIds, printer: 'Front-desk', paper: 'letterhead', sides: 'one' } as const
  expect(await ask.letters.togetherProgress({})).toEqual({ running: false, done: 0, of: 0 })
  const refused = refusalOf(ask.letters.printTogether(job), 'conflict')
  await vi.waitFor(async () =>
    expect(await ask.letters.togetherProgress({})).toMatchObject({ running: true, of: 4 }),
  )
  expect((await refusalOf(ask.letters.printTogether(job), 'busy')).message).toContain('stop it')
  await ask.letters.stopTogether({})
  expect((await refused).message).toContain('Nothing was handed to the printer')
  expect(platform.paper).toEqual([])
  const { state } = await ask.letters.get({ letterId: letterIds[0]! })
  expect(state).toBe('approved')
  expect((await ask.letters.printTogether(job)).refused).toEqual([])
  expect(platform.paper).toHaveLength(1)
})

test.each(['looked over', 'drawn'])(
  'a job of many letters ends with the session, also while they are %s: nothing reaches the printer',
  async (meanwhile) => {
    const office = await letterOffice()
    await withAuthority(office)
    const { ask, platform, partner, signIn } = office
    const letterIds = [(await letterAt(office, 'approved')).id, (await privileged(office)).id]
    const job = { letterIds, printer: 'Front-desk', paper: 'letterhead', sides: 'one' } as const
    const refused = refusalOf(ask.letters.printTogether(job))
    await reached(ask, meanwhile === 'drawn' ? 2 : 1)
    await ask.signIn.lock({})
    await refused
    expect(platform.paper).toEqual([])
    await signIn(partner)
    expect((await ask.letters.togetherProgress({})).running).toBe(false)
  },
)

test('a letter that may not go any more once the job is drawn does not reach the printer', async () => {
  const office = await letterOffice()
  const { id: consentId } = await withAuthority(office)
  const { ask, platform } = office
  const letterIds = [(await letterAt(office, 'approved')).id, (await privileged(office)).id]
  const job = { letterIds, printer: 'Front-desk', paper: 'letterhead', sides: 'one' } as const
  const refused = refusalOf(ask.letters.printTogether(job), 'conflict')
  await reached(ask, 2)
  await ask.consents.withdraw({
    ...{ consentId, classes: ['health'], receivedOn: day('2026-11-23'), how: 'slip' },
  })
  await refused
  expect(platform.paper).toEqual([])
})

test('a job that is stopped after its letters were drawn is stopped', async () => {
  const { alone, stop } = printJob()
  const drawn = { answer: Promise.resolve('pdf'), progress: () => ({ done: 1, of: 1 }) }
  const job = alone(1, async ({ looked, expectOn, through }) => {
    looked()
    await through(() => ({ ...drawn, stop: async () => {} }))
    expectOn()
    await stop()
    expectOn()
  })
  expect((await refusalOf(job, 'conflict')).message).toContain('The job was stopped')
})

const reached = (ask: LetterOffice['ask'], done: number) =>
  vi.waitFor(
    async () => expect((await ask.letters.togetherProgress({})).done).toBeGreaterThanOrEqual(done),
    { interval: 2 },
  )

test('a thread that draws many letters counts each, and gives up at once when it is stopped', async () => {
  const letters = Array.from({ length: 40 }, () => sampleLetter('L03', 'uk-gdpr'))
  const order = { letters, bothSides: false, datedOn: '2026-11-23' }
  const going = togetherApart(order, { resources })
  const { pages } = await going.answer
  expect(pages).toBeGreaterThanOrEqual(40)
  expect(going.progress()).toEqual({ done: 40, of: 40 })
  const other = togetherApart(order, { resources })
  await vi.waitFor(() => expect(other.progress().done).toBeGreaterThan(0), { timeout: 60_000 })
  const ended = refusalOf(other.answer, 'internal')
  await other.stop()
  await ended
  expect(other.progress().done).toBeLessThan(40)
})
