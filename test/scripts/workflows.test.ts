import { globSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const all = globSync('.github/workflows/*.yml', { cwd: root }).map(read).join('\n')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

test('every command that a workflow gives is there, with its options', () => {
  const asked = [...all.matchAll(/npm run (?:--silent )?([\w-]+)(?: -- ((?:--[\w-]+ ?)+))?/g)]
  expect(asked.map(([, name]) => name)).toEqual(expect.arrayContaining(['dist', 'packages']))
  for (const [, name, options = ''] of asked) {
    const [, file] = /^node (\S+)/.exec(scripts[name!]!)!
    for (const option of options.split(' ').filter(Boolean))
      expect([option, read(file!).includes(`'${option}'`)]).toEqual([option, true])
  }
  for (const [, file] of all.matchAll(/\b(scripts\/[\w./-]+)/g))
    expect(statSync(path.join(root, file!)).isFile()).toBe(true)
})

test('a release is packed with Electron’s own binary, and of the version that its tag says', () => {
  const release = read('.github/workflows/release.yml')
  expect(release).toContain('npm run dist -- --release\n')
  expect(release).toContain('"$version" != "$GITHUB_REF_NAME"')
})

test('text has the same ends of lines on every system, which the checks hold', () => {
  expect(read('.gitattributes')).toBe('* text=auto eol=lf\n')
})
