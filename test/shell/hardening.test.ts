import type { App, Session, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { homeOf } from '../../src-main/shell/address.ts'
import { hardenPage, hardenProgram, hardenSession } from '../../src-main/shell/hardening.ts'

type Handler = (...given: unknown[]) => unknown

/** Stands where Electron would and keeps every handler by its name, so that a test can ask each what it decides. */
function surface() {
  const handlers: Record<string, Handler> = {}
  const keep = (name: string) => (given: unknown, second?: unknown) => {
    const [key, handler] = typeof given === 'string' ? [given, second] : [name, given]
    handlers[key] = (typeof handler === 'function' ? handler : () => handler) as Handler
  }
  const webRequest = { onBeforeRequest: keep('onBeforeRequest') }
  const target = new Proxy(
    { webRequest },
    { get: (own, name) => Reflect.get(own, name) ?? keep(String(name)) },
  )
  return { handlers, target: target as unknown }
}

/** What `handler` gives to the callback that it is handed last. */
function decision(handler: Handler | undefined, ...given: unknown[]): unknown {
  let decided: unknown = 'nothing'
  handler!(...given, (answer: unknown) => (decided = answer))
  return decided
}

function prevented(handler: Handler | undefined, event: object = {}, ...given: unknown[]): boolean {
  let stopped = false
  handler!({ ...event, preventDefault: () => (stopped = true) }, ...given)
  return stopped
}

const home = homeOf({ packaged: true })
const own = 'app://remedy/index.html'
const elsewhere = [
  'http://127.0.0.1/',
  'https://example.org/',
  'ws://x/',
  'file:///etc/passwd',
  'data:,x',
  'app://other/',
  'devtools://x',
]

describe('a session', () => {
  const { handlers, target } = surface()
  hardenSession(target as Session, home)

  test('lets through requests for the program’s own files alone', () => {
    const cancels = (url: string) => decision(handlers['onBeforeRequest'], { url })
    expect(cancels(own)).toEqual({ cancel: false })
    for (const url of elsewhere) expect(cancels(url), url).toEqual({ cancel: true })
  })

  test('permits its own page to put text on the clipboard, and nobody anything else', () => {
    const asks = (url: string, permission: string) =>
      decision(handlers['setPermissionRequestHandler'], { getURL: () => url }, permission)
    const checks = (url: string, permission: string) =>
      handlers['setPermissionCheckHandler']!(null, permission, url)
    for (const ask of [asks, checks]) {
      expect(ask(own, 'clipboard-sanitized-write')).toBe(true)
      for (const permission of [
        'clipboard-read',
        'media',
        'geolocation',
        'notifications',
        'midi',
        'openExternal',
        'hid',
        'usb',
        'serial',
        'fileSystem',
        'unknown',
      ])
        expect(ask(own, permission), permission).toBe(false)
      for (const url of elsewhere) expect(ask(url, 'clipboard-sanitized-write'), url).toBe(false)
    }
  })

  test('knows no device, trusts no certificate, keeps no download, checks no spelling', () => {
    expect(handlers['setDevicePermissionHandler']!({})).toBe(false)
    expect(decision(handlers['setBluetoothPairingHandler'], {})).toEqual({ confirmed: false })
    expect(decision(handlers['setCertificateVerifyProc'], {})).toBe(-2)
    for (const event of [
      'will-download',
      'select-hid-device',
      'select-serial-port',
      'select-usb-device',
    ])
      expect(prevented(handlers[event]), event).toBe(true)
    expect(handlers['setSpellCheckerEnabled']!()).toBe(false)
    expect(handlers['setSpellCheckerLanguages']!()).toEqual([])
  })
})

describe('a page', () => {
  const { handlers, target } = surface()
  hardenPage(target as WebContents, home)

  test('stays where it is, opens nothing and holds no webview', () => {
    const goes = (url: string, isMainFrame: boolean) =>
      !prevented(handlers['will-frame-navigate'], { url, isMainFrame })
    expect(goes(own, true)).toBe(true)
    expect(goes(own, false)).toBe(false)
    for (const url of elsewhere) expect(goes(url, true), url).toBe(false)
    expect(handlers['setWindowOpenHandler']!({ url: own })).toEqual({ action: 'deny' })
    for (const event of ['will-redirect', 'will-attach-webview'])
      expect(prevented(handlers[event], { url: own }), event).toBe(true)
  })

  test('speaks to no peer and picks no device', () => {
    let picked: unknown
    expect(
      prevented(handlers['select-bluetooth-device'], {}, [], (id: unknown) => (picked = id)),
    ).toBe(true)
    expect(picked).toBe('')
  })
})

describe('the program', () => {
  const { handlers, target } = surface()
  hardenProgram(target as App, home)

  test('hardens every session and every page as it is made', () => {
    const [session, page] = [surface(), surface()]
    handlers['session-created']!(session.target)
    handlers['web-contents-created']!({}, page.target)
    expect(Object.keys(session.handlers)).toContain('onBeforeRequest')
    expect(Object.keys(page.handlers)).toContain('will-frame-navigate')
  })

  test('refuses bad certificates, and gives neither a certificate nor a password of its own', () => {
    let trusted: unknown
    const trust = (answer: unknown) => (trusted = answer)
    expect(prevented(handlers['certificate-error'], {}, {}, '', '', {}, trust)).toBe(true)
    expect(trusted).toBe(false)
    expect(prevented(handlers['select-client-certificate'])).toBe(true)
    let name: unknown = 'unasked'
    expect(
      prevented(handlers['login'], {}, {}, {}, {}, (...given: unknown[]) => (name = given[0])),
    ).toBe(true)
    expect(name).toBeUndefined()
  })
})
