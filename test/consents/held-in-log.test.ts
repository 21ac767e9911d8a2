import { expect, test } from 'vitest'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { checkedBy } from '../open-office.ts'
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
  for (const { seq } of about)
    expect(await ask.audit.entry({ seq })).toMatchObject({ fields: null, withheld: true })
  const checked = entries.find(({ act }) => act === 'consent-checked')!
  await signIn(partner)
  expect((await ask.audit.entry({ seq: checked.seq })).fields).not.toBeNull()
  expect(JSON.stringify((await ask.audit.entry({ seq: about.at(-1)!.seq })).fields)).toContain(
    'choices',
  )
})
