import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readInBulk } from '../vault/read-in-bulk.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { cli, command, inside, remedy, type Said } from '../cli/command.ts'
import { doorTo, temporaryFolder } from '../open-office.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const typed = `${SAMPLE_PASSPHRASE}\n`
const words = (folder: string) => ['verify', folder, '--passphrase-stdin']
const verify = (folder: string) => command(words(folder), typed)
const PAGE = 4096

let whole: string
let copies = 0
/** A copy of the sample office, to be spoiled. */
function copyOf(office: string): string {
  const copy = path.join(path.dirname(whole), `office ${++copies}`)
  cpSync(office, copy, { recursive: true })
  return copy
}
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
const bytesOf = (folder: string) =>
  Object.fromEntries(
    filesIn(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]),
  )
function expectPlainWords({ out, err }: Said, folder: string) {
  expect(out + err).not.toMatch(inside)
  expect(out + err).not.toContain(folder)
}

beforeAll(async () => {
  whole = path.join(temporaryFolder(afterAll), 'office')
  expect((await command(['sample', whole])).exit).toBe(0)
})

describe('verify, on an office in trouble', () => {
  test('control: the untouched office holds', async () => {
    expect((await verify(copyOf(whole))).exit).toBe(0)
  })

  test('a flipped byte in any page that holds something is a finding', async () => {
    const db = readFileSync(path.join(whole, 'remedy.db'))
    const pages = await pagesWithSomething()
    expect(pages.length).toBeGreaterThan(50)
    for (let n = 0; n < 12; n++) {
      const folder = copyOf(whole)
      const page = pages[Math.floor((n / 12) * pages.length)]!
      const place = (page - 1) * PAGE + 40 + ((n * 331) % 4000)
      const spoiled = Buffer.from(db)
      spoiled[place]! ^= 1 << (n % 8)
      writeFileSync(path.join(folder, 'remedy.db'), spoiled)
      const said = await verify(folder)
      expect(said.exit, `page ${page}: ${said.out}${said.err}`).toBe(1)
      expectPlainWords(said, folder)
      rmSync(folder, { recursive: true })
    }
  })

  test('a tail taken away is a finding that names the first missing entry', async () => {
    const folder = copyOf(whole)
    const { ask, office } = await doorTo(folder)
    const [person] = (await ask.signIn.state({})).people
    const before = readFileSync(path.join(folder, 'remedy.db'))
    await ask.signIn.unlock({ personId: person!.id, passphrase: SAMPLE_PASSPHRASE })
    await office.close()
    writeFileSync(path.join(folder, 'remedy.db'), before)
    const said = await verify(folder)
    expect(said.exit).toBe(1)
    expect(said.out).toContain('Problem found.')
    expectPlainWords(said, folder)
    const verdict = JSON.parse((await command([...words(folder), '--json'], typed)).out)
    expect(verdict.findings[0].seq).toBe(verdict.entries + 1)
  })

  test('a key file, a database or a head that is gone or nonsense is damage, in words', async () => {
    const spoilers: [name: string, text: string | null][] = [
      ['remedy.keys', null],
      ['remedy.keys', 'nonsense'],
      ['remedy.db', null],
      ['remedy.db', ''],
      ['remedy.db', 'nonsense'],
      ['remedy.head', null],
      ['remedy.head', 'nonsense'],
    ]
    for (const [name, text] of spoilers) {
      const folder = copyOf(whole)
      if (text === null) rmSync(path.join(folder, name))
      else writeFileSync(path.join(folder, name), text)
      const said = await verify(folder)
      expect(said.exit, `${name}: ${text}`).toBe(1)
      expectPlainWords(said, folder)
    }
  })

  test('a wrong passphrase is refused with 2, and changes nothing but the file of wrong passphrases', async () => {
    const folder = copyOf(whole)
    const before = bytesOf(folder)
    const said = await command(words(folder), 'not the passphrase\n')
    expect(said).toMatchObject({ exit: 2, out: '' })
    expect(said.err).toContain('Caps Lock')
    expectPlainWords(said, folder)
    const after = bytesOf(folder)
    const changed = Object.keys({ ...before, ...after }).filter(
      (name) => before[name] !== after[name],
    )
    expect(changed).toEqual(['remedy.tries'])
  })

  test('an office that is open in another program is refused with 2', async () => {
    const folder = copyOf(whole)
    const { ask, office } = await doorTo(folder)
    const [person] = (await ask.signIn.state({})).people
    await ask.signIn.unlock({ personId: person!.id, passphrase: SAMPLE_PASSPHRASE })
    const said = await remedy(words(folder), { input: typed })
    expect(said).toMatchObject({ exit: 2, out: '' })
    expect(said.err).toContain('open in another window')
    expectPlainWords(said, folder)
    await office.close()
    expect((await remedy(words(folder), { input: typed })).exit).toBe(0)
  })

  test('a full disk is refused in words, loses nothing, and is over once there is room', async () => {
    const folder = copyOf(whole)
    const { full, after } = await onFullDisk(folder)
    expect(full.exit).toBe(2)
    expect(full.err).toContain('The disk is full. Nothing was recorded.')
    expectPlainWords(full, folder)
    expect(after.exit).toBe(0)
    expect(after.out).toContain('Intact, not compared with paper.')
  })

  test('a folder that cannot be written is verified on a private copy, and that is said', async () => {
    const folder = copyOf(whole)
    const before = bytesOf(folder)
    const uid = readOnly(folder)
    const said = await remedy(words(folder), { input: typed, ...uid })
    expect(said).toMatchObject({ exit: 0, err: '' })
    expect(said.out).toContain('Intact, not compared with paper.')
    expect(said.out).toContain('private copy')
    expect(bytesOf(folder)).toEqual(before)
    const { out } = await remedy([...words(folder), '--json'], { input: typed, ...uid })
    expect(JSON.parse(out)).toMatchObject({ verdict: 'consistent', copied: true })
  })
})

