import { extractFile, getRawHeader } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { isBuiltin } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'
import { filesOf, packagedIn, type Packaged } from '../packaged.ts'

const MIB = 1 << 20
const out = mkdtempSync(path.join(os.tmpdir(), 'remedy-packaged-'))
let made: Packaged
let files: string[]
const beside = (name: string) => readFileSync(path.join(made.folder, name), 'utf8')
const inside = (name: string) => extractFile(made.asar, name.split('/').join(path.sep))

beforeAll(() => {
  execFileSync(process.execPath, ['scripts/dist.ts', '--built', '--dir', '--out', out], {
    cwd: root,
  })
  made = packagedIn(out)
  files = filesOf(made.asar)
}, 300_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

describe('the archive', () => {
  test('holds what was built, what it reads, and the packages that cannot be bundled', () => {
    const tops = new Set(files.map((file) => file.split('/')[0]!))
    expect([...tops].toSorted()).toEqual(['node_modules', 'out', 'package.json', 'resources'])
    const unwanted = /\.(ts|tsx|vue|map|md|cpp|hpp|h|c)$|\/(test|tests|\.yarn|\.vite)\//
    expect(files.filter((file) => unwanted.test(file))).toEqual([])
    expect(files.filter((file) => file.includes('licences/'))).toEqual([])
    for (const name of ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'])
      expect(files).toContain(name)
  })

  test('holds the database for this system alone, and no program that only Windows starts', () => {
    const binaries = files.filter((file) => /\.(node|exe|dll|so|dylib)$/.test(file))
    const database = `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`
    const others = binaries.filter((file) => file !== database)
    expect(binaries).toContain(database)
    expect(others.filter((file) => !file.includes('SumatraPDF'))).toEqual([])
    expect(others).toHaveLength(process.platform === 'win32' ? 1 : 0)
  })

  test.runIf(existsSync('/usr/bin/dpkg'))(
    'asks for no library that the package for Debian does not',
    () => {
      const list = readFileSync(path.join(root, 'scripts/system-packages'), 'utf8')
      const declared = /^libraries='([^']*)'/m.exec(list)![1]!.split(/\s+/)
      const always = ['libc6', 'libgcc-s1', 'libstdc++6']
      const own = globSync('**/*.{so,so.*,node}', { cwd: made.folder })
      const asked = [made.program, ...own.map((file) => path.join(made.folder, file))].flatMap(
        (file) => {
          const { stdout } = spawnSync('objdump', ['-p', file], { encoding: 'utf8' })
          return [...stdout.matchAll(/NEEDED\s+(\S+)/g)].map(([, name]) => name!)
        },
      )
      const brought = own.map((file) => path.basename(file))
      const others = [...new Set(asked)].filter((name) => !brought.includes(name))
      const { stdout } = spawnSync('dpkg', ['-S', ...others.map((name) => `*/${name}`)], {
        encoding: 'utf8',
      })
      const owners = [...stdout.matchAll(/^(\S+?)(?:t64)?:\S+ (\S+)$/gm)]
      const isNamed = (library: string) =>
        owners.some(
          ([, owner, file]) =>
            path.basename(file!) === library && [...declared, ...always].includes(owner!),
        )
      expect(others).toContain('libgtk-3.so.0')
      expect(others.filter((library) => !isNamed(library))).toEqual([])
    },
  )

  test('asks for no package that is not in it', () => {
    const packed = files
      .map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.[1])
      .filter((name) => name !== undefined)
    const asked = files
      .filter((file) => /^out\/(main|preload)\/.*\.c?js$/.test(file))
      .flatMap((file) => [
        ...inside(file)
          .toString('utf8')
          .matchAll(/^\s*(?:import|export)[^'"\n]*\bfrom\s*["']([^."'][^"']*)["']/gm),
        ...inside(file)
          .toString('utf8')
          .matchAll(/\bimport\(["']([^."'][^"']*)["']\)/g),
      ])
      .map(([, name]) => name!)
      .filter((name) => !isBuiltin(name) && name !== 'electron')
    const whole = new Set(asked.map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]))
    expect([...whole]).toContain('better-sqlite3')
    // Only Windows prints by it, and only there is it loaded.
    const elsewhere = process.platform === 'win32' ? [] : ['pdf-to-printer']
    expect([...whole].filter((name) => !packed.includes(name))).toEqual(elsewhere)
  })

  test('is at most 30 MB, and holds each file as its header says', () => {
    expect(statSync(made.asar).size).toBeLessThan(30 * MIB)
    interface Entry {
      files?: Record<string, Entry>
      integrity?: { algorithm: string; hash: string }
    }
    const { header } = getRawHeader(made.asar)
    const walk = (entry: Entry, at: string): [string, Entry][] =>
      entry.files
        ? Object.entries(entry.files).flatMap(([name, one]) =>
            walk(one, at ? `${at}/${name}` : name),
          )
        : [[at, entry]]
    for (const [file, { integrity }] of walk(header as unknown as Entry, '')) {
      expect(integrity?.algorithm, file).toBe('SHA256')
      expect(createHash('sha256').update(inside(file)).digest('hex'), file).toBe(integrity!.hash)
    }
  })
})

