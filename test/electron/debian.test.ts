import { expect, test } from 'vitest'
import { install, type Machine } from './debian.ts'

const debian = (root: boolean, carried: string[], ran: string[] = []): Machine => ({
  root,
  debian: true,
  carries: (name) => carried.includes(name),
  does: (command, args) => ran.push([command, ...args].join(' ')) > 0,
})

test('an ordinary user is told the one command to give', () => {
  const machine = debian(false, ['libnss3', 'libgtk-3-0'])
  const asked = () => install(['libnss3', 'libgtk-3-0t64|libgtk-3-0'], 'It needs these.', machine)
  expect(asked).toThrow(
    'It needs these. Run this once:\n\n' +
      '  sudo apt-get install --yes --no-install-recommends libnss3 libgtk-3-0\n',
  )
})

test('root has exactly the named packages installed, by the name that this release gives them', () => {
  const ran: string[] = []
  install(['libnss3', 'libgtk-3-0t64|libgtk-3-0'], '', debian(true, ['libgtk-3-0t64'], ran))
  expect(ran).toEqual([
    'apt-get update --quiet',
    'apt-get install --yes --no-install-recommends libnss3 libgtk-3-0t64',
  ])
})

test('nothing is run when nothing is missing', () => {
  const ran: string[] = []
  install([], '', debian(true, [], ran))
  expect(ran).toEqual([])
})

test('an installation that fails names what could not be installed', () => {
  const machine = { ...debian(true, []), does: () => false }
  expect(() => install(['xvfb', 'xauth'], '', machine)).toThrow('xvfb xauth')
})

test('where there is no apt-get, the packages are named all the same', () => {
  const machine = { ...debian(true, []), debian: false }
  expect(() => install(['xvfb'], 'It needs this.', machine)).toThrow(
    'It needs this. Install what your system calls: xvfb',
  )
})
