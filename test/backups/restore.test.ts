import { readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { markRestored } from '../../src-main/backups/restored-mark.ts'
import { backupsIn } from '../../src-main/backups/backup-place.ts'
import { beside, bringBack } from '../../src-main/backups/restore-backup.ts'
import { PASSPHRASE, refusalOf, someClient } from '../open-office.ts'
import { officeWithBackups } from './office-with-backups.ts'

const ashdown = { surname: 'Ashdown', prisonNumber: { number: 'A4321BC', exception: '' } }
const steps = { begin: () => {}, tick: () => {} }

/** A backup, one client recorded after it, and another sign-in; nobody signed in. */
async function laterOffice() {
  const office = await officeWithBackups()
  const secretary = await office.hire('Hester Vane', 'secretary')
  await office.ask.backups.make({})
  await office.ask.clients.register(someClient(ashdown))
  await office.ask.signIn.lock({})
  await office.signIn(office.partner)
  await office.ask.signIn.lock({})
  const [backup] = backupsIn(office.place)
  return Object.assign(Object.create(office) as typeof office, { backup: backup!, secretary })
}
/** What stands in the folder above, besides the copy of the key file. */
const neighbours = (folder: string) =>
  readdirSync(dirname(folder))
    .filter((name) => name !== 'office.keys')
    .sort()

test('what is newer here and in the backup is shown before anything is replaced, and what stood here is kept', async () => {
  const { ask, partner, folder, clock } = await laterOffice()
  const found = await ask.signIn.chooseBackup({})
  expect(found?.here).toMatchObject({ name: 'Tark & Prosser', folder: 'office' })
  clock.set('2026-11-23T10:00:00.000Z')
  const who = { personId: partner, passphrase: PASSPHRASE }
  const compared = await ask.signIn.compareBackup(who)
  expect(compared).toMatchObject({ common: found!.entries, fault: '', notCompared: '', missing: 0 })
  expect(compared.onlyInBackup).toEqual({ entries: 0, from: null, to: null })
  // The backup, the client, and signing out, in and out; comparing itself records nothing.
  expect(compared.onlyHere.entries).toBe(5)
  expect(neighbours(folder)).toContain('.office.restoring')

  await ask.signIn.replaceByBackup({})
  expect(neighbours(folder)).toEqual(['office', 'office (replaced 2026-11-23 100000)', 'stick'])
  await ask.signIn.unlock(who)
  expect((await ask.clients.find({ text: 'Ashdown', limit: 5 })).total).toBe(0)
  expect((await ask.clients.find({ text: 'Fenwright', limit: 5 })).total).toBe(1)
  const { entries } = await ask.audit.list({ limit: 2 })
  const { fields } = await ask.audit.entry({ seq: entries[0]!.seq })
  // Nothing of the office that stood there is taken for the one that stands there now.
  expect(entries.map(({ act }) => act)).toEqual(['office-restored', 'signed-in'])
  expect(fields?.find(({ name }) => name === 'replacedSize')?.value).toBe(
    String(found!.entries + 5),
  )
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  expect((await ask.backups.state({})).place).not.toBeNull()
})

test('only a partner puts a backup in the place of an office, and a wrong passphrase changes nothing', async () => {
  const { ask, secretary, partner, folder } = await laterOffice()
  const before = neighbours(folder)
  await ask.signIn.chooseBackup({})
  const wrong = { personId: partner, passphrase: 'not the right words' }
  await refusalOf(ask.signIn.compareBackup(wrong), 'not-allowed')
  const { message } = await refusalOf(
    ask.signIn.compareBackup({ personId: secretary, passphrase: PASSPHRASE }),
    'not-allowed',
  )
  expect(message).toContain('Only a partner')
  await refusalOf(ask.signIn.replaceByBackup({}), 'not-found')
  expect(neighbours(folder)).toEqual(before)
})

test('an office that is open is not replaced', async () => {
  const { ask, partner } = await laterOffice()
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  const { message } = await refusalOf(ask.signIn.chooseBackup({}), 'conflict')
  expect(message).toContain('Lock the office first')
})

test('a folder that is no backup, a backup cut short and one with a damaged page are refused, and nothing is left behind', async () => {
  const { ask, partner, platform, folder, backup, place } = await laterOffice()
  const before = neighbours(folder)
  platform.choose = folder
  await refusalOf(ask.signIn.chooseBackup({}), 'invalid-input')
  platform.choose = place
  const file = join(backup.folder, 'remedy.db')
  const whole = readFileSync(file)
  const who = { personId: partner, passphrase: PASSPHRASE }
  for (const spoil of [
    () => truncateSync(file, whole.length - 4096),
    () =>
      writeFileSync(
        file,
        whole.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)),
      ),
    () => writeFileSync(join(backup.folder, 'papers.txt'), '../../remedy.keys\n'),
  ]) {
    spoil()
    await ask.signIn.chooseBackup({})
    const { code } = await refusalOf(ask.signIn.compareBackup(who))
    expect(code).toBe('damaged')
    expect(neighbours(folder)).toEqual(before)
    writeFileSync(file, whole)
  }
})

test('a swap that was cut short between its two steps is finished when the office is next looked for', async () => {
  const office = await officeWithBackups()
  const { folder, place } = office
  await office.ask.backups.make({})
  await office.ask.signIn.lock({})
  const [backup] = backupsIn(place)
  const into = beside(folder, 'restoring')
  const back = bringBack({ backup: backup!.folder, into, folder }, steps)
  const look = async () => {
    await office.restart()
    return (await office.ask.signIn.state({})).phase
  }
  renameSync(folder, `${folder} (replaced)`)
  // What is not marked as ready is never put in anybody's place.
  expect(await look()).toBe('none')
  markRestored(back, null)
  expect(await look()).toBe('locked')
  expect(neighbours(folder)).toEqual(['office', 'office (replaced)', 'stick'])
})
