import { describe, expect, test } from 'vitest'
import type { Consent } from '../../src-main/consents/contract.ts'
import { glance, type CellState } from '../../src-renderer/consents/glance.ts'

const form = (
  name: string,
  receivedOn: string,
  states: Partial<Record<string, CellState>>,
  more: Partial<Consent> = {},
) =>
  ({
    recipient: { name, role: 'family' },
    purpose: 'inform',
    id: `${name} ${receivedOn}`,
    replaces: null,
    signedOn: receivedOn,
    receivedOn,
    check: { state: 'not-needed', at: null, by: '', against: '', reason: '' },
    recordedAt: `${receivedOn}T09:00:00.000Z`,
    choices: [
      ...Object.entries(states).map(([about, state]) => ({ class: about, state })),
      { class: 'hiv-sexual-health', state: 'restricted' },
    ],
    ...more,
  }) as Consent

const cell = (row: ReturnType<typeof glance>[number] | undefined, about: string) =>
  row?.cells.find((one) => one.about === about)?.state

describe('consents at a glance', () => {
  test('shows what a form does not mention as not asked', () => {
    const [row] = glance([form('Ruth', '2026-08-14', { identity: 'in-force' })])
    expect(cell(row, 'identity')).toBe('in-force')
    expect(cell(row, 'health')).toBe('not-asked')
  })

  test('shows HIV and sexual health as restricted in every row alike', () => {
    const rows = glance([
      form('Ruth', '2026-08-14', { health: 'in-force' }),
      form('Dr Castellane', '2026-08-14', {}),
    ])
    expect(rows.map((row) => cell(row, 'hiv-sexual-health'))).toEqual(['restricted', 'restricted'])
  })

  test('lets the newest form that speaks of a class decide it, and the older one the rest', () => {
    const rows = glance([
      form('Ruth', '2026-08-14', { identity: 'in-force', health: 'in-force' }),
      form('ruth ', '2026-10-01', { health: 'refused' }),
    ])
    expect(rows).toHaveLength(1)
    expect(cell(rows[0], 'health')).toBe('refused')
    expect(cell(rows[0], 'identity')).toBe('in-force')
  })

  test('goes by the day of signing, and shows where two of one day contradict each other', () => {
    const rows = glance([
      form('Ruth', '2026-10-01', { health: 'in-force' }, { signedOn: '2026-08-01' as never }),
      form('Ruth', '2026-09-01', { health: 'refused' }),
    ])
    expect(cell(rows[0], 'health')).toBe('refused')
    const torn = glance([
      form('Ruth', '2026-10-01', { health: 'in-force' }),
      form('Ruth', '2026-10-02', { health: 'refused' }, { signedOn: '2026-10-01' as never }),
    ])
    expect(cell(torn[0], 'health')).toBe('conflicting')
  })

  test('keeps one purpose apart from another', () => {
    const rows = glance([
      form('Ruth', '2026-08-14', { health: 'in-force' }),
      form('Ruth', '2026-08-15', { health: 'refused' }, { purpose: 'complaint' }),
    ])
    expect(rows.map((row) => cell(row, 'health'))).toEqual(['refused', 'in-force'])
  })
})
