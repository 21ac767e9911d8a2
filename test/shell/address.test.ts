import fc from 'fast-check'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileFor, homeOf, isOwn } from '../../src-main/shell/address.ts'

const folder = path.resolve('/data')
const own = 'app://remedy'

describe('the file behind an address', () => {
  test('is the one it names, inside the folder', () => {
    expect(fileFor(folder, `${own}/index.html`)).toBe(path.join(folder, 'index.html'))
    expect(fileFor(folder, `${own}/assets/a%20b.css?x=1#y`)).toBe(
      path.join(folder, 'assets/a b.css'),
    )
  })

  test.each([
    `${own}/..%2fdata-evil/secret.html`,
    `${own}/%2e%2e%2fdata-evil%2fsecret.html`,
    `${own}/..%5cdata-evil%5csecret.html`,
    `${own}/assets/..%2f..%2fetc/passwd`,
    `${own}/%2e%2e%2f%2e%2e%2fetc%2fpasswd`,
    `${own}/..%2f`,
    `${own}/index.html%00.png`,
    `${own}/C:%5cWindows%5cwin.ini`,
    `${own}/index.html:stream`,
    `${own}/%`,
    `${own}/`,
    own,
    'app://other/index.html',
    'app://remedy.example/index.html',
    'app://user@remedy/index.html',
    'app://remedy:80/index.html',
    'file:///data/index.html',
    'http://remedy/index.html',
    'nothing at all',
  ])('is not there for %s', (address) => expect(fileFor(folder, address)).toBeUndefined())

  test('never lies outside, whatever the address', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2e%2e',
      '/',
      '%2f',
      '\\',
      '%5c',
      'a',
      'data-evil',
      '%00',
      ':',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = fileFor(folder, `${own}/${pieces.join('')}`)
        if (file === undefined) return
        expect(path.resolve(file).startsWith(folder + path.sep)).toBe(true)
      }),
      { numRuns: 5_000, seed: 11 },
    )
  })
})

describe('home', () => {
  test('is recognised by scheme and host, not by how an address begins', () => {
    expect(isOwn('app://remedy/index.html#/clients')).toBe(true)
    for (const address of [
      'app://remedy.evil/',
      'app://remedyevil/',
      'APP-x://remedy/',
      'xapp://remedy/',
    ])
      expect(isOwn(address), address).toBe(false)
  })

  test('of the packaged program is its own files alone', () => {
    const home = homeOf({ packaged: true, devServer: 'http://localhost:5173/' })
    expect(home.start).toBe('app://remedy/index.html')
    for (const address of [
      'http://localhost:5173/',
      'devtools://devtools/x',
      'file:///x',
      'data:,x',
      '',
    ])
      expect([home.owns(address), home.mayLoad(address)], address).toEqual([false, false])
  })

  test('of the program in the making is also its development server', () => {
    const home = homeOf({ packaged: false, devServer: 'http://localhost:5173/' })
    expect(home.start).toBe('http://localhost:5173/')
    expect(home.owns('http://localhost:5173/main.ts')).toBe(true)
    expect(home.mayLoad('ws://localhost:5173/')).toBe(true)
    expect(home.mayLoad('http://localhost:5174/')).toBe(false)
    expect([home.owns('devtools://devtools/x'), home.mayLoad('devtools://devtools/x')]).toEqual([
      false,
      true,
    ])
  })
})
