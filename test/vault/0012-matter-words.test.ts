import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { matterWords } from '../../src-main/vault/migrations/0012-matter-words.ts'
import { fileAt, put } from './migrated.ts'

const before = migrations.indexOf(matterWords)
const matter = {
  ...{ id: 'm1', client_id: 'c1', client_number: 1, matter_number: 1, our_ref: 'OP/FENW.1-1' },
  ...{ opened_on: '2026-01-05', version: 1, kind: 'treatment', title: 't', folded: 'copies' },
  ...{ responsible: 'p', event_on: '2025-07-11', known_on: null },
}

test('forms are asked for by the day they were signed without reading the forms', () => {
  const { db, next } = fileAt(before)
  next()
  const plan = db
    .prepare(
      `explain query plan select distinct iif(json_valid(form), json_extract(form, '$.signedOn'), null) from consent`,
    )
    .all() as { detail: string }[]
  expect(plan[0]!.detail).toContain('consent_by_signing')
})

test('a matter is found by part of its words or its reference, those that were there before as well, and no longer by what was corrected', () => {
  const { db, next } = fileAt(before)
  put(db, 'matter', matter)
  next()
  put(db, 'matter', { ...matter, id: 'm2', our_ref: 'OP/OTHER.2-1', folded: 'records of leeds' })
  const found = (part: string) =>
    db
      .prepare(
        `select matter_id from matter_words where id in
          (select rowid from matter_trigrams where matter_trigrams match ?) order by matter_id`,
      )
      .pluck()
      .all(`"${part}"`)
  expect(found('opie')).toEqual(['m1'])
  expect(found('nw.1')).toEqual(['m1'])
  expect(found('leeds')).toEqual(['m2'])
  expect(found('op/')).toEqual(['m1', 'm2'])
  db.prepare("delete from matter where id = 'm1'").run()
  put(db, 'matter', { ...matter, folded: 'complaint' })
  expect(found('opie')).toEqual([])
  expect(found('plaint')).toEqual(['m1'])
})
