import { extractAll, getRawHeader } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { windowsNode } from '../../scripts/packages/windows-stand-in.ts'
import { root } from '../../scripts/run.ts'
import { needs } from '../needs.ts'
import { filesOf, packagedIn, type Packaged } from '../packaged.ts'

const WINE = '/usr/lib/wine/wine64'
const out = mkdtempSync(path.join(os.tmpdir(), 'remedy-windows-'))
const prefix = path.join(out, 'wine')
const drive = (...parts: string[]) => path.join(prefix, 'drive_c', ...parts)
const program = path.join(out, 'program')
let made: Packaged
let node: string

/** Runs a program of Windows; what it says comes by a file, since that alone Wine hands on whole. */
function windows(words: string[], input = ''): { status: number | null; said: string } {
  const [said, typed] = [path.join(out, 'said.txt'), path.join(out, 'typed.txt')]
  writeFileSync(typed, input)
  const files = [openSync(typed, 'r'), openSync(said, 'w')]
  const env = { ...process.env, WINEPREFIX: prefix, WINEDEBUG: '-all' }
  const { status } = spawnSync(WINE, words, {
    ...{ cwd: out, env, timeout: 400_000 },
    stdio: [files[0]!, files[1]!, files[1]!],
  })
  files.forEach(closeSync)
  return { status, said: readFileSync(said, 'utf8') }
}
/** A file of Windows' own drive by the path it has there. */
const there = (file: string) => `C:\\${path.relative(drive(), file).replaceAll('/', '\\')}`
/** As Wine shows this machine's own files to Windows. */
const seen = (file: string) => `Z:${file.replaceAll('/', '\\')}`
const remedy = (words: string[], input?: string) =>
  windows([node, seen(path.join(program, 'out/main/cli.js')), ...words], input)

beforeAll(async () => {
  for (const [what, of] of [
    [WINE, 'wine64'],
    ['makensis', 'nsis'],
    ['wixl', 'wixl'],
    ['wixl-heat', 'wixl'],
  ] as const)
    needs(what, of)
  node = await windowsNode()
  const words = ['scripts/dist.ts', '--win', '--built', '--out', out]
  execFileSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  made = packagedIn(out)
  extractAll(made.asar, program)
  mkdirSync(prefix)
  windows(['wineboot', '-i'])
  windows(['winecfg', '-v', 'win10'])
}, 900_000)
afterAll(() => rmSync(out, { recursive: true, force: true, maxRetries: 5 }))

describe('the package for Windows', () => {
  test('has the database of Windows alone, and the program that prints with its licences', () => {
    const binaries = filesOf(made.asar).filter((file) => /\.(node|exe|dll|so|dylib)$/.test(file))
    expect(binaries.toSorted()).toEqual([
      'node_modules/better-sqlite3/prebuilds/win32-x64.node',
      expect.stringMatching(/^node_modules\/pdf-to-printer\/dist\/SumatraPDF.*\.exe$/),
    ])
    const licences = globSync('licences/*', { cwd: made.folder })
    expect(licences.map((file) => path.basename(file)).toSorted()).toEqual([
      'SumatraPDF.txt',
      'agpl-3.txt',
      'dictionary-en-gb.txt',
      'gpl-3.txt',
    ])
  })

  test('starts no other archive than its own: the program holds its hash, and asks for it', async () => {
    const wire = await getCurrentFuseWire(made.program)
    expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
    const { headerString } = getRawHeader(made.asar)
    const hash = createHash('sha256').update(headerString).digest('hex')
    expect(readFileSync(made.program).includes(hash)).toBe(true)
  })
})

