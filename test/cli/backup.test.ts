import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { officeWithBackups } from '../backups/office-with-backups.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { command } from './command.ts'

const typed = `${PASSPHRASE}\n`

test('a backup made by a command is restored by another, and what stands there passes its checks', async () => {
  const { folder, ask, office } = await officeWithBackups()
  await office.lock()
  const above = temporaryFolder()
  const made = await command(['backup', folder, 'stick', '--passphrase-stdin'], typed, above)
  expect(made).toMatchObject({ exit: 0, err: '' })
  expect(made.out).toMatch(
    /^Backup of 23 November 2026, 09:00: \w+ entries, no documents, .* verified\.\n/,
  )
  const place = join(above, 'stick', 'Remedy backups of Tark & Prosser')
  expect(readdirSync(place)).toContain('papers')

  const restored = await command(['restore', place, 'back'], '', above)
  expect(restored).toMatchObject({ exit: 0, err: '' })
  const verified = await command(['verify', join(above, 'back'), '--passphrase-stdin'], typed)
  expect(verified).toMatchObject({ exit: 0, err: '' })
  const again = await command(['restore', place, 'back'], '', above)
  expect(again).toMatchObject({ exit: 2, out: '' })
  expect(again.err).toContain('not empty')
  expect(existsSync(join(above, '.back.restoring'))).toBe(false)
  expect((await ask.signIn.state({})).phase).toBe('locked')
})

test('a drill gives one line for the compliance file, and says when a document of the backup is gone', async () => {
  const office = await officeWithBackups()
  const { folder } = office
  await office.office.lock()
  const none = await command(['drill', folder, '--passphrase-stdin'], typed)
  expect(none).toMatchObject({ exit: 2, out: '' })
  expect(none.err).toContain('Make one first')
  await office.signIn(office.partner)
  await office.storePaper()
  await office.ask.backups.make({})
  await office.office.lock()
  const good = await command(['drill', folder, '--passphrase-stdin'], typed)
  expect(good).toMatchObject({ exit: 0, err: '' })
  expect(good.out).toMatch(
    /Tark & Prosser: the backup of .* was restored into a scratch folder: \w+ entries, verified, consistent\.\n$/,
  )
  for (const name of readdirSync(join(office.place, 'papers')))
    rmSync(join(office.place, 'papers', name))
  const bad = await command(['drill', folder, '--passphrase-stdin'], typed)
  expect(bad.exit).toBe(1)
  expect(bad.out).toContain('PROBLEM FOUND')
})

test('a folder that is no backup, and one that is not there, are refused in words', async () => {
  const above = temporaryFolder()
  writeFileSync(join(above, 'letter.txt'), 'x')
  const wrong = await command(['restore', above, join(dirname(above), 'nowhere')])
  expect(wrong).toMatchObject({ exit: 2, out: '' })
  expect(wrong.err).toContain('is not a backup')
  const absent = await command(['restore', join(above, 'absent'), 'new'], '', above)
  expect(absent).toMatchObject({ exit: 2 })
  expect(absent.err).toContain('There is no such backup')
})
