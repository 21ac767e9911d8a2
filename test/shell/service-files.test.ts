import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readArguments } from '../../src-main/commands/arguments.ts'
import { usage } from '../../src-main/commands/serve.ts'
import { COMMANDS } from '../../src-main/shell/command.ts'
import { officePlace } from '../../src-main/shell/office-place.ts'
import { needs } from '../needs.ts'
import { temporaryFolder } from '../open-office.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(path.join(root, name), 'utf8')
const unit = read('resources/service/remedy.service')
const windows = read('resources/service/windows.md')

/** The words of a line, of which some may be in quotation marks. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)

/** The words after the program, as the program itself reads them. */
function expectServes([command, ...words]: string[], offices: string): void {
  expect(COMMANDS).toContain(command)
  expect(command).toBe(usage.name)
  const { operands } = readArguments(usage, words)
  expect(operands).toEqual([expect.stringContaining(offices)])
}

test('the unit of systemd starts the program where the package puts it, for the office of its person', () => {
  const of = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)![1]!
  const [program, ...words] = wordsOf(of('ExecStart'))
  // The package has the program in /opt, and this name for it.
  expect(read('scripts/packages/linux.ts')).toContain("at('usr/bin/remedy')")
  expect(program).toBe('/usr/bin/remedy')
  const home = `/home/${of('User')}`
  expectServes(words, officePlace({ platform: 'linux', home, env: {} }))
  // An office that was closed on purpose stays closed; the folder of its person is not hidden from it.
  expect(of('Restart')).toBe('on-failure')
  expect(unit).not.toMatch(/^(ProtectHome|ReadOnlyPaths|PrivateNetwork)=/m)
})

test('systemd finds nothing wrong with it', () => {
  needs('systemd-analyze', 'systemd')
  const verified = (text: string) => {
    const file = path.join(temporaryFolder(), 'remedy.service')
    writeFileSync(file, text.replace('/usr/bin/remedy', process.execPath))
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', file])
    return { status, said: `${stdout}${stderr}` }
  }
  expect(verified(unit)).toEqual({ status: 0, said: '' })
  expect(verified(unit.replace('NoNewPrivileges', 'NoNewPrivilege')).said).toContain('Unknown key')
})

test('the task of Windows starts the program where the installer puts it, for the office of its person', () => {
  const line = windows.split('\n').find((one) => one.startsWith('schtasks '))!
  const typed = /\/ru (\S+)/.exec(line)!
  const run = /\/tr "((?:\\"|[^"])*)"/.exec(line)![1]!.replaceAll('\\"', '"')
  // Longer than this, Task Scheduler takes none.
  expect(run.length).toBeLessThanOrEqual(261)
  const [program, ...words] = wordsOf(run)
  const installer = read('scripts/packages/remedy.nsi')
  expect(installer).toContain('!define MULTIUSER_USE_PROGRAMFILES64')
  expect(installer).toContain('!define MULTIUSER_INSTALLMODE_INSTDIR Remedy\n')
  expect(program).toBe('C:\\Program Files\\Remedy\\Remedy.exe')
  const home = `C:\\Users\\${typed[1]}`
  expectServes(words, officePlace({ platform: 'win32', home, env: {} }))
  const allowed = windows.split('\n').find((one) => one.startsWith('netsh '))!
  expect(allowed).toContain(`program="${program}"`)
  for (const word of ['dir=in', 'action=allow', 'profile=private', 'enable=yes'])
    expect(wordsOf(allowed)).toContain(word)
})

test('both say how a desk is added, by an option that there is', () => {
  for (const [, option] of windows.matchAll(/`--([a-z-]+)`/g))
    expect(Object.keys({ ...usage.words, ...usage.flags })).toContain(option)
})
