import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { processing } from '../../src-main/vault/migrations/0038-processing.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('exports and packs of before are counted, as their entries have them, and nothing else', () => {
  const { db, next } = fileAt(migrations.indexOf(processing))
  const hash = Buffer.alloc(32)
  const at = '2026-11-29T10:00:00.000Z'
  for (const [seq, act] of ['office-created', 'office-exported', 'pack-made'].entries()) {
    const leaf = JSON.stringify({ act, actor: 'p', at, seq: seq + 1, subject: null, v: 1 })
    put(db, 'log', { seq: seq + 1, leaf, hash })
    // What was erased draws no row.
    if (act !== 'pack-made') put(db, 'log_payload', { seq: seq + 1, disclosures: '[]' })
  }
  next()
  expect(rowsOf(db, 'taken_out')).toEqual([{ seq: 2, at, by: 'p', act: 'office-exported' }])
  expect(rowsOf(db, 'processing_detail')).toEqual([])
})
