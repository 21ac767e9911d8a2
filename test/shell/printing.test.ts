import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { PrintHow } from '../../src-main/platform/platform.ts'
import { printing, type Printers } from '../../src-main/shell/printing.ts'
import { cups } from '../../src-main/shell/printers-unix.ts'
import { settingsFor, sumatra, windowsPrinters } from '../../src-main/shell/printers-windows.ts'
import { privatePapers } from '../../src-main/shell/private-papers.ts'
import { queueTitle } from '../../src-main/shell/queue-title.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'

const pdf = Buffer.from('%PDF-1.7 a letter')

/** Printing on a computer with these printers; `taken` is what the queue was handed and how it lay there. */
function computer(names: string[], take = async () => {}) {
  const temporary = temporaryFolder()
  const taken: { printer: string; file: string; title: string; bytes: Buffer; modes: number[] }[] =
    []
  const wanted: PrintHow[] = []
  const here: Printers = {
    list: async () => names.map((name) => ({ name, usual: false, trays: ['Upper', 'Lower'] })),
    async print(printer, file, title, how) {
      wanted.push(how)
      const modes = [path.dirname(file), file].map((at) => statSync(at).mode & 0o777)
      taken.push({ printer, file, title, bytes: readFileSync(file), modes })
      await take()
    },
  }
  const papers = privatePapers({ temporary, profile: '/home/a/remedy', use: 'print' })
  return { ...printing(papers, async () => here), taken, wanted }
}

test('a printer reads the letter from a file that nobody else can, and only until it has it', async () => {
  const { printPdf, taken } = computer(['Front-desk', 'Back-office'])
  await printPdf('Back-office', pdf, 'IT/FEN/0012')
  const { printer, file, title, bytes, modes } = taken[0]!
  expect({ printer, title, bytes }).toEqual({
    printer: 'Back-office',
    title: 'IT-FEN-0012',
    bytes: pdf,
  })
  if (process.platform !== 'win32') expect(modes).toEqual([0o700, 0o600])
  expect(existsSync(path.dirname(file))).toBe(false)
})

test('a printer that does not take the letter is named, and the reader is offered', async () => {
  const failing = async () => {
    throw new Error('Command failed: lp /tmp/remedy/IT-FEN-0012.pdf')
  }
  const { printPdf, taken } = computer(['Front-desk'], failing)
  const { message } = await refusalOf(printPdf('Front-desk', pdf, 'IT/FEN/0012'), 'conflict')
  expect(message).toMatch(/^The printer Front-desk did not accept the letter\..*PDF reader/)
  expect(message).not.toContain('/tmp')
  expect(existsSync(path.dirname(taken[0]!.file))).toBe(false)
})

test('what is wrong with printing as a whole is said as it is', async () => {
  const refusal = new Refusal('not-found', 'The printing system is not running.')
  const { printPdf } = computer(['Front-desk'], () => Promise.reject(refusal))
  expect(await refusalOf(printPdf('Front-desk', pdf, 'x'))).toBe(refusal)
})

test('a computer without printers says so, and a printer that has gone is not printed on', async () => {
  const none = computer([])
  expect(await none.printers()).toEqual([])
  const { message } = await refusalOf(none.printPdf('Front-desk', pdf, 'x'), 'not-found')
  expect(message).toContain('no printer')
  const other = computer(['Front-desk'])
  const gone = await refusalOf(other.printPdf('Back-office', pdf, 'x'), 'not-found')
  expect(gone.message).toContain('Choose another one')
  expect([...none.taken, ...other.taken]).toEqual([])
})

test('a title is our reference in letters that every queue, shell and disk takes', () => {
  expect(queueTitle('IT/FEN/0012')).toBe('IT-FEN-0012')
  expect(queueTitle("O'Ŵyn $(x) `y`; z")).toBe('O-Wyn-x-y-z')
  expect(queueTitle('../../.ssh')).toBe('ssh')
  expect(queueTitle('-t \n')).toBe('t')
  for (const hostile of ['', '---', '///', "'", '\0']) expect(queueTitle(hostile)).toBe('letter')
  expect(queueTitle('A'.repeat(500))).toHaveLength(60)
})

test('a computer without the printing commands says which package brings them', async () => {
  const { message } = await refusalOf(cups('no-such-printing-command', '-e'), 'not-found')
  expect(message).toMatch(/no printing system \(CUPS\).*apt-get install cups.*PDF reader/)
})

test('the Windows printing program is started from outside the archive of a packaged program', () => {
  expect(path.basename(sumatra())).toMatch(/^SumatraPDF.*\.exe$/)
  expect(existsSync(sumatra())).toBe(true)
  const inside = path.join(temporaryFolder(), 'app.asar', 'node_modules', 'pdf-to-printer', 'dist')
  const outside = inside.replace('app.asar', 'app.asar.unpacked')
  mkdirSync(outside, { recursive: true })
  writeFileSync(path.join(outside, 'SumatraPDF-9.exe'), '')
  expect(sumatra(path.join(inside, 'bundle.js'))).toBe(path.join(outside, 'SumatraPDF-9.exe'))
})

test('size, copies, sides and tray go to the printer, and a tray that it does not have is refused', async () => {
  const { printPdf, wanted } = computer(['Front-desk'])
  const how: PrintHow = { size: 'DL', copies: 2, sides: 'one', tray: 'Lower' }
  await printPdf('Front-desk', pdf, 'x', how)
  await printPdf('Front-desk', pdf, 'x')
  expect(wanted).toEqual([how, { size: 'A4', copies: 1, sides: '', tray: '' }])
  const none = printPdf('Front-desk', pdf, 'x', { ...how, tray: 'Lower media=A3' })
  expect((await refusalOf(none, 'not-found')).message).toContain('no tray Lower media=A3')
})

test('on Windows the window lists the printers, and an envelope is printed as one', async () => {
  const { list } = windowsPrinters(async () => [{ name: 'A' }, { name: 'B', isDefault: true }])
  expect(await list()).toEqual([
    { name: 'A', usual: false, trays: null },
    { name: 'B', usual: true, trays: null },
  ])
  const how: PrintHow = { size: 'DL', copies: 3, sides: 'long-edge', tray: '4' }
  expect(settingsFor('B', how)).toMatchObject({
    ...{ printer: 'B', scale: 'noscale', copies: 3, paperKind: 27, side: 'duplexlong', bin: '4' },
  })
})
