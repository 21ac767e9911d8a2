import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { informationBarriers } from '../../src-main/vault/migrations/0050-information-barriers.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('an office of before has no restricted matter, and its documents are found by their matter', () => {
  const { db, next } = fileAt(migrations.indexOf(informationBarriers))
  const of = { client_id: 'c', act: 'document-kept', at: '', by: '' }
  const said = JSON.stringify({ matterId: 'm', letterId: null })
  put(db, 'document', { ...of, seq: 4, document_id: 'd', said })
  put(db, 'document', { ...of, seq: 5, document_id: 'e', said: '#a hash' })
  next()
  expect(rowsOf(db, 'matter_access')).toEqual([])
  expect(rowsOf(db, 'matter_access_person')).toEqual([])
  const found = db.prepare(
    `select document_id from document where json_valid(said) and said ->> 'matterId' = +?`,
  )
  expect(found.pluck().all('m')).toEqual(['d'])
})
