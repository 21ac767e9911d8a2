import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { openRemedy, program, type Remedy } from './harness.ts'

// The twenty points of Electron's own "Security" page, in its order, each tried on the window as it runs.
let remedy: Remedy
let page: Page
/** A server on this computer that would answer whatever reached it. */
let heard: string[] = []
let outside: string
const server = createServer((request, response) => {
  heard.push(request.url ?? '')
  response.end('reached')
})

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  remedy = await openRemedy()
  page = remedy.page
  await page.getByRole('heading', { name: 'Start an office' }).waitFor()
})
afterAll(async () => {
  server.close()
  // What was tried here on purpose is told of in the window's console.
  remedy.expected(/./)
  await remedy.close()
})

const packageJson = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8'))

/** The preferences that the window was really made with. */
const given = () =>
  remedy.app.evaluate(({ BrowserWindow }) =>
    (
      BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
    ).getLastWebPreferences(),
  )

/** What a request by the window's own session ends with. */
const fetched = (address: string) =>
  remedy.app.evaluate(
    ({ session }, to) =>
      session
        .fromPartition('remedy')
        .fetch(to)
        .then(
          (response) => `answered ${response.status}`,
          () => 'refused',
        ),
    address,
  )

describe('of Electron’s security checklist', () => {
  test('1: only secure content is loaded', async () => {
    expect(await page.evaluate(() => [location.protocol, isSecureContext])).toEqual(['app:', true])
    expect(await fetched(`${outside}/one`)).toBe('refused')
    expect(heard).toEqual([])
    // The server would have answered.
    expect(await (await fetch(`${outside}/control`)).text()).toBe('reached')
    heard = []
  })

  test('2: there is no Node in the page', async () => {
    const types = await page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global'].map(
        (name) => typeof Reflect.get(window, name),
      ),
    )
    expect(new Set(types)).toEqual(new Set(['undefined']))
    expect(await given()).toMatchObject({
      ...{ nodeIntegration: false, nodeIntegrationInSubFrames: false },
    })
  })

  test('3: the preload lives in a world of its own', async () => {
    const seen = await remedy.app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const code = 'typeof planted'
      await webContents.executeJavaScript('window.planted = 1; 0')
      return [
        await webContents.executeJavaScript(code),
        await webContents.executeJavaScriptInIsolatedWorld(999, [{ code }]),
      ]
    })
    expect(seen).toEqual(['number', 'undefined'])
    expect(await page.evaluate(() => Reflect.set(window, 'remedy', {}))).toBe(false)
    expect(await given()).toMatchObject({ contextIsolation: true })
  })

  test('4: the page’s process is sandboxed', async () => {
    expect(await given()).toMatchObject({ sandbox: true })
  })

  test('5: whatever permission the page asks for is refused', async () => {
    const answers = await page.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          () => 'granted',
          () => 'denied',
        )
      const states = await Promise.all(
        ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(
          async (name) =>
            (await navigator.permissions.query({ name: name as PermissionName })).state,
        ),
      )
      return [
        ...states,
        await Notification.requestPermission(),
        await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        await refused(navigator.clipboard.readText()),
        await refused(navigator.requestMIDIAccess()),
        await refused(new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))),
      ]
    })
    expect(answers).toEqual(Array(10).fill('denied'))
  })

  test('6: the rule of one origin is in force', async () => {
    expect(await given()).toMatchObject({ webSecurity: true })
    const other = await page.evaluate(() =>
      fetch('app://other/index.html').then(
        () => 'read',
        () => 'refused',
      ),
    )
    expect(other).toBe('refused')
  })

  test('7: a content policy is in force, from nothing', async () => {
    const ran = await page.evaluate(async () => {
      // What the test itself runs may make code; only a later turn stands under the policy.
      await new Promise((done) => setTimeout(done))
      const script = document.createElement('script')
      try {
        script.text = 'window.slipped = 1'
        document.body.append(script)
        ;(0, eval)('window.slipped = 1')
      } catch {
        // Refused.
      }
      return Reflect.get(window, 'slipped')
    })
    expect(ran).toBeUndefined()
    const policy = await remedy.app.evaluate(async ({ session }) => {
      const response = await session.fromPartition('remedy').fetch('app://remedy/index.html')
      return response.headers.get('content-security-policy')
    })
    expect(policy).toMatch(/^default-src 'none'/)
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
  })

  test('8: nothing insecure is mixed in', async () => {
    expect(await given()).toMatchObject({ allowRunningInsecureContent: false })
    const outcome = await page.evaluate(
      (address) =>
        new Promise((done) => {
          const picture = new Image()
          picture.addEventListener('load', () => done('loaded'))
          picture.addEventListener('error', () => done('refused'))
          picture.src = `${address}/picture.png`
        }),
      outside,
    )
    expect([outcome, heard]).toEqual(['refused', []])
  })

  test('9: no experimental feature is on', async () => {
    expect(await given()).toMatchObject({ experimentalFeatures: false })
  })

  test('10: no feature of Blink is switched on', async () => {
    expect((await given())['enableBlinkFeatures'] ?? '').toBe('')
    const switches = await remedy.app.evaluate(({ app }) =>
      ['enable-blink-features', 'enable-experimental-web-platform-features'].map((name) =>
        app.commandLine.hasSwitch(name),
      ),
    )
    expect(switches).toEqual([false, false])
  })

  test('11: a webview opens nothing, with allowpopups or without', async () => {
    const pages = await page.evaluate((address) => {
      const view = document.createElement('webview')
      view.setAttribute('allowpopups', '')
      view.setAttribute('src', address)
      document.body.append(view)
      return Reflect.get(view, 'loadURL') === undefined
    }, outside)
    expect(pages).toBe(true)
    const all = await remedy.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((one) => one.getType()),
    )
    expect(all).toEqual(['window'])
    expect(heard).toEqual([])
  })

  test('12: a webview that asked to be attached would be stopped, whatever its options', async () => {
    expect(await given()).toMatchObject({ webviewTag: false })
    const stopped = await remedy.app.evaluate(({ BrowserWindow }) => {
      let prevented = false
      const event = { preventDefault: () => void (prevented = true) }
      BrowserWindow.getAllWindows()[0]!.webContents.emit('will-attach-webview', event, {}, {})
      return prevented
    })
    expect(stopped).toBe(true)
  })

  test('13: the page goes nowhere else', async () => {
    await remedy.app.evaluate(({ BrowserWindow }) => {
      const tried: [string, boolean][] = []
      Object.assign(globalThis, { tried })
      BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', (event) => {
        setImmediate(() => tried.push([event.url, event.defaultPrevented]))
      })
    })
    const ways = [`${outside}/away`, 'app://other/index.html', 'mailto:a@example.org']
    for (const [at, way] of ways.entries()) {
      await page.evaluate((address) => void (location.href = address), way)
      const seen = () =>
        remedy.app.evaluate(() => (globalThis as unknown as { tried: unknown[] }).tried)
      await expect.poll(async () => (await seen())[at]).toEqual([way, true])
    }
    expect(new URL(page.url()).host).toBe('remedy')
    expect(heard).toEqual([])
  })

  test('14: no window is opened', async () => {
    const opened = await page.evaluate(
      (addresses) => addresses.map((address) => window.open(address) === null),
      [outside, 'app://remedy/index.html', 'about:blank'],
    )
    expect(opened).toEqual([true, true, true])
    await page.evaluate((address) => {
      const link = document.createElement('a')
      Object.assign(link, { href: address, target: '_blank' })
      document.body.append(link)
      link.click()
      link.remove()
    }, outside)
    const windows = await remedy.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
    )
    expect([windows, heard]).toEqual([1, []])
  })

  test('15: no address is ever handed to the system', async () => {
    await remedy.app.evaluate(({ shell }) => {
      const handed: string[] = []
      Object.assign(globalThis, { handed })
      shell.openExternal = async (address) => void handed.push(address)
    })
    await page.evaluate(() => {
      for (const href of ['mailto:a@example.org', 'https://example.org/', 'ms-word:x']) {
        const link = document.createElement('a')
        link.href = href
        document.body.append(link)
        link.click()
        link.remove()
      }
    })
    // What was clicked has been decided on once the page answers a question that was put later.
    await remedy.ask('signIn.state')
    const handed = () =>
      remedy.app.evaluate(() => (globalThis as unknown as { handed: string[] }).handed)
    expect(await handed()).toEqual([])
    const built = globSync('out/main/**/*.js', { cwd: program })
    expect(built.length).toBeGreaterThan(5)
    const callers = built.filter((file) =>
      readFileSync(path.join(program, file), 'utf8').includes('openExternal('),
    )
    expect(callers).toEqual([])
  })

  test('16: the packages bring a current Electron', async () => {
    const major = Number(/\d+/.exec(packageJson.devDependencies.electron)?.[0])
    expect(major).toBeGreaterThanOrEqual(45)
  })

  test('17: a question from anywhere but the one window is refused', async () => {
    expect(await remedy.ask('signIn.state')).toMatchObject({ ok: true })
    const preload = path.join(program, 'out', 'preload', 'preload.cjs')
    const answer = await remedy.app.evaluate(async ({ BrowserWindow, session }, file) => {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload: file, session: session.fromPartition('remedy') },
      })
      await other.loadURL('app://remedy/index.html')
      const answered = await other.webContents.executeJavaScript('remedy.signIn.state({})')
      other.destroy()
      return answered
    }, preload)
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
    const others = await remedy.app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String))
    // Electron itself listens for errors.
    expect(others.filter((name) => name !== 'error')).toEqual([])
  })

  test('18: nothing is read by file://', async () => {
    expect(await fetched(`file://${path.join(program, 'package.json')}`)).toBe('answered 403')
    expect(await fetched('app://remedy/index.html')).toBe('answered 200')
  })

  test('19: the fuses of a package are set, those that could open it off', () => {
    expect(packageJson.build.electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  test('20: the page is given the contract’s questions, and nothing of Electron', async () => {
    const names = await page.evaluate(() => Object.keys(window.remedy).toSorted())
    expect(names).toEqual([...Object.keys(contract), 'onChange', 'onMenu'].toSorted())
    await page.evaluate(() => {
      Reflect.set(window, 'told', [])
      window.remedy.onMenu((...words: unknown[]) => Reflect.set(window, 'told', words))
    })
    await remedy.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.send('remedy:menu', 'find'),
    )
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'told'))).toEqual(['find'])
  })
})
