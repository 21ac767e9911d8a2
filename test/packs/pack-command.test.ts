import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { command, inside, remedy, type Said } from '../cli/command.ts'
import { temporaryFolder } from '../open-office.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })
let folder: string
let made: Said
const pack = (...words: string[]) =>
  command(['pack', 'office', ...words, '--passphrase-stdin'], `${SAMPLE_PASSPHRASE}\n`, folder)
const verify = (...words: string[]) => command(['verify', ...words], '', folder)

beforeAll(async () => {
  folder = temporaryFolder(afterAll)
  made = await remedy(['sample', 'office'], { from: folder })
})

test('a pack is made and verified on the command line, without a passphrase the second time, and with paper it agrees', async () => {
  const said = await pack('redacted.zip', '--year', '2026')
  expect(said).toMatchObject({ exit: 0, err: '' })
  expect(said.out).toContain('A redacted pack of')
  const alone = await verify('redacted.zip')
  expect(alone).toMatchObject({ exit: 0, err: '' })
  expect(alone.out).toMatch(/^Internally consistent\./)
  expect(alone.out).not.toMatch(/genuine/i)
  const fingerprint = /Signed by the key (\w+)/.exec(alone.out)![1]!
  const code = /Log code: (\S+)/.exec(made.out)![1]!
  const paper = await verify('redacted.zip', '--fingerprint', fingerprint, '--code', code)
  expect(paper.out).toContain(`Agrees with paper up to entry ${Number.parseInt(code)}.`)
  const wrong = await verify('redacted.zip', '--fingerprint', '0'.repeat(20))
  expect(wrong.exit).toBe(1)
  expect(wrong.out).toContain('not by the one on paper')
})

test('a damaged pack is refused with where, exit code 1, and the same in JSON', async () => {
  const bytes = readFileSync(path.join(folder, 'redacted.zip'))
  writeFileSync(path.join(folder, 'cut.zip'), bytes.subarray(0, 5000))
  const said = await verify('cut.zip')
  expect(said).toMatchObject({ exit: 1, err: '' })
  expect(said.out).toMatch(/^Refused: .*\n {2}the file: It is not a zip, or its end is missing\./)
  const { verdict, faults } = JSON.parse((await verify('cut.zip', '--json')).out)
  expect({ verdict, faults }).toMatchObject({ verdict: 'refused', faults: [{ where: 'the file' }] })
})

test('a full pack needs a partner, somebody it is for and a reason; nothing stays behind where it is refused', async () => {
  const full = [
    '--full',
    '--for',
    'Legal Ombudsman',
    '--role',
    'ombudsman',
    '--purpose',
    'complaint',
  ]
  expect((await pack('full.zip', ...full)).err).toContain('Give the reason')
  const caseworker = await pack('full.zip', ...full, '--reason', 'Asked', '--person', 'Ada Quill')
  expect(caseworker.err).toContain('Ask a partner')
  expect((await pack('full.zip', '--for', 'A')).err).toContain('only with --full')
  expect((await pack('redacted.zip')).err).toContain('is there already')
  expect((await pack('pack.txt')).err).toContain('ends in .zip')
  expect((await pack('full.zip', '--client', 'Nobodyatall')).err).toContain('No client is called')
  expect(existsSync(path.join(folder, 'full.zip'))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  const said = await pack('full.zip', ...full, '--reason', 'Asked by letter', '--letters')
  expect(said).toMatchObject({ exit: 0, err: '' })
  expect(said.out).toMatch(/A full pack of \d+ entries and (?!no )\w+ papers/)
  expect((await verify('full.zip')).exit).toBe(0)
  for (const { err } of [caseworker, said]) expect(err).not.toMatch(inside)
})
