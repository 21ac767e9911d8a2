import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsIn } from '../../src-main/shell/settings.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-settings-'))
  file = path.join(folder, 'settings.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const UNSAID = {
  office: null,
  seen: [],
  takesDesks: null,
  bounds: null,
  maximised: false,
  theme: 'system',
  zoom: 0,
  lockAfterMinutes: 10,
  hideFromCapture: 'while-held-shows',
  singleKeys: true,
  reminders: true,
  printing: {},
  hidden: [],
}

test('a computer that was never told anything locks after ten minutes and follows the system', () => {
  expect(settingsIn(file).read()).toEqual(UNSAID)
})

test('what was changed is there at the next start, and only one file is left', () => {
  settingsIn(file).change({ office: '/somewhere', zoom: 1.5 })
  expect(settingsIn(file).read()).toEqual({ ...UNSAID, office: '/somewhere', zoom: 1.5 })
  const printing = { outer: { copies: '1', printer: 'Front-desk', tray: 'Envelopes', size: 'C5' } }
  settingsIn(file).change({ printing })
  expect(settingsIn(file).read()).toMatchObject({ office: '/somewhere', printing })
  settingsIn(file).change({ printing: {} })
  expect(readdirSync(folder)).toEqual(['settings.json'])
})

test.each(['', 'null', '[]', '{', '"x"', '\u0000'])(
  'a spoilt file %j counts as never said',
  (text) => {
    writeFileSync(file, text)
    expect(settingsIn(file).read()).toEqual(UNSAID)
  },
)

test('one setting out of its bounds spoils no other', () => {
  const bounds = { x: 0, y: 0, width: 3, height: 900 }
  writeFileSync(
    file,
    JSON.stringify({ office: '/here', lockAfterMinutes: 0, bounds, theme: 'pink', zoom: 99 }),
  )
  expect(settingsIn(file).read()).toEqual({ ...UNSAID, office: '/here' })
})

test('nothing is kept that is not a setting', () => {
  writeFileSync(file, JSON.stringify({ client: 'Vane' }))
  settingsIn(file).change({ theme: 'dark' })
  expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))).sort()).toEqual(
    Object.keys(UNSAID).sort(),
  )
})
