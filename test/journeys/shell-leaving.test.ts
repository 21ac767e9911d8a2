import { createSocket, type Socket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRemedy, type Remedy } from './harness.ts'

// Every way that a page has to leave its program, tried from inside the window, against a server that counts.
let remedy: Remedy
let server: Server
let peers: Socket
let base: string
let reached = 0
let navigated = 0

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(request.url === '/redirect' ? 302 : 200, { location: 'file:///etc/passwd' })
    response.end('<h1>outside</h1>')
  })
  server.on('connection', () => reached++)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  base = `http://127.0.0.1:${port}`
  peers = createSocket('udp4').on('message', () => reached++)
  await new Promise<void>((ready) => peers.bind(port, '127.0.0.1', ready))
  remedy = await openRemedy()
  await remedy.page.getByRole('heading', { name: 'Start an office' }).waitFor()
  remedy.page.on('framenavigated', (frame) => {
    if (frame === remedy.page.mainFrame()) navigated++
  })
})
afterAll(async () => {
  server.close()
  peers.close()
  await remedy.close()
})

/** Puts a link or any other element at the top of the page, above everything. */
const put = (page: Page, tag: string, attributes: Record<string, string>) =>
  page.evaluate(
    ([name, given]) => {
      document.querySelector('[data-probe]')?.remove()
      const element = document.createElement(name)
      element.dataset['probe'] = ''
      try {
        for (const [key, value] of Object.entries(given)) element.setAttribute(key, value)
      } catch {
        // Trusted types refuse some addresses themselves.
      }
      element.textContent = 'the way out'
      Object.assign(element.style, { position: 'fixed', top: '0', left: '0', zIndex: '9999' })
      document.body.append(element)
    },
    [tag, attributes] as const,
  )

async function drop(page: Page, data: { files: string[]; items: object[] }): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const event = { x: 600, y: 400, data: { ...data, dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devTools.send('Input.dispatchDragEvent', { type, ...event } as never)
  await devTools.detach()
}

const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    try {
      location.href = to
    } catch {
      // A refusal that is thrown is as good as a silent one.
    }
  }, address)

// By the mouse itself: a click on a locator would wait for a navigation that never comes.
const link =
  (attributes: Record<string, string>, button: 'left' | 'middle' = 'left') =>
  async (page: Page) => {
    await put(page, 'a', attributes)
    await page.mouse.click(10, 10, { button })
  }

