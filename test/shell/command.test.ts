import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commandIn, COMMANDS, fileIn } from '../../src-main/shell/command.ts'

const unpackaged = { appPath: '/work', packaged: false }
const packaged = { appPath: '/opt/remedy/resources/app.asar', packaged: true }

test('the program started with a command answers that command', () => {
  expect(commandIn(['/electron', '/work', 'verify', '/office', '--json'], unpackaged)).toEqual([
    'verify',
    '/office',
    '--json',
  ])
  expect(commandIn(['/opt/remedy/remedy', '--no-sandbox', 'due', '--json'], packaged)).toEqual([
    'due',
    '--json',
  ])
})

test('asked for its version or for help, the program answers and opens no window', () => {
  const asked = (...words: string[]) => commandIn(['/opt/remedy/remedy', ...words], packaged)
  expect(asked('--no-sandbox', '--version')).toEqual(['--version'])
  expect(asked('--help')).toEqual(['--help'])
  expect(asked('verify', '/office', '--help')).toEqual(['verify', '/office', '--help'])
  const cli = path.resolve(import.meta.dirname, '../../src-main/cli.ts')
  const told = execFileSync(process.execPath, [cli, '--version'], { encoding: 'utf8' })
  expect(told).toMatch(/^Remedy \d+\.\d+\.\d+\n$/)
})

test('anything else opens the window', () => {
  for (const words of [
    [],
    ['--user-data-dir=/x'],
    ['C:\\Users\\sian\\letter.pdf'],
    ['Verify'],
    ['constructor'],
  ]) {
    expect(commandIn(['/opt/remedy/remedy', ...words], packaged)).toBeUndefined()
    expect(commandIn(['/electron', '/work', ...words], unpackaged)).toBeUndefined()
  }
  expect(commandIn(['/electron', '-r', 'verify'], unpackaged)).toBeUndefined()
})

test('a file that was double-clicked is the last word, meant from the folder of the start', () => {
  const file = (words: string[], folder = '/home/ada') =>
    fileIn(['/opt/remedy/remedy', ...words], folder, packaged)
  expect(file(['/media/stick/new.edition'])).toBe('/media/stick/new.edition')
  expect(file(['--no-sandbox', 'new.edition', '--user-data-dir=/x'])).toBe('/home/ada/new.edition')
  expect(file(['--no-sandbox'])).toBeUndefined()
  expect(fileIn(['/electron', '/work', 'a.edition'], '/home', unpackaged)).toBe('/home/a.edition')
  expect(fileIn(['/electron', '/work'], '/home', unpackaged)).toBeUndefined()
})

test('every command that the office answers is one that the program knows', () => {
  const cli = path.resolve(import.meta.dirname, '../../src-main/cli.ts')
  const told = execFileSync(process.execPath, [cli, 'help'], { encoding: 'utf8' })
  const answered = [...told.matchAll(/^ {2}([a-z-]+) /gm)].map((match) => match[1])
  expect(answered).toContain('verify')
  expect(COMMANDS).toEqual(expect.arrayContaining(answered))
})
