import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SAMPLE_PASSPHRASE } from '../../src-main/sample/sample.ts'
import { doorTo, temporaryFolder } from '../open-office.ts'
import { command, inside, remedy, type Said } from './command.ts'

let above: string
let folder: string
let made: Said
const typed = `${SAMPLE_PASSPHRASE}\n`
const verify = (...more: string[]) =>
  command(['verify', folder, '--passphrase-stdin', ...more], typed)

beforeAll(async () => {
  above = temporaryFolder(afterAll)
  folder = path.join(above, 'sample office')
  made = await remedy(['sample', 'sample office'], { from: above })
}, 60_000)

describe('sample', () => {
  test('makes an office of forty clients where the person stands, and says how to open it', () => {
    expect(made).toMatchObject({ exit: 0, err: '' })
    expect(made.out).toContain('40 clients')
    expect(made.out).toMatch(new RegExp(`^passphrase: ${SAMPLE_PASSPHRASE}$`, 'm'))
    expect(existsSync(path.join(folder, 'remedy.db'))).toBe(true)
  })

  test('has been lived in: several people, months of work, and a code for each', async () => {
    const { ask, office } = await doorTo(folder)
    const { people, lastCode } = await ask.signIn.state({})
    expect(people).toHaveLength(4)
    expect(made.out).toContain(lastCode)
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase: SAMPLE_PASSPHRASE })
    const { entries } = await ask.audit.list({ limit: 500 })
    const acting = entries.filter(({ act }) => act === 'client-registered').map(({ who }) => who)
    expect(new Set(acting).size).toBeGreaterThan(2)
    const days = new Set(entries.map(({ at }) => at.slice(0, 10)))
    expect(days.size).toBeGreaterThan(7)
    const months = Date.parse(entries[1]!.at) - Date.parse(entries.at(-1)!.at)
    expect(months / 86_400_000).toBeGreaterThan(90)
    for (const { at } of entries.slice(1)) expect(new Date(at).getUTCDay() % 6).not.toBe(0)
    await office.close()
  })

  test('refuses a folder that holds anything, and leaves it as it was', async () => {
    const mine = path.join(above, 'mine')
    mkdirSync(mine)
    writeFileSync(path.join(mine, 'letter.txt'), 'Dear Sir')
    const said = await command(['sample', mine])
    expect(said).toMatchObject({ exit: 2, out: '' })
    expect(said.err).toContain('not empty')
    expect(readFileSync(path.join(mine, 'letter.txt'), 'utf8')).toBe('Dear Sir')
  })
})

describe('verify', () => {
  test('is consistent without a code and whole with one from paper', async () => {
    const code = /Log code: (\S+)/.exec(made.out)![1]!
    const plain = await verify()
    expect(plain).toMatchObject({ exit: 0, err: '' })
    expect(plain.out).toContain('Intact, not compared with paper.')
    const whole = await verify('--code', code.toLowerCase())
    expect(whole.exit).toBe(0)
    expect(whole.out).toContain('Intact, confirmed by paper.')
    expect(whole.out).toMatch(/agrees\s+\d+-/)
  })

  test('ends with 1 and says what differs when a code from paper does not agree', async () => {
    const said = await verify('--code', '12-0000000000000000', '--json')
    expect(said.exit).toBe(1)
    const verdict = JSON.parse(said.out)
    expect(verdict).toMatchObject({ verdict: 'finding', copied: false })
    expect(verdict.codes).toMatchObject([{ agrees: false }])
    expect((await verify('--code', '12-0000000000000000')).out).toContain('DIFFERS')
  })

  test('answers one JSON object and nothing else', async () => {
    const said = await verify('--json')
    expect(said.out.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(said.out)).toMatchObject({ verdict: 'consistent', findings: [] })
  })

  test('signs in whoever the passphrase is of, or the person named', async () => {
    expect((await verify('--person', 'ada quill')).exit).toBe(0)
    const { ask, office } = await doorTo(folder)
    const { people } = await ask.signIn.state({})
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase: SAMPLE_PASSPHRASE })
    const { entries } = await ask.audit.list({ limit: 5 })
    expect(entries.map(({ who, act }) => `${who} ${act}`)).toContain('Ada Quill signed-in')
    await office.close()
    const nobody = await verify('--person', 'Nobody')
    expect(nobody).toMatchObject({ exit: 2, out: '' })
    expect(nobody.err).toContain('Ada Quill')
  })

  test('works straight from the command line, from where the person stands', async () => {
    const words = ['verify', path.basename(folder), '--passphrase-stdin']
    const said = await remedy(words, { input: typed, from: above })
    expect(said).toMatchObject({ exit: 0, err: '' })
    expect(said.out).toContain('Intact, not compared with paper.')
  })

  test('never takes a passphrase from a pipe unless told to', async () => {
    const said = await remedy(['verify', folder], { input: typed })
    expect(said).toMatchObject({ exit: 2, out: '' })
    expect(said.err).toContain('--passphrase-stdin')
  })
})

describe('rebuild', () => {
  test('remakes the lists from the log, and verify still holds', async () => {
    const said = await command(['rebuild', folder, '--passphrase-stdin', '--json'], typed)
    expect(said.exit).toBe(0)
    expect(JSON.parse(said.out).changes).toBeGreaterThan(100)
    expect((await verify()).exit).toBe(0)
  })
})

describe('wrong use', () => {
  test.each([
    [[], 'sample <folder>'],
    [['verfiy', 'x'], 'Did you mean verify?'],
    [['frobnicate'], 'There is no command frobnicate.'],
    [['verify'], 'verify needs <office folder | pack.zip>.'],
    [['verify', 'a', 'b'], 'does not know what to do with b'],
    [['verify', 'a', '--cod', 'x'], 'Did you mean --code?'],
    [['verify', 'a', '--code'], '--code needs a value.'],
    [['verify', 'a', '--json=yes'], '--json takes no value.'],
    [['verify', 'a', '--person', 'A', '--person', 'B'], '--person was given more than once.'],
    [['verify', 'a', '--passphrase', 'secret words'], 'does not know --passphrase.'],
    [['sample', 'a', '--passphrase-stdin'], 'sample does not know --passphrase-stdin.'],
    [['verify', 'no such folder'], 'no such folder'],
    [['rebuild', 'no such folder'], 'no such folder'],
    [['verify', '/'], 'no office in that folder'],
  ])('%j ends with 2 and says how it is used', async (words, says) => {
    const said = await command(words, typed, above)
    expect(said.exit).toBe(2)
    expect(said.out + said.err).toContain(says)
    expect(said.out + said.err).toContain('npm run --silent remedy --')
    expect(said.err).not.toMatch(inside)
  })

  test('a code that cannot be one is refused before the passphrase is asked for', async () => {
    const said = await command(['verify', folder, '--code', 'nonsense'])
    expect(said).toMatchObject({ exit: 2, out: '' })
    expect(said.err).toContain('A code is a number, a dash and sixteen letters or figures.')
  })

  test('in JSON is one object that holds the refusal', async () => {
    const said = await command(['verify', '--json'])
    expect(said.exit).toBe(2)
    expect(JSON.parse(said.out).refusal.code).toBe('wrong-use')
  })

  test('--help says how a command is used, and ends with 0', async () => {
    for (const words of [['--help'], ['help'], ['verify', '--help'], ['sample', '--help']]) {
      const said = await command(words)
      expect(said).toMatchObject({ exit: 0, err: '' })
      expect(said.out).toContain('npm run --silent remedy --')
    }
  })
})
