import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, test } from 'vitest'
import { parse, marked as liquid, withLines } from '../../src-main/letters/template-engine.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { paragraphsOf } from '../../src-main/typesetting/inline.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { mm } from '../../src-main/typesetting/page.ts'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { letterInWord } from '../../src-main/typesetting/word.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { resources, sampleLetter } from '../letters/sample-letter.ts'
import { clashes, overEdge, wordsOf } from './boxes.ts'

const fonts = loadFonts(resources)
const worker = openPdfWorker({ resources })
afterAll(() => worker.close())

const base = sampleLetter('L22', 'uk-gdpr')
const row = (number: number, said = 'Complaint about care, answered by somebody else') =>
  `| ${number}. | ${number} March 2026 | ${said} | HMP Exampleton to the office |`
const table = (rows: readonly string[]) =>
  ['| No. | Date | **Paper** | From and to |', '| --- | --- | --- | --- |', ...rows].join('\n')
const rows = (count: number) => Array.from({ length: count }, (_, at) => row(at + 1))
const letter = (text: string, more: Partial<LetterModel> = {}): LetterModel => ({
  ...base,
  ...more,
  paragraphs: ['What came before.', text, 'What comes after.'],
})
const laid = (model: LetterModel) => {
  const faces = fonts.facesFor([
    ...[...model.paragraphs, model.heading, model.salutation, model.close, model.firm.name],
    ...[...model.address, JSON.stringify(model)],
  ])
  return { laidOut: layOut(model, faces), faces }
}

describe('how it is read', () => {
  test('a table has heads and rows, a bar within a word is escaped, and a line of bars alone is text', () => {
    const [, one] = paragraphsOf(`Before:\n\n${table([row(1, 'this \\| or that')])}`)
    const said = (cells: { text: string }[][]) =>
      cells.map((cell) => cell.map(({ text }) => text).join(''))
    expect(said(one!.table!.head)).toEqual(['No.', 'Date', 'Paper', 'From and to'])
    expect(one!.table!.rows.map(said)).toEqual([
      ['1.', '1 March 2026', 'this | or that', 'HMP Exampleton to the office'],
    ])
    expect(paragraphsOf('| one | two |').map(({ table: read }) => read)).toEqual([undefined])
  })

  test('a row with more cells than there are heads loses none of them', () => {
    const said = (text: string) =>
      paragraphsOf(text).flatMap(({ table: read }) =>
        read
          ? [read.head, ...read.rows].map((cells) => cells.map((cell) => cell[0]?.text ?? ''))
          : [],
      )
    for (const [head, under] of [
      ['| a | b |', '|---|---|'],
      ['a | b', '--- | ---'],
    ])
      expect(said(`Before\n\n${head}\r\n${under}\r\n1 | 2 | 3 \\| 4 | 5\r\n| 6 |`)).toEqual([
        ['a', 'b', '', ''],
        ['1', '2', '3 | 4', '5'],
        ['6', '', '', ''],
      ])
    expect(said('- | a | b |\n  |---|---|\n  | 1 | 2 | 3 |')).toEqual([
      ['a', 'b', ''],
      ['1', '2', '3'],
    ])
  })

  test('a heading is one, and a fact is neither a heading nor a cell', () => {
    expect(paragraphsOf('## The facts')[0]).toMatchObject({
      ...{ heading: true, lines: [[{ text: 'The facts' }]] },
    })
    const filledIn = (text: string, x: string) =>
      withLines(String(liquid.renderSync(parse(liquid, text), { x })))
    const filled = (fact: string) => filledIn('| a | b |\n| - | - |\n| {{ x }} | c |', fact)
    for (const [fact, read = fact] of [
      ['his | hers'],
      ['one\ntwo\r\n\n| three |', 'one two  | three |'],
      ['back\\'],
    ]) {
      const [one, ...more] = paragraphsOf(filled(fact!))
      expect(more).toEqual([])
      const rows = one!.table!.rows.map((row) =>
        row.map((cell) => cell.map(({ text }) => text).join('')),
      )
      expect(rows).toEqual([[read, 'c']])
    }
    expect(filledIn('Said: {{ x }}', 'one\ntwo | three')).toBe('Said: one\ntwo \\| three')
    const heading = filledIn('{{ x }}', '## Not one')
    expect(paragraphsOf(heading)[0]).toMatchObject({ lines: [[{ text: '## Not one' }]] })
    for (const under of ['--', ':-', ':-:', '-:']) {
      const fact = `his | hers\n${under}`
      const read = paragraphsOf(filledIn('{{ x }}', fact))
      expect(read.map(({ table: none }) => none)).toEqual([undefined])
      expect(read[0]!.lines.map((line) => line.map(({ text }) => text).join(''))).toEqual(
        fact.split('\n'),
      )
    }
  })
})

