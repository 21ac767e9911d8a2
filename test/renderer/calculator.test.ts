import { describe, expect, test } from 'vitest'
import type { EventAsked, RuleOffered, Worked } from '../../src-main/deadlines/contract.ts'
import {
  carried,
  eventsSent,
  faultsAt,
  ownFields,
  ruleInstead,
  typedFrom,
  versionOn,
} from '../../src-renderer/deadlines/events-typed.ts'
import { rulesFound } from '../../src-renderer/deadlines/rule-search.ts'
import { distance, workedTime, workingText } from '../../src-renderer/deadlines/worked-words.ts'

const event = (name: string, answer: EventAsked['answer'] = 'day', needed = false) =>
  ({ name, words: name, answer, needed }) as EventAsked
const PAUSED = [
  event('receivedOn', 'day', true),
  event('clarificationAskedOn'),
  event('clarificationAnsweredOn'),
  event('pauses', 'pauses'),
]
const rule = (id: string, title: string, binds: string) =>
  ({ id, title, binds, trigger: 'Request received', versions: [] }) as RuleOffered

describe('the rule', () => {
  const rules = [
    rule('R02', 'Answer to a request for records', 'the holder of the records'),
    rule('R22', 'Limitation: personal injury', 'the client'),
  ]
  const found = (typed: string) => rulesFound(rules, typed).map(({ id }) => id)

  test('is found by number, by its words and by whom it binds', () => {
    expect(found('r2')).toEqual(['R02'])
    expect(found('R22')).toEqual(['R22'])
    expect(found('limit inj')).toEqual(['R22'])
    expect(found('holder')).toEqual(['R02'])
    expect(found('')).toEqual(['R02', 'R22'])
    expect(found('sheep')).toEqual([])
  })

  test('asks what its version of that day understands, and the newest one’s without a day', () => {
    const version = (name: string, from: string | null, to: string | null) =>
      ({ name, from, to, events: [], toCheck: null }) as unknown as RuleOffered['versions'][number]
    const old = version('old', null, '2026-02-04')
    const now = version('now', '2026-02-05', null)
    const both = { ...rules[0]!, versions: [old, now] }
    expect(versionOn(both, '2026-02-04').name).toBe('old')
    expect(versionOn(both, '2026-02-05').name).toBe('now')
    expect(versionOn(both, '').name).toBe('now')
  })
})

describe('what is typed', () => {
  const typed = (values: Record<string, string>, pauses: [string, string][] = []) => ({
    rule: 'R02',
    values,
    pauses: pauses.map(([askedOn, answeredOn]) => ({ askedOn, answeredOn })),
  })

  test('puts the first question in its own events and further ones among the pauses', () => {
    const { events, unread } = eventsSent(
      PAUSED,
      typed({ receivedOn: '2026-09-28' }, [
        ['2026-10-05', '2026-10-14'],
        ['2026-10-20', '2026-10-21'],
      ]),
    )
    expect(events).toEqual({
      receivedOn: '2026-09-28',
      clarificationAskedOn: '2026-10-05',
      clarificationAnsweredOn: '2026-10-14',
      pauses: [{ askedOn: '2026-10-20', answeredOn: '2026-10-21' }],
    })
    expect(unread).toEqual([])
    expect(ownFields(PAUSED).map(({ name }) => name)).toEqual(['receivedOn'])
  })

  test('is waited for while it is no day, or half a further question', () => {
    const { events, unread } = eventsSent(
      PAUSED,
      typed({ receivedOn: '20 1' }, [
        ['', ''],
        ['2026-10-20', ''],
      ]),
    )
    expect(events).toEqual({})
    expect(unread).toEqual(['receivedOn', 'pauses.1.answeredOn'])
  })

  test('leaves out what the rule does not understand', () => {
    const asked = [
      event('on', 'day', true),
      event('stage', 'number'),
      event('aboutStaff', 'yes-no'),
    ]
    const values = { on: '2004-04-07', stage: '2', aboutStaff: 'no', feeReceivedOn: '2004-04-08' }
    expect(eventsSent(asked, typed(values)).events).toEqual({
      on: '2004-04-07',
      stage: 2,
      aboutStaff: false,
    })
  })

  test('comes from an address, and the day goes along under the name the rule uses', () => {
    const from = typedFrom({ rule: 'r02', receivedOn: '2026-11-25', evil: 'x', stage: ['1'] })
    expect(from).toEqual({ rule: 'R02', values: { receivedOn: '2026-11-25' }, pauses: [] })
    expect(typedFrom({ rule: 'R22', on: '2024-02-29' }).values).toEqual({ on: '2024-02-29' })
    carried(from.values, [event('on', 'day', true)])
    expect(from.values['on']).toBe('2026-11-25')
    const paused = typedFrom({ rule: 'R02', clarificationAskedOn: '2026-10-05' })
    expect(paused.pauses).toEqual([{ askedOn: '2026-10-05', answeredOn: '' }])
  })

  test('is refused with the rule that applies instead', () => {
    expect(ruleInstead('R01 ended on 24 May 2018. Use R02.', 'R01')).toBe('R02')
    expect(ruleInstead('R05 begins later: complain to the regulator.', 'R05')).toBe('')
  })

  test('gets each fault of the office at its own field', () => {
    expect(faultsAt({ clarificationAnsweredOn: 'a', pauses: 'b' }, PAUSED)).toEqual({
      'pauses.0.answeredOn': 'a',
      'pauses.1.answeredOn': 'b',
    })
    expect(faultsAt({ 'events.pauses.0.askedOn': 'c', on: 'd' }, PAUSED)).toEqual({
      'pauses.1.askedOn': 'c',
      receivedOn: 'd',
    })
    expect(faultsAt({ rule: 'e', stage: 'f' }, PAUSED)).toEqual({ rule: 'e' })
  })
})

