import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { readPrivateKey, readPublicKey } from '../../src-main/audit/key-line.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { openPack } from '../../src-main/law/edition-pack.ts'
import { resources, temporaryFolder } from '../open-office.ts'
import { command, inside } from './command.ts'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
  cpSync(join(resources, 'rights'), join(folder, 'law', 'rights'), { recursive: true })
  cpSync(join(resources, 'holidays.json'), join(folder, 'law', 'holidays.json'))
})
const run = (...words: string[]) => command(words, '', folder)

test('a key is made once, for its owner alone, and its public half is printed', async () => {
  const { exit, out } = await run('edition-key', 'publisher.key')
  expect(exit).toBe(0)
  const kept = readPrivateKey(readFileSync(join(folder, 'publisher.key'), 'utf8'))!
  const [line = ''] = out.split('\n')
  expect(readPublicKey(line)).toEqual({ name: kept.name, publicKey: kept.key.publicKey })
  expect(out).not.toContain('PRIVATE')
  if (process.platform !== 'win32')
    expect(statSync(join(folder, 'publisher.key')).mode & 0o777).toBe(0o600)
  const again = await run('edition-key', 'publisher.key')
  expect([again.exit, again.err]).toEqual([2, expect.stringContaining('Name a new file')])
  expect(readPrivateKey(readFileSync(join(folder, 'publisher.key'), 'utf8'))).toEqual(kept)
})

test('a folder is checked, packed and signed, and the file is what the program takes', async () => {
  const { publicKey } = JSON.parse((await run('edition-key', 'publisher.key', '--json')).out)
  const { exit, out } = await run(
    ...['edition', 'law', 'new.edition', '--key-file', 'publisher.key', '--json'],
  )
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ id: '2026-11-28', publisher: publicKey, known: false })
  expect(openPack(readFileSync(join(folder, 'new.edition')), readPublicKey(publicKey)!)).toEqual(
    editionTexts(resources),
  )
})

test.each<[string, string[], string]>([
  ['without a key', ['law', 'new.edition'], 'needs --key-file'],
  [
    'with a key that is not there',
    ['law', 'new.edition', '--key-file', 'no.key'],
    'cannot be read',
  ],
  [
    'with a key that signs nothing',
    ['law', 'new.edition', '--key-file', 'pub'],
    'not a private key',
  ],
  ['of a folder without law', ['.', 'new.edition', '--key-file', 'key'], 'There is no edition in'],
  ['onto a file that is there', ['law', 'key', '--key-file', 'key'], 'Name a new file'],
])('no edition %s: exit code 2, and what to do', async (_, words, why) => {
  const { out } = await run('edition-key', 'key')
  writeFileSync(join(folder, 'pub'), out.split('\n')[0]!)
  const { exit, err } = await run('edition', ...words)
  expect(exit).toBe(2)
  expect(err).toContain(why)
  expect(err).not.toMatch(inside)
})

test('an edition with a fault is not signed, and the fault is named by file and entry', async () => {
  await run('edition-key', 'key')
  const file = join(folder, 'law', 'rights', 'rules.json')
  const rules = JSON.parse(readFileSync(file, 'utf8'))
  rules.rules[1].versions[0].from = '2018-02-30'
  writeFileSync(file, JSON.stringify(rules))
  const { exit, err } = await run('edition', 'law', 'new.edition', '--key-file', 'key')
  expect([exit, err]).toEqual([1, expect.stringContaining('rules.json, entry R02, versions, 1')])
  expect(() => statSync(join(folder, 'new.edition'))).toThrow('ENOENT')
})
