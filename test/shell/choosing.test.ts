import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { choosing } from '../../src-main/shell/choosing.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'

const asked = { title: 'Choose', kinds: ['pdf'] as const, atMost: 10 }
const picking = (file: string | null) => choosing(async () => file, '/documents').chooseFile(asked)
function fileOf(bytes: Uint8Array | string) {
  const file = path.join(temporaryFolder(), 'scan of a form.pdf')
  writeFileSync(file, bytes)
  return file
}

test('a chosen file comes with its own name and no folder', async () => {
  const chosen = await picking(fileOf('0123456789'))
  expect(chosen?.name).toBe('scan of a form.pdf')
  expect(Buffer.from(chosen!.bytes).toString()).toBe('0123456789')
  expect(await picking(null)).toBeNull()
})

test('the dialog begins in the documents and is told what is asked for', async () => {
  const told: unknown[] = []
  const pick = async (...words: unknown[]) => (told.push(words), null)
  await choosing(pick, '/documents').chooseFile(asked)
  expect(told).toEqual([[asked, '/documents']])
})

test('a file that is too large, gone, or a folder is refused', async () => {
  expect((await refusalOf(picking(fileOf('0123456789a')), 'invalid-input')).message).toContain('MB')
  const edition = { ...asked, kinds: ['edition'] as const }
  const large = choosing(async () => fileOf('0123456789a'), '/').chooseFile(edition)
  expect((await refusalOf(large, 'invalid-input')).message).toContain('No edition of the law')
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'scan.pdf'))
  await refusalOf(picking(path.join(folder, 'scan.pdf')), 'invalid-input')
  await refusalOf(picking(path.join(folder, 'gone.pdf')), 'not-found')
})
