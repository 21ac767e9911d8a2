import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestOffice, temporaryFolder } from '../open-office.ts'
import { command } from './command.ts'

const NEXT = 'five plain words right here'

test('an office of which remedy.db alone is left is opened by the words of its sheet', async () => {
  const office = await openTestOffice()
  await office.hire('Hester Vane', 'secretary')
  await office.office.close()
  const above = temporaryFolder()
  mkdirSync(join(above, 'alone'))
  copyFileSync(join(office.folder, 'remedy.db'), join(above, 'alone', 'remedy.db'))
  const typed = `${office.sheetWords}\n${NEXT}\n`
  const who = await command(['recover', 'alone', '--words-stdin'], typed, above)
  expect(who).toMatchObject({ exit: 2, out: '' })
  expect(who.err).toContain('Those who work here: Hester Vane, Imogen Tark.')
  const wrong = typed.replace(/^\w+/, 'abandno')
  const told = await command(['recover', 'alone', '--words-stdin'], wrong, above)
  expect(told).toMatchObject({ exit: 2, out: '' })
  expect(told.err).toContain('Word 1, “abandno”, is in no recovery sheet.')
  const named = ['recover', 'alone', '--person', 'imogen tark', '--words-stdin']
  const opened = await command(named, typed, above)
  expect(opened).toMatchObject({ exit: 0, err: '' })
  const verified = await command(['verify', 'alone', '--passphrase-stdin'], `${NEXT}\n`, above)
  expect(verified.exit).toBe(0)
})

test('of two names that differ by an accent, the one that was typed is meant', async () => {
  const office = await openTestOffice()
  await office.hire('Zoe Marsh', 'secretary')
  await office.hire('Zoë Marsh', 'caseworker')
  await office.office.close()
  const typed = `${office.sheetWords}\n${NEXT}\n`
  const recover = (name: string) =>
    command(['recover', office.folder, '--person', name, '--words-stdin'], typed)
  const opened = await recover('zoë marsh')
  expect(opened).toMatchObject({ exit: 0, err: '' })
  expect(opened.out).toContain('Zoë Marsh opens the office')
  expect(await recover('Zoé Marsh')).toMatchObject({ exit: 2 })
})

test('a folder without an office is refused in words', async () => {
  const above = temporaryFolder()
  const none = await command(['recover', above, '--words-stdin'], 'abandon\n')
  expect(none).toMatchObject({ exit: 2, out: '' })
  expect(none.err).toContain('There is no office in that folder.')
})
