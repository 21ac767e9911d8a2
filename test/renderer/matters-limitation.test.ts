import { describe, expect, test } from 'vitest'
import type { Matter } from '../../src-main/matters/contract.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { bySoonest, onTheStrip, standingOf } from '../../src-renderer/matters/limitation-words.ts'
import { withSuperseded } from '../../src-renderer/matters/matter-particulars.ts'

const date = (due: string, prudent = due) => ({ due: due as Day, prudent: prudent as Day })

describe('a limitation date on the strip', () => {
  test('says how many days are left once it is near', () => {
    expect(standingOf(date('2027-01-11'), '2026-11-23')).toEqual({
      kind: 'due',
      word: '49 days left',
    })
    expect(standingOf(date('2026-11-24'), '2026-11-23').word).toBe('One day left')
    expect(standingOf(date('2029-01-12'), '2026-11-23')).toEqual({ kind: 'far', word: '' })
  })

  test('is not passed on its last day, and is passed the day after', () => {
    expect(standingOf(date('2026-11-23'), '2026-11-23').word).toBe('Today is the last day')
    expect(standingOf(date('2026-11-22'), '2026-11-23').kind).toBe('passed')
  })

  test('is solid once its prudent day has gone by', () => {
    expect(standingOf(date('2026-11-22', '2026-11-20'), '2026-11-21').kind).toBe('late')
    expect(standingOf(date('2026-11-22', '2026-11-20'), '2026-11-20').kind).toBe('due')
  })

  test('stands by its prudent day, and behind all others once it has passed', () => {
    const [passed, later, sooner] = [
      date('2026-04-12'),
      date('2029-01-12', '2029-01-11'),
      date('2027-01-11'),
    ]
    expect(bySoonest([passed, later, sooner], '2026-11-23')).toEqual([sooner, later, passed])
  })

  test('leaves the strip when its matter is closed', () => {
    const open = { closed: null, limitation: [date('2027-01-11')] } as unknown as Matter
    const closed = {
      ...open,
      closed: { on: '2026-11-22', reason: 'Settled.', limits: [] },
    } as unknown as Matter
    const without = { ...open, limitation: [] } as Matter
    expect(onTheStrip([closed, open, without])).toEqual([open])
  })
})

describe('a corrected matter', () => {
  const version = (eventOn: string, at: string, reason: string) => ({
    ...{ kind: 'treatment', title: 'Records', responsible: 'p', opponents: [], knownOn: null },
    ...{ eventOn, noEventReason: '', version: 1, recordedAt: at, recordedBy: 'x', reason },
  })
  const matter = {
    ...version('2026-01-14', '2026-10-05T09:00:00.000Z', 'The book has the fourteenth.'),
    earlier: [version('2026-01-12', '2026-02-01T09:00:00.000Z', '')],
  } as unknown as Matter

  test('shows under the line what stood there, until when and why', () => {
    const lines = withSuperseded(matter, () => 'Imogen Tark')
    expect(lines.find(({ name }) => name === 'Date of the event')).toEqual({
      name: 'Date of the event',
      value: '14 January 2026',
      superseded: [
        {
          was: '12 January 2026',
          at: '2026-10-05T09:00:00.000Z',
          reason: 'The book has the fourteenth.',
        },
      ],
    })
    expect(lines.filter(({ superseded }) => superseded.length > 0)).toHaveLength(1)
  })
})
