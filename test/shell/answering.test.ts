import { expect, test } from 'vitest'
import { homeOf } from '../../src-main/shell/address.ts'
import { answering, fromOwnWindow } from '../../src-main/shell/answering.ts'
import type { Dispatch } from '../../src-main/wire/dispatch.ts'

type Page = Parameters<typeof fromOwnWindow>[0]
type Sent = Parameters<typeof fromOwnWindow>[2]

const home = homeOf({ packaged: true })
const frameAt = (url: string) => ({ url }) as Sent['senderFrame']
const pageWith = (mainFrame: Sent['senderFrame'], gone = false) =>
  ({ mainFrame, isDestroyed: () => gone }) as Page

test('only the main frame of the one window, at the program’s own address, may ask', () => {
  const main = frameAt('app://remedy/index.html#/clients')
  const page = pageWith(main)
  expect(fromOwnWindow(page, home, { senderFrame: main })).toBe(true)
  const inside = frameAt('app://remedy/index.html')
  expect(fromOwnWindow(page, home, { senderFrame: inside })).toBe(false)
  expect(fromOwnWindow(page, home, { senderFrame: null })).toBe(false)
  expect(fromOwnWindow(pageWith(main, true), home, { senderFrame: main })).toBe(false)
})

test.each([
  'about:blank',
  'data:text/html,x',
  'http://127.0.0.1/',
  'app://other/',
  'file:///x',
  '',
])('the main frame may not ask while it shows %s', (url) => {
  const main = frameAt(url)
  expect(fromOwnWindow(pageWith(main), home, { senderFrame: main })).toBe(false)
})

const sent: Sent = { senderFrame: null }
const echo: Dispatch = async (name, input) => ({ ok: true, value: [name, input] })

test('a stranger gets a refusal, and the office never hears of it', async () => {
  let opened = 0
  const answer = answering({
    known: () => false,
    door: async () => (opened++, echo),
    report: () => undefined,
  })
  const found = await answer(sent, 'signIn.state', {})
  expect(found).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
  expect(opened).toBe(0)
})

test('a question goes through as it came; a name that is no text is no name', async () => {
  const answer = answering({ known: () => true, door: async () => echo, report: () => undefined })
  expect(await answer(sent, 'clients.find', { text: 'x' })).toEqual({
    ok: true,
    value: ['clients.find', { text: 'x' }],
  })
  for (const name of [undefined, null, 1, {}, ['clients.find'], { toString: 'clients.find' }])
    expect(await answer(sent, name, 1)).toEqual({ ok: true, value: ['', 1] })
})

test('an office that cannot be opened is a refusal that tells nothing of the reason, and a note in the log', async () => {
  const noted: string[] = []
  const answer = answering({
    known: () => true,
    door: () => Promise.reject(new Error('/home/siân/secret.db')),
    report: (name) => noted.push(name),
  })
  const found = await answer(sent, 'signIn.state', {})
  expect(found).toMatchObject({ ok: false, refusal: { code: 'internal' } })
  expect(JSON.stringify(found)).not.toContain('secret')
  expect(noted).toEqual(['open the office'])
})
