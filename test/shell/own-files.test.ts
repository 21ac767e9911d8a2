import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { answer, privileges } from '../../src-main/shell/own-files.ts'

const base = mkdtempSync(path.join(os.tmpdir(), 'remedy-files-'))
const folder = path.join(base, 'data')
mkdirSync(folder)
mkdirSync(path.join(base, 'data-evil'))
writeFileSync(path.join(folder, 'index.html'), '<h1>in</h1>')
writeFileSync(path.join(folder, 'notes.txt'), 'a kind that no window needs')
writeFileSync(path.join(base, 'data-evil', 'index.html'), '<h1>out</h1>')
writeFileSync(path.join(base, 'beside.html'), '<h1>out</h1>')
afterAll(() => rmSync(base, { recursive: true }))

const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': `default-src 'none'`,
}
const ask = (url: string, method = 'GET') => answer(folder, headers, { method, url })

test('the window gets its own file, with its kind and every header', async () => {
  const response = await ask('app://remedy/index.html')
  expect([response.status, await response.text()]).toEqual([200, '<h1>in</h1>'])
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-security-policy')).toBe(`default-src 'none'`)
})

test.each([
  'app://remedy/..%2fdata-evil/index.html',
  'app://remedy/..%2fbeside.html',
  'app://remedy/%2e%2e%2fbeside.html',
  'app://remedy/notes.txt',
  'app://remedy/missing.html',
  'app://remedy/',
  'app://other/index.html',
])('%s is not there, and the answer still has the headers', async (url) => {
  const response = await ask(url)
  expect([response.status, await response.text()]).toEqual([404, ''])
  expect(response.headers.get('content-security-policy')).toBe(`default-src 'none'`)
})

test.each(['POST', 'PUT', 'HEAD'])('%s is not a way to read a file', async (method) =>
  expect((await ask('app://remedy/index.html', method)).status).toBe(405),
)

test('the scheme is a real and secure origin, and may do no more', () => {
  expect(privileges).toEqual({
    scheme: 'app',
    privileges: { standard: true, secure: true, supportFetchAPI: true },
  })
})
