import { describe, expect, test } from 'vitest'
import type { Change } from '../../src-main/law/contract.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'
import { amendNow, amendVersion, previewNow } from './as-it-stands.ts'

const NOW = 'rule:R02:UK GDPR, Article 12A'
const asAt = day('2026-11-23')
const draft = (entry: string, change: Change, more: object = {}) => ({
  ...{ entry, change, source: 'SI 2026/999, regulation 3', note: '', checkedOn: asAt },
  ...more,
})
const twoMonths = draft(NOW, { sort: 'rule', period: { unit: 'months', count: 2 } })

describe('the office changes an entry', () => {
  test('and the deadline, the working and the list of what moved follow at once', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const sent = await letterAt(office, 'sent')
    const before = sent.deadline!
    const preview = await previewNow(ask, twoMonths)
    expect((await ask.letters.get({ letterId: sent.id })).deadline).toEqual(before)
    const { amendment, moved } = await amendNow(ask, twoMonths)
    const after = (await ask.letters.get({ letterId: sent.id })).deadline!
    expect(after.due).toBe('2027-01-25')
    expect(before.due).toBe('2026-12-29')
    expect(moved).toEqual(preview.moved)
    expect(moved).toMatchObject([
      {
        ...{ what: 'letter', letterId: sent.id, matterId: office.matterId, rule: 'R02' },
        before: { due: before.due, prudent: before.prudent },
        after: { due: after.due, prudent: after.prudent },
      },
    ])
    expect(after.check.join(' ')).toContain('Changed by the office on 23 November 2026')
    expect(amendment).toMatchObject({
      ...{ entry: NOW, title: 'R02, UK GDPR, Article 12A', by: 'Imogen Tark' },
      ...{ standing: 'in-force', source: 'SI 2026/999, regulation 3', checkedOn: asAt },
      change: { sort: 'rule', period: { unit: 'months', count: 2 } },
      shipped: { sort: 'rule', period: { unit: 'months', count: 1 } },
    })
    expect((await ask.law.edition({})).edits).toBe(1)
    const events = { receivedOn: day('2026-11-25') }
    expect((await ask.deadlines.work({ rule: 'R02', events })).due).toBe('2027-01-25')
  })

  test('and it lasts, is drawn again from the log, and can be taken back without going away', async () => {
    const office = await letterOffice()
    const { ask } = office
    const { amendment } = await amendNow(ask, twoMonths)
    await office.restart()
    await office.signIn(office.partner)
    await office.office.rebuild()
    const { ask: again } = office
    const events = { receivedOn: day('2026-11-25') }
    expect((await again.deadlines.work({ rule: 'R02', events })).due).toBe('2027-01-25')
    const taken = await again.law.withdrawAmendment({
      id: amendment.id,
      reason: 'It was annulled',
    })
    expect(taken.amendment).toMatchObject({
      standing: 'withdrawn',
      withdrawn: { by: 'Imogen Tark', reason: 'It was annulled' },
    })
    expect((await again.deadlines.work({ rule: 'R02', events })).due).toBe('2026-12-29')
    expect((await again.law.amendments({})).map(({ standing }) => standing)).toEqual(['withdrawn'])
    await refusalOf(again.law.withdrawAmendment({ id: amendment.id, reason: 'Again' }), 'not-found')
    const { verdict, findings } = await again.audit.verify({})
    expect([verdict, findings]).toEqual(['consistent', []])
  })

  test('which is refused where it breaks the law held here, and says what is wrong', async () => {
    const { ask } = await letterOffice()
    const overlap = draft(NOW, { sort: 'rule', from: day('2026-01-01') })
    const { message } = await refusalOf(amendNow(ask, overlap), 'invalid-input')
    expect(message).toContain('entry R02, versions: The versions overlap')
    const nobody = draft('body:nhs-england', { sort: 'body', successor: 'king' })
    expect((await refusalOf(amendNow(ask, nobody))).message).toContain('no body “king”')
    await refusalOf(amendNow(ask, draft('rule:R02:No such', { sort: 'rule' })), 'not-found')
    await refusalOf(amendNow(ask, draft(NOW, { sort: 'topic' })), 'invalid-input')
    const same = draft(NOW, { sort: 'rule', period: { unit: 'months', count: 1 } })
    expect((await refusalOf(amendNow(ask, same))).message).toContain('Nothing differs')
    const later = draft(NOW, twoMonths.change, { checkedOn: day('2026-11-24') })
    expect((await refusalOf(amendNow(ask, later))).fields).toHaveProperty('checkedOn')
    expect(await ask.law.amendments({})).toEqual([])
  })

  test('and each topic, body, list and rule of receipt shows both what is shipped and what is said here', async () => {
    const { ask, clock } = await letterOffice()
    const { versions } = await ask.rights.topic({ id: '2.1.1', asAt })
    const { entry, text } = versions.at(-1)!
    const board = draft(entry, { sort: 'topic', text: 'The board pays.' })
    const asShipped = await amendVersion(ask, entry)
    await amendNow(ask, board)
    const version = await amendVersion(ask, entry)
    const anew = draft(entry, { sort: 'topic', text: 'The new board pays.' })
    await refusalOf(ask.law.amend({ ...anew, version: asShipped }), 'conflict')
    await refusalOf(ask.law.previewAmendment({ ...anew, version: asShipped }), 'conflict')
    await ask.law.amend({ ...anew, version })
    await refusalOf(ask.law.amend({ ...board, version }), 'conflict')
    const now = (await ask.law.amendable({})).find((one) => one.entry === entry)!
    expect(now.since).toEqual({ at: clock().toISOString(), by: 'Imogen Tark' })
    expect(now.version).not.toBe(version)
    const topic = await ask.rights.topic({ id: '2.1.1', asAt })
    expect(topic.versions.at(-1)).toMatchObject({
      text: 'The new board pays.',
      amendments: [
        { standing: 'in-force', shipped: { text } },
        { standing: 'superseded', shipped: { text } },
      ],
    })
    const [hit] = await ask.rights.topics({ text: 'new board pays', asAt })
    expect(hit).toMatchObject({ id: '2.1.1', amended: true })
    await amendNow(ask, draft('receipt:second-class', { sort: 'receipt', workingDaysAfter: 6 }))
    await amendNow(ask, draft('days:nhs-2009', { sort: 'days', fixedDays: ['01-01', '12-25'] }))
    await amendNow(
      ask,
      draft('body:nhs-england', {
        sort: 'body',
        names: [{ name: 'NHS England', from: null, to: day('2027-03-31') }],
      }),
    )
    const body = await ask.rights.body({ id: 'nhs-england', asAt: day('2026-11-23') })
    expect(body.names).toEqual([{ name: 'NHS England', from: null, to: '2027-03-31' }])
    const listed = await ask.law.amendable({})
    expect(listed.find((one) => one.entry === 'receipt:second-class')).toMatchObject({
      ...{ now: { workingDaysAfter: 6 }, shipped: { workingDaysAfter: 4 }, amended: true },
    })
    expect((await ask.law.edition({})).edits).toBe(5)
  })

  test('only where the person may', async () => {
    const { ask, hire, signIn } = await letterOffice()
    const secretary = await hire('Hester Vane', 'secretary')
    await signIn(secretary)
    await refusalOf(amendNow(ask, twoMonths), 'not-allowed')
    expect((await ask.rights.rule({ id: 'R02', asAt })).title).not.toBe('')
  })
})
