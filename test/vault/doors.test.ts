import { sql } from 'kysely'
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Readable, Writable } from '../../src-main/vault/vault.ts'
import { addPerson, newVault, people } from './new-vault.ts'

describe('a write', () => {
  test('is all there when it has answered', async () => {
    const { vault } = await newVault()
    const answer = await vault.write(async (tx) => {
      await addPerson(tx, 'a')
      await addPerson(tx, 'b')
      return 'done'
    })
    expect(answer).toBe('done')
    expect(await people(vault)).toEqual(['a', 'b'])
  })

  test('leaves nothing when it throws', async () => {
    const { vault } = await newVault()
    const failing = vault.write(async (tx) => {
      await addPerson(tx, 'a')
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await people(vault)).toEqual([])
  })

  test('takes the file for itself from its beginning, before it has changed anything', async () => {
    const { vault } = await newVault()
    const { openConnection } = await import('../../src-main/vault/connection.ts')
    const other = openConnection({ ...vault.lend(), readonly: false })
    other.pragma('busy_timeout = 0')
    await vault.write(async () => {
      expect(() => other.exec('begin immediate')).toThrow('locked')
    })
    other.close()
  })

  test('sees what it wrote itself, while a read sees only what is committed', async () => {
    const { vault } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    await vault.write(async (tx) => {
      await addPerson(tx, 'b')
      expect(await tx.selectFrom('person').select('id').execute()).toHaveLength(2)
      expect(await people(vault)).toEqual(['a'])
    })
    expect(await people(vault)).toEqual(['a', 'b'])
  })

  test('waits for the one before it, however many are asked at once', async () => {
    const { vault } = await newVault()
    const steps: string[] = []
    const act = (id: string) =>
      vault.write(async (tx) => {
        steps.push(`${id} begins`)
        for (let i = 0; i < 5; i++) await addPerson(tx, `${id}${i}`)
        steps.push(`${id} ends`)
      })
    await Promise.all([act('a'), act('b'), act('c')])
    expect(steps.join()).toBe('a begins,a ends,b begins,b ends,c begins,c ends')
    expect(await people(vault)).toHaveLength(15)
  })

  test('that fails does not hold up the next', async () => {
    const { vault } = await newVault()
    const [first, second] = await Promise.allSettled([
      vault.write((tx) => addPerson(tx, 'a').then(() => addPerson(tx, 'a'))),
      vault.write((tx) => addPerson(tx, 'b')),
    ])
    expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
    expect(await people(vault)).toEqual(['b'])
  })

  test('inside a write is refused, and the outer one rolled back', async () => {
    const { vault } = await newVault()
    const nested = vault.write(async (tx) => {
      await addPerson(tx, 'a')
      await vault.write((inner) => addPerson(inner, 'b'))
    })
    await expect(nested).rejects.toThrow('A write was begun inside another')
    expect(await people(vault)).toEqual([])
  })

  test('may begin when the write that asked for it has ended', async () => {
    const { vault } = await newVault()
    let later: Promise<unknown> = Promise.resolve()
    await vault.write(async (tx) => {
      await addPerson(tx, 'a')
      later = new Promise((resolve, reject) =>
        setTimeout(() => vault.write((next) => addPerson(next, 'b')).then(resolve, reject)),
      )
    })
    await later
    expect(await people(vault)).toEqual(['a', 'b'])
  })

  test.each([
    ['a file', () => readFile(import.meta.filename)],
    ['a timer', () => new Promise((resolve) => setTimeout(resolve, 1))],
    ['the next turn', () => new Promise((resolve) => setImmediate(resolve))],
    ['something that never comes', () => new Promise(() => {})],
  ])('that waits for %s is rolled back and refused', async (_, wait) => {
    const { vault } = await newVault()
    const waiting = vault.write(async (tx) => {
      await addPerson(tx, 'a')
      await wait()
      await addPerson(tx, 'b')
    })
    await expect(waiting).rejects.toThrow('waited for something other than the database')
    await vault.write((tx) => addPerson(tx, 'c'))
    expect(await people(vault)).toEqual(['c'])
  })

  test('of a thousand rows, asked one by one, is not mistaken for waiting', async () => {
    const { vault } = await newVault()
    await vault.write(async (tx) => {
      for (let i = 0; i < 1000; i++) await addPerson(tx, `p${i}`)
    })
    expect(await people(vault)).toHaveLength(1000)
  })

  test('gives a handle that is dead after its end, and so is a query built with it before', async () => {
    const { vault } = await newVault()
    const kept = await vault.write(async (tx) => ({
      tx,
      query: tx.insertInto('person').values({ id: 'x', name: 'X', role: 'auditor', works: 1 }),
    }))
    await expect(addPerson(kept.tx, 'y')).rejects.toThrow('died')
    await expect(kept.query.execute()).rejects.toThrow('died')
    expect(() => kept.tx.setHead({ size: 1, root: '00'.repeat(32) })).toThrow('died')
    await vault.write(async () => {
      await expect(kept.query.execute()).rejects.toThrow('died')
    })
    expect(await people(vault)).toEqual([])
  })

  test('gives a dead handle to an act that goes on after it was refused', async () => {
    const { vault } = await newVault()
    let after: unknown
    const going = new Promise<void>((done) => {
      vault
        .write(async (tx) => {
          await new Promise((resolve) => setTimeout(resolve, 5))
          after = await addPerson(tx, 'late').catch((error: Error) => error.message)
          done()
        })
        .catch(() => {})
    })
    await going
    expect(after).toContain('died')
    expect(await people(vault)).toEqual([])
  })

  test('cannot end its own transaction or change a setting', async () => {
    const { vault } = await newVault()
    for (const text of ['commit', 'rollback', 'savepoint s', 'pragma synchronous = 0', 'vacuum'])
      await expect(vault.write((tx) => sql.raw(text).execute(tx))).rejects.toThrow('vault’s own')
  })

  test('that SQLite has rolled back cannot go on outside any transaction', async () => {
    const { vault } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    const going = vault.write(async (tx) => {
      await addPerson(tx, 'b')
      // "or rollback" ends the transaction, as a full disk may.
      await sql`insert or rollback into person values ('a', 'A', 'auditor', 1)`
        .execute(tx)
        .catch(() => {})
      await addPerson(tx, 'c')
    })
    await expect(going).rejects.toThrow('rolled back')
    const silent = vault.write(async (tx) => {
      await sql`insert or rollback into person values ('a', 'A', 'auditor', 1)`
        .execute(tx)
        .catch(() => {})
    })
    await expect(silent).rejects.toThrow('rolled back')
    expect(await people(vault)).toEqual(['a'])
  })
})

describe('a read', () => {
  test('sees one state from its beginning to its end', async () => {
    const { vault } = await newVault()
    const seen = await vault.read(async (tx) => {
      const count = () => tx.selectFrom('person').select('id').execute()
      const before = (await count()).length
      await vault.write((write) => addPerson(write, 'a'))
      return [before, (await count()).length]
    })
    expect(seen).toEqual([0, 0])
    expect(await people(vault)).toEqual(['a'])
  })

  test('cannot write, not even in plain SQL', async () => {
    const { vault } = await newVault()
    const sly = vault.read((tx) => addPerson(tx as Readable as Writable, 'a'))
    await expect(sly).rejects.toThrow('insertInto is not a function')
    const raw = vault.read((tx) => sql`delete from person`.execute(tx))
    await expect(raw).rejects.toMatchObject({ name: 'Refusal', code: 'not-allowed' })
  })

  test('inside a read is refused', async () => {
    const { vault } = await newVault()
    await expect(vault.read(() => people(vault))).rejects.toThrow('A read was begun inside another')
  })

  test('that waits for anything but the database is refused', async () => {
    const { vault } = await newVault()
    const waiting = vault.read(async (tx) => {
      await readFile(import.meta.filename)
      return tx.selectFrom('person').selectAll().execute()
    })
    await expect(waiting).rejects.toThrow('A read waited')
  })

  test('gives a handle that is dead after its end', async () => {
    const { vault } = await newVault()
    const tx = await vault.read(async (handle) => handle)
    await expect(tx.selectFrom('person').selectAll().execute()).rejects.toThrow('died')
  })
})

test('a handle shows nothing that reaches the connection', async () => {
  const { vault } = await newVault()
  expect(await vault.read(async (tx) => Object.keys(tx).sort())).toEqual([
    'getExecutor',
    'selectFrom',
  ])
  expect(await vault.write(async (tx) => Object.keys(tx).sort())).toEqual([
    'deleteFrom',
    'getExecutor',
    'insertInto',
    'replaceInto',
    'selectFrom',
    'setHead',
    'updateTable',
  ])
})
