import { describe, expect, test } from 'vitest'
import { ask, holidays, law, refusal } from './shipped.ts'

const words = (rule: string, events: object) =>
  ask(rule, events)
    .steps.map(({ text }) => text)
    .join(' ')

describe('outside its regime a rule refuses and names the one that applies', () => {
  test.each([
    ['R01', { receivedOn: '2018-05-25' }, 'R02'],
    ['R02', { receivedOn: '2018-05-24' }, 'R01'],
    ['R03', { receivedOn: '2018-05-24' }, 'R01'],
    ['R04', { receivedOn: '2026-02-04' }, 'R02'],
    ['R06', { receivedOn: '2018-05-24' }, 'R01'],
    ['R09', { on: '2009-04-01' }, 'R10'],
    ['R09', { on: '2009-03-01', madeOn: '2009-04-01' }, 'R10'],
    ['R10', { on: '2008-12-01', madeOn: '2009-03-31' }, 'R09'],
    ['R11', { on: '2009-04-01' }, 'R15'],
    ['R12', { on: '2006-09-01' }, 'R13'],
    ['R13', { on: '2006-08-31' }, 'R12'],
    ['R13', { on: '2009-04-01' }, 'R16'],
    ['R14', { on: '2009-04-01' }, 'R17'],
    ['R15', { receivedOn: '2009-03-31' }, 'R11'],
    ['R16', { receivedOn: '2009-03-31' }, 'R13'],
  ])('%s on %o', (rule, events, other) => {
    const { code, message } = refusal(rule, events)
    expect(code).toBe('conflict')
    expect(message).toMatch(new RegExp(`^${rule} does not apply to .* Use ${other}\\.$`))
  })

  test.each([
    ['R05', { receivedOn: '2026-06-18' }, 'regulator'],
    ['R12', { on: '2004-07-29' }, '1996'],
    ['R30', { on: '2010-05-01', madeOn: '2011-03-31' }, 'Directions of 27 March 2003'],
  ])('%s on %o, where no rule of the edition applies', (rule, events, law) =>
    expect(refusal(rule, events).message).toContain(law),
  )
})

describe('facts that cannot be are refused, naming what to correct', () => {
  test.each([
    ['R02', {}, 'receivedOn'],
    ['R22', {}, 'on'],
    ['R02', { receivedOn: '2026-02-30' }, 'receivedOn'],
    ['R02', { receivedOn: '2026-03-02', recievedOn: '2026-03-02' }, 'recievedOn'],
    ['R02', { on: '2026-03-02', receivedOn: '2026-03-03' }, 'on'],
    ['R22', { on: '2003-03-31' }, 'on'],
    ['R22', { on: '2206-11-22' }, 'on'],
    ['R01', { receivedOn: '2004-01-12', feeReceivedOn: '2002-01-12' }, 'feeReceivedOn'],
    [
      'R04',
      {
        receivedOn: '2026-03-02',
        clarificationAskedOn: '2026-03-09',
        clarificationAnsweredOn: '2026-03-05',
      },
      'clarificationAnsweredOn',
    ],
    [
      'R04',
      {
        receivedOn: '2026-03-02',
        clarificationAskedOn: '2026-03-01',
        clarificationAnsweredOn: '2026-03-05',
      },
      'clarificationAskedOn',
    ],
    [
      'R04',
      { receivedOn: '2026-03-02', clarificationAskedOn: '2026-03-05' },
      'clarificationAnsweredOn',
    ],
    [
      'R04',
      { receivedOn: '2026-03-02', clarificationAnsweredOn: '2026-03-05' },
      'clarificationAskedOn',
    ],
    [
      'R04',
      { receivedOn: '2026-03-02', pauses: [{ askedOn: '2026-03-09', answeredOn: '2026-03-05' }] },
      'pauses',
    ],
    ['R07', { on: '2026-12-01', clarificationAskedOn: '2026-12-10' }, 'clarificationAnsweredOn'],
    ['R13', { on: '2006-10-02', agreedUntil: '2006-10-01' }, 'agreedUntil'],
    ['R27', { on: '2026-10-31', acknowledgedOn: '2026-10-30' }, 'acknowledgedOn'],
    ['R22', { on: '2023-11-22', knowledgeOn: '2023-11-21' }, 'knowledgeOn'],
    ['R02', { receivedOn: '2026-03-02', extended: false, extendedOn: '2026-03-20' }, 'extended'],
    ['R03', { receivedOn: '2026-03-02', extended: false }, 'extended'],
    ['R01', { receivedOn: '2004-01-12', extended: true }, 'extended'],
    ['R06', { receivedOn: '2022-08-19', extended: true }, 'extended'],
    ['R19', { on: '2004-04-07', stage: 4 }, 'stage'],
  ])('%s %o: %s', (rule, events, field) =>
    expect(Object.keys(refusal(rule, events).fields ?? {})).toContain(field),
  )
})

