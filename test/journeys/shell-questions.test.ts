import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { RefusalCode } from '../../src-main/wire/refusal.ts'
import { logged, openRemedy, program, type Remedy } from './harness.ts'

const ROUNDS = Number(process.env['REMEDY_FUZZ'] ?? 30)

let remedy: Remedy
beforeAll(async () => {
  remedy = await openRemedy()
  await remedy.newOffice()
})
afterAll(() => remedy.close())

const names = Object.entries(contract).flatMap(([domain, questions]) =>
  Object.keys(questions).map((name) => `${domain}.${name}`),
)

/** What was answered to garbage: the codes of the refusals, and whatever was no refusal at all. */
interface Heard {
  codes: Record<string, number>
  strange: string[]
}

test('whatever the window sends, the office answers with a refusal in words and records nothing', async () => {
  const before = await remedy.ask('audit.list', { from: 0 })
  const heard = await remedy.page.evaluate(fuzz, [names, ROUNDS] as const)
  expect(heard.strange).toEqual([])
  expect(
    Object.keys(heard.codes).filter((code) => !RefusalCode.options.some((known) => known === code)),
  ).toEqual([])
  expect(heard.codes['internal'] ?? 0).toBe(0)
  expect(heard.codes['invalid-input']).toBeGreaterThan(names.length * 20)
  expect(await remedy.ask('audit.list', { from: 0 })).toEqual(before)
  expect(logged(remedy)).toBe('')
  // It is a great deal of garbage, and a busy machine takes long over it; this ends only one that hangs.
}, 900_000)

/** Runs in the window: garbage of every kind to every question, the same each time. */
async function fuzz([questions, rounds]: readonly [string[], number]): Promise<Heard> {
  const heard: Heard = { codes: {}, strange: [] }
  const bridge = Reflect.get(window, 'remedy') as unknown as Record<
    string,
    Record<string, (input?: unknown) => Promise<unknown>>
  >
  let seed = 11
  const dice = (sides: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % sides
  const cyclic: Record<string, unknown> = { a: 1 }
  cyclic['self'] = cyclic
  const deep = (levels: number) => {
    let inner: unknown = 'x'
    for (let level = 0; level < levels; level++) inner = level % 2 ? [inner] : { id: inner }
    return inner
  }
  const large = 'x'.repeat(10_000_000)
  const kinds: (() => unknown)[] = [
    () => undefined,
    () => null,
    () => dice(2) === 1,
    () => [NaN, Infinity, -0, 1e308, 2 ** 53][dice(5)],
    () => ['', 'x', '\0', '\ud800', '../../etc/passwd', `' OR 1=1 --`, '<img onerror=x>'][dice(7)],
    () => 10n ** 30n,
    () => [],
    () => Array.from({ length: dice(50) }, () => dice(9)),
    () => ({ id: dice(99), text: 7, personId: 'x', clientId: {}, passphrase: [] }),
    () => JSON.parse('{"__proto__":{"ok":true},"constructor":{"prototype":{"ok":true}}}'),
    () => ({ toString: 'x', valueOf: 'x', then: 'x', toJSON: 'x' }),
    () => deep(dice(60) + 2),
    () => new Date(NaN),
    () => new Uint8Array(dice(5000)),
    () => cyclic,
    () => ({ text: large }),
    () => ({ list: Array.from({ length: 200_000 }, () => 0) }),
    () => ({ act: () => 1 }),
    () => Object.assign(Object.create(null), { x: 1 }),
    () => new Proxy({ x: 1 }, {}),
  ]
  // What crosses as an empty object is a right question to some; it is no garbage.
  const isEmpty = (given: unknown) =>
    typeof given === 'object' &&
    given !== null &&
    !Array.isArray(given) &&
    !ArrayBuffer.isView(given) &&
    Object.keys(given).length === 0
  const hear = (name: string, answer: unknown) => {
    const { ok, refusal, ...rest } = answer as {
      ok?: boolean
      refusal?: { code: string; message: string }
    }
    const plain =
      ok === false &&
      refusal &&
      typeof refusal.message === 'string' &&
      Object.keys(rest).length === 0
    if (!plain || /\n\s+at |\.[jt]s:\d|\/tmp\//.test(refusal.message))
      heard.strange.push(`${name}: ${JSON.stringify(answer).slice(0, 200)}`)
    else heard.codes[refusal.code] = (heard.codes[refusal.code] ?? 0) + 1
  }
  for (const name of questions) {
    const [domain = '', act = ''] = name.split('.')
    for (let round = 0; round < rounds; round++) {
      const kind = round < kinds.length ? round : dice(kinds.length - 6)
      const given = kinds[kind]!()
      if (isEmpty(given)) continue
      try {
        hear(name, await bridge[domain]![act]!(given))
      } catch (error) {
        // The bridge itself sends nothing that is too deep for it: that never reaches the office.
        if (!/recursion|cloned|circular|context bridge/i.test(String(error)))
          heard.strange.push(`${name} threw ${error}`)
      }
    }
  }
  return heard
}

test('the bridge offers the questions of the contract and nothing more', async () => {
  const offered = await remedy.page.evaluate(() =>
    Object.entries(Reflect.get(window, 'remedy') as object).flatMap(([domain, acts]) =>
      Object.entries(acts as object).map(([act, ask]) => [`${domain}.${act}`, typeof ask]),
    ),
  )
  expect(offered).toEqual(names.map((name) => [name, 'function']))
})

test.each(['app://remedy/index.html', 'about:blank', 'file:///etc/hostname'])(
  'another window at %s is told that it may not ask',
  async (address) => {
    const preload = path.join(program, 'out', 'preload', 'preload.cjs')
    const answer = await remedy.app.evaluate(
      async ({ BrowserWindow }, [at, bridge]) => {
        const [own] = BrowserWindow.getAllWindows()
        const { session } = own!.webContents
        const webPreferences = { session, preload: bridge, sandbox: true }
        const stranger = new BrowserWindow({ show: false, webPreferences })
        await stranger.loadURL(at).catch(() => undefined)
        const heard = await stranger.webContents.executeJavaScript('remedy.signIn.state({})')
        stranger.destroy()
        return heard
      },
      [address, preload] as const,
    )
    expect(answer).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
    remedy.expected(/./)
  },
)

test('there is one channel, and the office still answers on it', async () => {
  expect(await remedy.ask('signIn.state')).toMatchObject({ ok: true, value: { phase: 'open' } })
})
