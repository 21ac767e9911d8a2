import fc from 'fast-check'
import { describe, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { ask, holidays, law } from './shipped.ts'

const day = (from: string, to: string) => {
  const first = Temporal.PlainDate.from(from)
  const days = first.until(to).days
  return fc.integer({ min: 0, max: days }).map((more) => first.add({ days: more }).toString())
}
const later = (on: string, days: number) => Temporal.PlainDate.from(on).add({ days }).toString()

/** A rule with a day inside one of its versions. */
const asked = fc.constantFrom(...law.rules.values()).chain((rule) =>
  fc.constantFrom(...rule.versions).chain(({ from, to }) =>
    fc.record({
      rule: fc.constant(rule.id),
      on: day(from && from > law.beginsOn ? from : law.beginsOn, to ?? '2029-12-31'),
    }),
  ),
)
const added = day('2003-04-01', '2032-12-31')

describe('for every rule on every day of its regime', () => {
  test('a due date is never before its trigger, nor a prudent one after the due date or before the trigger', () => {
    fc.assert(
      fc.property(asked, ({ rule, on }) => {
        const { due, prudent } = ask(rule, { on })
        return on <= due && prudent <= due && on <= prudent
      }),
      { numRuns: 2000 },
    )
  })

  test('a holiday more never makes the due date earlier, nor the prudent date later', () => {
    fc.assert(
      fc.property(asked, fc.array(added, { minLength: 1, maxLength: 30 }), ({ rule, on }, more) => {
        const days = new Map([...holidays.days, ...more.map((one) => [one, 'Proclaimed'] as const)])
        const [before, after] = [ask(rule, { on }), ask(rule, { on }, { ...holidays, days })]
        return before.due <= after.due && after.prudent <= before.prudent
      }),
      { numRuns: 3000 },
    )
  })

  test('nor does a holiday proclaimed in the first days of the period', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 4 }), ({ rule, on }, after) => {
        const days = new Map(holidays.days).set(later(on, after), 'Proclaimed')
        const [before, then] = [ask(rule, { on }), ask(rule, { on }, { ...holidays, days })]
        return before.due <= then.due && then.prudent <= before.prudent
      }),
      { numRuns: 1500 },
    )
  })

  test('a later trigger in the same version never falls due earlier', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 1, max: 40 }), ({ rule, on }, more) => {
        const first = ask(rule, { on })
        const next = later(on, more)
        const same = law.rules
          .get(rule)!
          .versions.some(
            ({ name, from, to }) =>
              name === first.version && (!from || from <= next) && (!to || next <= to),
          )
        return !same || first.due <= ask(rule, { on: next }).due
      }),
      { numRuns: 1500 },
    )
  })
})

const pause = (from: string) =>
  fc
    .record({ after: fc.integer({ min: 0, max: 40 }), long: fc.integer({ min: 0, max: 15 }) })
    .map(({ after, long }) => ({
      askedOn: later(from, after),
      answeredOn: later(from, after + long),
    }))
const paused = day('2026-02-05', '2029-06-30').chain((on) =>
  fc.record({ on: fc.constant(on), pauses: fc.array(pause(on), { minLength: 1, maxLength: 5 }) }),
)

describe('days that drop out', () => {
  test('drop out alike in whatever order they are recorded', () => {
    fc.assert(
      fc.property(paused, fc.constantFrom('R02', 'R03', 'R04', 'R06'), ({ on, pauses }, rule) => {
        const answers = [
          pauses,
          pauses.toReversed(),
          pauses.toSorted((a, b) => (a.answeredOn < b.answeredOn ? -1 : 1)),
        ]
        const dues = answers.map((order) => ask(rule, { receivedOn: on, pauses: order }).due)
        return new Set(dues).size === 1
      }),
      { numRuns: 1000 },
    )
  })

  test('never bring a date forward, and never drop a day twice', () => {
    fc.assert(
      fc.property(paused, ({ on, pauses }) => {
        const plain = ask('R04', { receivedOn: on })
        const once = ask('R04', { receivedOn: on, pauses })
        const twice = ask('R04', { receivedOn: on, pauses: [...pauses, ...pauses] })
        return plain.due <= once.due && once.due === twice.due
      }),
      { numRuns: 1000 },
    )
  })
})
