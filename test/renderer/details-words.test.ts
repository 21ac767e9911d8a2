import { describe, expect, test } from 'vitest'
import { DETAIL_NAMES, DETAILS } from '../../src-main/details/contract.ts'
import { KINDS } from '../../src-main/letters/contract.ts'
import {
  emptyRow,
  groupInLine,
  groupsOf,
  isBlankOf,
  rowRead,
  rowTyped,
} from '../../src-renderer/details/detail-words.ts'

const cctv = {
  ...{ what: 'cctv', place: 'A wing', on: '2026-11-20', from: '14:05', to: '14:20', camera: '7' },
}
const incident = { on: '2026-11-20', from: '', to: '', place: 'Exercise yard' }

describe('a row of case details', () => {
  test('is read in one line, choices by their words and days in words', () => {
    expect(rowRead('recordings', cctv)).toEqual({
      short: 'CCTV recordings, A wing, 20 November 2026, from 14:05, to 14:20, camera or device: 7',
      ...{ long: [], about: null },
    })
    expect(rowRead('incident', incident).short).toBe('20 November 2026, Exercise yard')
  })

  test('gives what is long under its label, and what it is about', () => {
    const row = { text: 'No dressing for a week.', outcome: '', about: 'health' }
    expect(rowRead('issues', row)).toEqual({
      short: '',
      long: [{ label: 'What happened', text: 'No dressing for a week.' }],
      about: 'health',
    })
  })

  test('is put into a form with every field that is declared', () => {
    for (const name of DETAIL_NAMES)
      expect(Object.keys(emptyRow(name))).toEqual(Object.keys(DETAILS[name].fields))
    expect(rowTyped('incident', { place: 'Yard' })).toEqual({
      ...{ on: '', from: '', to: '', place: 'Yard' },
    })
  })
})

describe('the case details of a letter', () => {
  test('stand in one line each, what is missing first', () => {
    const recorded = [{ group: 'incident' as const, rows: [incident] }]
    expect(groupsOf(KINDS.L06, recorded)).toEqual([
      { group: 'recordings', line: '', needed: true },
      { group: 'incident', line: '20 November 2026, Exercise yard', needed: true },
    ])
    expect(groupsOf(KINDS.L19, []).map(({ group, needed }) => [group, needed])).toEqual([
      ['custody', true],
      ['appointments', false],
      ['calls', false],
    ])
  })

  test('a group of several rows says how many more there are', () => {
    expect(groupInLine('recordings', [cctv, cctv, cctv])).toMatch(/^CCTV recordings.*; 2 more$/)
    expect(groupInLine('recordings', [])).toBe('')
  })

  test('a blank leads to them where they fill it, and nowhere else', () => {
    expect(isBlankOf(KINDS.L06, 'Missing: [What happened: place].')).toBe(true)
    expect(isBlankOf(KINDS.L19, 'Missing: [What the prison must do: what must be done].')).toBe(
      true,
    )
    expect(isBlankOf(KINDS.L03, 'Missing: [What happened: place].')).toBe(false)
    expect(isBlankOf(KINDS.L06, 'Missing: [check this address].')).toBe(false)
  })
})
