import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blocksIn, hashOf } from '../../src-main/shell/inserted-styles.ts'

const library = path.resolve(import.meta.dirname, '../../node_modules/reka-ui/dist')

test.each([
  'Select/SelectViewport.js',
  'ScrollArea/ScrollAreaViewport.js',
  'Combobox/ComboboxViewport.js',
])('the one style block of %s is found, whole', (file) => {
  const blocks = blocksIn(readFileSync(path.join(library, file), 'utf8'))
  expect(blocks).toHaveLength(1)
  expect(blocks[0]).toMatch(/^ \/\* Hide scrollbars [^]*\} $/)
})

test('a module without a style block has none', () => {
  expect(blocksIn(`createVNode("p", { class: "style" }, [createTextVNode("text")])`)).toEqual([])
})

test('a hash is that of the block as the browser sees it', () => {
  const block = `[data-x] { content: "é" }`
  const code = `as: "style", x: [createTextVNode(${JSON.stringify(block)})]`
  expect(blocksIn(code)).toEqual([block])
  const sum = createHash('sha256').update(Buffer.from(block, 'utf8')).digest('base64')
  expect(hashOf(block)).toBe(`sha256-${sum}`)
})
