import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { command, inside } from '../cli/command.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { temporaryFolder } from '../open-office.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let folder: string
const register = (...words: string[]) =>
  command(['register', 'office', ...words, '--passphrase-stdin'], `${SAMPLE_PASSPHRASE}\n`, folder)
const read = (file: string) => readFileSync(path.join(folder, file))
const rowsIn = (file: string) => parse(read(file), { bom: true }) as unknown as string[][]

beforeAll(async () => {
  folder = temporaryFolder(afterAll)
  expect((await command(['sample', 'office'], '', folder)).exit).toBe(0)
})

test('the register is saved as a table or a report by the ending of the file, each time an entry', async () => {
  const table = await register('all.csv', '--json')
  expect(table).toMatchObject({ exit: 0, err: '' })
  const { lines } = JSON.parse(table.out) as { lines: number }
  const [head, ...rows] = rowsIn('all.csv')
  expect(head![0]).toBe('Entry')
  expect(rows).toHaveLength(lines)
  expect(lines).toBeGreaterThan(0)
  const report = await register('all.PDF')
  expect(report).toMatchObject({ exit: 0, err: '' })
  expect(report.out).toContain('That it was saved is an entry of the log.')
  const text = readBack(read('all.PDF'), 'pdftotext', ['-layout', '$', '-'])
  expect(text).toContain('Register of disclosures')
  for (const said of [read('all.csv').toString(), text]) expect(said).not.toMatch(/\bHIV\b/i)
  const again = await register('again.pdf')
  const codeIn = (bytes: Buffer) =>
    Number(/Code of the log: (\d+)-/.exec(readBack(bytes, 'pdftotext', ['-layout', '$', '-']))![1])
  expect(again.exit).toBe(0)
  // A sign-in, the entry of the first report, a sign-out and a sign-in.
  expect(codeIn(read('again.pdf'))).toBeGreaterThan(codeIn(read('all.PDF')))
})

test('it is what was chosen, and refuses in words what it cannot choose or write', async () => {
  const first = rowsIn('all.csv').find((row) => row[8] === 'form')
  const narrowed = await register('one.csv', '--recipient', first![3]!, '--basis', 'consent')
  expect(narrowed).toMatchObject({ exit: 0, err: '' })
  const some = rowsIn('one.csv').slice(1)
  expect(some.length).toBeGreaterThan(0)
  expect(some.every((row) => row[8] === 'form' && row[3] === first![3])).toBe(true)
  const refused: [string[], RegExp][] = [
    [['all.csv'], /is there already/],
    [['all.txt'], /ends in \.csv/],
    [['none/new.csv'], /cannot be written/],
    [['new.csv', '--year', '26'], /four figures/],
    [['new.csv', '--class', 'hiv-sexual-health'], /--class takes one of these: identity/],
    [['new.csv', '--restricted'], /Give the reason/],
    [['new.csv', '--client', 'Nobodyatall'], /No client is called/],
  ]
  for (const [words, says] of refused) {
    const { exit, err } = await register(...words)
    expect(exit, words.join(' ')).toBe(2)
    expect(err).toMatch(says)
    expect(err).not.toMatch(inside)
  }
  expect(existsSync(path.join(folder, 'new.csv'))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('restricted information is named for whoever may open it, with a reason, and for nobody else', async () => {
  const named = await register('named.csv', '--restricted', '--reason', 'The ombudsman asks')
  expect(named).toMatchObject({ exit: 0, err: '' })
  const [open, told] = [rowsIn('all.csv').slice(1), rowsIn('named.csv').slice(1)]
  expect(told).toHaveLength(open.length)
  // Where it is named every line alike says whether it was told, and where it is not none does.
  for (const row of told) expect(row[7]).not.toMatch(/restricted/)
  for (const row of open) expect(row[7]).toMatch(/restricted$/)
})
