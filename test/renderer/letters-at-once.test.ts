import { expect, test } from 'vitest'
import { AT_ONCE, type ForAll } from '../../src-renderer/letters/at-once.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'

const approve = AT_ONCE.find(({ name }) => name === 'approve')!.act!
type Store = Parameters<typeof approve>[0]

test('a draft that was changed after its pages were looked at is not approved with the others', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask } = office
  const { id: letterId, version, content } = await letterAt(office, 'draft')
  const store = {
    read: (one: typeof letterId) => ask.letters.get({ letterId: one }),
    approve: (typed: Parameters<typeof ask.letters.approve>[0]) => ask.letters.approve(typed),
  } as unknown as Store
  const { rows } = await ask.letters.list({ which: 'open' })
  const row = rows.find(({ id }) => id === letterId)!
  const having = (seen: number) =>
    approve(store, row, { read: new Map([[letterId, seen]]) } as unknown as ForAll)
  const other = { ...content, yourRef: 'Another hand' }
  const { version: newer } = await ask.letters.redraft({ letterId, version, content: other })
  expect((await refusalOf(having(version), 'conflict')).message).toContain('Read the newer text')
  await having(newer)
  expect((await ask.letters.get({ letterId })).state).toBe('approved')
})
