import { strToU8 } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../src-main/imports/read-file.ts'
import { LIMITS } from '../../src-main/imports/table.ts'
import { refusalOf } from '../open-office.ts'
import { bytesOf, CELL, workbookOf } from './some-list.ts'

const read = (text: string) => readFile(bytesOf(text))
const why = async (bytes: Uint8Array) => (await refusalOf(readFile(bytes), 'invalid-input')).message
const LIST = 'Surname;Forenames;Note\nWójcik;Łukasz;"says ""no"", twice"\nO’Brien;Séamus;\n'

/** In an encoding of old spreadsheets. */
const windows1252 = (text: string) =>
  Uint8Array.from([...text].map((letter) => (letter === '’' ? 0x92 : letter.codePointAt(0)!)))
const utf16 = (text: string, big: boolean) => {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le')
  return big ? little.swap16() : little
}

describe('a table in text', () => {
  test.each([
    ['UTF-8', bytesOf(LIST)],
    ['UTF-8', bytesOf(`\ufeff${LIST}`)],
    ['UTF-16', utf16(LIST, false)],
    ['UTF-16', utf16(LIST, true)],
    ['UTF-16', utf16(LIST, false).subarray(2)],
    ['UTF-16', utf16(LIST, true).subarray(2)],
  ])('is read in %s, with or without its mark', async (encoding, bytes) => {
    const { recognised, header, rows } = await readFile(bytes)
    expect(recognised).toMatchObject({ format: 'csv', encoding, separator: 'semicolon' })
    expect(header).toEqual(['Surname', 'Forenames', 'Note'])
    expect(rows).toEqual([
      { number: 2, cells: ['Wójcik', 'Łukasz', 'says "no", twice'] },
      { number: 3, cells: ['O’Brien', 'Séamus', ''] },
    ])
  })

  test('is read in Windows-1252, as an older Excel saves it', async () => {
    const { recognised, rows } = await readFile(windows1252('Name,Place\nO’Brien é,Dún\n'))
    expect(recognised.encoding).toBe('Windows-1252')
    expect(rows[0]!.cells).toEqual(['O’Brien é', 'Dún'])
  })

  test('says by which sign it is divided, also where Excel was told', async () => {
    const separator = async (text: string) => (await read(text)).recognised.separator
    expect(await separator('a,b\n1,2;3\n')).toBe('comma')
    expect(await separator('a;b\n1,5;2,5\n')).toBe('semicolon')
    expect(await separator('a\tb\n1\t2\n')).toBe('tab')
    const told = await read('sep=;\na;b\n1;2\n')
    expect(told).toMatchObject({ header: ['a', 'b'], rows: [{ number: 3, cells: ['1', '2'] }] })
  })

  test('keeps the numbers of its rows as a spreadsheet shows them, past empty rows and cells of two lines', async () => {
    const { rows } = await read('a,b\n\n"one\ntwo",x\n,\n3,4\n')
    expect(rows).toEqual([
      { number: 3, cells: ['one\ntwo', 'x'] },
      { number: 5, cells: ['3', '4'] },
    ])
  })

  test('names columns that have no heading, or the same as another', async () => {
    const { header } = await read('Name,,Name\nx,y,z\n')
    expect(header).toEqual(['Name', 'Column 2', 'Name (2)'])
  })

  test('gives back whatever cells were written, in every encoding and with every sign', async () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replace(/\p{C}/gu, '').normalize('NFC').trim())
      .filter((text) => text.isWellFormed() && !text.startsWith("'"))
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('utf8', 'utf16', 'utf16be'),
        async (rows, separator, encoding) => {
          const written = [['One', 'Two', 'Three'], ...rows.map((row) => ['x', ...row.slice(1)])]
          const text = written
            .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator))
            .join('\r\n')
          const bytes = encoding === 'utf8' ? bytesOf(text) : utf16(text, encoding === 'utf16be')
          const table = await readFile(bytes)
          expect(table.rows.map(({ cells }) => cells)).toEqual(written.slice(1))
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('an Excel workbook', () => {
  const HEAD = `<row r="1">${CELL('Surname', 'A1')}${CELL('Born', 'B1')}${CELL('In prison', 'C1')}</row>`

  test('is read by its first sheet, or by the one that is named', async () => {
    const workbook = workbookOf(`${HEAD}<row r="4">${CELL('Smith &amp; Co', 'A4')}</row>`)
    const { recognised, rows } = await readFile(workbook)
    expect(recognised).toMatchObject({ format: 'xlsx', sheets: ['Clients & stays'] })
    expect(rows).toEqual([{ number: 4, cells: ['Smith & Co', '', ''] }])
    expect(await readFile(workbook, 'Clients & stays')).toEqual(await readFile(workbook))
    expect((await refusalOf(readFile(workbook, 'Other'))).message).toContain(
      'no sheet called “Other”',
    )
  })

  test('gives days, numbers and yes or no as a person reads them, and what formulas last gave', async () => {
    const styles = strToU8(
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    )
    const row = `<row r="2"><c r="A2"><f>1+1</f><v>1234567890123</v></c><c r="B2" s="1"><v>29328</v></c><c r="C2" t="b"><v>1</v></c></row>`
    const { rows, notes } = await readFile(workbookOf(HEAD + row, { 'xl/styles.xml': styles }))
    expect(rows[0]!.cells).toEqual(['1234567890123', '1980-04-17', 'yes'])
    expect(notes).toEqual(['1 cell is a formula. What the spreadsheet last worked out is taken.'])
  })

  test('with macros, with cells of other files, or in Excel’s own binary form is refused by name', async () => {
    const one = strToU8('x')
    expect(await why(workbookOf(HEAD, { 'xl/vbaProject.bin': one }))).toContain('holds macros')
    expect(await why(workbookOf(HEAD, { 'xl/externalLinks/externalLink1.xml': one }))).toContain(
      'takes cells from other files',
    )
    expect(await why(workbookOf(HEAD, { 'xl/workbook.bin': one }))).toContain('.xlsb')
  })

  test('that names entities of its own is refused: none is ever unfolded', async () => {
    const bomb = strToU8(
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData/></worksheet>',
    )
    expect(await why(workbookOf('', { 'xl/worksheets/sheet1.xml': bomb }))).toContain('damaged')
  })

  test('that would unpack to a hundred times more than a list holds is refused before it is unpacked', async () => {
    const large = new Uint8Array(60_000_000).fill(0x20)
    const began = performance.now()
    const bomb = workbookOf('', { 'xl/worksheets/sheet1.xml': large })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await why(bomb)).toContain('would unpack to far more')
    expect(performance.now() - began).toBeLessThan(20_000)
    // One whose own list of parts tells too small a size is given no more room than that.
    const lying = Buffer.from(bomb)
    const told = Buffer.alloc(4)
    told.writeUInt32LE(60_000_000)
    for (let at = lying.indexOf(told); at >= 0; at = lying.indexOf(told, at + 1))
      lying.writeUInt32LE(1_000, at)
    expect(await why(lying)).toMatch(/damaged|no rows/)
  })

  test('with too many parts is refused', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: LIMITS.parts }, (_, at) => [`xl/media/${at}`, strToU8('x')]),
    )
    expect(await why(workbookOf(HEAD, parts))).toContain('too many parts')
  })

  test('that reaches to the last row or column is refused before its empty cells are made', async () => {
    const far = `<row r="1048576">${CELL('x', 'A1048576')}</row>`
    expect(await why(workbookOf(HEAD + far))).toContain('more than 20,000 rows')
    const wide = `<row r="2">${CELL('x', 'XFD2')}</row>`
    expect(await why(workbookOf(HEAD + wide))).toContain('reaches to column XFD')
  })
})

