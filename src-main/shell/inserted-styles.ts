import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

/** The file beside the window's own that lists the hashes, for the content policy. */
const HASHES = 'style-hashes.json'

/** How the interface library's code looks where it makes a style block: the block's text is a literal. */
const BLOCKS = [
  /as: "style"[^]*?createTextVNode\(("(?:[^"\\]|\\.)*")/g,
  /CSS_DISABLE_TRANS = ("(?:[^"\\]|\\.)*")/g,
]

/** The texts of the style blocks that a module's code would insert into the page. */
export const blocksIn = (code: string): string[] =>
  BLOCKS.flatMap((form) =>
    [...code.matchAll(form)].map(([, literal = '""']) => JSON.parse(literal)),
  )

/** A style block's hash as the content policy writes it. */
export const hashOf = (block: string): string =>
  `sha256-${createHash('sha256').update(block).digest('base64')}`

/** Collects, while the window is built, the hashes of the style blocks that the modules in it will insert. */
export function insertedStyles(): Plugin {
  const blocks = new Map<string, string[]>()
  return {
    name: 'inserted-styles',
    apply: 'build',
    transform(code, id) {
      const found = /node_modules/.test(id) ? blocksIn(code) : []
      if (found.length > 0) blocks.set(id, found)
    },
    generateBundle(_, bundle) {
      const used = new Set(
        Object.values(bundle).flatMap((chunk) =>
          chunk.type === 'chunk' ? Object.keys(chunk.modules) : [],
        ),
      )
      const hashes = [...blocks].flatMap(([id, found]) => (used.has(id) ? found.map(hashOf) : []))
      const source = JSON.stringify([...new Set(hashes)].sort())
      this.emitFile({ type: 'asset', fileName: HASHES, source })
    },
  }
}

/** The hashes that were listed when the window in `folder` was built; none where a development server builds it. */
export function styleHashesIn(folder: string): string[] {
  try {
    return JSON.parse(readFileSync(path.join(folder, HASHES), 'utf8'))
  } catch {
    return []
  }
}
