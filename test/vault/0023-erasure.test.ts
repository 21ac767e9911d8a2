import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { erasure } from '../../src-main/vault/migrations/0023-erasure.ts'
import { fileAt, put } from './migrated.ts'

test('entries of before are found by the tag of their client, and nobody is held or erased', () => {
  const { db, next } = fileAt(migrations.indexOf(erasure))
  const tag = 'AbCdEfGhIjKlMnOpQrStUv'
  const leaf = (subject: string) => `{"act":"x","seq":1,"subject":${subject},"v":1}`
  const hash = Buffer.alloc(32)
  put(db, 'log', { seq: 1, leaf: leaf('null'), hash })
  put(db, 'log', { seq: 2, leaf: leaf(`"${tag}"`), hash })
  next()
  const asked = db.prepare('select seq from log where substr(log.leaf, -30, 22) = ?')
  expect(asked.pluck().all(tag)).toEqual([2])
  const plan = db.prepare(`explain query plan ${asked.source}`).get(tag) as { detail: string }
  expect(plan.detail).toContain('log_by_subject')
  for (const table of ['legal_hold', 'erasure_proposal', 'erased_client', 'erasure_unfinished'])
    expect(db.prepare(`select * from ${table}`).all()).toEqual([])
})