describe('beside the archive', () => {
  test('lie no words of a language nobody asked for, and nothing of another program', () => {
    const languages = globSync('**/*.{pak,lproj}', { cwd: made.folder })
      .map((file) => path.basename(file, path.extname(file)))
      .filter((name) => /^[a-z]{2}([-_]|$)/i.test(name))
    expect(languages.toSorted()).toEqual(['en-GB', 'en-US'])
    expect(readdirSync(path.dirname(made.asar)).toSorted()).toEqual([
      'app.asar',
      'app.asar.unpacked',
    ])
  })

  test('lie its own licence and the notices of every package that is in it', () => {
    expect(beside('LICENSE.txt')).toBe(readFileSync(path.join(root, 'LICENSE'), 'utf8'))
    const notices = beside('THIRD-PARTY-NOTICES.txt')
    const manifests = files.filter((file) =>
      /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file),
    )
    const packed = manifests.map((file): { name: string; version: string } =>
      JSON.parse(inside(file).toString('utf8')),
    )
    for (const { name, version } of packed) expect(notices).toContain(`\n## ${name} ${version} (`)
    // Bundled in the office, bundled in the window, and drawn with.
    for (const name of ['kysely', 'pinia', 'pdfjs-dist', '@iconify-json/lucide'])
      expect(notices).toMatch(new RegExp(`^## ${name} \\d`, 'm'))
    expect(notices).toContain('SIL OPEN FONT LICENSE')
    const licences = readdirSync(path.join(made.folder, 'licences'))
    const sumatra = ['SumatraPDF.txt', 'agpl-3.txt', 'gpl-3.txt']
    expect(licences.toSorted()).toEqual([
      ...(process.platform === 'win32' ? sumatra : []),
      'dictionary-en-gb.txt',
    ])
  })
})

test('the program lets nobody run it as Node, look into it, or give it another archive', async () => {
  const wire = await getCurrentFuseWire(made.program)
  const is = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
  expect({
    runAsNode: is(FuseV1Options.RunAsNode),
    cookies: is(FuseV1Options.EnableCookieEncryption),
    options: is(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: is(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: is(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: is(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: is(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    ...{ runAsNode: false, cookies: true, options: false, inspect: false },
    ...{ integrity: true, onlyAsar: true, fileProtocol: false },
  })
})

test('its commands make the sample office and verify it', () => {
  const office = path.join(out, 'sample office')
  const remedy = (words: string[], input = '') => {
    const { status, stdout, stderr } = spawnSync(made.program, words, {
      ...{ input, encoding: 'utf8', timeout: 240_000 },
    })
    return { status, stdout, stderr }
  }
  const sample = remedy(['sample', office])
  expect(sample).toMatchObject({ status: 0 })
  const passphrase = /^passphrase: (.*)$/m.exec(sample.stdout)![1]
  expect(remedy(['verify', office, '--passphrase-stdin'], `${passphrase}\n`)).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/holds|verified|correct/i),
  })
}, 300_000)