describe('what is worked out', () => {
  const worked = {
    rule: 'R02',
    title: 'Answer to a request for records',
    version: 'UK GDPR, Article 12A',
    due: '2026-11-09',
    prudent: '2026-11-06',
    provisional: false,
    startsOn: '2026-09-28',
    dropped: [{ from: '2026-10-05', to: '2026-10-14' }],
    steps: [{ text: 'Request received.', authority: 'UK GDPR, Article 12A' }],
    alternatives: [{ due: '2026-10-28', text: 'If the days did not drop out.', authority: 'x' }],
    check: ['A reading.'],
    edition: { title: 'England and Wales', edits: 1 },
  } as unknown as Worked

  test('is hatched where days drop out, and past its day up to today while that is near', () => {
    const { stretches, days } = workedTime(
      worked,
      [{ name: 'Asked', day: '2026-10-05' }],
      '2026-11-23',
    )
    expect(stretches.map(({ kind, words }) => [kind, words])).toEqual([
      ['counted', undefined],
      ['paused', 'paused, 10 days'],
      ['late', 'past'],
    ])
    expect(days.map(({ name }) => name)).toEqual(['Asked', 'Prudent date', 'Due', 'Today'])
  })

  test('keeps its shape where today is far away', () => {
    const { stretches, days } = workedTime(worked, [], '2031-01-01')
    expect(stretches.some(({ kind }) => kind === 'late')).toBe(false)
    expect(days.at(-1)?.name).toBe('Due')
  })

  test('says the whole working as text, with authority, otherwise and check', () => {
    const text = workingText(worked)
    for (const part of [
      'R02, Answer to a request for records',
      'Due Monday 9 November 2026',
      'Prudent date: Friday 6 November 2026',
      '1. Request received.\n   UK GDPR, Article 12A',
      'Otherwise Wednesday 28 October 2026: If the days did not drop out.',
      'To be checked: A reading.',
      'England and Wales, with one change by this office',
    ])
      expect(text).toContain(part)
  })

  test('says how far off the day is', () => {
    expect(distance('2026-11-09', '2026-11-10').word).toBe('In the past')
    expect(distance('2026-11-10', '2026-11-10').word).toBe('Today')
    expect(distance('2026-11-20', '2026-11-10')).toEqual({ kind: 'due', word: 'In 10 days' })
    expect(distance('2027-11-20', '2026-11-10').kind).toBe('running')
  })
})
