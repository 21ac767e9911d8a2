import { expect, test } from 'vitest'
import { readInBulk, workInBulk } from '../../src-main/vault/bulk.ts'
import { addPerson, newVault, people } from './new-vault.ts'

const insert = "insert into person values (?, 'N', 'auditor', 1)"

test('bulk work is one transaction beside the open office', async () => {
  const { vault } = await newVault()
  workInBulk(vault.lend(), (db) => {
    const add = db.prepare(insert)
    for (const id of ['a', 'b', 'c']) add.run(id)
  })
  expect(await people(vault)).toEqual(['a', 'b', 'c'])
})

test('bulk work that throws leaves nothing', async () => {
  const { vault } = await newVault()
  const failing = () =>
    workInBulk(vault.lend(), (db) => {
      db.prepare(insert).run('a')
      throw new Error('row 2 is unreadable')
    })
  expect(failing).toThrow('row 2 is unreadable')
  expect(await people(vault)).toEqual([])
  await vault.write((tx) => addPerson(tx, 'b'))
})

test('bulk reading sees one state and cannot write', async () => {
  const { vault } = await newVault()
  await vault.write((tx) => addPerson(tx, 'a'))
  const count = readInBulk(vault.lend(), (db) =>
    db.prepare('select count(*) from person').pluck().get(),
  )
  expect(count).toBe(1)
  expect(() => readInBulk(vault.lend(), (db) => db.prepare(insert).run('b'))).toThrow(
    expect.objectContaining({ code: 'not-allowed' }),
  )
})
