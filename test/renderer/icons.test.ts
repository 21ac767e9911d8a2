import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import lucide from '@iconify-json/lucide/icons.json' with { type: 'json' }

const root = path.resolve(import.meta.dirname, '../..')
const files = globSync('src-renderer/**/*.{vue,ts}', { cwd: root }).filter(
  (file) => !file.includes('node_modules'),
)
const known = new Set([...Object.keys(lucide.icons), ...Object.keys(lucide.aliases)])
const named = files.flatMap((file) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/\bi-([a-z]+)-([a-z0-9-]+)/g)].map(
    ([, collection, name]) => ({ file, collection, name: name! }),
  ),
)

describe('the icons of the window', () => {
  test('are found in the source at all', () => expect(named.length).toBeGreaterThan(40))

  test('all come from the collection that is bundled, so that none is asked for elsewhere', () => {
    expect(
      named.filter(({ collection, name }) => collection !== 'lucide' || !known.has(name)),
    ).toEqual([])
  })

  test('are named as words and never put together from parts, so that the build finds each', () => {
    const built = files.filter((file) =>
      /i-lucide-\$\{/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(built).toEqual([])
  })
})
