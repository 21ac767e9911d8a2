import { strFromU8, unzipSync } from 'fflate'
import { expect, test, vi } from 'vitest'
import { letterInWord } from '../../src-main/typesetting/word.ts'
import { refusalOf } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import { letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { readBack } from './pdf-tools.ts'
import { editions, kinds, sampleLetter } from './sample-letter.ts'

vi.setConfig({ testTimeout: 120_000 })

const xmlOf = (docx: Uint8Array, name: RegExp) =>
  Object.entries(unzipSync(docx))
    .filter(([path]) => name.test(path))
    .map(([, bytes]) => strFromU8(bytes))
/** The text of a document as it is read, a line for each paragraph. */
const textOf = (docx: Uint8Array, name = /^word\/(document|header\d+|footer\d+)\.xml$/) =>
  xmlOf(docx, name)
    .join('\n')
    .replaceAll(/<w:br\/>|<\/w:p>|<w:tab\/>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
const wordsOf = (text: string) =>
  text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}/@'’]+/u)
    .filter(Boolean)

test('a copy in Word has every word of the letter as it was approved, marked as a copy on every page, and is an entry', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  await withAuthority(office)
  const { id: letterId, approved } = await letterAt(office, 'approved')
  expect(await ask.letters.saveCopy({ letterId, as: 'word' })).toEqual({ saved: false })
  platform.choose = 'a folder'
  const { entries } = await ask.audit.health({})
  expect(await ask.letters.saveCopy({ letterId, as: 'word' })).toEqual({ saved: true })
  expect((await ask.audit.health({})).entries).toBe(entries + 1)
  const [{ name, pdf: docx } = {} as never] = platform.paper
  expect(name).toBe('IT-FENW.1-1 L03 copy.docx')
  const { pdf } = await ask.letters.preview({ letterId })
  const printed = readBack(pdf, 'pdftotext', ['-layout', '$', '-'])
  const said = new Set(wordsOf(textOf(docx)))
  // What the pages are numbered by is worked out by the program that opens it.
  expect(wordsOf(printed).filter((word) => !said.has(word) && !/^\d$/.test(word))).toEqual([])
  expect(textOf(docx)).toContain(approved!.code)
  const headers = xmlOf(docx, /^word\/header\d+\.xml$/)
  expect(headers.length).toBeGreaterThanOrEqual(2)
  for (const header of headers) expect(header).toContain('FILE COPY')
  const { history } = await ask.letters.get({ letterId })
  expect(history.at(-1)!.act).toBe('letter-copied')
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('nothing leaves as a Word copy that may not leave as a marked PDF: no draft, nothing the gate stops, nothing that would be another letter', async () => {
  const office = await letterOffice()
  const { ask, platform } = office
  platform.choose = 'a folder'
  const consent = await withAuthority(office)
  const draft = await letterAt(office, 'draft')
  const asWord = (letterId: never) => ask.letters.saveCopy({ letterId, as: 'word' })
  const asPdf = (letterId: never) =>
    ask.letters.print({ letterId, printer: 'Office', paper: 'letterhead', what: 'file-copy' })
  const alike = async (letterId: unknown) => {
    const [word, pdf] = [
      await refusalOf(asWord(letterId as never)),
      await refusalOf(asPdf(letterId as never)),
    ]
    expect(word.code).toBe(pdf.code)
    return [word.message, pdf.message]
  }
  await alike(draft.id)
  const sent = await letterAt(office, 'sent')
  const approved = await letterAt(office, 'approved')
  await ask.consents.withdraw({
    ...{ consentId: consent.id, classes: ['health'], receivedOn: '2026-11-23' as never },
    ...{ how: 'slip', note: '' },
  })
  await alike(approved.id)
  // What has left already is copied for the file.
  expect(await asWord(sent.id as never)).toEqual({ saved: true })
  await recordFirm(ask, { telephone: '0113 496 0999' })
  const [word, pdf] = await alike(sent.id)
  expect(word).toBe(pdf)
  expect(word).toContain('Save a copy as PDF')
})

test.each(kinds.flatMap((kind) => editions.map((edition) => [kind, edition] as const)))(
  '%s under %s is written from the model that its PDF is made from, lists as lists',
  async (kind, edition) => {
    const model = sampleLetter(kind, edition)
    const docx = await letterInWord({ ...model, copyFor: 'file' })
    const text = textOf(docx)
    const said = new Set(wordsOf(text))
    const { firm, form, address, paragraphs, enclosures, copies } = model
    const all = [
      ...[firm.name, firm.sraNumber, model.heading, model.salutation, model.close],
      ...[...address, ...paragraphs, ...enclosures, ...copies, form?.text ?? ''],
    ]
    const lost = all.flatMap(wordsOf).filter((word) => !said.has(word))
    expect(lost.filter((word) => !/^\d+$/.test(word))).toEqual([])
    const lists = paragraphs.join('\n').match(/^\d+\. /gm)?.length ?? 0
    const numbered = xmlOf(docx, /document\.xml$/)[0]!.match(/<w:numPr>/g)?.length ?? 0
    expect(numbered).toBeGreaterThanOrEqual(lists)
    expect(text).not.toContain('**')
  },
)

test('whatever is typed stands in it as it was typed', async () => {
  const model = sampleLetter('L03', 'uk-gdpr')
  const hostile = ['<w:p>&amp;</w:p>', '"quoted" & ‘apostrophes’', '2 < 3 > 1', 'ŵ ŷ Ł ń 😀']
  const docx = await letterInWord({ ...model, copies: hostile })
  const text = textOf(docx)
  for (const one of hostile) expect(text).toContain(one)
})
