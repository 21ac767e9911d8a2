import { execFileSync, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
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
    ['xdotool', 'xdotool'],
  ] as const)
    needs(command, of)
  execFileSync(process.execPath, ['scripts/dist.ts', '--linux', '--built', '--out', out], {
    cwd: root,
    stdio: 'inherit',
  })
}, 600_000)
afterAll(() => rmSync(out, { recursive: true, force: true }))

/** An empty system of files, with no more in it than the package manager itself asks for. */
function cleanRoot(): string {
  const folder = mkdtempSync(path.join(out, 'root-'))
  for (const name of ['info', 'updates', 'triggers', 'parts'])
    mkdirSync(path.join(folder, 'var/lib/dpkg', name), { recursive: true })
  writeFileSync(path.join(folder, 'var/lib/dpkg/status'), '')
  return folder
}

/** Has the installed program show its window, make the sample office by its command, and verify it. */
async function worksIn(folder: string): Promise<string> {
  const remedy = path.join(folder, 'usr/bin/remedy')
  const home = mkdtempSync(path.join(out, 'home-'))
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: path.join(home, 'config') }
  const window = spawn(remedy, ['--no-sandbox'], { env, stdio: 'ignore' })
  try {
    const seen = () => spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^Remedy$'])
    await vi.waitUntil(() => seen().status === 0, { timeout: 90_000, interval: 500 })
  } finally {
    const closed = new Promise((done) => window.once('close', done))
    window.kill()
    await closed
  }
  const office = path.join(folder, 'home/office')
  mkdirSync(path.dirname(office), { recursive: true })
  const asks = { env, encoding: 'utf8' as const, timeout: 240_000 }
  const said = good(spawnSync(remedy, ['--no-sandbox', 'sample', office], asks))
  const input = `${/^passphrase: (.*)$/m.exec(said)![1]}\n`
  good(
    spawnSync(remedy, ['--no-sandbox', 'verify', office, '--passphrase-stdin'], { ...asks, input }),
  )
  return office
}

const PLACED = [
  'opt/remedy/LICENSE.txt',
  'opt/remedy/THIRD-PARTY-NOTICES.txt',
  'usr/share/applications/remedy.desktop',
  'usr/share/icons/hicolor/512x512/apps/remedy.png',
  'usr/share/mime/packages/remedy.xml',
]

describe('the package for Debian', () => {
  test('is installed in a clean place, works there, and leaves the office when it is removed', async () => {
    const folder = cleanRoot()
    const dpkg = ['dpkg', `--root=${folder}`, '--force-depends', '--force-script-chrootless']
    good(system(...dpkg, '--install', asked('deb')))
    for (const file of PLACED) expect(existsSync(path.join(folder, file)), file).toBe(true)
    const office = await worksIn(folder)
    expect(good(system(...dpkg, '--remove', 'remedy'))).toContain(STAYS)
    expect(existsSync(path.join(folder, 'opt/remedy'))).toBe(false)
    expect(existsSync(path.join(office, 'remedy.db'))).toBe(true)
  }, 600_000)

  test('asks for what Electron is linked with, and gives its helper to root', () => {
    const control = good(system('dpkg-deb', '--field', asked('deb')))
    expect(control).toMatch(/^Depends: .*libgtk-3-0 \| libgtk-3-0t64, .*xdg-utils$/m)
    expect(control).toMatch(/^Version: \d+\.\d+\.\d+$/m)
    const listed = good(system('dpkg-deb', '--contents', asked('deb')))
    expect(listed).toMatch(/^-rwsr-xr-x root\/root .*\/opt\/remedy\/chrome-sandbox$/m)
    expect(listed).toMatch(/\.\/usr\/bin\/remedy -> \.\.\/\.\.\/opt\/remedy\/remedy$/m)
  })
})

describe('the package for Red Hat', () => {
  test('is installed in a clean place, works there, and leaves the office when it is removed', async () => {
    const folder = cleanRoot()
    // Its scripts only refresh menus, and there is no shell in an empty place.
    const rpm = ['rpm', '--root', folder, '--nodeps', '--noscripts']
    good(system(...rpm, '--install', asked('rpm')))
    for (const file of PLACED) expect(existsSync(path.join(folder, file)), file).toBe(true)
    const office = await worksIn(folder)
    good(system(...rpm, '--erase', 'remedy'))
    expect(existsSync(path.join(folder, 'opt/remedy'))).toBe(false)
    expect(existsSync(path.join(office, 'remedy.db'))).toBe(true)
    expect(good(system('rpm', '-qp', '--scripts', asked('rpm')))).toContain(STAYS)
  }, 600_000)

  test('asks for libraries of the system alone', () => {
    const asks = good(system('rpm', '-qp', '--requires', asked('rpm')))
    expect(asks).toContain('libgtk-3.so.0()(64bit)')
    expect(asks).not.toMatch(/^lib(ffmpeg|EGL|GLESv2|vulkan)\.so/m)
    expect(good(system('rpm', '-qp', '--provides', asked('rpm')))).not.toContain('.so')
  })
})

test('the entry of the menu names what is installed', () => {
  const entry = readFileSync(path.join(root, 'scripts/packages/remedy.desktop'), 'utf8')
  expect(entry).toContain('Exec=/usr/bin/remedy %f')
  const type = /^MimeType=(.*);$/m.exec(entry)![1]!
  expect(readFileSync(path.join(root, 'scripts/packages/remedy.xml'), 'utf8')).toContain(
    `type="${type}"`,
  )
})
