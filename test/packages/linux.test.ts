import { execFileSync, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { STAYS } from '../../scripts/packages/linux.ts'
import { root } from '../../scripts/run.ts'
import { needs } from '../needs.ts'

const out = mkdtempSync(path.join(os.tmpdir(), 'remedy-packages-'))
const asked = (ending: string) => path.join(out, globSync(`*.${ending}`, { cwd: out })[0] ?? '')
/** As root of a world of its own where the person at the machine is not root. */
const asRoot = process.getuid?.() === 0 ? [] : ['unshare', '--user', '--map-root-user']
const system = (...words: string[]): SpawnSyncReturns<string> => {
  const [command = '', ...rest] = [...asRoot, ...words]
  return spawnSync(command, rest, { encoding: 'utf8', timeout: 240_000 })
}
const good = (done: SpawnSyncReturns<string>): string => {
  expect(done, done.stderr).toMatchObject({ status: 0 })
  return done.stdout
}

beforeAll(() => {
  for (const [command, of] of [
    ['rpm', 'rpm'],
    ['rpmbuild', 'rpm'],
    ['mmdebstrap', 'mmdebstrap'],
    ['xdotool', 'xdotool'],
  ] as const)
    needs(command, of)
  execFileSync(process.execPath, ['scripts/dist.ts', '--linux', '--built', '--out', out], {
    cwd: root,
    stdio: 'inherit',
  })
}, 600_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** Where this machine has its system's packages from; what others added to it is not asked. */
const sources = [
  '/etc/apt/sources.list',
  ...globSync('/etc/apt/sources.list.d/{debian,ubuntu}.sources'),
].filter((file) => existsSync(file) && /^(deb|URIs:)/m.test(readFileSync(file, 'utf8')))
const codename = () => /^VERSION_CODENAME=(.*)$/m.exec(readFileSync('/etc/os-release', 'utf8'))![1]!
const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`

interface Tried {
  /** Packages that are there besides what a system always has. */
  there?: string[]
  /** Commands of a shell that install, and then remove, what was made; "$1" is the folder of the system. */
  install: string[]
  remove: string
}

/** Makes a system with nothing in it, installs there, has a person of it use the program, and removes it; gives what was said. */
function inCleanSystem({ there = [], install, remove }: Tried): string {
  const uses = `${quoted(path.join(import.meta.dirname, 'installed.sh'))} "$1" ${remove}`
  const looked = PLACED.map((file) => `test -e "$1"/${file}`).join(' && ')
  const hooks = [...install, looked, uses].map((command) => `--customize-hook=${command}`)
  const included = there.map((name) => `--include=${name}`)
  const words = ['--variant=minbase', '--format=null', ...included]
  const made = spawnSync('mmdebstrap', [...words, ...hooks, codename(), '-', ...sources], {
    ...{ encoding: 'utf8', timeout: 540_000 },
  })
  expect(made, made.stderr.slice(-4000)).toMatchObject({ status: 0 })
  expect(made.stdout + made.stderr).toContain('The window was shown.')
  return made.stdout + made.stderr
}

const PLACED = [
  'opt/remedy/LICENSE.txt',
  'opt/remedy/THIRD-PARTY-NOTICES.txt',
  'usr/share/applications/remedy.desktop',
  'usr/share/icons/hicolor/512x512/apps/remedy.png',
  'usr/share/mime/packages/remedy.xml',
]

describe('the package for Debian', () => {
  test('is installed in a clean system with what it asks for, works there, and leaves the office when it is removed', () => {
    const file = asked('deb')
    const said = inCleanSystem({
      install: [
        `copy-in ${quoted(file)} /opt`,
        `chroot "$1" apt-get install --yes --no-install-recommends /opt/${path.basename(file)}`,
      ],
      remove: 'chroot "$1" dpkg --remove remedy',
    })
    expect(said).toContain(STAYS)
  }, 600_000)

  test('asks for what Electron is linked with, and gives its helper to root', () => {
    const control = good(system('dpkg-deb', '--field', asked('deb')))
    expect(control).toMatch(/^Depends: .*libgtk-3-0 \| libgtk-3-0t64, .*xdg-utils$/m)
    expect(control).toMatch(/^Depends: libc6 \(>= 2\.\d+\), .*libx11-xcb1 \|/m)
    expect(control).toMatch(/^Version: \d+\.\d+\.\d+$/m)
    const listed = good(system('dpkg-deb', '--contents', asked('deb')))
    expect(listed).toMatch(/^-rwsr-xr-x root\/root .*\/opt\/remedy\/chrome-sandbox$/m)
    expect(listed).toMatch(/\.\/usr\/bin\/remedy -> \.\.\/\.\.\/opt\/remedy\/remedy$/m)
  })
})

describe('the package for Red Hat', () => {
  test('is installed where what it asks for is there, works, and leaves the office when it is removed', () => {
    const asks = good(system('rpm', '-qp', '--requires', asked('rpm')))
    const libraries = [...new Set([...asks.matchAll(/^(\S+\.so[.\d]*)\(/gm)].map((one) => one[1]!))]
    // This machine says which of its own packages has each library.
    const found = good(
      spawnSync('dpkg', ['-S', ...libraries.map((one) => `*/${one}`)], { encoding: 'utf8' }),
    )
    const there = new Set([...found.matchAll(/^([^:,]+):amd64: /gm)].map((one) => one[1]!))
    const rpm = 'rpm --root "$1"'
    const told = inCleanSystem({
      there: [...there, 'xdg-utils'],
      install: [
        `${quoted(path.join(import.meta.dirname, 'as-red-hat-names-it.sh'))} "$1" ${libraries.join(' ')}`,
        `${rpm} --install ${quoted(asked('rpm'))}`,
      ],
      remove: `${rpm} --erase remedy`,
    })
    expect(told).toContain(STAYS)
  }, 600_000)

  test('asks for libraries of the system alone', () => {
    const asks = good(system('rpm', '-qp', '--requires', asked('rpm')))
    for (const one of ['gtk-3.so.0', 'X11-xcb.so.1']) expect(asks).toContain(`lib${one}()(64bit)`)
    expect(asks).not.toMatch(/^lib(ffmpeg|EGL|GLESv2|vulkan)\.so/m)
    expect(good(system('rpm', '-qp', '--provides', asked('rpm')))).not.toContain('.so')
  })
})

test('the entry of the menu names what is installed', () => {
  const entry = readFileSync(path.join(root, 'scripts/packages/remedy.desktop'), 'utf8')
  expect(entry).toContain('Exec=/usr/bin/remedy %f')
  const types = /^MimeType=(.*);$/m.exec(entry)![1]!.split(';')
  const known = readFileSync(path.join(root, 'scripts/packages/remedy.xml'), 'utf8')
  for (const type of types) expect(known).toContain(`type="${type}"`)
  expect(types).toHaveLength(2)
})
