import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readCheckpoint } from '../../src-main/audit/checkpoint.ts'
import { EntryProof, Health, Verdict } from '../../src-main/audit/contract.ts'
import { readHeadCode } from '../../src-main/audit/head-code.ts'
import { inclusionHolds } from './proofs.ts'
import { leafHash } from '../../src-main/audit/tree.ts'
import { readKeyFile, writeKeyFile } from '../../src-main/vault/key-file.ts'
import { fromHex, hex } from './memory-tree.ts'
import { add, growTo, hester, newLog } from './real-log.ts'

const wren = '019ab0c4-1f00-7000-8000-000000000002'
/** Gives Jenny Wren a key: whoever works in an office has one. */
function keyFor(folder: string): void {
  const file = join(folder, 'remedy.keys')
  const { people, ...keys } = readKeyFile(file)!
  const hers = { ...people[0]!, personId: wren, name: 'Jenny Wren' }
  writeKeyFile(file, { ...keys, people: [...people, hers] })
}

describe('recording', () => {
  test('an act appends an entry, draws its rows and names the head, all in one write', async () => {
    const { vault, log } = await newLog()
    const before = await log.health()
    const entry = await vault.write((tx) => add(log, tx, wren, 'Jenny Wren'))
    expect(entry).toMatchObject({ seq: 3, actor: hester.id, act: 'person-added', subject: null })
    expect(entry.detail).toEqual({ personId: wren, name: 'Jenny Wren', role: 'secretary' })
    const people = await vault.read((tx) => tx.selectFrom('person').selectAll().execute())
    expect(people.map(({ name }) => name)).toEqual(['Hester Vane', 'Jenny Wren'])
    const health = Health.omit({ damage: true }).parse(await log.health())
    expect(before.entries).toBe(2)
    expect(health.entries).toBe(3)
    expect(vault.head()?.size).toBe(3)
    expect(health.code).toMatch(/^3-[0-9A-Z]{16}$/)
  })

  test('an act about the same row puts the new one in place of the old', async () => {
    const { vault, folder, log } = await newLog()
    keyFor(folder)
    await vault.write((tx) => add(log, tx, wren, 'Jenny Wren'))
    const detail = { personId: wren, name: 'Jenny Wren', role: 'auditor' }
    await vault.write((tx) =>
      log.record(tx, hester, { act: 'person-role-changed', subject: null, detail }),
    )
    const people = await vault.read((tx) => tx.selectFrom('person').selectAll().execute())
    expect(people.map(({ role }) => role)).toEqual(['partner', 'auditor'])
    expect((await log.verify([])).findings).toEqual([])
  })

  test('an act that fails leaves no entry, no row and the old head behind', async () => {
    const { vault, folder, log } = await newLog()
    const [before, head] = [await log.health(), vault.head()]
    const failing = vault.write(async (tx) => {
      await add(log, tx, wren, 'Jenny Wren')
      throw new Error('the act went wrong')
    })
    await expect(failing).rejects.toThrow('the act went wrong')
    expect(await log.health()).toEqual(before)
    expect(vault.head()).toEqual(head)
    const people = await vault.read((tx) => tx.selectFrom('person').select('name').execute())
    expect(people).toHaveLength(1)
    const entry = await vault.write((tx) => add(log, tx, wren, 'Jenny Wren'))
    expect(entry.seq).toBe(3)
    keyFor(folder)
    expect((await log.verify([])).verdict).toBe('consistent')
  })

  test('the log is signed at every hundredth entry and on request, once for each size', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 250)
    await vault.write((tx) => log.checkpoint(tx))
    await vault.write((tx) => log.checkpoint(tx))
    const [notes, key] = await vault.read(async (tx) => [
      await tx.selectFrom('log_checkpoint').selectAll().orderBy('size').execute(),
      await tx.selectFrom('log_key').selectAll().executeTakeFirstOrThrow(),
    ])
    expect(notes.map(({ size }) => size)).toEqual([100, 200, 250])
    const { size, root } = readCheckpoint(notes[2]!.note, key.public_key)
    expect({ size, root: hex(root) }).toEqual(vault.head())
  })

  test('nothing of what was said stands in clear in a leaf', async () => {
    const { vault, log } = await newLog()
    await vault.write((tx) => add(log, tx, wren, 'Jenny Wren'))
    const leaves = await vault.read((tx) => tx.selectFrom('log').select('leaf').execute())
    for (const { leaf } of leaves) expect(leaf).not.toMatch(/Wren|Vane|secretary|name|role/)
  })

  test('a clock that goes back is recorded as it is, and the verdict remarks it at its entry', async () => {
    const { vault, log, clock } = await newLog()
    clock.set('2020-01-01T00:00:00.000Z')
    await growTo(vault, log, 3)
    const verdict = await log.verify([])
    expect(verdict.verdict).toBe('consistent')
    expect(verdict.remarks.map(({ seq, what }) => [seq, what])).toContainEqual([
      3,
      'The computer’s clock was set back before entry 3.',
    ])
  })
})