const ways: Record<string, (page: Page) => Promise<unknown>> = {
  'a navigation': (page) => go(page, `${base}/`),
  'a navigation to a neighbour of the program': (page) => go(page, 'app://remedy.evil/index.html'),
  'a navigation to the same scheme elsewhere': (page) => go(page, 'app://other/index.html'),
  'a redirect': (page) => go(page, `${base}/redirect`),
  'window.open': (page) => page.evaluate((to) => void window.open(to), `${base}/`),
  'window.open of a page of the program': (page) =>
    page.evaluate(() => void window.open('index.html')),
  'window.open of nothing': (page) => page.evaluate(() => void window.open('about:blank')),
  'a link': (page) => link({ href: `${base}/` })(page),
  'a link to a new window': (page) => link({ href: `${base}/`, target: '_blank' })(page),
  'a middle click': (page) => link({ href: `${base}/` }, 'middle')(page),
  'a middle click on a page of the program': (page) => link({ href: 'index.html' }, 'middle')(page),
  'a click with the control key': async (page) => {
    await put(page, 'a', { href: `${base}/` })
    await page.keyboard.down('ControlOrMeta')
    await page.mouse.click(10, 10)
    await page.keyboard.up('ControlOrMeta')
  },
  'a download': (page) => link({ href: 'assets/none', download: 'a.html' })(page),
  'an iframe': (page) => put(page, 'iframe', { src: `${base}/` }),
  'an iframe of a page of the program': (page) => put(page, 'iframe', { src: 'index.html' }),
  'an object': (page) => put(page, 'object', { data: `${base}/` }),
  'a webview': (page) => put(page, 'webview', { src: `${base}/` }),
  'a picture': (page) => put(page, 'img', { src: `${base}/a.png` }),
  'a style sheet': (page) => put(page, 'link', { rel: 'stylesheet', href: `${base}/a.css` }),
  'a prefetch': (page) => put(page, 'link', { rel: 'prefetch', href: `${base}/` }),
  'a connection in advance': (page) => put(page, 'link', { rel: 'preconnect', href: base }),
  'a script': (page) =>
    page.evaluate((to) => {
      const script = document.createElement('script')
      try {
        script.src = to
        document.body.append(script)
      } catch {
        // Trusted types refuse the address itself.
      }
    }, `${base}/a.js`),
  'a refresh': async (page) => {
    await put(page, 'meta', { 'http-equiv': 'refresh', content: `0;url=${base}/` })
  },
  'a form': async (page) => {
    await put(page, 'form', { action: `${base}/`, method: 'post' })
    await page.evaluate(() => document.querySelector<HTMLFormElement>('form[data-probe]')!.submit())
  },
  'a fetch': (page) => page.evaluate((to) => fetch(to).then(String, String), `${base}/`),
  'a beacon': (page) => page.evaluate((to) => void navigator.sendBeacon(to, 'x'), `${base}/`),
  'a socket': (page) =>
    page.evaluate(
      (to) =>
        new Promise((done) => {
          try {
            new WebSocket(to).addEventListener('error', done)
          } catch (error) {
            done(error)
          }
        }).then(String),
      base.replace('http', 'ws'),
    ),
  'a call to a peer': (page) =>
    page.evaluate(
      async (host) => {
        const urls = [`turn:${host}?transport=tcp`, `stun:${host}`]
        const server = { urls, username: 'a', credential: 'b' }
        const peer = new RTCPeerConnection({ iceServers: [server] })
        peer.createDataChannel('x')
        const gathered = new Promise<void>((done) => {
          peer.addEventListener('icegatheringstatechange', () => {
            if (peer.iceGatheringState === 'complete') done()
          })
        })
        await peer.setLocalDescription(await peer.createOffer())
        await gathered
        peer.close()
      },
      base.replace('http://', ''),
    ),
  'a worker': (page) =>
    page.evaluate(() => {
      const url = URL.createObjectURL(new Blob(['fetch("http://127.0.0.1")']))
      try {
        return String(new Worker(url))
      } catch (error) {
        return String(error)
      }
    }),
  'a service worker': (page) =>
    page.evaluate(() => navigator.serviceWorker?.register('sw.js' as never).then(String, String)),
  'javascript:': (page) => go(page, 'javascript:document.body.textContent="outside"'),
  'a link to javascript:': (page) =>
    link({ href: 'javascript:document.body.textContent="outside"' })(page),
  'data:': (page) => go(page, 'data:text/html,<h1>outside</h1>'),
  'file:': (page) => go(page, 'file:///etc/passwd'),
  'blob:': (page) =>
    page.evaluate(() => {
      location.href = URL.createObjectURL(new Blob(['<h1>outside</h1>'], { type: 'text/html' }))
    }),
  'chrome:': (page) => go(page, 'chrome://gpu'),
  'view-source:': (page) => go(page, 'view-source:app://remedy/index.html'),
  'a protocol of another program': (page) => go(page, 'mailto:a@example.org'),
  'a dropped file': async (page) => {
    const file = path.join(remedy.home, 'dropped.html')
    writeFileSync(file, '<h1>outside</h1>')
    await drop(page, { files: [file], items: [] })
  },
  'a dropped link': (page) =>
    drop(page, {
      files: [],
      items: [{ mimeType: 'text/uri-list', data: `${base}/`, title: 'x', baseURL: '' }],
    }),
}

test('the server that counts can be reached from this machine', async () => {
  await fetch(`${base}/control`)
  expect(reached).toBe(1)
  reached = 0
})

test.each(Object.entries(ways))('%s leads nowhere', async (_, way) => {
  const { app, page } = remedy
  const start = page.url()
  await way(page)
  // Two frames and a question to the main process: whatever was begun is under way by then.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
  const state = await app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    return { windows: windows.length, url: windows[0]!.webContents.getURL() }
  })
  expect(state).toEqual({ windows: 1, url: start })
  await page.evaluate(() => document.querySelector('[data-probe]')?.remove())
  expect(await page.getByRole('heading', { name: 'Start an office' }).isVisible()).toBe(true)
  remedy.expected(/./)
})

test('after all of them nothing has left, and the window is where it was', async () => {
  expect(await remedy.ask('signIn.state')).toMatchObject({ ok: true })
  expect({ reached, navigated }).toEqual({ reached: 0, navigated: 0 })
  remedy.expected(/./)
})

