import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { directLines } from '../../src-main/vault/migrations/0028-direct-lines.ts'
import { fileAt, put } from './migrated.ts'

test('who signed before has no direct line and no address for email of their own', () => {
  const { db, next } = fileAt(migrations.indexOf(directLines))
  put(db, 'signatory', {
    ...{ person_id: 'p', signs_as: 'Imogen Tark', capacity: 'Solicitor', initials: 'IT' },
  })
  next()
  expect(db.prepare('select signs_as, direct_line, email from signatory').all()).toEqual([
    { signs_as: 'Imogen Tark', direct_line: '', email: '' },
  ])
})
