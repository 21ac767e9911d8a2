import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { paperAt } from '../../src-main/shell/paper.ts'
import { privatePapers } from '../../src-main/shell/private-papers.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'

const pdf = Buffer.from('%PDF-1.7 a letter')

/** The paper side of a computer whose person answers the dialog with `pick`. */
function computer(pick: (proposed: string) => string | null = (proposed) => proposed, wrong = '') {
  const [temporary, documents] = [temporaryFolder(), temporaryFolder()]
  const opened: string[] = []
  const proposed: string[] = []
  const paper = paperAt({
    ...{ temporary, documents, profile: '/home/a/remedy' },
    async pickFile(file) {
      proposed.push(file)
      return pick(file)
    },
    async openFile(file) {
      opened.push(file)
      return wrong
    },
    printers: async () => ({ list: async () => [], print: async () => {} }),
  })
  return { ...paper, temporary, documents, opened, proposed }
}

test('a copy is saved where the person says, or not at all', async () => {
  const yes = computer()
  expect(await yes.savePdf('IT FEN 0012', pdf)).toBe(true)
  expect(readFileSync(path.join(yes.documents, 'IT FEN 0012.pdf'))).toEqual(pdf)
  const no = computer(() => null)
  expect(await no.savePdf('IT FEN 0012', pdf)).toBe(false)
  expect(readdirSync(no.documents)).toEqual([])
})

test('a hostile name proposes an ordinary file in the documents', async () => {
  const { savePdf, proposed, documents } = computer(() => null)
  const names = ['../../etc/passwd', 'C:\\a|b<c>.pdf', 'CON', '.\u202Efdp.exe', '', 'x'.repeat(400)]
  for (const name of names) await savePdf(name, pdf)
  expect(proposed.map((file) => path.relative(documents, file))).toEqual([
    'etc passwd.pdf',
    'C a b c.pdf',
    'Letter CON.pdf',
    'fdp.exe.pdf',
    'Letter.pdf',
    `${'x'.repeat(80)}.pdf`,
  ])
})

test('a copy that cannot be written leaves what was there, and nothing half-written', async () => {
  const { savePdf, documents } = computer((proposed) => proposed)
  mkdirSync(path.join(documents, 'taken.pdf', 'full'), { recursive: true })
  const { message } = await refusalOf(savePdf('taken', pdf), 'conflict')
  expect(message).toContain('could not be saved there')
  expect(readdirSync(documents)).toEqual(['taken.pdf'])
  const nowhere = computer(() => path.join(documents, 'gone', 'x.pdf'))
  await refusalOf(nowhere.savePdf('x', pdf), 'conflict')
})

test('a copy takes the place of the file that the person agreed to replace, whole', async () => {
  const { savePdf, documents } = computer()
  writeFileSync(path.join(documents, 'letter.pdf'), 'an older and much longer copy of it')
  await savePdf('letter', pdf)
  expect(readFileSync(path.join(documents, 'letter.pdf'))).toEqual(pdf)
  expect(readdirSync(documents)).toEqual(['letter.pdf'])
})

test('a name without its ending gets it, but never replaces what the dialog did not ask about', async () => {
  const { savePdf, documents } = computer((proposed) => proposed.replace(/\.pdf$/, ''))
  await savePdf('letter', pdf)
  expect(readdirSync(documents)).toEqual(['letter.pdf'])
  writeFileSync(path.join(documents, 'letter.pdf'), 'the first')
  const { message } = await refusalOf(savePdf('letter', pdf), 'conflict')
  expect(message).toContain('under another name')
  expect(readFileSync(path.join(documents, 'letter.pdf'), 'utf8')).toBe('the first')
})

test('a reader opens a private file under our reference, which is gone at the lock', async () => {
  const { openPdf, clearReading, opened, temporary } = computer()
  await openPdf(pdf, 'IT/FEN/0012')
  await openPdf(pdf, 'IT/FEN/0012')
  expect(opened.map((file) => path.basename(file))).toEqual(['IT-FEN-0012.pdf', 'IT-FEN-0012.pdf'])
  for (const file of opened) {
    expect(readFileSync(file)).toEqual(pdf)
    if (process.platform === 'win32') continue
    expect([path.dirname(file), file].map((at) => statSync(at).mode & 0o777)).toEqual([
      0o700, 0o600,
    ])
  }
  await clearReading()
  expect(readdirSync(temporary)).toEqual([])
})

test('a computer without a reader says so and keeps no file', async () => {
  const { openPdf, temporary } = computer(undefined, 'No application is registered')
  const { message } = await refusalOf(openPdf(pdf, 'IT/FEN/0012'), 'not-found')
  expect(message).toContain('could not open the PDF')
  expect(readdirSync(temporary)).toEqual([])
})

test('a lock leaves a letter alone that a printer is just reading', async () => {
  const { clearReading, clearAll, temporary } = computer()
  const file = privatePapers({ temporary, profile: '/home/a/remedy', use: 'print' }).lay(pdf, 'x')
  await clearReading()
  expect(existsSync(file)).toBe(true)
  await clearAll()
  expect(readdirSync(temporary)).toEqual([])
})

test('a start takes away what a broken-off run left lying, and nothing of anybody else', async () => {
  const { clearAll, temporary } = computer()
  for (const use of ['print', 'read'] as const)
    privatePapers({ temporary, profile: '/home/a/remedy', use }).lay(pdf, 'left')
  const theirs = privatePapers({ temporary, profile: '/home/b/remedy', use: 'read' }).lay(pdf, 'x')
  const other = mkdtempSync(path.join(temporary, 'remedy-'))
  await clearAll()
  const kept = [path.basename(path.dirname(theirs)), path.basename(other)]
  expect(readdirSync(temporary).toSorted()).toEqual(kept.toSorted())
})

test('a link that only bears the name of our folder is not followed', async () => {
  const { clearAll, openPdf, opened } = computer()
  await openPdf(pdf, 'x')
  const ours = path.dirname(opened[0]!)
  const precious = path.join(temporaryFolder(), 'precious')
  mkdirSync(precious)
  writeFileSync(path.join(precious, 'file'), 'x')
  symlinkSync(precious, `${ours.slice(0, -6)}planted`)
  await clearAll()
  expect(readdirSync(precious)).toEqual(['file'])
})
