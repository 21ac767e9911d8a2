import type { CommandLine } from 'electron'
import { expect, test } from 'vitest'
import { setSwitches } from '../../src-main/shell/switches.ts'

function commandLine(before: Record<string, string> = {}) {
  const switches: Record<string, string> = { ...before }
  const line = {
    appendSwitch: (name: string, value = '') => (switches[name] = value),
    removeSwitch: (name: string) => void delete switches[name],
    getSwitchValue: (name: string) => switches[name] ?? '',
  }
  return { switches, line: line as unknown as CommandLine }
}

test('no name is ever looked up, and Chromium does nothing on a network by itself', () => {
  const { switches, line } = commandLine()
  setSwitches(line, { packaged: true, devServer: false })
  expect(switches['host-resolver-rules']).toBe('MAP * ~NOTFOUND')
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'dns-prefetch-disable',
    'no-pings',
  ])
    expect(Object.keys(switches), name).toContain(name)
})

test('no page is kept to go back to, and what was switched off before stays off', () => {
  const { switches, line } = commandLine({ 'disable-features': 'Before' })
  setSwitches(line, { packaged: true, devServer: false })
  expect(switches['disable-features']!.split(',')).toEqual(
    expect.arrayContaining(['Before', 'BackForwardCache', 'SafeBrowsing']),
  )
})

test('a development server keeps its name', () => {
  const { switches, line } = commandLine()
  setSwitches(line, { packaged: false, devServer: true })
  expect(switches['host-resolver-rules']).toBeUndefined()
})

test('once packaged, nobody opens a door for a debugger; while in the making, tests may', () => {
  const asked = {
    'remote-debugging-port': '9222',
    'remote-debugging-pipe': '',
    'disable-web-security': '',
  }
  const [packaged, made] = [commandLine(asked), commandLine(asked)]
  setSwitches(packaged.line, { packaged: true, devServer: false })
  setSwitches(made.line, { packaged: false, devServer: false })
  for (const name of Object.keys(asked)) {
    expect(Object.keys(packaged.switches), name).not.toContain(name)
    expect(Object.keys(made.switches), name).toContain(name)
  }
})
