import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createLog, type Log } from '../../src-main/audit/log.ts'
import type { AuditRule } from '../../src-main/audit/rule.ts'
import { verifyLog } from '../../src-main/audit/verify.ts'
import { auditRules, folds } from '../../src-main/folds.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import type { Head } from '../../src-main/vault/vault.ts'
import { random } from '../vault/new-vault.ts'
import { attackerAt } from './attacker.ts'
import { growTo, newLog } from './real-log.ts'

const nothing = () => {}
const open: Connection[] = []
afterEach(() => {
  for (const db of open.splice(0)) db.close()
})

/** A log of some entries, closed, whose file can be tampered with and verified. */
async function closedLog(size: number) {
  const { vault, log, file, clock } = await newLog()
  await growTo(vault, log, size)
  const head = vault.head()!
  const key = Uint8Array.from(vault.lend().key)
  await vault.lock()
  const connect = (readonly: boolean) => {
    const db = openConnection({ file, key, readonly })
    open.push(db)
    return db
  }
  return {
    file,
    key,
    head,
    clock,
    tamper(act: (attacker: ReturnType<typeof attackerAt>) => void) {
      const db = connect(false)
      const attacker = attackerAt(db)
      act(attacker)
      try {
        attacker.leave()
      } catch {
        // A table that they stand on is gone.
      }
      db.close()
    },
    verify: (rules: readonly AuditRule[] = auditRules()) =>
      verifyLog({
        office: connect(true),
        head,
        codes: [],
        papers: null,
        holders: null,
        passingKey: null,
        folds,
        auditRules: rules,
        begin: nothing,
        tick: nothing,
      }),
  }
}

describe('what is verified beside the log itself', () => {
  test('a row of a list that was changed, added or removed is named, and the log still holds', async () => {
    const changes = {
      "update person set role = 'auditor'": ['changed', 'differs in role'],
      "insert into person values ('x', 'Nobody', 'partner', 1)": ['surplus', 'id x'],
      'delete from office': ['missing', 'only 1'],
    }
    for (const [sql, [kind, where]] of Object.entries(changes)) {
      const log = await closedLog(5)
      log.tamper(({ db }) => db.exec(sql))
      const { verdict, findings, checks } = await log.verify()
      expect(verdict).toBe('finding')
      expect(findings).toHaveLength(1)
      expect(findings[0]!.differs, kind).toContain(where)
      expect(checks.filter(({ of, held }) => of !== held)).toHaveLength(1)
    }
  })

  test('a rule of a domain is asked, counted and may find something', async () => {
    const log = await closedLog(9)
    const rule: AuditRule = {
      asks: 'Nobody signs out',
      judge(entries) {
        let of = 0
        const findings = []
        for (const { seq, act, detail } of entries) {
          of += 1
          if (act === 'signed-out')
            findings.push({ seq, what: `${String(detail?.['reason'])}.`, differs: '', doNow: '' })
        }
        return { of, failed: findings.length, findings }
      },
    }
    const { verdict, checks, findings } = await log.verify([rule])
    expect(verdict).toBe('finding')
    expect(checks).toContainEqual({ name: 'Nobody signs out', of: 9, held: 6 })
    expect(findings[0]).toMatchObject({ seq: 4, what: 'reason 3.' })
  })

  test('words that were erased are no finding once the log says that their client was erased', async () => {
    const { vault, log, clock } = await newLog()
    const counts = {
      ...{ entries: 2, matters: 0, forms: 0, scans: 0, letters: 0, calls: 0, disclosures: 0 },
    }
    const hester = {
      id: (await vault.read((tx) => tx.selectFrom('person').select('id').executeTakeFirstOrThrow()))
        .id,
    }
    await vault.write(async (tx) => {
      await log.record(tx, hester, { act: 'signed-in', subject: 'tag-1', detail: { reason: 'x' } })
      await log.record(tx, hester, { act: 'signed-in', subject: 'tag-2', detail: { reason: 'y' } })
      const proposal = { clientId: 'c', ground: 'retention-ended', reason: 'z', goes: counts }
      const subject = 'tag-1'
      await log.record(tx, hester, { act: 'erasure-proposed', subject, detail: proposal })
      clock.set('2026-12-01T09:00:00.000Z')
      const detail = {
        ...{ proposed: 5, proposedBy: hester.id, ground: 'retention-ended', clientNumber: null },
        ...{ entries: 2, also: [], went: counts, told: [] },
      }
      await tx.deleteFrom('erasure_proposal').execute()
      await tx.deleteFrom('log_payload').where('seq', '=', 5).execute()
      await log.record(tx, hester, { act: 'client-erased', subject, detail })
    })
    const erase = (seq: number) =>
      vault.write((tx) => tx.deleteFrom('log_payload').where('seq', '=', seq).execute())
    await erase(3)
    const erased = await log.verify([])
    expect(erased).toMatchObject({ verdict: 'consistent', findings: [] })
    expect(erased.cannotShow.join()).toContain('The contents of 2 entries')
    expect((await log.entry(3)).fields).toBeNull()
    await erase(4)
    expect((await log.verify([])).findings[0]).toMatchObject({
      seq: 4,
      what: 'The contents of entry 4 are missing.',
    })
  })
})

