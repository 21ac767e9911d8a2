import { expect, test } from 'vitest'
import { commandIn } from '../../src-main/shell/command.ts'

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