describe.each([
  ['small', false],
  ['large', true],
] as const)('in %s print', (_, largePrint) => {
  test.each([1, 5, 12, 13, 14, 40])('%s rows: nothing over another or the edge', (count) => {
    const { laidOut, faces } = laid(letter(table(rows(count)), { largePrint }))
    expect(overEdge(laidOut, mm(6), faces)).toEqual([])
    for (const page of laidOut.pages.keys()) expect(clashes(laidOut, faces, page)).toEqual([])
  })

  test('its heads stand again on each page, and no row is parted', () => {
    const { laidOut } = laid(letter(table(rows(60)), { largePrint }))
    const { elements, pages } = laidOut
    const tagOf = (element: number | null) => (element === null ? null : elements[element]!.tag)
    const withRows = pages.filter(({ pieces }) => pieces.some((one) => tagOf(one.element) === 'TD'))
    expect(withRows.length).toBeGreaterThan(2)
    const heads = withRows.map(({ pieces }) =>
      pieces.filter((one) => wordsOf(one) === 'Paper').map(({ element }) => tagOf(element)),
    )
    expect(heads).toEqual([['TH'], ...withRows.slice(1).map(() => [null])])
    const cells = pages.flatMap(({ pieces }) =>
      pieces.filter((one) => tagOf(one.element) === 'TD').map(({ element }) => element),
    )
    expect(cells).toHaveLength(240)
    expect(new Set(cells).size).toBe(240)
  })
})

test('a row that is longer than a page goes on over the next, and none of it is lost', () => {
  const long = Array.from({ length: 900 }, (_, at) => `word${at}`).join(' ')
  const { laidOut, faces } = laid(letter(table([row(1, long), row(2)])))
  expect(laidOut.pages.length).toBeGreaterThan(2)
  expect(overEdge(laidOut, mm(6), faces)).toEqual([])
  const said = laidOut.pages.flatMap(({ pieces }) => pieces.map(wordsOf)).join(' ')
  for (const at of [0, 450, 899]) expect(said).toContain(`word${at}`)
})

test('columns of words that no room is enough for are cut and stay beside one another', () => {
  const wide = `| ${Array.from({ length: 9 }, () => 'Verwaltungsgerichtsbarkeit').join(' | ')} |`
  const heads = `| ${'a | '.repeat(9)}\n| ${'- | '.repeat(9)}\n`
  const { laidOut, faces } = laid(letter(heads + wide))
  expect(overEdge(laidOut, mm(6), faces)).toEqual([])
  expect(clashes(laidOut, faces)).toEqual([])
})

test('more columns than a page has room for are refused, and as many as it has are not', () => {
  const of = (count: number) =>
    `|${' a |'.repeat(count)}\n|${' - |'.repeat(count)}\n|${' word |'.repeat(count)}`
  for (const [largePrint, most] of [
    [false, 24],
    [true, 14],
  ] as const) {
    const { laidOut, faces } = laid(letter(of(most), { largePrint }))
    expect(overEdge(laidOut, mm(6), faces)).toEqual([])
    for (const page of laidOut.pages.keys()) expect(clashes(laidOut, faces, page)).toEqual([])
    expect(() => laid(letter(of(most + 1), { largePrint }))).toThrow(
      `has ${most + 1} columns, and at this size of type a page has room for ${most}.`,
    )
  }
})

test('the PDF is sound, and is read aloud head by head and row by row, the heads once', async () => {
  const { pdf } = await worker.renderLetter(letter(table(rows(40))))
  expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
  const read = readBack(pdf, 'pdfinfo', ['-struct-text', '$'])
  expect(read.match(/^ *TH:?$/gm)).toHaveLength(4)
  expect(read.match(/\/Scope \/Column/g)).toHaveLength(4)
  expect(read.match(/^ *TR$/gm)).toHaveLength(41)
  expect(read.match(/"([^"]*)"/g)!.join(' ')).toMatch(
    /"What came before\." "No\." "Date" "Paper" "From and to" "1\." "1 March 2026" .* "40 March 2026" .* "What comes after\."/,
  )
  expect(readBack(pdf, 'pdftotext', ['-layout', '$', '-']).match(/No\. +Date/g)!.length).toBe(3)
})

test('the Word copy has the table, whose heads stand again on each page', async () => {
  const docx = await letterInWord(letter(`## The papers\n\n${table(rows(2))}`))
  const xml = strFromU8(unzipSync(docx)['word/document.xml']!)
  const [, after] = xml.split('The papers')
  expect(after!.match(/<w:tr>/g)).toHaveLength(3)
  expect(after!.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(after!.match(/<w:cantSplit\/>/g)).toHaveLength(3)
  expect(after).toContain('2 March 2026')
  expect(xml).toContain('w:val="Heading2"')
})
