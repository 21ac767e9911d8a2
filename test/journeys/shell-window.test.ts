import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logged, openRemedy, program, type Remedy } from './harness.ts'

let remedy: Remedy
beforeEach(async () => {
  remedy = await openRemedy()
  await remedy.page.getByRole('heading', { name: 'Start an office' }).waitFor()
})
afterEach(() => remedy.close())

describe('the window', () => {
  test('is confined in every way there is, and its page has nothing of Node', async () => {
    const web = await remedy.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      const given = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      return {
        given,
        stored: contents.session.getStoragePath(),
        persistent: contents.session.isPersistent(),
      }
    })
    expect(web.given).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect([web.stored, web.persistent]).toEqual([null, false])
    const inPage = await remedy.page.evaluate(() => [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
      typeof Reflect.get(window, 'Buffer'),
      Object.keys(Reflect.get(window, 'remedy')).sort().join(' '),
    ])
    expect(inPage.slice(0, 3)).toEqual(['undefined', 'undefined', 'undefined'])
    expect(inPage[3]).toContain('clients')
  })

  test('loads every file under the content policy', async () => {
    const headers = await remedy.app.evaluate(async ({ session }) => {
      const response = await session.fromPartition('remedy').fetch('app://remedy/index.html')
      return Object.fromEntries(response.headers.entries())
    })
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('neither runs nor shows what was slipped into the page, and says so in the run', async () => {
    const ran = await remedy.page.evaluate(async () => {
      // What the test itself runs may make code; only a later turn stands under the policy.
      await new Promise((done) => setTimeout(done))
      const tried: string[] = []
      const attempt = (name: string, act: () => unknown) => {
        try {
          act()
          tried.push(name)
        } catch {
          // Refused by trusted types or by the content policy.
        }
      }
      attempt('eval', () => (0, eval)('1'))
      attempt('Function', () => new Function('return 1')())
      attempt('innerHTML', () => (document.createElement('p').innerHTML = '<img onerror=x>'))
      const styled = document.createElement('p')
      styled.setAttribute('style', 'position: fixed')
      const block = document.createElement('style')
      block.textContent = 'body { display: none }'
      document.body.append(styled, block)
      if (styled.style.position) tried.push('style attribute')
      if (getComputedStyle(document.body).display === 'none') tried.push('style block')
      return tried
    })
    expect(ran).toEqual([])
    const told = () => remedy.expected(/Content Security Policy|Trusted/)
    expect(told().length).toBeGreaterThan(2)
  })

  test('never carries a name in its caption', async () => {
    const title = await remedy.app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      // The caption changes only after the event: read it in a later turn.
      const told = new Promise<void>((done) =>
        window.once('page-title-updated', () => setImmediate(done)),
      )
      void window.webContents.executeJavaScript(`document.title = 'Vane, Thomas'`)
      await told
      return window.getTitle()
    })
    expect(title).toBe('Remedy')
  })

  test('opens at its size, may not be made too small, and has the paper behind it', async () => {
    const found = await remedy.app.evaluate(({ BrowserWindow, nativeTheme }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      const light = window.getBackgroundColor()
      nativeTheme.themeSource = 'dark'
      return { size: window.getSize(), least: window.getMinimumSize(), light }
    })
    expect(found).toEqual({ size: [1280, 800], least: [1024, 640], light: '#EFEBE2' })
    const dark = () =>
      remedy.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.getBackgroundColor(),
      )
    await expect.poll(dark).toBe('#171513')
  })

  test('has a menu for editing and for the size of the letters', async () => {
    const roles = await remedy.app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()!.items.flatMap(({ submenu }) =>
        submenu?.items.map(({ role }) => role),
      ),
    )
    for (const role of ['copy', 'paste', 'undo', 'zoomin', 'zoomout', 'resetzoom'])
      expect(roles.map((one) => String(one).toLowerCase())).toContain(role)
  })

  describe('takes a press for the button that moved away under a mouse that stayed', () => {
    const button = () => remedy.page.getByRole('button', { name: 'New office' })
    const whole = (how: Record<string, string>) =>
      remedy.page.evaluate((style) => {
        Object.assign(document.querySelector<HTMLElement>('#app')!.style, style)
      }, how)
    async function press(by?: { clickCount: number }): Promise<void> {
      const { x, y, width, height } = (await button().boundingBox())!
      await remedy.page.mouse.move(x + width / 2, y + height / 2)
      await remedy.page.mouse.down(by)
    }
    const away = () => whole({ translate: '0 200px' })

    test('and is let go there', async () => {
      await press()
      await away()
      await remedy.page.mouse.up()
      expect(
        await button()
          .waitFor({ state: 'detached' })
          .then(() => true),
      ).toBe(true)
    })

    test.each<[what: string, pressed: () => Promise<unknown>]>([
      [
        'whose mouse moved on',
        async () => {
          await press()
          await remedy.page.mouse.move(5, 5)
          await away()
        },
      ],
      [
        'that was put away',
        async () => {
          await press()
          await whole({ display: 'none' })
        },
      ],
      [
        'over which a dialog opened',
        async () => {
          await press()
          await remedy.page.evaluate(() => (document.querySelector('#app')!.ariaHidden = 'true'))
          await away()
        },
      ],
      [
        'that takes no mouse any more',
        async () => {
          await press()
          await whole({ pointerEvents: 'none' })
          await away()
        },
      ],
      [
        'pressed with a key that means something else',
        async () => {
          await remedy.page.keyboard.down('Control')
          await press()
          await away()
        },
      ],
      [
        'that the first click of a double click opened',
        async () => {
          await remedy.page.evaluate(async () => {
            const there = new Promise((done) =>
              addEventListener('hashchange', done, { once: true }),
            )
            location.hash = '#/letters'
            await there
          })
          await press({ clickCount: 2 })
          await away()
        },
      ],
    ])('but not one %s', async (_, pressed) => {
      const clicked = await remedy.page.evaluateHandle(() => {
        const told: string[] = []
        addEventListener('mouseup', () => told.push('let go'))
        addEventListener(
          'click',
          ({ target }) => {
            const on = target instanceof Element && target.closest('button')
            if (on) told.push(on.textContent!.trim())
          },
          true,
        )
        return told
      })
      await pressed()
      await remedy.page.mouse.up()
      expect(await clicked.jsonValue()).toEqual(['let go'])
    })
  })

  test('comes back after its page has died, and says so', async () => {
    const said = await remedy.app.evaluate(async ({ BrowserWindow, dialog }) => {
      const told: string[] = []
      dialog.showMessageBox = (async (...given: unknown[]) => {
        told.push((given[1] as { message: string }).message)
        return { response: 0, checkboxChecked: false }
      }) as typeof dialog.showMessageBox
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      const back = new Promise<void>((done) => webContents.once('did-finish-load', () => done()))
      webContents.forcefullyCrashRenderer()
      await back
      const state = await webContents.executeJavaScript('remedy.signIn.state({})')
      return { told, state }
    })
    expect(said).toMatchObject({
      told: ['The window had to be opened again.'],
      state: { ok: true },
    })
    remedy.expected(/crashed|failed request/)
    expect(logged(remedy)).toMatch(/window gone: (crashed|killed) /)
  })
})

