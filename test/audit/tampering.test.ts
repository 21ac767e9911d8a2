import { mkdtempSync, cpSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLog } from '../../src-main/audit/log.ts'
import { verifyLog } from '../../src-main/audit/verify.ts'
import { auditRules, folds } from '../../src-main/folds.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import type { Head } from '../../src-main/vault/vault.ts'
import { cheap, hester as holder, random } from '../vault/new-vault.ts'
import { attackerAt } from './attacker.ts'
import { independentFaults } from './independent.ts'
import { add, growTo, hester, movingClock } from './real-log.ts'
import { tamperings, type Tampering } from './tampering.ts'
import { full } from '../faults/full.ts'

const root = mkdtempSync(join(tmpdir(), 'remedy-tampering-'))
const office = join(root, 'office')
const backup = join(root, 'backup.db')
const SIZE = 257
/** Everything after it is signed by nothing yet. */
const SIGNED = 230
/** The size of the newest code on paper that a change of the very end leaves right. */
const NEWEST_BEFORE = 180
/** The same number in every run. */
const drawn = (nth: number) => 2 + ((Math.imul(nth + 20_261_129, 2_654_435_761) >>> 0) % (SIZE - 2))
/** First, last, middle and two that are drawn; `npm run faults` tries every kind at all of them. */
const PLACES = [1, SIZE, 129, drawn(1), drawn(2)].map((at, nth) => ({ at, nth }))
/** Two of them for each kind, another two for the next. */
const placesFor = (kind: number) =>
  full ? PLACES : PLACES.filter(({ nth }) => (nth + kind) % 5 === 0 || (nth + kind) % 5 === 2)
let key: Uint8Array
let head: Head
let headThen: Head
let codes: string[]

beforeAll(async () => {
  const clock = movingClock()
  const vault = createVault({ folder: office, clock, random, cost: cheap })
  const log = createLog({ vault, clock, random, folds })
  await vault.create({ officeName: 'Vane & Co', sample: false, first: holder })
  await vault.write(async (tx) => {
    await log.found(tx)
    const detail = { officeId: hester.id, name: 'Vane & Co', sample: false }
    await log.record(tx, hester, { act: 'office-created', subject: null, detail })
    await add(log, tx, hester.id, hester.name, 'partner')
  })
  codes = []
  const printed = async (size: number) => {
    await growTo(vault, log, size)
    codes.push((await log.health()).code)
  }
  await printed(64)
  await printed(NEWEST_BEFORE)
  headThen = vault.head()!
  await vault.lock()
  cpSync(join(office, 'remedy.db'), backup)
  await vault.unlock(holder.personId, holder.passphrase)
  await growTo(vault, log, 230)
  await vault.write((tx) => log.checkpoint(tx))
  await printed(SIZE)
  head = vault.head()!
  key = Uint8Array.from(vault.lend().key)
  await vault.lock()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Verifies a file by the program and by the independent check, which must agree. */
async function verdict(file: string, head: Head, codes: string[]) {
  const db = openConnection({ file, key, readonly: true })
  try {
    const nothing = () => {}
    const beside = { papers: null, holders: null, passingKey: null }
    const parts = {
      head,
      codes,
      ...beside,
      folds,
      auditRules: auditRules(),
      begin: nothing,
      tick: nothing,
    }
    const ours = await verifyLog({ office: db, ...parts })
    const theirs = independentFaults(db, { head, codes })
    // It knows the bytes and not who may do what.
    const byBytes = ours.findings.filter(({ what }) => !/was not permitted/.test(what))
    expect(theirs.length > 0, theirs.join()).toBe(byBytes.length > 0)
    return ours
  } finally {
    db.close()
  }
}

function tampered({ act }: Tampering, { at, nth }: (typeof PLACES)[number]) {
  const file = join(root, 'tampered.db')
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  cpSync(join(office, 'remedy.db'), file)
  const db = openConnection({ file, key, readonly: false })
  try {
    const attacker = attackerAt(db)
    db.transaction(() => act(attacker, at, nth))()
    const forged = attacker.head()
    attacker.leave()
    return { file, forged }
  } finally {
    db.close()
  }
}

test('the log that nobody touched holds, to the program and to the independent check', async () => {
  const ours = await verdict(join(office, 'remedy.db'), head, codes)
  expect(ours).toMatchObject({ verdict: 'whole', entries: SIZE, findings: [] })
  for (const { of, held } of ours.checks) expect(held).toBe(of)
})

const shownAt = ({ shownBy, unsigned, last }: Tampering, at: number) =>
  (at === SIZE ? last : undefined) ?? (at > SIGNED ? unsigned : undefined) ?? shownBy

describe.each(tamperings.map((one, number) => ({ ...one, number })))('$kind', (tampering) => {
  test.each(placesFor(tampering.number))(
    'at entry $at is shown by what was said to show it, and located',
    async ({ at: named, nth }) => {
      const at = tampering.pair ? Math.min(named, SIZE - 1) : named
      const shownBy = shownAt(tampering, at)
      const { file, forged } = tampered(tampering, { at, nth })
      const alone = await verdict(file, forged, [])
      const withHead = await verdict(file, head, [])
      const withPaper = await verdict(file, forged, codes)
      const found = [alone, withHead, withPaper].map((one) => one.verdict === 'finding')
      expect(found).toEqual([shownBy === 'log', true, true])
      for (const { findings, checks } of [alone, withHead, withPaper]) {
        for (const { what, doNow } of findings) expect(what && doNow).toMatch(/\.$/)
        for (const { of, held } of checks) expect(held).toBeLessThanOrEqual(of)
      }
      if (!tampering.located) return
      const { seq } = withPaper.findings[0]!
      if (shownBy === 'log') expect(Math.abs((seq ?? Infinity) - at)).toBeLessThanOrEqual(1)
      else expect(seq).toBe(NEWEST_BEFORE + 1)
    },
  )
})

test('an older backup put back with its own head is shown by paper alone', async () => {
  expect((await verdict(backup, headThen, [])).verdict).toBe('consistent')
  expect((await verdict(backup, headThen, codes.slice(0, 2))).verdict).toBe('whole')
  const shown = await verdict(backup, headThen, codes)
  expect(shown.verdict).toBe('finding')
  expect(shown.codes.map(({ agrees }) => agrees)).toEqual([true, true, false])
  expect(shown.findings[0]?.seq).toBe(181)
})
