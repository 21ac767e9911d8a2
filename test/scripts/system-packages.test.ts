import { spawnSync } from 'node:child_process'
import { chmodSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'
import { needs } from '../needs.ts'
import { temporaryFolder } from '../open-office.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const script = path.join(root, 'scripts', 'system-packages')
const text = read('scripts/system-packages')
const files = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => file.split(path.sep).join('/'))

test('nothing but system-packages installs anything on the machine', () => {
  const all = files('{test,scripts,.ci}/**/*.{ts,mjs,cpp}').concat('.ci/run', 'package.json')
  const installing = all.filter((file) => /apt-(get|cache)|dpkg/.test(read(file)))
  // These only read what is said to a person, and how the script does it.
  const readers = ['test/shell/printing.test.ts', 'test/scripts/system-packages.test.ts']
  // And these make a package and install it into an empty folder.
  readers.push('scripts/packages/linux.ts', 'test/packages/linux.test.ts')
  readers.push('test/scripts/packaged.e2e.test.ts')
  expect(installing.toSorted()).toEqual(readers.toSorted())
})

test('every command that a test runs is looked for by system-packages', () => {
  const tests = files('test/**/*.ts').map(read).join('\n')
  const run = [
    ...tests.matchAll(
      /\b(?:spawn|spawnSync|execFile|execFileSync|run)\('((?:\/|lp|Xvfb|u?n?mount|unshare|pdf)[^']*)'/g,
    ),
    ...tests.matchAll(/'(qpdf|pdf(?:info|fonts|images|to\w+))'/g),
    ...tests.matchAll(/\bneeds\('([^']+)'/g),
  ].map(([, command]) => command)
  expect([...new Set(run)]).toEqual(expect.arrayContaining(['qpdf', '/usr/sbin/cupsd', 'Xvfb']))
  const looked = [...text.matchAll(/^(\S+) [a-z0-9+.-]+$/gm)].map(([, what]) => what)
  expect(run.filter((command) => !looked.includes(command))).toEqual([])
})

test('what a test needs fails it by name on Linux, and leaves it out elsewhere', () => {
  const left: string[] = []
  const asked = (platform: NodeJS.Platform, there = false) => {
    const leaveOut = (why: string) => void left.push(why)
    needs('pdftotext', 'poppler-utils', { platform, isThere: () => there, leaveOut })
  }
  expect(() => asked('linux')).toThrow(/^pdftotext is missing .*poppler-utils.*system-packages$/)
  asked('linux', true)
  expect(left).toEqual([])
  asked('darwin')
  expect(left).toEqual(["pdftotext is missing (Debian's package poppler-utils)"])
})

test('the README, the build machine and every forge run the same command', () => {
  const line = 'scripts/system-packages && npm ci && npm test'
  expect(read('README.md')).toContain(`\`\`\`sh\n${line}\n\`\`\``)
  expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe(line)
  expect(read('.github/workflows/ci.yml')).toContain(`run: ${line}\n`)
})

describe.runIf(process.platform === 'linux')('system-packages', () => {
  /** Runs the script where nothing but these commands can be found. */
  function machine(commands: Record<string, string>, words: string[] = []) {
    const folder = temporaryFolder()
    for (const name of ['sh', 'env', 'sort', 'tr', 'grep'])
      symlinkSync(`/usr/bin/${name}`, path.join(folder, name))
    const log = path.join(folder, 'log')
    writeFileSync(log, '')
    for (const [name, body] of Object.entries(commands)) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`)
      chmodSync(path.join(folder, name), 0o755)
    }
    const run = spawnSync('sh', [script, ...words], {
      env: { PATH: folder, LOG: log },
      encoding: 'utf8',
    })
    return { ...run, ran: readFileSync(log, 'utf8').split('\n').filter(Boolean) }
  }
  const have = /^libraries='([^']*)'/m
    .exec(text)![1]!
    .split(/\s+/)
    .filter(Boolean)
    .map((name) => `ii ${name}+`)
  const note = 'echo "${0##*/} $*" >> "$LOG"'
  const debian = {
    uname: 'echo Linux',
    // Everything is there but libnss3 and libgtk-3-0, which this release calls libgtk-3-0t64.
    'dpkg-query': `echo "${have.filter((name) => !/libnss3|libgtk/.test(name)).join('\n')}"`,
    'apt-cache': 'case "$*" in *libgtk-3-0t64*) ;; *) exit 1;; esac',
    'apt-get': note,
    gcc: '',
    'g++': '',
  }
  const user = { id: 'echo 1000' }

  test('root has exactly what is missing installed, by the name that this release gives it', () => {
    const { status, ran } = machine({ ...debian, id: 'echo 0' }, ['start'])
    expect(status).toBe(0)
    expect(ran[0]).toMatch(/^apt-get update/)
    expect(ran[1]).toMatch(/--no-install-recommends install libgtk-3-0t64 libnss3 *$/)
    expect(ran).toHaveLength(2)
  })

  test('an ordinary user without sudo is told the one command to give, and the command fails', () => {
    const { status, stderr, ran } = machine({ ...debian, ...user }, ['start'])
    expect(status).toBe(1)
    expect(stderr).toContain('apt-get install --yes --no-install-recommends libgtk-3-0t64 libnss3')
    expect(ran).toEqual([])
  })

  test('an ordinary user with sudo installs by it', () => {
    const sudo = `${note}\nexit 0`
    const { status, ran } = machine({ ...debian, ...user, sudo }, ['start'])
    expect(status).toBe(0)
    expect(ran.every((line) => line.startsWith('sudo '))).toBe(true)
    expect(ran.at(-1)).toContain('install libgtk-3-0t64 libnss3')
  })

  test('where there is no extended support release of Firefox, Firefox itself does', () => {
    const ubuntu = { ...debian, id: 'echo 0' }
    expect(machine(ubuntu).ran[1]).toMatch(/ firefox( |$)/)
    expect(machine({ ...ubuntu, firefox: '' }).ran[1]).not.toContain('firefox')
    const carried = { ...ubuntu, 'apt-cache': 'case "$*" in *firefox-esr) ;; *) exit 1;; esac' }
    expect(machine(carried).ran[1]).toContain('firefox-esr')
  })

  test('nothing is run when nothing is missing', () => {
    const whole = { ...debian, ...user, 'dpkg-query': `echo "${have.join('\n')}"` }
    const { status, stdout, ran } = machine(whole, ['start'])
    expect({ status, stdout, ran }).toEqual({ status: 0, stdout: '', ran: [] })
  })

  test('a Linux without Debian’s tools and every other system is told what is missing, and goes on', () => {
    const { 'apt-get': _, 'dpkg-query': __, 'apt-cache': ___, ...fedora } = debian
    const other = machine({ ...fedora, ...user })
    expect(other.status).toBe(0)
    expect(other.stdout).toMatch(/^Install what your system calls: .*poppler-utils.*xvfb/)
    const mac = machine({ uname: 'echo Darwin' })
    expect(mac.status).toBe(0)
    expect(mac.stdout).toContain('left out by name')
  })
})
