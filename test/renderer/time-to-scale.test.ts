import { describe, expect, test } from 'vitest'
import { timeToScale } from '../../src-renderer/deadlines/time-to-scale.ts'

const day = (name: string, on: string) => ({ name, day: on })

describe('the time to scale', () => {
  test('hatches a pause where it lies, and never draws nothing for a single day', () => {
    const { stretches } = timeToScale({
      days: [day('Received', '2026-09-28'), day('Due', '2026-11-09')],
      stretches: [
        { kind: 'counted', from: '2026-09-28', to: '2026-11-09' },
        { kind: 'paused', from: '2026-10-19', to: '2026-10-19' },
      ],
    })
    expect(stretches[0]).toMatchObject({ at: 0, width: 100 })
    expect(stretches[1]?.at).toBe(50)
    expect(stretches[1]?.width).toBeGreaterThan(0)
  })

  test('gives each label a line of its own where two would cover each other', () => {
    const { marks, lanes } = timeToScale({
      days: [
        day('Received', '2026-01-01'),
        day('Identity', '2026-01-03'),
        day('Due', '2026-02-01'),
        day('Prudent', '2026-01-31'),
      ],
      stretches: [],
    })
    expect(marks.map(({ name, lane }) => [name, lane])).toEqual([
      ['Received', 1],
      ['Identity', 0],
      ['Prudent', 0],
      ['Due', 1],
    ])
    expect(lanes).toBe(2)
  })

  test('names months, and years where the months would be too many', () => {
    const of = (from: string, to: string) =>
      timeToScale({ days: [day('a', from), day('b', to)], stretches: [] })
    expect(of('2026-09-20', '2026-11-20').beginnings.map(({ name }) => name)).toEqual([
      'October',
      'November',
    ])
    expect(of('2024-02-29', '2027-03-01').beginnings.map(({ name }) => name)).toEqual([
      '2025',
      '2026',
      '2027',
    ])
    expect(of('2024-02-29', '2027-03-01').marks[0]?.words).toBe('29 February 2024')
  })

  test('stands on one day without dividing by nothing', () => {
    expect(timeToScale({ days: [day('Due', '2026-01-01')], stretches: [] }).marks[0]?.at).toBe(0)
  })
})