describe('a hostile or damaged file gives a finding, never an error', () => {
  test.each([
    'drop table log_node',
    'drop table log_payload',
    'drop table log_checkpoint',
    'drop table person',
    'delete from log_key',
    "update log_key set public_key = x'00'",
    "update log_checkpoint set note = 'no note'",
    "update log set leaf = ''",
    "update log set leaf = cast(x'00ff00fe' as text) where seq = 7",
    "update log_payload set disclosures = '~~~' where seq = 7",
    'insert into log select 9007199254740991, leaf, hash from log where seq = 1',
    'insert into log select -5, leaf, hash from log where seq = 1',
    'delete from log where seq between 2 and 100',
    'delete from log',
  ])('%s', async (sql) => {
    const log = await closedLog(120)
    log.tamper(({ db }) => db.exec(sql))
    const { verdict, findings, checks } = await log.verify()
    expect(verdict).toBe('finding')
    expect(findings.length).toBeGreaterThan(0)
    for (const { of, held } of checks) expect(held).toBeLessThanOrEqual(of)
  })

  test('damaged pages anywhere in the file are located or refused in words', async () => {
    const log = await closedLog(400)
    const sound = readFileSync(log.file)
    let located = 0
    for (let page = 1; page < sound.length / 4096; page += 7) {
      const damaged = Buffer.from(sound)
      damaged[page * 4096 + 1234]! ^= 1
      writeFileSync(log.file, damaged)
      const outcome = await Promise.resolve()
        .then(() => log.verify())
        .catch((error: { code?: string }) => error.code)
      if (typeof outcome === 'string') expect(outcome).toBe('damaged')
      else if (outcome && outcome.verdict === 'finding') {
        located += 1
        expect(outcome.findings[0]!.what).toMatch(/\.$/)
      }
      for (const db of open.splice(0)) db.close()
    }
    expect(located).toBeGreaterThan(3)
  })
})

describe('a long log', () => {
  test('is shared between two threads, and gives the same verdict and the same finding', async () => {
    const { vault, log, file, clock } = await newLog()
    await growTo(vault, log, 200)
    const [key, head] = [Uint8Array.from(vault.lend().key), vault.head()!]
    await vault.lock()
    const long = lengthen(file, key, 50_001)
    const lent: Parameters<typeof createLog>[0]['vault'] = {
      ...vault,
      lend: () => ({ file, key }),
      head: () => long,
    }
    const again: Log = createLog({ vault: lent, clock, random, folds })
    const running = again.verify([])
    const verdict = await running
    expect(verdict.entries).toBe(50_001)
    expect(verdict.checks[0]).toMatchObject({ of: 50_001, held: 50_001 })
    expect(head.size).toBe(200)
    const db = openConnection({ file, key, readonly: false })
    attackerAt(db).edit(43_210)
    db.close()
    expect((await again.verify([])).findings[0]).toMatchObject({ seq: 43_210 })
  }, 300_000)
})

/** Repeats the last entry of a log, with its own number, until the log is as long as asked; unsigned. */
function lengthen(file: string, key: Uint8Array, size: number): Head {
  const db = openConnection({ file, key, readonly: false })
  try {
    const attacker = attackerAt(db)
    return db.transaction(() => {
      const [from, leaf] = [attacker.size(), attacker.leaf(attacker.size())]
      const words = db
        .prepare('select disclosures from log_payload where seq = ?')
        .pluck()
        .get(from)
      const addEntry = db.prepare('insert into log values (?, ?, zeroblob(32))')
      const addWords = db.prepare('insert into log_payload values (?, ?)')
      for (let seq = from + 1; seq <= size; seq++) {
        addEntry.run(seq, leaf.replace(/"seq":\d+/, `"seq":${seq}`))
        addWords.run(seq, words)
      }
      attacker.rebuildTree()
      return attacker.head()
    })()
  } finally {
    db.close()
  }
}

test('the tail is checked at unlock: a changed, cut or unsigned end is found at once', async () => {
  const attacks: [string, (attacker: ReturnType<typeof attackerAt>) => void][] = [
    ['does not match', (a) => a.edit(118)],
    ['has changed since', (a) => (a.edit(118), a.rehash(118))],
    ['has changed since', (a) => (a.edit(118), a.rebuildTree())],
    ['Entries are missing', (a) => (a.remove(116, 120), a.rebuildTree())],
    ['Signatures after', (a) => a.dropCheckpoints()],
    ['cannot be checked', (a) => a.db.exec('delete from log_node')],
    ['cannot be checked', (a) => a.db.exec("update log_checkpoint set note = 'x'")],
  ]
  for (const [what, attack] of attacks) {
    const { vault, log, file } = await newLog()
    await growTo(vault, log, 120)
    expect(await log.checkTail()).toEqual([])
    const key = Uint8Array.from(vault.lend().key)
    const db = openConnection({ file, key, readonly: false })
    attack(attackerAt(db))
    db.close()
    const findings = await log.checkTail()
    expect(findings.map((found) => found.what).join(), what).toContain(what)
    expect((await log.health()).checked).toMatchObject({ holds: false })
  }
})

test('a head file that is gone is a finding, at unlock and in a verification', async () => {
  const { vault, log, folder } = await newLog()
  rmSync(join(folder, 'remedy.head'))
  expect(vault.head()).toBeNull()
  expect((await log.checkTail()).map((found) => found.what).join()).toContain('is missing')
  expect((await log.verify([])).findings[0]!.what).toContain(
    'remedy.head, which records the end of the log, is missing',
  )
})

test('a checkpoint put at another place in the log is called so', async () => {
  const log = await closedLog(120)
  log.tamper(({ db }) => db.exec('update log_checkpoint set size = 99'))
  const { findings } = await log.verify()
  expect(findings[0]!.differs).toContain('it belongs to another place in the log')
})
