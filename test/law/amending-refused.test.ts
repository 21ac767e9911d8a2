import { describe, expect, test } from 'vitest'
import type { Change } from '../../src-main/law/contract.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf } from '../open-office.ts'
import { amendNow, previewNow } from './as-it-stands.ts'

const asAt = day('2026-11-23')
const draft = (entry: string, change: Change, more: object = {}) => ({
  ...{ entry, change, source: 'SI 2026/999, regulation 3', note: '', checkedOn: asAt },
  ...more,
})
const NOW = 'rule:R02:UK GDPR, Article 12A'

describe('a change of the law is refused', () => {
  test('where a body would be its own successor, by one step or by several', async () => {
    const office = await letterOffice()
    const { ask } = office
    const ended = { name: 'NHS England', from: null, to: day('2026-06-30') }
    const own = draft('body:nhs-england', {
      ...{ sort: 'body', names: [ended], successor: 'nhs-england' },
    })
    await refusalOf(previewNow(ask, own), 'invalid-input')
    await refusalOf(amendNow(ask, own), 'invalid-input')
    await amendNow(ask, draft('body:cqc', { sort: 'body', successor: 'nhs-england' }))
    const round = draft('body:nhs-england', { sort: 'body', successor: 'cqc' })
    expect((await refusalOf(amendNow(ask, round), 'invalid-input')).message).toContain('successor')
    const { addressee, ...rest } = await filledIn(office)
    const letter = await ask.letters.draft({
      ...rest,
      addressee: { ...addressee, name: 'NHS England' },
    })
    expect(letter.state).toBe('draft')
  })

  test('where versions of a topic overlap, or one ends before it begins', async () => {
    const { ask } = await openTestOffice()
    const versions = (await ask.law.amendable({})).filter(({ sort }) => sort === 'topic')
    const second = versions.find(
      ({ now }) => now.sort === 'topic' && now.from && now.from > '2005',
    )!
    const from = day('2003-01-01')
    await refusalOf(amendNow(ask, draft(second.entry, { sort: 'topic', from })), 'invalid-input')
    const to = day('2003-05-01')
    await refusalOf(amendNow(ask, draft(second.entry, { sort: 'topic', to })), 'invalid-input')
  })

  test('where the names of a body overlap, or one ends before it begins', async () => {
    const { ask } = await openTestOffice()
    const span = (name: string, from: string | null, to: string | null) => ({
      ...{ name, from: from as typeof asAt | null, to: to as typeof asAt | null },
    })
    for (const names of [
      [span('A', null, '2020-01-01'), span('B', '2019-01-01', null)],
      [span('B', '2019-01-01', null), span('A', null, '2018-12-31')],
      [span('A', '2020-01-01', '2019-01-01')],
    ])
      await refusalOf(amendNow(ask, draft('body:cqc', { sort: 'body', names })), 'invalid-input')
  })

  test('where a period is longer than any calendar', async () => {
    const { ask } = await openTestOffice()
    for (const unit of ['years', 'days', 'working-days'] as const) {
      const period = { unit, count: 90_000_000 }
      await refusalOf(amendNow(ask, draft(NOW, { sort: 'rule', period })), 'invalid-input')
    }
  })

  test('where a signed form or an open request would be left without the rule for its day', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    await withAuthority(office)
    await letterAt(office, 'sent')
    const entries = await ask.law.amendable({})
    const { entry: ageing } = entries.find(({ entry }) => entry.startsWith('rule:R29'))!
    const to = day('2020-01-01')
    const shorter = draft(ageing, { sort: 'rule', to })
    const { message } = await refusalOf(previewNow(ask, shorter), 'invalid-input')
    expect(message).toContain('one signed form')
    await refusalOf(amendNow(ask, shorter), 'invalid-input')
    const earlier = draft(NOW, { sort: 'rule', to: day('2026-06-30') })
    const left = await refusalOf(amendNow(ask, earlier), 'invalid-input')
    expect(left.message).toContain('open deadline')
    expect(await ask.consents.list({ clientId })).toHaveLength(1)
    // What covers every day that is recorded is taken.
    await amendNow(ask, draft(ageing, { sort: 'rule', to: day('2027-01-01') }))
  })

  test('by the day in London: after midnight there the source was opened today', async () => {
    const { ask, clock } = await openTestOffice()
    clock.set('2027-07-01T23:30:00.000Z')
    const change = { sort: 'receipt', workingDaysAfter: 5 } as const
    const tomorrow = draft('receipt:dx', change, { checkedOn: '2027-07-03' })
    await refusalOf(amendNow(ask, tomorrow), 'invalid-input')
    await amendNow(ask, draft('receipt:dx', change, { checkedOn: '2027-07-02' }))
  })
})
