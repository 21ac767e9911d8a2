import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import {
  autostart,
  loginItem,
  opensAs,
  startAtLogOn,
  startedAs,
  type LoginItems,
} from '../../src-main/shell/start-at-log-on.ts'
import { needs } from '../needs.ts'
import { refusalOf, temporaryFolder } from '../open-office.ts'

const started = { program: '/opt/Remedy/remedy', words: ['--minimised'] }
const here = {
  ...{ packaged: true, program: '/opt/Remedy/remedy', appPath: '/opt/Remedy/resources/app.asar' },
  ...{ home: '/home/ann', env: {} },
}

test('on Linux the file is written and removed, and what stands there is what is said', () => {
  const folder = path.join(temporaryFolder(), 'autostart')
  const file = path.join(folder, 'remedy.desktop')
  const logOn = autostart(folder, started)
  expect(logOn.starts()).toBe(false)
  logOn.change(true)
  expect(logOn.starts()).toBe(true)
  const written = readFileSync(file, 'utf8')
  for (const off of ['Hidden=true', 'X-GNOME-Autostart-enabled=false']) {
    writeFileSync(file, `${written}${off}\n`)
    expect([off, logOn.starts()]).toEqual([off, false])
  }
  // A program that stands elsewhere now is not the one that would be started.
  writeFileSync(file, written)
  expect(autostart(folder, { ...started, program: '/elsewhere/remedy' }).starts()).toBe(false)
  logOn.change(false)
  logOn.change(false)
  expect([existsSync(file), logOn.starts()]).toEqual([false, false])
})

test
  .runIf(process.platform === 'linux')
  .each([
    'a "b" $HOME `c` \\d',
    'Remedy%20new',
    '100%',
    '%f %% %u',
    'a=b',
    `it's; a & b | c > d ~ # * ? (é)`,
  ])('a desktop starts the program in a folder called %s with that word', async (name) => {
  needs('gio', 'libglib2.0-bin')
  const above = temporaryFolder()
  const folder = path.join(above, name)
  mkdirSync(folder)
  const [program, told] = [path.join(folder, 'remedy'), path.join(above, 'told')]
  writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$0" "$@" > '${told}'\n`)
  chmodSync(program, 0o755)
  autostart(above, { program, words: ['/app 100% path', '--minimised'] }).change(true)
  execFileSync('gio', ['launch', path.join(above, 'remedy.desktop')])
  await vi.waitFor(() =>
    expect(readFileSync(told, 'utf8')).toBe(`${program}|/app 100% path|--minimised|`),
  )
})

test('a path that no such file can name is a refusal in words, and nothing is written', async () => {
  const folder = path.join(temporaryFolder(), 'autostart')
  const logOn = autostart(folder, { ...started, program: '/opt/two\nHidden=true/remedy' })
  const { message } = await refusalOf(
    Promise.resolve().then(() => logOn.change(true)),
    'not-allowed',
  )
  expect(message).toContain('"/opt/two\\nHidden=true/remedy"')
  expect(existsSync(folder)).toBe(false)
  logOn.change(false)
  expect(logOn.starts()).toBe(false)
})

test('a folder that cannot be written to is a refusal in words', async () => {
  const above = temporaryFolder()
  const folder = path.join(above, 'autostart')
  writeFileSync(folder, 'no folder')
  const { code } = await refusalOf(
    Promise.resolve().then(() => autostart(folder, started).change(true)),
    'conflict',
  )
  expect(code).toBe('conflict')
  rmSync(folder)
})

test('on Linux the standard says where; a relative folder counts as unset', () => {
  const home = temporaryFolder()
  const config = temporaryFolder()
  const at = (XDG_CONFIG_HOME: string) =>
    startAtLogOn(
      { getLoginItemSettings: () => ({ openAtLogin: true }), setLoginItemSettings() {} },
      { ...here, platform: 'linux', home, env: { XDG_CONFIG_HOME } },
    ).change(true)
  at('relative')
  expect(existsSync(path.join(home, '.config/autostart/remedy.desktop'))).toBe(true)
  at(config)
  expect(existsSync(path.join(config, 'autostart/remedy.desktop'))).toBe(true)
})

test('what is started is the program itself: an AppImage by its file, an unpackaged one with its folder', () => {
  expect(startedAs({ ...here, platform: 'linux' })).toEqual(started)
  const env = { APPIMAGE: '/home/ann/Remedy.AppImage', APPDIR: '/opt/Remedy' }
  expect(startedAs({ ...here, platform: 'linux', env }).program).toBe(env.APPIMAGE)
  // Another program's AppImage that this one was started from is not this one.
  for (const other of ['/tmp/.mount_Files', '/opt/Rem', ''])
    expect(startedAs({ ...here, platform: 'linux', env: { ...env, APPDIR: other } })).toEqual(
      started,
    )
  expect(startedAs({ ...here, platform: 'linux', env: { APPIMAGE: env.APPIMAGE } })).toEqual(
    started,
  )
  expect(startedAs({ ...here, platform: 'win32', env }).program).toBe(here.program)
  expect(startedAs({ ...here, platform: 'darwin', packaged: false }).words).toEqual([
    here.appPath,
    '--minimised',
  ])
})

test('elsewhere the system’s own list is changed, read back, and believed', async () => {
  const list = new Map<string, object>()
  let takes = true
  const app: LoginItems = {
    getLoginItemSettings: (of) => ({ openAtLogin: list.has(JSON.stringify(of)) }),
    setLoginItemSettings({ openAtLogin, ...of }: { openAtLogin?: boolean }) {
      if (!takes) return
      if (openAtLogin) list.set(JSON.stringify(of), of)
      else list.delete(JSON.stringify(of))
    },
  }
  const logOn = loginItem(app, { program: 'C:\\Remedy\\Remedy.exe', words: ['C:\\my app', '-m'] })
  logOn.change(true)
  expect([...list.values()]).toEqual([
    { path: 'C:\\Remedy\\Remedy.exe', args: ['"C:\\my app"', '-m'] },
  ])
  expect(logOn.starts()).toBe(true)
  takes = false
  await refusalOf(
    Promise.resolve().then(() => logOn.change(false)),
    'conflict',
  )
  expect(logOn.starts()).toBe(true)
})

test('what the computer started stays minimised, however the window stood when it was closed', () => {
  const each = [false, true].flatMap((minimised) =>
    [false, true].map((maximised) => opensAs({ minimised, maximised })),
  )
  expect(each).toEqual(['show', 'maximize', 'minimize', 'minimize'])
})
