import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Debian's Firefox, or Ubuntu's. */
export const FIREFOX =
  ['firefox-esr', 'firefox'].find((name) => spawnSync('which', [name]).status === 0) ??
  'firefox-esr'

/** A page in Firefox, driven by WebDriver BiDi, which Firefox speaks by itself. */
export interface FirefoxPage {
  goTo(url: string): Promise<void>
  /** Chooses a file in the field that the selector names. */
  choose(selector: string, file: string): Promise<void>
  /** Runs an expression in the page and gives its value, a text. */
  ask(expression: string): Promise<string>
  /** The addresses that the page asked for. */
  asked: string[]
  close(): Promise<void>
}

interface Reply {
  id?: number
  type?: string
  message?: string
  result?: Record<string, unknown>
  method?: string
  params?: { request?: { url: string } }
}

export async function openFirefox(): Promise<FirefoxPage> {
  const profile = mkdtempSync(join(tmpdir(), 'remedy-firefox-'))
  const words = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const child = spawn(FIREFOX, words, {
    env: { ...process.env, HOME: profile },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const socket = new WebSocket(`${await addressOf(child.stderr)}/session`)
  await new Promise((open, fail) => {
    socket.addEventListener('open', open)
    socket.addEventListener('error', () => fail(new Error('Firefox does not answer.')))
  })
  const asked: string[] = []
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
    else if (reply.params?.request) asked.push(reply.params.request.url)
  })
  let last = 0
  const send = async (method: string, params: object) => {
    const id = ++last
    const answered = new Promise<Reply>((done) => waiting.set(id, done))
    socket.send(JSON.stringify({ id, method, params }))
    const reply = await answered
    if (reply.type === 'error') throw new Error(`${method}: ${reply.message}`)
    return reply.result ?? {}
  }
  await send('session.new', { capabilities: {} })
  await send('session.subscribe', { events: ['network.beforeRequestSent'] })
  const { contexts } = await send('browsingContext.getTree', {})
  const [{ context }] = contexts as [{ context: string }]
  const evaluate = async (expression: string) => {
    const { result, exceptionDetails } = await send('script.evaluate', {
      ...{ expression, target: { context }, awaitPromise: true },
    })
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
    return result as { value?: unknown; sharedId?: string }
  }
  return {
    asked,
    goTo: async (url) =>
      void (await send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async choose(selector, file) {
      const { sharedId } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`)
      await send('input.setFiles', { context, element: { sharedId }, files: [file] })
    },
    ask: async (expression) => String((await evaluate(expression)).value),
    async close() {
      const ended = new Promise((done) => child.once('exit', done))
      await send('browser.close', {}).catch(() => child.kill())
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Firefox tells on standard error where it listens. */
async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  const said: string[] = []
  for await (const line of createInterface({ input: stderr })) {
    const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line)
    if (found) {
      stderr.resume()
      return found[1]!
    }
    said.push(line)
  }
  throw new Error(`Firefox did not start.\n${said.join('\n')}`)
}