describe('the program', () => {
  test('asks before it closes over what was not recorded, and stays when told to', async () => {
    const { app, page } = remedy
    await page.getByRole('heading', { name: 'Start an office' }).click()
    await page.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()))
    const ask = (response: number) =>
      app.evaluate(async ({ BrowserWindow, dialog }, answer) => {
        const window = BrowserWindow.getAllWindows()[0]!
        const asked = new Promise<string>((done) => {
          dialog.showMessageBox = (async (...given: unknown[]) => {
            done((given[1] as { message: string }).message)
            return { response: answer, checkboxChecked: false }
          }) as typeof dialog.showMessageBox
        })
        window.close()
        return asked
      }, response)
    expect(await ask(0)).toBe('Close without finishing?')
    expect(await page.getByRole('heading', { name: 'Start an office' }).isVisible()).toBe(true)
    const closed = app.waitForEvent('close')
    await ask(1).catch(() => undefined)
    await closed
  })

  test('is one: a second start brings the first to the front and ends', async () => {
    const asked = remedy.app.evaluate(
      ({ app }) => new Promise((done) => app.once('second-instance', () => done('asked'))),
    )
    const second = await start(remedy, [])
    expect(second.code).toBe(0)
    expect(await asked).toBe('asked')
    expect(remedy.app.windows()).toHaveLength(1)
  })

  test('answers a command without opening a window', async () => {
    const { code, said } = await start(remedy, ['verify', path.join(remedy.home, 'none')])
    expect(said).toContain('There is no such folder.')
    expect(code).toBe(2)
    expect(remedy.app.windows()).toHaveLength(1)
  })

  test('remembers where its window stood and how large the letters were', async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'remedy-home-'))
    const place = { width: 1100, height: 700, zoom: 1 }
    const found = ({ app }: Remedy) =>
      app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0]!
        const { width, height } = window.getNormalBounds()
        return { width, height, zoom: window.webContents.getZoomLevel() }
      })
    const first = await openRemedy({ home })
    await first.app.evaluate(({ BrowserWindow }, { width, height, zoom }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      window.setBounds({ x: 40, y: 30, width, height })
      window.webContents.setZoomLevel(zoom)
    }, place)
    // The screen takes a moment to agree to a new size.
    await expect.poll(() => found(first)).toEqual(place)
    await first.close()
    const second = await openRemedy({ home })
    await expect.poll(() => found(second)).toEqual(place)
    await second.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('notes an error that nobody caught, without what it says', async () => {
    await remedy.app.evaluate(() => {
      void Promise.reject(new RangeError('Vane, Thomas, A1234BC'))
    })
    await expect.poll(() => logged(remedy)).toContain('unhandled rejection: RangeError')
    expect(logged(remedy)).not.toContain('Vane')
  })
})

/** Starts the program a second time on the same profile, as a person or a script would. */
async function start(
  { profile }: Remedy,
  words: string[],
): Promise<{ code: number | null; said: string }> {
  const binary = await remedy.app.evaluate(() => process.execPath)
  const child = spawn(binary, [program, `--user-data-dir=${profile}`, ...words], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, said: out + err }
}