/** Takes the right to write from everybody; root has it all the same, so root asks as another user of the computer. */
function readOnly(folder: string): { uid?: number } {
  const isRoot = process.getuid?.() === 0
  chmodSync(path.dirname(folder), 0o755)
  for (const name of filesIn(folder)) chmodSync(path.join(folder, name), 0o444)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  if (!isRoot) return {}
  chownSync(folder, 0, 0)
  return { uid: 65534 }
}

async function pagesWithSomething(): Promise<number[]> {
  const folder = copyOf(whole)
  const vault = createVault({ folder, clock: () => new Date(), random: randomBytes })
  await vault.unlock(vault.keyHolders()[0]!.personId, SAMPLE_PASSPHRASE)
  const pages = readInBulk(vault.lend(), (db) =>
    db.prepare('select pageno from dbstat where ncell > 0 order by pageno').pluck().all(),
  )
  await vault.lock()
  return pages.map(Number)
}

/** Verifies the office on a small disk of its own that is full, and again once there is room. */
async function onFullDisk(folder: string): Promise<{ full: Said; after: Said }> {
  const disk = path.join(path.dirname(folder), 'small disk')
  mkdirSync(disk)
  const script = `
    set -e
    mount -t tmpfs -o size=4m tmpfs "$1"
    cp -r "$2" "$1/office"
    cat /dev/zero > "$1/filling" 2>/dev/null || true
    cd "$1"
    printf '%s\\n' "$5" | "$3" "$4" verify office --passphrase-stdin > "$6" 2>&1 && echo 0 || echo $?
    rm "$1/filling"
    printf '%s\\n' "$5" | "$3" "$4" verify office --passphrase-stdin > "$7" 2>&1 && echo 0 || echo $?`
  const said = [path.join(path.dirname(folder), 'full'), path.join(path.dirname(folder), 'after')]
  const args = [disk, folder, process.execPath, cli, SAMPLE_PASSPHRASE, ...said]
  const flags = process.getuid?.() === 0 ? ['-m'] : ['-rm']
  const { INIT_CWD: _, ...env } = process.env
  const run = spawnSync('unshare', [...flags, 'sh', '-c', script, 'sh', ...args], {
    encoding: 'utf8',
    env,
  })
  const exits = run.stdout.trim().split('\n').map(Number)
  expect(exits, `A small disk could not be mounted: ${run.stderr}`).toHaveLength(2)
  const [full, after] = said.map((file) => readFileSync(file, 'utf8'))
  return {
    full: { exit: exits[0]!, out: '', err: full! },
    after: { exit: exits[1]!, out: after!, err: '' },
  }
}
