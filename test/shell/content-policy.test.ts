import { describe, expect, test } from 'vitest'
import { asHeader, contentPolicy, headersFor } from '../../src-main/shell/content-policy.ts'

const policy = contentPolicy(['sha256-abc='])
const DIRECTIVES = [
  'base-uri',
  'connect-src',
  'default-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'img-src',
  'require-trusted-types-for',
  'script-src',
  'style-src',
  'trusted-types',
]

describe('the content policy', () => {
  test('starts from nothing and allows the program its own files', () => {
    expect(policy['default-src']).toEqual([`'none'`])
    for (const directive of ['connect-src', 'base-uri', 'form-action', 'frame-ancestors'])
      expect(policy[directive], directive).toEqual([`'none'`])
    for (const directive of ['script-src', 'font-src', 'img-src'])
      expect(policy[directive], directive).toEqual([`'self'`])
    expect(policy['style-src']).toEqual([`'self'`, `'sha256-abc='`])
    expect(policy['require-trusted-types-for']).toEqual([`'script'`])
  })

  test('is read back from its header as it was meant', () => {
    const read = asHeader(policy)
      .split(';')
      .map((part) => part.trim().split(/\s+/))
    expect(read.map(([directive]) => directive!).sort()).toEqual(DIRECTIVES)
    expect(Object.fromEntries(read.map(([directive, ...sources]) => [directive, sources]))).toEqual(
      policy,
    )
  })

  test('has no directive that a browser would pass over, such as one with a colon', () => {
    for (const directive of Object.keys(policy)) expect(directive).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(Object.keys(policy).sort()).toEqual(DIRECTIVES)
  })

  test('holds nothing that opens it: no wildcard, no scheme, nothing unsafe', () => {
    for (const source of Object.values(policy).flat())
      expect(source).toMatch(
        /^('self'|'none'|'script'|'sha256-[A-Za-z0-9+/=]+'|vue|iconify|paper)$/,
      )
  })
})

test('every file comes with the headers that keep it what it is', () => {
  const headers = headersFor(policy)
  expect(headers['Content-Security-Policy']).toBe(asHeader(policy))
  expect(headers['X-Content-Type-Options']).toBe('nosniff')
  expect(headers['Cache-Control']).toBe('no-store')
  expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin')
  expect(headers['Permissions-Policy']).toContain('camera=()')
})
