import { expect, test } from 'vitest'
import { daysAfter, londonDay } from '../../src-main/dates/days.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

test('what is counted ahead is what the day shows once it has come, if nothing is done meanwhile', async () => {
  const test = await letterOffice({ eventOn: '2026-01-11' })
  const { ask, clock, office } = test
  await withAuthority(test)
  await letterAt(test, 'sent')
  clock.set('2026-12-15T09:00:00.000Z')
  const today = londonDay(clock())
  const ahead = (await office.limitsAhead())!
  expect(ahead[0]!.on).toBe(today)
  expect(ahead).toHaveLength(35)
  expect(ahead.some(({ late }) => late > 0)).toBe(true)
  expect(ahead.some(({ due }) => due > 0)).toBe(true)
  const parts = new Set<string>()
  for (const { on, late, due } of ahead) {
    clock.set(`${on}T09:00:00.000Z`)
    const { groups } = await ask.day.view({})
    const items = groups.flatMap(({ name, items: all }) => all.map((item) => ({ ...item, name })))
    const limits = items.filter(({ name }) => ['late', 'due', 'limitation-now'].includes(name))
    for (const { name, daysLate } of limits) parts.add(`${name}${daysLate > 0 ? ', past' : ''}`)
    const lateThen = limits.filter(({ name, daysLate }) => name === 'late' || daysLate > 0)
    const dueThen = limits.filter(({ name, on: day }) => name !== 'late' && day === on)
    expect([on, late, due]).toEqual([on, lateThen.length, dueThen.length])
  }
  expect([...parts]).toEqual(
    expect.arrayContaining(['limitation-now', 'limitation-now, past', 'due', 'late, past']),
  )
  expect(ahead.at(-1)!.on).toBe(daysAfter(today, 34))
})

test('nothing is counted while the office is locked, or for whoever sees no day', async () => {
  const { ask, office, hire, signIn } = await letterOffice()
  const auditor = await hire('Ada Quill', 'auditor')
  await ask.signIn.lock({})
  expect(await office.limitsAhead()).toBeNull()
  await signIn(auditor)
  expect(await office.limitsAhead()).toBeNull()
})
