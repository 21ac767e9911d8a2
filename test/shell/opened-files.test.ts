import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openedFiles } from '../../src-main/shell/opened-files.ts'
import { temporaryFolder } from '../open-office.ts'

const edition = { title: 'Choose', kinds: ['edition'], atMost: 10 } as const
const dialog = async () => 'from the dialog'

test('a file that was opened is chosen once in the place of the dialog, after somebody took it', async () => {
  const opened = openedFiles()
  const pick = opened.before(dialog)
  expect(opened.take()).toBe(null)
  opened.offer('/stick/new.edition')
  expect(opened.fileWaits()).toBe('edition')
  expect(await pick(edition, '/')).toBe('from the dialog')
  expect(opened.take()).toBe('edition')
  expect(opened.fileWaits()).toBe(null)
  expect(await pick({ ...edition, kinds: ['pdf'] }, '/')).toBe('from the dialog')
  expect(await pick(edition, '/')).toBe('/stick/new.edition')
  expect(await pick(edition, '/')).toBe('from the dialog')
  expect(opened.take()).toBe(null)
})

test('an update is chosen where an update is asked for, and nowhere else', async () => {
  const opened = openedFiles()
  const pick = opened.before(dialog)
  const update = { ...edition, kinds: ['update'] } as const
  opened.offer('/stick/new.Remedy-Update')
  expect(opened.fileWaits()).toBe('update')
  expect(opened.take()).toBe('update')
  expect(await pick(edition, '/')).toBe('from the dialog')
  expect(await pick(update, '/')).toBe('/stick/new.Remedy-Update')
  expect(await pick(update, '/')).toBe('from the dialog')
  opened.offer('/stick/new.edition')
  expect(opened.take()).toBe('edition')
  expect(await pick(update, '/')).toBe('from the dialog')
})

test('the last file counts, its page is told, and a page that is left chooses nothing', async () => {
  const opened = openedFiles()
  let told = 0
  opened.offer('/stick/old.edition')
  opened.tell(() => told++)
  opened.offer('/stick/new.EDITION')
  expect(told).toBe(1)
  expect(opened.take()).toBe('edition')
  opened.leave()
  expect(await opened.before(dialog)(edition, '/')).toBe('from the dialog')
})

test('any file there is is offered, so that it is refused by what is in it; a word that names none is not', () => {
  const opened = openedFiles()
  opened.offer(undefined)
  opened.offer('/nowhere/letter.pdf')
  expect(opened.take()).toBe(null)
  const file = path.join(temporaryFolder(), 'letter.pdf')
  writeFileSync(file, 'x')
  opened.offer(file)
  // It is refused by what is in it, and not called an edition before.
  expect(opened.fileWaits()).toBe(null)
  expect(opened.take()).toBe('edition')
})