describe('the working', () => {
  test('every step has words and an authority, and the last day named is the due date or the prudent one', () => {
    for (const [rule, events] of [
      ['R04', { receivedOn: '2026-03-02' }],
      ['R11', { on: '2004-12-23' }],
    ] as const)
      for (const { text, authority } of ask(rule, events).steps) {
        expect(text).toMatch(/^[A-Z0-9].*[.]$/)
        expect(authority).not.toBe('')
      }
  })

  test('names the holidays left out of a count of working days', () => {
    expect(words('R15', { receivedOn: '2025-04-17' })).toContain(
      '18 April 2025 (Good Friday), 21 April 2025 (Easter Monday)',
    )
  })

  test('says that both ends of a pause are counted', () => {
    const events = {
      receivedOn: '2026-03-02',
      clarificationAskedOn: '2026-03-05',
      clarificationAnsweredOn: '2026-03-09',
    }
    expect(words('R04', events)).toContain('5 days are left out, both ends counted')
    expect(ask('R04', events).alternatives).toContainEqual(
      expect.objectContaining({ due: '2026-04-02', authority: 'UK GDPR, Article 12A(5)' }),
    )
  })

  test('says that a short month has no corresponding day', () => {
    expect(words('R02', { receivedOn: '2027-01-31' })).toContain('has no such day')
  })

  test('a limitation day on which the court is shut is never moved, and “court closed” stands beside it', () => {
    const found = ask('R22', { on: '2023-11-22' })
    expect(found.due).toBe('2026-11-22')
    expect(words('R22', { on: '2023-11-22' })).toContain('Court closed on Sunday 22 November 2026')
    expect(found.alternatives[0]?.text).toContain('Court closed')
    expect(words('R24', { on: '2026-11-30' })).toContain('Court closed')
  })

  test('a late notice of extension is said to extend nothing', () => {
    const late = { receivedOn: '2026-03-10', extendedOn: '2026-05-10' }
    expect(words('R03', late)).toContain('the time is not extended')
  })

  test('before 5 February 2026 the pause of the guidance is another reading only', () => {
    const events = {
      receivedOn: '2025-06-02',
      clarificationAskedOn: '2025-06-05',
      clarificationAnsweredOn: '2025-06-11',
    }
    expect(ask('R02', events).alternatives.map(({ due }) => due)).toEqual(['2025-07-09'])
    const earlier = {
      receivedOn: '2020-06-02',
      clarificationAskedOn: '2020-06-05',
      clarificationAnsweredOn: '2020-06-11',
    }
    expect(ask('R02', earlier).alternatives).toEqual([])
  })

  test('what is uncertain is said with the date', () => {
    expect(ask('R54', { on: '2026-01-05' }).check.join(' ')).toContain('fifteen years run')
    expect(ask('R05', { receivedOn: '2026-06-22' }).check).toEqual([])
    expect(ask('R21', { on: '2005-01-31' }).check.join(' ')).toContain('not confirmed')
    expect(ask('R12', { on: '2005-06-13' }).check).toEqual([])
  })

  test('under which version a rule was worked is said', () => {
    expect(ask('R02', { receivedOn: '2019-08-14' }).version).not.toBe(
      ask('R02', { receivedOn: '2019-08-15' }).version,
    )
  })
})

describe('past the holidays that are listed', () => {
  test('a date is provisional', () => {
    expect(ask('R22', { on: '2028-01-10' })).toMatchObject({ due: '2031-01-10', provisional: true })
    expect(ask('R02', { receivedOn: '2030-12-02' })).toMatchObject({ provisional: true })
    expect(ask('R02', { receivedOn: '2030-11-29' })).toMatchObject({
      due: '2030-12-30',
      provisional: false,
    })
  })

  test('a date in the years not yet confirmed says so', () => {
    expect(ask('R02', { receivedOn: '2028-01-31' }).check.join(' ')).toContain('not yet confirmed')
    expect(ask('R02', { receivedOn: '2026-03-02' }).check.join(' ')).not.toContain(
      'not yet confirmed',
    )
  })
})

test('a proclamation moves the dates that run through it', () => {
  const days = new Map(holidays.days).set('2026-11-23', 'Proclaimed')
  const before = ask('R15', { receivedOn: '2026-11-20' })
  const after = ask('R15', { receivedOn: '2026-11-20' }, { ...holidays, days })
  expect([before.due, after.due]).toEqual(['2026-11-25', '2026-11-26'])
})

test('the lists of 2004 and of Wales name Boxing Day themselves, the list of 2009 does not', () => {
  const days = new Map([...holidays.days].filter(([on]) => on !== '2003-12-26'))
  const named = [...law.workingDays.values()].filter(({ fixedDays }) => fixedDays.includes('12-26'))
  expect(named.map(({ id }) => id)).toEqual(['nhs-2004', 'welsh-2011'])
  expect(ask('R11', { on: '2003-12-24' }, { ...holidays, days }).due).toBe('2003-12-30')
})

test('the trigger may be given as “on” for every rule', () => {
  for (const [id, rule] of law.rules) {
    const version = rule.versions.at(-1)!
    const on = version.to ?? '2026-11-02'
    expect(ask(id, { on }).due >= on).toBe(true)
  }
})

test('a working says from which day it counts and which days drop out, each day once', () => {
  const paused = ask('R02', {
    ...{ receivedOn: '2026-09-28', idReceivedOn: '2026-09-30' },
    ...{ clarificationAskedOn: '2026-10-05', clarificationAnsweredOn: '2026-10-14' },
    pauses: [{ askedOn: '2026-10-14', answeredOn: '2026-10-15' }],
  })
  expect(paused.startsOn).toBe('2026-09-30')
  expect(paused.dropped).toEqual([{ from: '2026-10-05', to: '2026-10-15' }])
  expect(ask('R22', { on: '2024-02-29' }).dropped).toEqual([])
})
