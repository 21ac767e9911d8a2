import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const sources = globSync('src-renderer/**/*.{vue,ts,css,html}', { cwd: root })
  .filter((file) => !file.includes('node_modules'))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
const holding = (pattern: RegExp, among = sources) =>
  among.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

describe('the source of the window', () => {
  test('writes no style attribute, which the content policy would refuse', () => {
    expect(holding(/\sstyle="/)).toEqual([])
  })

  test('makes no markup from strings and no code from strings', () => {
    expect(holding(/v-html|innerHTML|insertAdjacentHTML|\beval\(|new Function/)).toEqual([])
  })

  test('reaches for nothing on a network', () => {
    expect(holding(/https?:\/\/|\bfetch\(|XMLHttpRequest|WebSocket/)).toEqual([])
  })

  test('has each progress bar by the part that gives it a name to be read aloud', () => {
    expect(holding(/<UProgress/)).toEqual(['src-renderer/parts/ProgressBar.vue'])
  })

  test('gives no screen a key that already works on every screen', () => {
    const screens = sources.filter(({ file }) => !file.includes('/frame/'))
    expect(holding(/\bkey: '(r|\?)'/, screens)).toEqual([])
  })

  test('gives colours only in the tokens, on paper and on the page of a pack, which stands alone', () => {
    const own = /(styles\/(tokens|print)|pack-page\/page)\.css$/
    const painted = sources.filter(({ file }) => !own.test(file))
    expect(holding(/#[0-9a-f]{3}([0-9a-f]{3})?\b|\brgba?\(|\bhsl\(|oklch\(/i, painted)).toEqual([])
  })
})
