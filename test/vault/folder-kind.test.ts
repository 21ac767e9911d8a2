import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  isReached,
  isWithin,
  warningForBackups,
  warningForOffice,
} from '../../src-main/vault/folder-kind.ts'
import { newFolder } from './new-vault.ts'

test.each([
  ['OneDrive', 'OneDrive'],
  ['OneDrive - Tark & Prosser', 'OneDrive'],
  ['Dropbox (Tark)', 'Dropbox'],
  ['Google Drive', 'Google Drive'],
  ['My Drive', 'Google Drive'],
  ['iCloudDrive', 'iCloud Drive'],
  ['Nextcloud2', 'Nextcloud'],
  ['Box Sync', 'Box'],
])('an office in a folder called %s is said to be synchronised by %s', async (name, program) => {
  const folder = join(newFolder(), name, 'Documents', 'Remedy', 'Tark')
  expect(await warningForOffice(folder)).toContain(`synchronised by ${program}`)
})

test.each(['.stfolder', '.dropbox', '.sync'])(
  'a folder with %s above it is synchronised',
  async (mark) => {
    const above = newFolder()
    mkdirSync(join(above, 'office'))
    writeFileSync(join(above, mark), '')
    expect(await warningForOffice(join(above, 'office'))).toContain('is synchronised by')
  },
)

test.each(['Documents', 'Boxes', 'OneDriveOld', 'Toolbox', 'Mega letters'])(
  'nothing is said of a folder called %s',
  async (name) => expect(await warningForOffice(join(newFolder(), name, 'Tark'))).toBe(''),
)

test('a path to another computer is said to be one', async () => {
  expect(await warningForOffice('//server/share/Tark')).toContain('on another computer')
  expect(await warningForOffice(String.raw`\\server\share\Tark`)).toContain('on another computer')
})

test('a folder within another is known through links, and though it is not there yet', async () => {
  const above = newFolder()
  const office = join(above, 'office')
  mkdirSync(office)
  symlinkSync(office, join(above, 'link'))
  for (const inside of [office, join(office, 'a', 'b'), join(above, 'link', 'backups')])
    expect(await isWithin(inside, office)).toBe(true)
  for (const outside of [above, join(above, 'office 2'), join(above, 'elsewhere', 'office')])
    expect(await isWithin(outside, office)).toBe(false)
})

test('the disk of a folder that is not there yet is the one that it would lie on', async () => {
  const above = newFolder()
  const office = join(above, 'office')
  mkdirSync(office)
  expect(await warningForBackups(join(above, 'new', 'backups'), office)).toContain('same disk')
  expect(await warningForBackups('/proc/self', office)).toBe('')
  expect(await isReached(join(above, 'backups'))).toBe(true)
  expect(await isReached(join(above, 'gone', 'backups'))).toBe(false)
})
