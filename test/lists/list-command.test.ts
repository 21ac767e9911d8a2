import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { command, inside } from '../cli/command.ts'
import { temporaryFolder } from '../open-office.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let folder: string
const list = (...words: string[]) =>
  command(['list', 'office', ...words, '--passphrase-stdin'], `${SAMPLE_PASSPHRASE}\n`, folder)
const rowsIn = (file: string) =>
  parse(readFileSync(path.join(folder, file)), { bom: true }) as unknown as string[][]

beforeAll(async () => {
  folder = temporaryFolder(afterAll)
  expect((await command(['sample', 'office'], '', folder)).exit).toBe(0)
})

test('a list is saved as a table by the ending of the file, whole or as it is filtered, each time an entry', async () => {
  const whole = await list('clients', 'clients.csv', '--json')
  expect(whole).toMatchObject({ exit: 0, err: '' })
  const { rows } = JSON.parse(whole.out) as { rows: number }
  const all = rowsIn('clients.csv')
  expect(all).toHaveLength(rows + 1)
  const [name] = all[1]!
  const some = await list('clients', 'one.csv', '--text', name!, '--json')
  expect(some).toMatchObject({ exit: 0, err: '' })
  expect(rowsIn('one.csv').length).toBeLessThan(all.length)
  const book = await list('letters', 'letters.xlsx', '--which', 'open')
  expect(book).toMatchObject({ exit: 0, err: '' })
  expect(book.out).toContain('That it was saved is an entry of the log.')
  expect(readFileSync(path.join(folder, 'letters.xlsx')).subarray(0, 2).toString()).toBe('PK')
})

test('what cannot be chosen or written is refused in words, and nothing is left', async () => {
  const refused: [string[], RegExp][] = [
    [['clients', 'clients.csv'], /is there already/],
    [['clients', 'new.pdf'], /ends in \.csv or \.xlsx/],
    [['people', 'new.csv'], /The list is one of these: clients/],
    [['letters', 'new.csv', '--which', 'late'], /--which takes one of these/],
    [['matters', 'new.csv', '--which', 'open'], /needs correcting|not filtered by that/],
    [['forms', 'new.csv', '--client', 'Nobodyatall'], /No client is called/],
    [['clients', 'none/new.csv'], /cannot be written/],
  ]
  for (const [words, says] of refused) {
    const { exit, err } = await list(...words)
    expect(exit, words.join(' ')).toBe(2)
    expect(err).toMatch(says)
    expect(err).not.toMatch(inside)
  }
  expect(existsSync(path.join(folder, 'new.csv'))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})