describe('on Windows', () => {
  const office = 'C:\\Users\\Ada Quill\\OneDrive - Prosser Tark\\The sample office'
  const opens = () => 'the sample office opens\n'

  test('the sample office is made and verified in a folder with spaces, backed up and restored', () => {
    const sample = remedy(['sample', office])
    expect(sample, sample.said).toMatchObject({ status: 0 })
    expect(
      existsSync(drive('users/Ada Quill/OneDrive - Prosser Tark/The sample office/remedy.db')),
    ).toBe(true)
    const verified = remedy(['verify', office, '--passphrase-stdin'], opens())
    expect(verified, verified.said).toMatchObject({ status: 0 })
    const kept = remedy(['backup', office, 'C:\\Backups', '--passphrase-stdin'], opens())
    expect(kept, kept.said).toMatchObject({ status: 0 })
    const place = /^C:\\Backups\\.*Z$/m.exec(kept.said)![0]
    const restored = remedy(['restore', place, 'C:\\Restored office'], opens())
    expect(restored, restored.said).toMatchObject({ status: 0 })
    const again = remedy(['verify', 'C:\\Restored office', '--passphrase-stdin'], opens())
    expect(again, again.said).toMatchObject({ status: 0 })
  }, 900_000)

  test.each([
    ['C:\\Offices\\CON', 'the name of a device'],
    ['C:\\Offices\\nul.txt', 'the name of a device'],
    ['C:\\Offices\\office.', 'ends with a dot or a space'],
    ['C:\\Offices\\office ', 'ends with a dot or a space'],
    ['C:\\Offices\\who?', 'a character that no name may hold'],
    [`C:\\Offices\\${'a very long name '.repeat(12)}`.trim(), 'characters long'],
  ])('an office in %s is refused before anything is made', (folder, why) => {
    const { status, said } = remedy(['sample', folder])
    expect(said).toContain(why)
    expect(status).toBe(2)
    expect(existsSync(drive('Offices'))).toBe(false)
  })
})

describe('installing it (the program in these packages is Node: no window is tried)', () => {
  const installer = (ending: string) =>
    seen(path.join(out, globSync(`*${ending}`, { cwd: out })[0]!))
  const everybody = drive('Program Files/Remedy')
  const mine = () =>
    path.dirname(
      globSync('users/*/AppData/Local/Programs/Remedy/Remedy.exe', { cwd: drive() }).map((file) =>
        drive(file),
      )[0] ?? '',
    )
  const asked = (key: string) => windows(['reg', 'query', key]).said

  /** An office that somebody put beside the program outlives it; everything that was installed is gone. */
  async function goneBut(folder: string, remove: string[]): Promise<void> {
    const office = path.join(folder, 'Office/remedy.db')
    mkdirSync(path.dirname(office), { recursive: true })
    writeFileSync(office, 'kept')
    expect(windows(remove)).toMatchObject({ status: 0 })
    // The uninstaller goes on in a copy of itself.
    const left = () => globSync('**/*', { cwd: folder }).toSorted().join(' ')
    await vi.waitUntil(() => left() === 'Office Office/remedy.db', {
      timeout: 60_000,
      interval: 300,
    })
    rmSync(folder, { recursive: true })
  }

  test('for everybody, without a question, and away again', async () => {
    expect(windows([installer('-setup.exe'), '/S', '/AllUsers'])).toMatchObject({ status: 0 })
    for (const file of ['Remedy.exe', 'THIRD-PARTY-NOTICES.txt', 'resources/app.asar'])
      expect(existsSync(path.join(everybody, file)), file).toBe(true)
    const key = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Remedy'
    expect(asked(`HKLM\\${key}`)).toMatch(/DisplayVersion\s+REG_SZ\s+\d/)
    expect(asked(`HKLM\\${key}`)).toMatch(/Publisher\s+REG_SZ\s+The Remedy authors/)
    // An older version is replaced, whole.
    writeFileSync(path.join(everybody, 'resources.pak'), 'old')
    expect(windows([installer('-setup.exe'), '/S', '/AllUsers'])).toMatchObject({ status: 0 })
    expect(readFileSync(path.join(everybody, 'resources.pak')).length).toBeGreaterThan(1000)
    await goneBut(everybody, [there(path.join(everybody, 'uninstall.exe')), '/AllUsers', '/S'])
    expect(asked(`HKLM\\${key}`)).not.toContain('DisplayVersion')
  }, 400_000)

  test('for one person, without a question, and away again', async () => {
    expect(windows([installer('-setup.exe'), '/S', '/CurrentUser'])).toMatchObject({ status: 0 })
    expect(existsSync(everybody)).toBe(false)
    const folder = mine()
    expect(existsSync(path.join(folder, 'Remedy.exe'))).toBe(true)
    await goneBut(folder, [there(path.join(folder, 'uninstall.exe')), '/CurrentUser', '/S'])
  }, 400_000)

  test('by the MSI package, as a group policy does, and away again', async () => {
    expect(windows(['msiexec', '/i', installer('.msi'), '/qn'])).toMatchObject({ status: 0 })
    expect(existsSync(path.join(everybody, 'resources/app.asar'))).toBe(true)
    for (const kind of ['edition', 'update'])
      expect(asked(`HKLM\\Software\\Classes\\Remedy.${kind}\\shell\\open\\command`)).toContain(
        'Remedy.exe',
      )
    await goneBut(everybody, ['msiexec', '/x', installer('.msi'), '/qn'])
  }, 400_000)
})
