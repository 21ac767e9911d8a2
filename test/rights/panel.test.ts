import { describe, expect, test } from 'vitest'
import { day, letterOffice } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'

const asAt = day('2026-11-23')

describe('looking the law up', () => {
  test('finds a topic by words of its text, however they are written, and shows where they stand', async () => {
    const { ask } = await letterOffice()
    const [hit, ...rest] = await ask.rights.topics({ text: 'WHO pays', asAt })
    expect(hit).toMatchObject({ id: '2.1.1', heading: 'Who pays' })
    expect(hit!.marks.heading.map(([from, to]) => hit!.heading.slice(from, to))).toEqual([
      'Who',
      'pays',
    ])
    expect(rest.length).toBeLessThan(60)
    for (const { text, marks } of await ask.rights.topics({ text: 'governor', asAt }))
      for (const [from, to] of marks.text) expect(text!.slice(from, to)).toMatch(/^governor/i)
    expect(await ask.rights.topics({ text: 'zzyzx', asAt })).toEqual([])
  })

  test('names what stands beside a screen, and the ways past a silence, by topics that there are', async () => {
    const { ask } = await letterOffice()
    const { screens, ways } = await ask.rights.beside({})
    expect(screens['L03']![0]).toBe('2.4.1')
    expect(ways.map(({ topic }) => topic)).toEqual(['2.4.15', '2.4.16', '2.4.17'])
    const known = (await ask.rights.topics({ text: '', asAt })).map(({ id }) => id)
    for (const id of [...Object.values(screens).flat(), ...ways.map(({ topic }) => topic)])
      expect(known).toContain(id)
  })

  test('finds every fact of the page of 2004 by its own words, though the text of the day says otherwise', async () => {
    const { ask } = await letterOffice()
    const { facts } = await ask.rights.topic({ id: '2.1.1', asAt })
    expect(facts.length).toBeGreaterThan(0)
    for (const { statement } of facts) {
      const hits = await ask.rights.topics({ text: statement, asAt })
      const found = hits.find(({ id }) => id === '2.1.1')!
      expect(found.elsewhere.some(({ text }) => text === statement)).toBe(true)
    }
  })

  test('gives every topic by its group when nothing is typed, with what held on the day', async () => {
    const { ask } = await letterOffice()
    const now = await ask.rights.topics({ text: '', asAt })
    const then = await ask.rights.topics({ text: '', asAt: day('2005-06-01') })
    expect(now.map(({ id }) => id)).toEqual(then.map(({ id }) => id))
    expect(now.length).toBeGreaterThan(100)
    const pays = (hits: typeof now) => hits.find(({ id }) => id === '2.1.1')!.text
    expect(pays(now)).toContain('NHS England')
    expect(pays(then)).toContain('Department of Health')
  })

  test('shows a topic, a rule and a body with authority, trust and what they are linked to', async () => {
    const { ask } = await letterOffice()
    const topic = await ask.rights.topic({ id: '2.1.1', asAt })
    expect(topic.versions.map(({ current }) => current)).toEqual([false, true])
    expect(topic.versions[1]).toMatchObject({
      ...{ entry: 'topic:2.1.1:2013-04-01', confidence: 'verified', stale: false },
      authority: { instrument: 'NHS Act 2006' },
      sources: [{ id: 'S24', title: expect.any(String) }],
    })
    expect(topic.bodies.map(({ id }) => id)).toContain('nhs-england')
    const rule = await ask.rights.rule({ id: 'R02', asAt })
    expect(rule.versions.at(-1)).toMatchObject({
      ...{ entry: 'rule:R02:UK GDPR, Article 12A', length: '1 month' },
      checks: [{ by: 'Imogen Tark', holds: true }],
    })
    const old = await ask.rights.body({ id: 'healthcare-commission', asAt })
    expect(old.successor).toMatchObject({ id: 'cqc' })
    await refusalOf(ask.rights.topic({ id: '9.9', asAt }), 'not-found')
    await refusalOf(ask.rights.rule({ id: 'R99', asAt }), 'not-found')
    await refusalOf(ask.rights.body({ id: 'king', asAt }), 'not-found')
  })

  test('says what is to be checked, what letters rest on first, and who checked', async () => {
    const { ask, clock } = await letterOffice()
    const doubts = await ask.law.toCheck({})
    expect(doubts[0]!.sort).toBe('rule')
    expect(doubts.find(({ entry }) => entry === 'row:K5')!.check).toMatchObject({ holds: true })
    expect(doubts.find(({ entry }) => entry === 'receipt:second-class')!.check).toBeNull()
    expect(doubts.every(({ why }) => why !== '')).toBe(true)
    clock.set('2027-12-01T09:00:00.000Z')
    const later = await ask.law.toCheck({})
    expect(later.length).toBeGreaterThan(doubts.length)
    expect(later.every(({ stale }) => stale)).toBe(true)
  })
})

test('the calculator is offered every rule, each version with the events it understands', async () => {
  const { ask } = await letterOffice()
  const rules = await ask.deadlines.rules({})
  expect(rules).toHaveLength(70)
  for (const { id, versions } of rules)
    for (const { events } of versions) {
      expect(
        events.filter(({ needed }) => needed),
        id,
      ).toHaveLength(1)
      expect(new Set(events.map(({ name }) => name)).size).toBe(events.length)
    }
  const now = rules.find(({ id }) => id === 'R02')!.versions.at(-1)!
  expect(now.events.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['receivedOn', 'clarificationAskedOn', 'clarificationAnsweredOn']),
  )
  const worked = await ask.deadlines.work({ rule: 'r02', events: { receivedOn: asAt } })
  expect(worked).toMatchObject({ rule: 'R02', edition: { id: expect.any(String) } })
  await refusalOf(ask.deadlines.work({ rule: 'R99', events: { receivedOn: asAt } }), 'not-found')
})
