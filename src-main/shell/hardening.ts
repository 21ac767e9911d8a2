import type { App, Session, WebContents } from 'electron'
import type { Home } from './address.ts'

const PERMITTED = 'clipboard-sanitized-write'

/** Denies a session every request, permission, device, certificate and download but the program's own. */
export function hardenSession(session: Session, home: Home): void {
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !home.mayLoad(url) }))
  session.setPermissionRequestHandler((page, permission, decide) =>
    decide(permission === PERMITTED && home.owns(page.getURL())),
  )
  session.setPermissionCheckHandler(
    (_, permission, origin) => String(permission) === PERMITTED && home.owns(origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_, decide) => decide({ confirmed: false }))
  session.setCertificateVerifyProc((_, decide) => decide(-2))
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
  session.on('select-hid-device', (event) => event.preventDefault())
  session.on('select-serial-port', (event) => event.preventDefault())
  session.on('select-usb-device', (event) => event.preventDefault())
}

/** Keeps a page where it is: it goes nowhere else, opens nothing, holds no webview and speaks to no peer. */
export function hardenPage(page: WebContents, home: Home): void {
  page.setWindowOpenHandler(() => ({ action: 'deny' }))
  page.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  page.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !home.mayLoad(event.url)) event.preventDefault()
  })
  page.on('will-redirect', (event) => event.preventDefault())
  page.on('will-attach-webview', (event) => event.preventDefault())
  page.on('select-bluetooth-device', (event, _, decide) => {
    event.preventDefault()
    decide('')
  })
}

/** Hardens every session and page there will ever be, and refuses whoever asks for a certificate or a password. */
export function hardenProgram(app: App, home: Home): void {
  app.on('session-created', (session) => hardenSession(session, home))
  app.on('web-contents-created', (_, page) => hardenPage(page, home))
  app.on('certificate-error', (event, _page, _url, _error, _certificate, trust) => {
    event.preventDefault()
    trust(false)
  })
  app.on('select-client-certificate', (event) => event.preventDefault())
  app.on('login', (event, _page, _details, _authInfo, answer) => {
    event.preventDefault()
    answer()
  })
}
