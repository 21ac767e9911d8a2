import { describe, expect, test } from 'vitest'
import { nameOn, successorOn } from '../../src-main/law/body-name.ts'
import { Kind } from '../../src-main/law/entry.ts'
import { law, prisons, refusal, routing, who } from './shipped.ts'

const matter = { prison: 'Leeds', kind: 'clinical', eventOn: '2026-06-01', actionOn: '2026-07-01' }
const mustNot = (change: object) =>
  who({ ...matter, ...change })
    .answers.flatMap((one) => one.mustNot)
    .join(' ')

describe('what must not be done is said', () => {
  test('a second NHS route', () => expect(mustNot({})).toContain('never to both'))

  test.each(['2004-07-30', '2009-03-31'])(
    'an intention to sue, in a complaint of %s',
    (actionOn) => {
      const eventOn = actionOn < '2006' ? '2004-06-01' : '2008-06-01'
      expect(mustNot({ eventOn, actionOn, pctTransferDate: '2004-04-01' })).toContain(
        'intention to sue',
      )
    },
  )

  test('but not before those regulations, nor after them', () => {
    for (const [eventOn, actionOn] of [
      ['2004-06-01', '2004-07-29'],
      ['2008-06-01', '2009-04-01'],
    ])
      expect(mustNot({ eventOn, actionOn, pctTransferDate: '2004-04-01' })).not.toContain(
        'intention to sue',
      )
  })

  test('a fee for a request that is free', () => {
    expect(mustNot({ kind: 'health-records' })).toContain('Do not offer a fee')
    const old = { kind: 'health-records', eventOn: '2008-06-01', actionOn: '2018-05-24' }
    expect(mustNot(old)).not.toContain('fee')
  })

  test('clinical judgement before the prisons ombudsman', () =>
    expect(mustNot({ eventOn: '2003-06-01', actionOn: '2003-07-01' })).toContain(
      'clinical judgement',
    ))
})

describe('a matter that cannot be is refused, saying what to correct', () => {
  test.each([
    [{ prison: 'Ledes' }, 'prison', 'Leeds'],
    [{ prison: 'Azkaban' }, 'prison', 'list'],
    [{ prison: '' }, 'prison', 'Enter the prison'],
    [{ eventOn: '2026-02-30' }, 'eventOn', 'calendar'],
    [{ eventOn: '2003-03-31' }, 'eventOn', '1 April 2003'],
    [{ actionOn: '2026-05-31' }, 'actionOn', 'before the event'],
    [{ actionOn: undefined }, 'actionOn', 'missing'],
    [{ kind: 'dental' }, 'kind', 'list'],
    [{ pctTransferDate: '2004-03-31' }, 'pctTransferDate', '1 April 2004'],
    [{ pctTransferDate: '2005-02-29' }, 'pctTransferDate', 'calendar'],
    [{ leakedBy: 'me' }, 'leakedBy', ''],
    [{ colour: 'red' }, 'colour', 'no fact of this name'],
  ])('%o', (change, field, words) => {
    const { fields, message } = refusal({ ...matter, ...change })
    expect(Object.keys(fields ?? {})).toContain(field)
    expect(message).toContain(words)
  })
})

describe('prisons are known by the names people type', () => {
  test.each(['Leeds', 'leeds', 'HMP Leeds', 'hmp  LEEDS', 'HM Prison Leeds'.replace('HM ', '')])(
    '%s',
    (prison) => expect(who({ ...matter, prison }).answers[0]?.body).toContain('HMP Leeds'),
  )

  test.each([
    ...['Acklington', 'Albany', 'Ashwell', 'Blakenhurst', 'Blantyre House', 'Blundeston'],
    ...['Brockhill', 'Bullwood Hall', 'Camp Hill', 'Canterbury', 'Castington', 'Dorchester'],
    ...['Edmunds Hill', 'HMP Everthorpe', 'Glen Parva', 'Gloucester', 'Haslar', 'Hewell Grange'],
    ...['Holloway', 'Kennet', 'Kingston', 'Lancaster Castle', 'Latchmere House', 'Northallerton'],
    ...['Parkhurst', 'Reading', 'Shepton Mallet', 'Shrewsbury', 'Wellingborough', 'Wolds'],
  ])('%s, which is no longer there', (prison) => {
    const found = who({ ...matter, prison, eventOn: '2004-01-10', actionOn: '2004-02-10' })
    expect(found.rows).toEqual(['C6'])
    expect(found.answers[0]?.body).toBe('HM Prison Service')
  })

  test('a prison that had not opened, or had closed, is pointed out and still answered', () => {
    const early = who({
      ...matter,
      prison: 'Berwyn',
      eventOn: '2010-01-10',
      actionOn: '2010-02-10',
    })
    expect(early.answers).not.toEqual([])
    expect(early.check.join(' ')).toContain('opened in February 2017')
    expect(who({ ...matter, prison: 'Holloway' }).check.join(' ')).toContain(
      'closed or changed its name in 2016',
    )
  })
})

