import { afterAll, describe, expect, test } from 'vitest'
import type { InformationSheet } from '../../src-main/typesetting/model.ts'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { sheetOf, whenItApplies } from '../../src-main/rights/sheet-words.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { openTestOffice, refusalOf, resources, type TestOffice } from '../open-office.ts'
import { recordFirm, someFirm } from '../practice/some-firm.ts'

const words = (text: string) => text.replace(/\s+/g, ' ').trim()
const textOf = (pdf: Uint8Array) => words(readBack(pdf, 'pdftotext', ['-layout', '$', '-']))
const TODAY = '2026-11-23' as never
const CLOCK = { id: '2.4.3', asAt: TODAY }

async function officeWithFirm(): Promise<TestOffice> {
  const office = await openTestOffice()
  await recordFirm(office.ask)
  return office
}

describe('a topic as a sheet for the client', () => {
  test('is saved with rights.saveSheet as a sound, tagged PDF that names nobody', async () => {
    const { ask, platform } = await officeWithFirm()
    platform.choose = '/anywhere'
    expect(await ask.rights.saveSheet(CLOCK)).toEqual({ saved: true })
    const [{ name, pdf } = { name: '', pdf: new Uint8Array() }] = platform.paper
    expect(name).toBe('Information sheet 2.4.3, 2026-11-23.pdf')
    expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
    const info = readBack(pdf, 'pdfinfo', ['$'])
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(info).toMatch(/^Title: +Information sheet 2\.4\.3$/m)
    expect(info).toMatch(/^Page size: .*A4/m)
    for (const font of readBack(pdf, 'pdffonts', ['$']).trim().split('\n').slice(2))
      expect(font).toMatch(/\+NotoSerif-\S+ +CID TrueType +Identity-H +yes yes yes/)
    const read = readBack(pdf, 'pdfinfo', ['-struct-text', '$'])
    expect(read.match(/^ *H1/gm)).toHaveLength(1)
    expect(read.match(/^ *H2/gm)!.length).toBeGreaterThanOrEqual(4)
  })

  test('says what the law says on the day, what it said before, where it is written, and what it is not', async () => {
    const { ask, platform } = await officeWithFirm()
    await ask.rights.openSheet(CLOCK)
    const [{ pdf, title } = { pdf: new Uint8Array(), title: '' }] = platform.paper
    expect(title).toBe('Information sheet 2.4.3')
    const text = textOf(pdf)
    const edition = await ask.law.edition({})
    for (const said of [
      someFirm().name,
      'Health records of a living prisoner',
      'The law as it stands on 23 November 2026',
      'This is general information, not advice about your case.',
      'One month beginning with the latest of receipt',
      'Since 5 February 2026, and still today.',
      'Until 24 May 2018: Promptly, and within 40 days',
      'UK GDPR, Article 12A(1)-(2)',
      `edition ${edition.id}, as at 23 November 2026`,
      'Page 1 of 1',
    ])
      expect(text).toContain(said)
  })

  test('tells the law of the day asked for, and not a later one', async () => {
    const { ask, platform } = await officeWithFirm()
    await ask.rights.openSheet({ id: '2.4.3', asAt: '2004-03-01' as never })
    const text = textOf(platform.paper[0]!.pdf)
    expect(text).toContain('The law as it stood on 1 March 2004')
    expect(text).toContain('within 40 days')
    expect(text).not.toMatch(/One month|12A/)
  })

  test('goes to the printer with rights.printSheet under its number alone, in large print too', async () => {
    const { ask, platform } = await officeWithFirm()
    const asked = { id: '2.8.2', asAt: TODAY, printer: 'Front-desk', largePrint: true }
    await ask.rights.printSheet(asked)
    const [{ to, name, title, pdf } = { to: '', name: '', title: '', pdf: new Uint8Array() }] =
      platform.paper
    expect([to, name, title]).toEqual(['printer', 'Front-desk', 'Information sheet 2.8.2'])
    // 16 points for everything but the foot: what is read must not be set smaller anywhere.
    const boxes = readBack(pdf, 'pdftotext', ['-bbox-layout', '$', '-'])
    const heights = [...boxes.matchAll(/<word [^>]*yMin="([\d.]+)"[^>]*yMax="([\d.]+)"/g)].map(
      ([, from, to]) => Number(to) - Number(from),
    )
    expect(Math.min(...heights)).toBeGreaterThan(11)
  })

  test('waits for the firm’s details, and for a topic that there is', async () => {
    const { ask } = await openTestOffice()
    const refused = await refusalOf(ask.rights.saveSheet(CLOCK), 'conflict')
    expect(refused.message).toMatch(/firm’s details/)
    await recordFirm(ask)
    await refusalOf(ask.rights.saveSheet({ id: '9.9', asAt: TODAY }), 'not-found')
  })
})

describe('every topic of the edition', () => {
  const worker = openPdfWorker({ resources })
  afterAll(() => worker.close())

  test('can be printed, on the days of the source page and today', async () => {
    const { ask } = await officeWithFirm()
    const firm = (await ask.practice.get({}))!
    const edition = await ask.law.edition({})
    const made: InformationSheet[] = []
    for (const asAt of ['2004-09-01', TODAY] as never[])
      for (const { id } of await ask.rights.topics({ text: '', asAt }))
        made.push(
          sheetOf(await ask.rights.topic({ id, asAt }), {
            ...{ asAt, today: TODAY, firm, edition, largePrint: false },
          }),
        )
    expect(made.length).toBeGreaterThan(200)
    const pages = await Promise.all(
      made.map(async (sheet) => (await worker.renderSheet(sheet)).pages),
    )
    expect(Math.max(...pages)).toBeLessThanOrEqual(2)
    for (const { parts } of made)
      expect(JSON.stringify(parts)).not.toMatch(/null|undefined|NaN|\[object/)
  })
})

test('a span is said as a client reads it', () => {
  const said = (from: string | null, to: string | null) => whenItApplies({ from, to }, '2026-11-23')
  expect(said('2026-02-05', null)).toBe('Since 5 February 2026, and still today.')
  expect(said('2027-04-01', null)).toBe('From 1 April 2027, a date in the future.')
  expect(said(null, '2018-05-24')).toBe('Until 24 May 2018.')
  expect(said('2004-07-30', '2006-08-31')).toBe('From 30 July 2004 to 31 August 2006.')
  expect(said(null, null)).toBe('Always, as far as is known here.')
})
