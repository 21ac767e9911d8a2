import type { CommandLine } from 'electron'
import { expect, test } from 'vitest'
import { setSwitches } from '../../src-main/shell/switches.ts'

function commandLine(before: Record<string, string> = {}) {
  const switches: Record<string, string> = { ...before }
  const line = {
    appendSwitch: (name: string, value = '') => (switches[name] = value),
    getSwitchValue: (name: string) => switches[name] ?? '',
  }
  return { switches, line: line as unknown as CommandLine }
}

test('no name is ever looked up, and Chromium does nothing on a network by itself', () => {
  const { switches, line } = commandLine()
  setSwitches(line, false)
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
  setSwitches(line, false)
  expect(switches['disable-features']!.split(',')).toEqual(
    expect.arrayContaining(['Before', 'BackForwardCache', 'SafeBrowsing']),
  )
})

test('a development server keeps its name', () => {
  const { switches, line } = commandLine()
  setSwitches(line, true)
  expect(switches['host-resolver-rules']).toBeUndefined()
})