describe('looking up', () => {
  test('entries are listed newest first, with those who acted', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 9)
    const { entries, total } = await log.list({ limit: 3 })
    expect(total).toBe(9)
    expect(entries.map(({ seq }) => seq)).toEqual([9, 8, 7])
    expect(entries[0]).toMatchObject({ actor: hester.id, act: 'signed-in' })
    const older = await log.list({ before: 3, limit: 100 })
    expect(older.entries.map(({ act }) => act)).toEqual(['person-added', 'office-created'])
  })

  test('any entry comes with a proof that holds against the root of the printed code', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 45)
    const { code } = await log.health()
    for (const seq of [1, 2, 32, 33, 44, 45]) {
      const proof = EntryProof.omit({ who: true }).parse(await log.entry(seq))
      expect(proof.leafHash).toBe(hex(leafHash(Buffer.from(proof.leaf))))
      const leaf = { index: seq - 1, hash: fromHex(proof.leafHash) }
      const tree = { size: proof.treeSize, root: fromHex(proof.root) }
      expect(inclusionHolds(leaf, proof.path.map(fromHex), tree)).toBe(true)
      expect(readHeadCode(code)?.size).toBe(proof.treeSize)
    }
    expect((await log.entry(2)).fields).toContainEqual({ name: 'name', value: 'Hester Vane' })
    await expect(log.entry(46)).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('verifying', () => {
  test('a sound log is only consistent without paper, and whole with a code from paper', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 120)
    const { code } = await log.health()
    await growTo(vault, log, 230)
    const bare = Verdict.parse(await log.verify([]))
    expect(bare).toMatchObject({ verdict: 'consistent', entries: 230, findings: [] })
    expect(bare.cannotShow.join()).toContain('only a code from paper')
    for (const { of, held } of bare.checks) expect(held).toBe(of)
    const whole = Verdict.parse(await log.verify([code.toLowerCase()]))
    expect(whole).toMatchObject({ verdict: 'whole', codes: [{ code, agrees: true }] })
    expect(whole.cannotShow.join()).toContain('after entry 120')
    expect((await log.health()).checked).toMatchObject({ entries: 230, holds: true })
  })

  test('a code that differs is a finding, whichever way it differs', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 20)
    const { code } = await log.health()
    const other = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const verdict = await log.verify([other, code, '99-0000000000000000', 'nonsense'])
    expect(verdict.verdict).toBe('finding')
    expect(verdict.codes.map(({ agrees }) => agrees)).toEqual([false, true, false, false])
  })

  test('only one verification runs at a time, and its progress can be asked for', async () => {
    const { vault, log } = await newLog()
    await growTo(vault, log, 20)
    expect(log.progress()).toEqual({ running: false, done: 0, of: 0 })
    const first = log.verify([])
    expect(log.progress().running).toBe(true)
    await expect(log.verify([])).rejects.toMatchObject({ code: 'busy' })
    // Beside it the office reads and records as ever.
    await vault.write((tx) =>
      log.record(tx, hester, { act: 'signed-in', subject: null, detail: { reason: 'r' } }),
    )
    expect((await log.health()).entries).toBe(21)
    expect(log.progress().running).toBe(true)
    expect((await first).verdict).toBe('consistent')
    expect(log.progress().running).toBe(false)
  })
})

describe('at unlock', () => {
  test('the tail of a sound log holds, signed or not', async () => {
    const { vault, log } = await newLog()
    for (const size of [3, 99, 100, 101, 157, 200]) {
      await growTo(vault, log, size)
      expect(await log.checkTail()).toEqual([])
      expect((await log.health()).checked).toMatchObject({ entries: size, holds: true })
    }
  })
})

test('the lists are remade from the log', async () => {
  const { vault, folder, log } = await newLog()
  keyFor(folder)
  await vault.write((tx) => add(log, tx, wren, 'Jenny Wren'))
  const people = () =>
    vault.read((tx) => tx.selectFrom('person').selectAll().orderBy('id').execute())
  const before = await people()
  await vault.write((tx) => tx.deleteFrom('person').where('id', '=', wren).execute())
  await vault.write((tx) => tx.updateTable('person').set({ role: 'auditor' }).execute())
  expect((await log.verify([])).findings[0]?.what).toBe('The person list differs from the log.')
  expect(await log.rebuild()).toEqual({ entries: 3, changes: 3 })
  expect(await people()).toEqual(before)
  expect((await log.verify([])).verdict).toBe('consistent')
})