test('no request leaves by the main process either, from any session, and nothing is downloaded', async () => {
  const told = await remedy.app.evaluate(async ({ session }, to) => {
    const tries = [
      session.fromPartition('remedy'),
      session.defaultSession,
      session.fromPartition('new'),
    ]
    const answers = tries.map((one) => one.fetch(to).then(String, (error: Error) => error.message))
    const own = session.fromPartition('remedy')
    const download = new Promise<string>((done) => {
      own.on('will-download', (event, item) => {
        const state = event.defaultPrevented ? 'prevented' : item.getState()
        item.cancel()
        done(state)
      })
    })
    own.downloadURL('app://remedy/index.html')
    return [...(await Promise.all(answers)), await download]
  }, base)
  const blocked = 'net::ERR_BLOCKED_BY_CLIENT'
  expect(told).toEqual([blocked, blocked, blocked, 'prevented'])
  expect(reached).toBe(0)
})

test('a blank page, which comes without asking anybody, gives way to the program again', async () => {
  const { app, page } = remedy
  const seen = await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<string[]>((done) => {
        const contents = BrowserWindow.getAllWindows()[0]!.webContents
        const addresses: string[] = []
        contents.on('did-navigate', (_, address) => {
          if (addresses.push(address) === 2) done(addresses)
        })
        void contents.executeJavaScript(`location.href = 'about:blank'`)
      }),
  )
  expect(seen).toEqual(['about:blank', 'app://remedy/index.html'])
  await page.getByRole('heading', { name: 'Start an office' }).waitFor()
  remedy.expected(/./)
})

const asked = [
  'geolocation',
  'notifications',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'persistent-storage',
  'background-sync',
  'accelerometer',
  'screen-wake-lock',
  'idle-detection',
  'local-fonts',
  'window-management',
  'storage-access',
  'display-capture',
]

test.each(asked)('the permission %s is denied', async (name) => {
  const state = await remedy.page.evaluate(
    (permission) =>
      navigator.permissions.query({ name: permission as PermissionName }).then(
        (status) => status.state,
        (error: Error) => error.name,
      ),
    name,
  )
  expect(['denied', 'TypeError', 'NotAllowedError']).toContain(state)
  remedy.expected(/permission/i)
})

test('whoever asks all the same is refused, and only text may be put on the clipboard', async () => {
  const { page } = remedy
  await page.bringToFront()
  const answers = await page.evaluate(async () => {
    const told = (asking: () => unknown) =>
      Promise.resolve()
        .then(asking)
        .then(
          (value) => (typeof value === 'string' ? value : 'given'),
          (error: Error) => error.name,
        )
    const tell = navigator.mediaDevices
    return {
      camera: await told(() => tell.getUserMedia({ video: true })),
      screen: await told(() => tell.getDisplayMedia()),
      place: await new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('given'),
          ({ code }) => done(code === 1 ? 'denied' : `code ${code}`),
        ),
      ),
      notice: await told(() => Notification.requestPermission()),
      midi: await told(() => navigator.requestMIDIAccess()),
      readClipboard: await told(() => navigator.clipboard.readText()),
      writeClipboard: await told(() => navigator.clipboard.writeText('A1234BC')),
    }
  })
  expect(answers).toMatchObject({
    place: 'denied',
    notice: 'denied',
    readClipboard: 'NotAllowedError',
    writeClipboard: 'given',
  })
  for (const answer of [answers.camera, answers.screen, answers.midi])
    expect(answer).toMatch(/Error$/)
  remedy.expected(/permission|notification/i)
})

test('a dialog to pick a device never comes: there is no device', async () => {
  const found = await remedy.page.evaluate(async () => {
    const all = navigator as unknown as Record<
      string,
      { getDevices?(): Promise<unknown[]>; getPorts?(): Promise<unknown[]> }
    >
    const of = (name: string, act: 'getDevices' | 'getPorts') =>
      Promise.resolve(all[name]?.[act]?.() ?? []).then(
        (list) => list.length,
        () => 0,
      )
    return [
      await of('usb', 'getDevices'),
      await of('hid', 'getDevices'),
      await of('serial', 'getPorts'),
    ]
  })
  expect(found).toEqual([0, 0, 0])
  remedy.expected(/permissions policy/i)
})
