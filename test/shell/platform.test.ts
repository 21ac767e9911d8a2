import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { withoutPrinter } from '../../src-main/platform/without-printer.ts'
import { withoutWindow } from '../../src-main/platform/without-window.ts'
import { platformOf, lastOffice } from '../../src-main/shell/platform.ts'
import { officePlace } from '../../src-main/shell/office-place.ts'
import { settingsIn } from '../../src-main/shell/settings.ts'
import { refusalOf } from '../open-office.ts'

let documents: string
beforeEach(() => (documents = mkdtempSync(path.join(os.tmpdir(), 'remedy-desk-'))))
afterEach(() => rmSync(documents, { recursive: true }))

const at = (...names: string[]) => path.join(documents, 'data', 'Offices', ...names)
const formerly = (...names: string[]) => path.join(documents, 'Remedy', ...names)
function platform(picked: string | null = null, system?: NodeJS.Platform) {
  const settings = settingsIn(path.join(documents, 'settings.json'))
  const asked: string[] = []
  const pickFolder = async ({ from }: { from: string }) => {
    asked.push(from)
    return picked
  }
  const pickOne = async () => picked
  return {
    ...platformOf({
      documents,
      offices: at(),
      settings,
      ...(system ? { system } : {}),
      pickFolder,
      pickOne,
      paper: withoutPrinter,
      window: withoutWindow,
    }),
    settings,
    asked,
  }
}

test('a new office stands where offices stand, under its own name', async () => {
  expect(await platform().newOfficeFolder('Harrow: Vane')).toBe(at('Harrow Vane'))
  expect(existsSync(at())).toBe(false)
})

test('a folder that holds something is never given to a new office', async () => {
  mkdirSync(at('Harrow'), { recursive: true })
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow'))
  writeFileSync(at('Harrow', 'letter.txt'), 'x')
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow 2'))
  writeFileSync(at('Harrow 2'), 'a file of that name')
  expect(await platform().newOfficeFolder('Harrow')).toBe(at('Harrow 3'))
})

test('a real office never takes the place of the sample', async () => {
  const { sampleFolder, newOfficeFolder } = platform()
  expect(sampleFolder()).toBe(at('Sample office'))
  expect(await newOfficeFolder('SAMPLE OFFICE')).toBe(at('SAMPLE OFFICE 2'))
})

test('the sample that was made in the documents stays the sample', () => {
  mkdirSync(formerly('Sample office'), { recursive: true })
  expect(platform().sampleFolder()).toBe(formerly('Sample office'))
})

test('looking for an office begins where offices stand, or stood before, and may end with nothing', async () => {
  const asked: string[] = []
  async function look(picked: string | null) {
    const here = platform(picked)
    expect(await here.chooseOfficeFolder()).toBe(picked)
    asked.push(...here.asked)
  }
  await look(null)
  mkdirSync(formerly(), { recursive: true })
  await look('/picked')
  mkdirSync(at(), { recursive: true })
  await look('/picked')
  expect(asked).toEqual([documents, formerly(), at()])
})

describe('on Windows a folder that was chosen', () => {
  const CHOICES = {
    backups: (name: string) => platform(name, 'win32').chooseBackupFolder('Harrow'),
    export: (name: string) => platform(name, 'win32').chooseExportFolder(),
    restore: (name: string) => platform(name, 'win32').chooseBackup(),
  }
  test.each(Object.entries(CHOICES))(
    'for %s is refused by an impossible name',
    async (_, choose) => {
      for (const name of ['E:\\NUL', 'E:\\Files.\\x', '\\\\server\\share\\a|b'])
        await refusalOf(choose(name), 'invalid-input')
    },
  )

  test('leaves room for what is made in it', async () => {
    const long = (length: number) => `E:\\${'a'.repeat(length - 3)}`
    const place = await CHOICES.backups(long(200 - 27 - 25))
    expect(place).toMatch(/aa\\Remedy backups of Harrow$/)
    expect(`${place}\\.2026-11-29T144301Z.making`).toHaveLength(200)
    await refusalOf(CHOICES.backups(long(200 - 27 - 24)), 'invalid-input')
    expect(await CHOICES.export(long(119))).toBe(long(119))
    await refusalOf(CHOICES.export(long(120)), 'invalid-input')
    expect(await CHOICES.restore(long(200))).toBe(long(200))
  })
})

test('new offices stand in the data folder that each system has for a person’s programs', () => {
  const on = (platform: NodeJS.Platform, home: string, env = {}) =>
    officePlace({ platform, home, env })
  const local = 'D:\\Local'
  expect(on('win32', 'C:\\Users\\ada', { LOCALAPPDATA: local })).toBe('D:\\Local\\Remedy\\Offices')
  expect(on('win32', 'C:\\Users\\ada')).toBe('C:\\Users\\ada\\AppData\\Local\\Remedy\\Offices')
  expect(on('darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/Remedy/Offices')
  expect(on('linux', '/home/ada')).toBe('/home/ada/.local/share/Remedy/Offices')
  expect(on('linux', '/home/ada', { XDG_DATA_HOME: '/data' })).toBe('/data/Remedy/Offices')
  expect(on('linux', '/home/ada', { XDG_DATA_HOME: 'data' })).toBe(
    '/home/ada/.local/share/Remedy/Offices',
  )
})

test('how far a log went is remembered of a folder by whatever way it is reached', () => {
  const { settings, saw, lastSeen } = platform()
  mkdirSync(at('Harrow'), { recursive: true })
  const link = path.join(documents, 'link')
  symlinkSync(at('Harrow'), link, 'junction')
  const [office, root] = ['0'.repeat(64), '1'.repeat(64)]
  settings.change({ seen: [{ folder: link, office, size: 2, root }] })
  expect(lastSeen(link)?.size).toBe(2)
  for (const [folder, size] of [
    [at('Harrow'), 3],
    [link, 4],
  ] as const) {
    saw(folder, { office, size, root })
    expect([lastSeen(link)?.size, lastSeen(at('Harrow'))?.size]).toEqual([size, size])
  }
  expect(settings.read().seen).toHaveLength(1)
})

test('the office last used is remembered for as long as its folder is there', () => {
  const { settings, remember } = platform()
  expect(lastOffice(settings)).toBeNull()
  mkdirSync(at('Harrow'), { recursive: true })
  remember(at('Harrow'))
  expect(lastOffice(settingsIn(path.join(documents, 'settings.json')))).toBe(at('Harrow'))
  rmSync(at('Harrow'), { recursive: true })
  expect(lastOffice(settings)).toBeNull()
})
