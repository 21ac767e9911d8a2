import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Pdf from 'pdfkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { editions, furtherKinds, kinds, resources, sampleLetter } from '../letters/sample-letter.ts'
import { readBack } from '../letters/pdf-tools.ts'

const worker = openPdfWorker({ resources })
const render = (model: LetterModel) => worker.renderLetter(model)
const words = (text: string) => text.replace(/\s+/g, ' ').trim()
const textOf = (pdf: Uint8Array) => words(readBack(pdf, 'pdftotext', ['-layout', '$', '-']))
const letter = sampleLetter('L36', 'uk-gdpr')

afterAll(() => worker.close())

// What an edition changes is words, which the golden letters hold: each kind is made once, some by the older law.
const every = [...kinds, ...furtherKinds].map((kind, at) => ({
  kind,
  // They came with the law of 2026 and the protocol of 2015.
  edition: editions[['L11', 'L28'].includes(kind) ? editions.length - 1 : at % editions.length]!,
}))

describe.each(every)('$kind under $edition', ({ kind, edition }) => {
  const model = sampleLetter(kind, edition)
  let pdf: Uint8Array
  let pages: number
  beforeAll(async () => {
    ;({ pdf, pages } = await render(model))
  })

  test('is a sound, tagged PDF with every font embedded and nobody named in its properties', () => {
    expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
    const info = readBack(pdf, 'pdfinfo', ['$'])
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(info).toMatch(new RegExp(`^Pages: +${pages}$`, 'm'))
    expect(info).toMatch(/^Page size: .*A4/m)
    expect(info).not.toMatch(/Siôn|A4821CE|KR4821/)
    const fonts = readBack(pdf, 'pdffonts', ['$']).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts)
      expect(font).toMatch(/\+NotoSerif-\S+ +CID TrueType +Identity-H +yes yes yes/)
  })

  test('is read aloud in its order, with one heading above the form', () => {
    const read = readBack(pdf, 'pdfinfo', ['-struct-text', '$'])
    expect(read.match(/^ *H1/gm)).toHaveLength(
      1 + (model.form?.copies ?? 0) * (model.form?.text.match(/^# /gm)?.length ?? 0),
    )
    const said = words(read.replace(/^ *"|"$|^ *\w+ \(block\).*$|^ *\w+$/gm, ' '))
    const order = [model.salutation, model.close, model.signature!.name].map((text) =>
      said.indexOf(text),
    )
    expect(order.every((place) => place >= 0)).toBe(true)
    expect(order).toEqual([...order].sort((one, other) => one - other))
    expect(said).not.toMatch(/Page \d of \d/)
  })

  test('prints every passage, and no mark of the template', () => {
    const text = textOf(pdf)
    expect(text).not.toMatch(/\{\{|\}\}|\{%|\*\*|undefined|null|NaN/)
    for (const said of [model.heading, model.salutation, model.ourRef])
      expect(text).toContain(words(said))
  })
})

test('a letter says that it keeps to PDF/A and PDF/UA, and brings the colour profile that PDF/A asks for', async () => {
  const { pdf } = await render(letter)
  const xmp = readBack(pdf, 'pdfinfo', ['-meta', '$'])
  expect(xmp).toMatch(/<pdfaid:part>2<.*<pdfaid:conformance>A<.*/s)
  expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>')
  expect(readBack(pdf, 'qpdf', ['--qdf', '$', '-'])).toMatch(/mntrRGB XYZ/)
})

const NAMES = [
  "O'Brien",
  'Ŵyn ap Siôn',
  'Łukasz',
  'Nguyễn Thị Ánh',
  '$&',
  '{{x}}',
  '{% if %}',
  '*bold* and _slanted_',
  'Ștefan Țurcanu',
  'Çağrı Şahin',
  'Иван Щербаков',
  'Γιώργος Παπαδόπουλος',
  'Zoë Brontë',
  '# 1. [x](y) `z` <b>&amp;',
  'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewiss',
]

test.each(NAMES)('the name %s comes out of the letter as it is written', async (name) => {
  const { pdf } = await render(sampleLetter('L36', 'uk-gdpr', name))
  const text = textOf(pdf)
  expect(text).toContain(`We act for ${name}.`)
  expect(text).toContain(`Our client: ${name}`)
})

test('thirty letters made together each name their own client', async () => {
  const names = Array.from(
    { length: 30 },
    (_, at) => `${NAMES[at % 6]} ${String(at).padStart(2, '0')}`,
  )
  const made = await Promise.all(names.map((name) => render(sampleLetter('L36', 'uk-gdpr', name))))
  for (const [at, { pdf }] of made.entries())
    expect(textOf(pdf)).toContain(`We act for ${names[at]}.`)
}, 120_000)

test('the same letter has the same bytes, whatever was printed before it', async () => {
  const hash = async () =>
    createHash('sha256')
      .update((await render(letter)).pdf)
      .digest('hex')
  const first = await hash()
  await render(sampleLetter('L03', 'dpa-1998', 'Nguyễn Thị Ánh'))
  expect(await hash()).toBe(first)
  const other = openPdfWorker({ resources })
  const again = (await other.renderLetter(letter)).pdf
  await other.close()
  expect(createHash('sha256').update(again).digest('hex')).toBe(first)
})

test('nothing but the address stands in the window of the envelope', async () => {
  for (const largePrint of [false, true])
    for (const draft of [false, true]) {
      const { pdf } = await render({ ...letter, largePrint, draft })
      // At 72 dots to the inch: 24.6 mm from the left, 39.5 mm from the top, 95.4 by 26.8 mm.
      const zone = ['-x', '69', '-y', '112', '-W', '271', '-H', '76']
      const seen = readBack(pdf, 'pdftotext', ['-l', '1', '-r', '72', ...zone, '-layout', '$', '-'])
      expect(
        seen
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ).toEqual(letter.address)
    }
})

test('pre-printed paper carries neither letterhead nor the firm’s foot, and the code still stands on it', async () => {
  const text = textOf((await render({ ...letter, paper: 'pre-printed' })).pdf)
  expect(text).not.toMatch(/SRA number|0113 496|Park House/)
  expect(text).toContain(letter.code!)
  expect(text).toContain('Dear Sir or Madam')
})

test('a draft says so on every page, and nothing else does', async () => {
  const drafted = await render({ ...sampleLetter('L03', 'uk-gdpr'), draft: true })
  const pages = readBack(drafted.pdf, 'pdftotext', ['-raw', '$', '-']).split('\f').filter(Boolean)
  expect(pages.map((page) => /^DRAFT$/m.test(page))).toEqual(pages.map(() => true))
  expect(textOf((await render(letter)).pdf)).not.toMatch(/DRAFT/)
})

test('a following page shows our reference, the date and its number; a letter to the client does not name the client there', async () => {
  const pageTwo = async (model: LetterModel) =>
    words(
      readBack((await render(model)).pdf, 'pdftotext', ['-f', '2', '-l', '2', '-layout', '$', '-']),
    ).slice(0, 130)
  expect(await pageTwo(sampleLetter('L03', 'uk-gdpr'))).toMatch(
    /^Our ref: HV\/APSIO\/14 · Spectrum Community Health CIC · 26 February 2026 Page 2 of 2/,
  )
  expect(await pageTwo(sampleLetter('L24', 'uk-gdpr'))).toMatch(
    /^Our ref: HV\/APSIO\/14 · 12 February 2026 Page 2 of 2/,
  )
})

test('the mark of privileged mail is on letters to the client and on the inner envelope alone', async () => {
  expect(textOf((await render(sampleLetter('L37', 'uk-gdpr'))).pdf)).toContain('PRISON RULE 39')
  expect(textOf((await render(sampleLetter('L03', 'uk-gdpr'))).pdf)).not.toMatch(/RULE/)
  const envelope = {
    ...{ datedOn: '2026-11-22', size: 'DL' as const, window: false, packing: 'A7K3' },
    returnTo: ['12 Albion Place', 'Leeds'],
    address: sampleLetter('L37', 'uk-gdpr').address,
    privilege: 'YOI Rule 17',
    sender: {
      firm: 'Vane & Achebe LLP',
      address: ['Leeds'],
      telephone: '0113 496 0000',
      signs: 'H Vane',
      ourRef: 'HV/1',
    },
  }
  const inner = textOf((await worker.renderEnvelope(envelope)).pdf)
  for (const said of ['YOI RULE 17', 'HV/1', '0113 496 0000', 'A4821CE', 'Signed:'])
    expect(inner).toContain(said)
  const outer = await worker.renderEnvelope({ ...envelope, privilege: null })
  expect(textOf(outer.pdf).split(' ').sort()).toEqual(
    words(
      `${envelope.address.join(' ')} If undelivered, return to: 12 Albion Place Leeds Packing A7K3`,
    )
      .split(' ')
      .sort(),
  )
  expect(readBack(outer.pdf, 'pdfinfo', ['$'])).toMatch(/Page size: +623\.6\d* x 311\.8\d*/)
})

test('what cannot be printed is refused by its name, and the next letter is made', async () => {
  const refused = render({ ...letter, paragraphs: ['We act for محمد.'] })
  await expect(refused).rejects.toMatchObject({
    code: 'invalid-input',
    fields: {
      'paragraphs.0': expect.stringMatching(
        /an Arabic letter \(U\+0645\).*right to left.*Latin letters/,
      ),
    },
  })
  await expect(render({ ...letter, firm: { ...letter.firm, sraNumber: '' } })).rejects.toThrow(
    /SRA number/,
  )
  await expect(render({ ...letter, title: 'Request\u0007' })).rejects.toMatchObject({
    fields: { title: expect.stringContaining('a control character (U+0007)') },
  })
  const sender = {
    firm: 'F',
    address: ['Leeds'],
    telephone: '٠١١٣',
    signs: 'H Vane',
    ourRef: 'HV/1',
  }
  const envelope = {
    ...{ datedOn: letter.datedOn, address: letter.address, privilege: 'Prison Rule 39' },
    ...{ size: 'DL' as const, window: false, packing: null, returnTo: [] },
  }
  await expect(worker.renderEnvelope({ ...envelope, sender })).rejects.toMatchObject({
    fields: { sender: expect.stringContaining('U+0660') },
  })
  expect((await render(letter)).pages).toBe(1)
})

test('a letter reads the same as one that pdfkit wrote with its own fonts', async () => {
  const texts = [
    'Office fluffier waffles, AVAToWa; “difficult” ffl fi.',
    'Ŵyn ŷ Łódź Țară Ánh',
    ...letter.paragraphs.slice(0, -2),
  ]
  const file = readFileSync(join(resources, 'fonts/NotoSerif-Regular-wide.ttf'))
  const stock = new Pdf({ font: '' })
  const parts: Buffer[] = []
  stock.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise((end) => stock.on('end', end))
  stock.font(file as unknown as string).fontSize(11)
  for (const text of texts) stock.text(text.replaceAll('**', '').replace(/^- /gm, '• '))
  stock.end()
  await done
  // On one page, so that no head or foot stands between the words of the letter.
  const { pdf, pages } = await render({
    ...letter,
    paragraphs: texts,
    enclosures: [],
    address: letter.address.slice(0, 2),
  })
  expect(pages).toBe(1)
  const ours = textOf(pdf)
  const theirs = words(readBack(Buffer.concat(parts), 'pdftotext', ['$', '-']))
  for (const sentence of theirs.split(/(?<=[.:]) /))
    expect(ours).toContain(sentence.replace(/^• /, ''))
})
