import { createHash } from 'node:crypto'
import { expect, onTestFinished, test } from 'vitest'
import { openMemory } from '../../src-main/vault/connection.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { openScratch } from '../../src-main/vault/scratch.ts'
import { put } from './migrated.ts'

const text = 'I authorise Prosser Tark to obtain the records held about me. '.repeat(3)
const letter = (content: string) => ({
  ...{ id: 'l1', client_id: 'c1', matter_id: 'm1', kind: 'L03', dated_on: '2026-11-23' },
  ...{ answers: null, version: 1, seq: 7, content },
})
const shown = (content: string) => {
  const office = openMemory()
  onTestFinished(() => void office.close())
  for (const migration of migrations) office.exec(migration)
  put(office, 'letter', letter(content))
  return office
}
const hashed = `#${createHash('sha256').update(text).digest('base64')}`

test.each([
  ['the same text', text, text, undefined],
  ['a long text with one letter changed', text, text.replace('held', 'hold'), 'content'],
  ['a long text with its hash in its place', text, hashed, 'content'],
  ['a hash with the long text in its place', hashed, text, 'content'],
  ['a short text changed', 'short', 'other', 'content'],
])('%s is told from what was drawn', (_, drawn, found, column) => {
  const scratch = openScratch()
  onTestFinished(() => scratch.close())
  scratch.put('letter', letter(drawn))
  const difference = scratch.compare(shown(found), 'letter')
  if (column === undefined) expect(difference).toBeUndefined()
  else expect(difference).toMatchObject({ column })
})

test('a row is found again by a long text that it was put with', () => {
  const scratch = openScratch()
  onTestFinished(() => scratch.close())
  scratch.put('letter', letter(text))
  scratch.set('letter', { content: 'short' }, { content: text })
  expect(scratch.compare(shown('short'), 'letter')).toBeUndefined()
  scratch.put('letter', letter(text))
  scratch.remove('letter', { content: text })
  expect(scratch.compare(shown(text), 'letter')?.kind).toBe('surplus')
})
