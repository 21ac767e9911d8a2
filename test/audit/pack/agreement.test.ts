import { spawn, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished, expect, test } from 'vitest'
import { verifyPack } from '../../../src-main/audit/pack/verify-pack.ts'
import { needs } from '../../needs.ts'
import { temporaryFolder } from '../../open-office.ts'
import { GOOD, KINDS, type Case } from './kinds-of-pack.ts'
import { chance } from './made-packs.ts'
import { oddPack } from './odd-json.ts'
import { full, LIMIT } from '../../faults/full.ts'

const script = join(import.meta.dirname, 'verify_pack.py')
/** Every kind once, and in full so often that there are 400, the good ones as often as the bad. */
const COUNT = full ? 400 : KINDS.length
const inTurn = (at: number) => {
  const turn = Math.floor(at / 2)
  return at % 2 === 0 ? turn % GOOD : GOOD + (turn % (KINDS.length - GOOD))
}
const ODD = full ? 2000 : 100

/** The verifier in Python, asked line by line. */
function python() {
  needs('python3', 'python3')
  if (spawnSync('python3', ['-c', 'import cryptography']).status !== 0)
    needs('/usr/lib/python3/dist-packages/cryptography/__init__.py', 'python3-cryptography')
  const child = spawn('python3', [script])
  onTestFinished(() => void child.kill())
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return async (file: string, { paper }: Pick<Case, 'paper'>) => {
    child.stdin.write(`${JSON.stringify({ file, ...paper })}\n`)
    const { value } = await answers.next()
    return JSON.parse(String(value)) as { verdict: string; upTo: number; why?: string }
  }
}

test(
  `${COUNT} good and bad packs are judged alike here and by a verifier in Python, and as they should be`,
  { timeout: full ? LIMIT : 120_000 },
  async () => {
    const folder = temporaryFolder()
    const ask = python()
    const seen: Record<string, number> = {}
    onTestFinished(() => console.log(`${COUNT} good and bad packs, judged twice:`, seen))
    for (let at = 0; at < COUNT; at++) {
      const [name, make] = KINDS[full ? inTurn(at) : at]!
      const one = make(chance(at))
      const file = join(folder, 'pack.zip')
      writeFileSync(file, one.bytes)
      const here = verifyPack(one.bytes, one.paper)
      const there = await ask(file, one)
      const said = { name, at, here: [here.verdict, here.upTo], there: [there.verdict, there.upTo] }
      const upTo = one.upTo ?? 0
      expect({ ...said, why: [here.faults, there.why] }).toMatchObject({
        here: [one.verdict, upTo],
        there: [one.verdict, upTo],
      })
      if (one.verdict === 'refused') expect(here.faults[0]!.what, name).toMatch(/^[A-Z].*\.$/s)
      seen[one.verdict] = (seen[one.verdict] ?? 0) + 1
    }
    expect(seen['consistent']).toBeGreaterThan(7)
    expect(seen['agrees']).toBeGreaterThan(1)
    expect(seen['refused']).toBeGreaterThan(45)
  },
)

test(
  `${ODD} packs with a line of odd JSON, signed as it stands, are judged alike`,
  { timeout: full ? LIMIT : 120_000 },
  async () => {
    const file = join(temporaryFolder(), 'pack.zip')
    const ask = python()
    const seen: Record<string, number> = {}
    onTestFinished(() => console.log(`${ODD} packs of odd JSON, judged twice:`, seen))
    for (let at = 0; at < ODD; at++) {
      const { bytes, paper } = oddPack(chance(at + 10_000))
      writeFileSync(file, bytes)
      const { verdict, upTo, faults } = verifyPack(bytes, paper)
      const there = await ask(file, { paper })
      expect({ at, verdict, upTo }, faults[0]?.what).toEqual({
        ...{ at, verdict: there.verdict, upTo: there.upTo },
      })
      for (const { what } of faults) expect(what).toMatch(/^[A-Z].*\.$/s)
      seen[verdict] = (seen[verdict] ?? 0) + 1
    }
    expect(Object.keys(seen).sort()).toEqual(['agrees', 'refused'])
  },
)
