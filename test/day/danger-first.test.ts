import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter, daysBetween } from '../../src-main/dates/days.ts'
import {
  grouped,
  LIMITATION_WITHIN_DAYS,
  ORDER,
  type LetterToday,
  type MatterToday,
} from '../../src-main/day/due-today.ts'
import { LIMITATION_NOW_DAYS } from '../../src-main/matters/contract.ts'

const today = '2026-04-08'
const inDays = fc.integer({ min: -200, max: 200 }).map((days) => daysAfter(today, days))
const dueOn = (due: string) =>
  ({
    ...{ rule: 'R02', due, prudent: due, provisional: false, receivedOn: '2026-03-04' },
    ...{ receiptEstimated: false, daysLate: Math.max(0, daysBetween(due, today)) },
    ...{ steps: [], check: [] },
  }) as never as NonNullable<LetterToday['deadline']>

const someMatter = fc.record({
  dated: fc.boolean(),
  closed: fc.boolean(),
  limitation: fc.array(
    fc.record({ prudent: inDays, passed: fc.boolean(), provisional: fc.boolean() }),
    { maxLength: 3 },
  ),
})
const someLetter = fc.record({
  kind: fc.constantFrom('L03' as const, 'L05' as const, 'L24' as const),
  state: fc.constantFrom(
    ...(['draft', 'approved', 'printed', 'signed', 'sent', 'to-recall'] as const),
    ...(['recalled', 'returned', 'replied', 'discarded'] as const),
  ),
  due: fc.option(inDays, { nil: null }),
  matter: fc.nat(5),
  ready: fc.boolean(),
})
const books = fc
  .record({
    matters: fc.array(someMatter, { minLength: 1, maxLength: 6 }),
    letters: fc.array(someLetter, { maxLength: 12 }),
  })
  .map(({ matters, letters }) => {
    const named = (of: number) => `m${of % matters.length}`
    const about = { clientId: 'c', clientName: 'Dominic Fenwright', ourRef: 'IT/FENW.1-1' }
    return {
      matters: matters.map((one, at): MatterToday => ({
        ...{ matterId: named(at), ...about, title: 'Copies', dated: one.dated },
        closed: one.closed,
        limitation: one.limitation.map((date) => ({
          ...date,
          claim: 'A claim',
          due: date.prudent,
        })),
      })),
      letters: letters.map((one, at): LetterToday => ({
        ...{ letterId: `l${at}`, matterId: named(one.matter), ...about, to: 'Northgate Health' },
        ...{ kind: one.kind, state: one.state, answers: null, replacedBy: null, differs: null },
        waits: one.state === 'draft' ? (one.ready ? 'approval' : 'else') : null,
        ...{ reconstruction: false, formBack: false, toDecide: [], gateOpen: true },
        sentOn: one.state === 'sent' ? '2026-01-02' : undefined,
        deadline: one.state === 'sent' && one.due !== null ? dueOn(one.due) : null,
      })),
    }
  })

test('whatever an office has, the nearest limitation stands before everything, and nothing that waits is left out', () => {
  fc.assert(
    fc.property(books, ({ letters, matters }) => {
      const groups = grouped(letters, matters, today)
      const names = groups.map(({ name }) => name)
      const items = groups.flatMap(({ name, items: all }) => all.map((item) => ({ name, ...item })))
      const placeOf = (is: (item: (typeof items)[number]) => boolean) => items.filter(is)
      expect(names).toEqual(ORDER.filter((name) => names.includes(name)))
      const told = items.flatMap(({ letterId }) => letterId ?? [])
      expect(new Set(told).size).toBe(told.length)

      for (const { matterId, limitation, closed } of matters) {
        const nearest = limitation
          .filter(({ passed }) => !passed)
          .map(({ prudent }) => prudent)
          .sort()[0]
        const left = nearest === undefined ? null : daysBetween(today, nearest)
        const [line] = placeOf((item) => item.matterId === matterId && item.letterId === null)
        if (left !== null && left <= LIMITATION_NOW_DAYS) {
          expect(line).toMatchObject({ name: 'limitation-now', on: nearest })
          expect(names[0]).toBe('limitation-now')
        } else if (left !== null && left <= LIMITATION_WITHIN_DAYS)
          expect(line).toMatchObject({ name: 'limitation', on: nearest })
        // A matter without a date ahead is told, or something of it runs.
        const runs = letters.some((one) => one.matterId === matterId && one.deadline !== null)
        if (left === null && !runs && !closed) expect(line?.name).toBe('no-date')
      }
      for (const { letterId, state, waits, deadline } of letters) {
        const [line] = placeOf((item) => item.letterId === letterId)
        if (state === 'to-recall') expect(line?.name).toBe('recall')
        else if ((deadline?.daysLate ?? 0) > 0) expect(line?.name).toBe('late')
        else if (waits === 'approval') expect(line?.name).toBe('to-approve')
        else if (['draft', 'approved', 'printed', 'signed', 'returned'].includes(state))
          expect(line).toBeDefined()
      }
    }),
    { numRuns: 500 },
  )
})
