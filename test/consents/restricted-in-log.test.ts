import { expect, test } from 'vitest'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { FIELDS } from '../../src-main/audit/withholding.ts'
import type { Act } from '../../src-main/audit/entry.ts'
import { spellingNow } from '../vault/logged-spelling.ts'
import { checkedBy, refusalOf } from '../open-office.ts'
import { someAuthority } from './some-consent.ts'

test('a secretary, who may not open what is held, does not read it in the log either, nor whether there is any', async () => {
  const office = await letterOffice()
  const { ask, clientId, partner, hire, signIn } = office
  const secretary = await hire('Hester Vane', 'secretary')
  const consulted = { by: partner, on: '2026-11-01' as never, said: 'He may.' }
  const choices = [{ class: 'hiv-sexual-health', answer: 'given' } as const]
  await withAuthority(office)
  await ask.consents.record(someAuthority(clientId, { choices, consulted }))
  await checkedBy(office, secretary)
  await letterAt(office, 'approved')
  const { entries } = await ask.audit.list({ limit: 100 })
  const about = entries.filter(({ act }) =>
    /^(consent-recorded|letter-(drafted|approved))$/.test(act),
  )
  expect(about.length).toBe(4)
  await signIn(secretary)
  const first = { seq: about.at(-1)!.seq }
  for (const { seq } of about) {
    const { fields, withheld } = await ask.audit.entry({ seq })
    expect(withheld).toBe(true)
    const names = fields!.map(({ name }) => name)
    expect(names).not.toContain('choices')
    expect(names).not.toContain('content')
    expect(names).not.toContain('decisions')
  }
  await refusalOf(ask.audit.reveal({ ...first, reason: 'Curious' }), 'not-allowed')
  const seen = await ask.audit.entry(first)
  await signIn(partner)
  // A partner reads no more of it without a reason, which is an entry.
  const { leaf, fields, withheld } = await ask.audit.entry(first)
  expect({ leaf, fields, withheld }).toEqual({
    ...{ leaf: seen.leaf, fields: seen.fields, withheld: true },
  })
  const opened = await ask.audit.reveal({ ...first, reason: 'To answer the client' })
  expect(JSON.stringify(opened.fields)).toContain('choices')
  expect((await ask.audit.list({ limit: 1 })).entries).toMatchObject([{ act: 'record-read' }])
  const checked = entries.find(({ act }) => act === 'consent-checked')!
  await refusalOf(ask.audit.reveal({ seq: checked.seq, reason: 'As well' }), 'conflict')
})

test('of every field of every act it is said whether it may hold something restricted', () => {
  const unsaid = Object.entries(spellingNow()).flatMap(([act, spelling]) => {
    const fields = FIELDS[act as Act]
    if (fields === 'of no client') return []
    const known = `${fields.open} ${fields.words ?? ''}`.split(' ')
    return Object.keys(spelling['properties'] as object)
      .filter((name) => !known.includes(name))
      .map((name) => `${act}: ${name}`)
  })
  expect(unsaid).toEqual([])
})