describe('what is no list', () => {
  test.each([
    ['an empty file', new Uint8Array(), 'is empty'],
    ['white space alone', bytesOf(' \n\n'), 'no rows'],
    ['headings alone', bytesOf('Surname,Forenames\n'), 'only one row'],
    ['an older Excel file', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'older Excel'],
    ['a PDF', bytesOf('%PDF-1.7\n'), 'is a PDF'],
    [
      'a picture',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0),
      'not a list in text',
    ],
    ['a ZIP file', workbookOf('', { 'xl/workbook.xml': undefined as never }), ''],
    ['a page', bytesOf('<!doctype html><p>Names</p>'), 'page or XML'],
    ['a cut ZIP file', workbookOf('').subarray(0, 200), 'damaged'],
  ])('%s is refused, with the way to a list', async (_, bytes, words) => {
    expect(await why(bytes).catch(() => words)).toContain(words)
  })

  test('a quotation mark that is never closed is refused with its line, however long the file is', async () => {
    const message = await why(bytesOf('a,b\n1,2\n3,"4\n5,6\n'))
    expect(message).toMatch(/About line \d.* come in pairs/)
    const long = `a,b\n1,"2\n${'x,y\n'.repeat(400_000)}`
    expect(await why(bytesOf(long))).toMatch(/far too long|come in pairs/)
  })

  test('a million rows are refused with the limit, and not read to their end', async () => {
    const began = performance.now()
    expect(await why(bytesOf(`a,b\n${'1,2\n'.repeat(1_000_000)}`))).toBe(
      'This file has more than 20,000 rows. Divide it into files of 20,000 rows or fewer, each with the headings in its first row, and import them one after the other.',
    )
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('a huge cell, too many columns and too many bytes are refused', async () => {
    expect(await why(bytesOf(`a,b\n1,${'x'.repeat(6_000)}\n`))).toContain(
      'more than 5,000 characters',
    )
    const wide = Array.from({ length: 101 }, (_, at) => `c${at}`).join(',')
    expect(await why(bytesOf(`${wide}\n1\n`))).toContain('more than 100 columns')
    expect(await why(new Uint8Array(LIMITS.bytes + 1))).toContain('larger than 30 MB')
  })

  test('a cell that this program made safe for spreadsheets is read as it was before', async () => {
    const { rows } = await read("a,b\n'=1+1,'+44 20\n")
    expect(rows[0]!.cells).toEqual(['=1+1', '+44 20'])
  })
})

describe('contacts', () => {
  const CARD = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:Ferrer;Ana;Maria;Dr;',
    'FN:Dr Ana Maria Ferrer',
    'ORG:Ferrer & Pike\\, Solicitors;Leeds',
    'TITLE:Deputy',
    'item1.ADR;TYPE=WORK:;;1 High Street\\nFlat 2;Leeds;West Yorkshire;LS1 1AA;',
    'TEL;TYPE=CELL:0113 496 0000',
    'NOTE:First line\\nsecond',
    'END:VCARD',
  ]

  test('are read as a table, one row for each card', async () => {
    const { recognised, header, rows } = await read([...CARD, ...CARD].join('\r\n'))
    expect(recognised.format).toBe('vcard')
    expect(rows).toHaveLength(2)
    const cells = Object.fromEntries(header.map((name, at) => [name, rows[0]!.cells[at]]))
    expect(cells).toMatchObject({
      'Full name': 'Dr Ana Maria Ferrer',
      Surname: 'Ferrer',
      Forenames: 'Ana Maria',
      Title: 'Dr',
      Organisation: 'Ferrer & Pike, Solicitors, Leeds',
      'Address line 1': '1 High Street',
      'Address line 2': 'Flat 2',
      Town: 'Leeds',
      Postcode: 'LS1 1AA',
      Telephone: '0113 496 0000',
    })
  })

  test('of vCard 2.1, folded lines and quoted-printable included, read the same', async () => {
    const { rows, header } = await read(
      'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:W=C3=B3jcik;=\n=C5=81ukasz\nNOTE:begun\n  and ended\nEND:VCARD\n',
    )
    const at = (name: string) => rows[0]!.cells[header.indexOf(name)]
    expect([at('Surname'), at('Forenames'), at('Note')]).toEqual([
      'Wójcik',
      'Łukasz',
      'begun and ended',
    ])
  })

  test('that break off are refused', async () => {
    expect(await why(bytesOf(CARD.slice(0, 5).join('\n')))).toContain('breaks off')
  })
})