test('every prison in every month and kind gives an answer or a question, never an error', () => {
  const silent: string[] = []
  for (const { shortName: prison } of prisons)
    for (let year = 2003; year <= 2027; year++)
      for (let month = year === 2003 ? 4 : 1; month <= 12; month++) {
        const eventOn = `${year}-${String(month).padStart(2, '0')}-01`
        const kind = Kind.options[(year * 12 + month + prison.length) % Kind.options.length]!
        for (const [asked, actionOn] of [
          ['clinical', eventOn],
          [kind, eventOn],
          [kind, '2027-12-31'],
        ]) {
          const { answers, ask, rows } = who({ prison, kind: asked, eventOn, actionOn })
          if (answers.length + ask.length === 0 || rows.length === 0)
            silent.push(`${prison} ${asked} ${eventOn}`)
        }
      }
  expect(silent).toEqual([])
})

test('every kind in every month is decided by a row, for a prison of each sort', () => {
  const undecided: string[] = []
  for (const [prison, nation] of [
    ['Leeds'],
    ['Doncaster'],
    ['Cardiff'],
    ['Parc'],
    ['Barlinnie', 'Scotland'],
    ['Maghaberry', 'Northern Ireland'],
  ])
    for (const kind of Kind.options)
      for (let month = 3; month < 12 * 25; month++) {
        const eventOn = `${2003 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-28`
        for (const actionOn of [eventOn, '2018-05-24', '2018-05-25', '2026-11-22', '2027-12-31']) {
          if (actionOn < eventOn || eventOn < law.beginsOn) continue
          const { rows, answers, ask } = who({ prison, nation, kind, eventOn, actionOn })
          if (rows.length === 0 || answers.length + ask.length === 0)
            undecided.push(`${prison} ${kind} ${eventOn} ${actionOn}`)
        }
      }
  expect(undecided).toEqual([])
})

test('every answer is whole: no empty words, no unfilled place, only clocks that exist', () => {
  for (const { shortName: prison } of prisons)
    for (const kind of Kind.options)
      for (const [eventOn, actionOn] of [
        ['2003-06-01', '2003-07-01'],
        ['2007-06-01', '2007-07-01'],
        ['2026-06-01', '2026-11-22'],
      ])
        for (const { clocks, mustNot: never, time: _, ...words } of who({
          prison,
          kind,
          eventOn,
          actionOn,
        }).answers) {
          for (const text of Object.values(words)) expect(text).toMatch(/^[^{}]+$/)
          expect(clocks.filter((id) => !law.rules.has(id))).toEqual([])
          expect(new Set(never).size).toBe(never.length)
        }
  expect(routing.rows.length).toBeGreaterThan(0)
})

test('a body that has ended is known to have ended, and by whom its work was taken over', () => {
  const commission = routing.bodies.get('healthcare-commission')!
  expect(nameOn(commission, '2009-03-31')).toMatch(/^Healthcare Commission/)
  expect(nameOn(commission, '2009-04-01')).toBeUndefined()
  expect(successorOn(routing.bodies, commission, '2009-03-31').id).toBe('healthcare-commission')
  expect(successorOn(routing.bodies, commission, '2009-04-01').id).toBe('cqc')
})
