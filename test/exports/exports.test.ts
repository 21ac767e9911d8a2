import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { PASSPHRASE, refusalOf, temporaryFolder } from '../open-office.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

vi.setConfig({ testTimeout: 120_000 })
const passphrase = PASSPHRASE
const linesOf = (folder: string, name: string) =>
  readFileSync(path.join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

async function withALetter() {
  const office = await letterOffice()
  await withAuthority(office)
  await letterAt(office, 'approved')
  office.platform.choose = temporaryFolder()
  return office
}

test('everything is written in clear: the log opened, the lists, the documents as they were put, and the hash of each file', async () => {
  const office = await withALetter()
  const { entries } = await office.ask.audit.health({})
  const made = (await office.ask.exports.make({ passphrase }))!
  expect(made).toMatchObject({ entries, lacking: 0 })
  const { folder } = made

  const log = linesOf(folder, 'log.jsonl')
  expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: entries }, (_, n) => n + 1))
  expect(log.find(({ act }) => act === 'client-registered').detail.surname).toBe('Fenwright')
  const [client] = linesOf(folder, 'lists/client.jsonl')
  expect(client).toMatchObject({ surname: 'Fenwright', prison_number: 'A1234BC' })

  const documents = readdirSync(path.join(folder, 'documents'))
  expect(documents).toHaveLength(made.documents)
  const letter = documents.find((name) => name.endsWith('.pdf'))!
  expect(readFileSync(path.join(folder, 'documents', letter), 'latin1')).toMatch(/^%PDF-/)
  expect(JSON.stringify(log)).toContain(letter.replace('.pdf', ''))

  const files = JSON.parse(readFileSync(path.join(folder, 'files.json'), 'utf8'))
  for (const [name, hash] of Object.entries(files))
    expect(hashOf(path.join(folder, name))).toBe(hash)
  const written = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile() && one.name !== 'files.json',
  )
  expect(Object.keys(files)).toHaveLength(written.length)

  const [newest] = (await office.ask.audit.list({ limit: 1 })).entries
  expect(newest?.act).toBe('office-exported')
  const { fields } = await office.ask.audit.entry({ seq: newest!.seq })
  expect(JSON.stringify(fields)).toContain(hashOf(path.join(folder, 'files.json')))
  expect((await office.ask.audit.verify({})).findings).toEqual([])
})

test('no list is left out: each that the log draws is a file, and the page names it with its fields', async () => {
  const office = await withALetter()
  const { folder, lists } = (await office.ask.exports.make({ passphrase }))!
  const names = readdirSync(path.join(folder, 'lists'))
  expect(names).toHaveLength(lists)
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
  for (const name of names) expect(page).toContain(`lists/${name}`)
  expect(page).toContain('<code>surname</code> text')
  expect(page).not.toMatch(/https?:|src=/)
})

test('a document that the office no longer has whole is counted and said', async () => {
  const office = await withALetter()
  const papers = path.join(office.folder, 'papers')
  rmSync(path.join(papers, readdirSync(papers)[0]!))
  const made = (await office.ask.exports.make({ passphrase }))!
  expect(made.lacking).toBe(1)
  expect(readFileSync(path.join(made.folder, 'index.html'), 'utf8')).toContain(
    'one document missing',
  )
})

test('only a partner exports, with the passphrase, and not into the office itself; a second one stands beside the first', async () => {
  const office = await withALetter()
  await refusalOf(office.ask.exports.make({ passphrase: 'not this one at all' }), 'not-allowed')
  office.platform.choose = path.join(office.folder, 'exports')
  await refusalOf(office.ask.exports.make({ passphrase }), 'not-allowed')
  office.platform.choose = null
  expect(await office.ask.exports.make({ passphrase })).toBeNull()
  office.platform.choose = temporaryFolder()
  const first = (await office.ask.exports.make({ passphrase }))!
  const second = (await office.ask.exports.make({ passphrase }))!
  expect(second.folder).not.toBe(first.folder)
  expect(readdirSync(office.platform.choose)).toHaveLength(2)
  const caseworker = await office.hire('Hester Vane', 'caseworker')
  await office.signIn(caseworker)
  await refusalOf(office.ask.exports.make({ passphrase }), 'not-allowed')
})

test('one that is cancelled, or cannot be written, leaves nothing and no entry', async () => {
  const office = await withALetter()
  const before = (await office.ask.audit.health({})).entries
  const going = office.ask.exports.make({ passphrase }).catch((error: unknown) => error)
  await vi.waitUntil(async () => (await office.ask.exports.progress({})).running, {
    timeout: 30_000,
  })
  await office.ask.exports.cancel({})
  expect(await going).toMatchObject({ code: 'conflict' })
  expect(readdirSync(office.platform.choose!)).toEqual([])
  const file = path.join(temporaryFolder(), 'a file')
  writeFileSync(file, 'no folder')
  office.platform.choose = file
  await refusalOf(office.ask.exports.make({ passphrase }), 'conflict')
  expect((await office.ask.audit.health({})).entries).toBe(before)
})
