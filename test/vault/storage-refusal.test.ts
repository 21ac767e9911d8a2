import { describe, expect, test } from 'vitest'
import { storageRefusal } from '../../src-main/vault/storage-refusal.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'

const failed = (code: string) => Object.assign(new Error('raw text with /a/path'), { code })

describe('what the disk or SQLite says becomes a sentence for the office', () => {
  test.each([
    ['SQLITE_FULL', 'not-allowed', 'disk is full'],
    ['SQLITE_IOERR_SHMSIZE', 'not-allowed', 'disk is full'],
    ['SQLITE_READONLY', 'not-allowed', 'cannot be written'],
    ['SQLITE_READONLY_DIRECTORY', 'not-allowed', 'cannot be written'],
    ['SQLITE_CORRUPT', 'damaged', 'damaged'],
    ['SQLITE_CORRUPT_INDEX', 'damaged', 'damaged'],
    ['SQLITE_NOTADB', 'damaged', 'damaged'],
    ['SQLITE_BUSY', 'busy', 'Another program'],
    ['SQLITE_BUSY_SNAPSHOT', 'busy', 'Another program'],
    ['SQLITE_IOERR', 'busy', 'disk reported an error'],
    ['SQLITE_IOERR_WRITE', 'busy', 'disk reported an error'],
    ['SQLITE_IOERR_CORRUPTFS', 'damaged', 'damaged'],
    ['SQLITE_CANTOPEN', 'damaged', 'cannot be opened'],
    ['ENOSPC', 'not-allowed', 'disk is full'],
    ['EACCES', 'not-allowed', 'cannot be written'],
    ['EROFS', 'not-allowed', 'cannot be written'],
    ['EIO', 'busy', 'disk reported an error'],
  ])('%s', (code, refusal, part) => {
    const said = storageRefusal(failed(code))
    expect(said).toMatchObject({ name: 'Refusal', code: refusal })
    expect(String(said)).toContain(part)
    expect(String(said)).not.toContain('/a/path')
  })
})

test('a refusal and anything unforeseen come back as they were', () => {
  for (const error of [
    new Refusal('conflict', 'as it was'),
    failed('SQLITE_CONSTRAINT_UNIQUE'),
    failed('EIOX'),
    new TypeError('a mistake of ours'),
    'text',
  ])
    expect(storageRefusal(error)).toBe(error)
})
