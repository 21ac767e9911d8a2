import { expect, test } from 'vitest'
import { toldTogether } from '../../src-main/letters/read-together.ts'
import { loadSensitive } from '../../src-main/letters/sensitive.ts'
import { resources } from '../open-office.ts'

const sensitive = loadSensitive(resources)
const told = (...pieces: string[]) => toldTogether(pieces, sensitive).map((one) => one.class)

test.each([
  ['1. sexual\n2. health'],
  ['(a) sexual\n(b) health'],
  ['a) sexual\nb) health'],
  ['A. sexual\nB. health'],
  ['(i) sexual\n(ii) health'],
  ['iv. sexual\nv. health'],
  ['1.1 sexual\n1.2 health'],
  ['- sexual\n- health'],
  ['– sexual\n• health'],
  ['# sexual\n## health'],
])('whatever marks its items, a list is read as one: %j', (passage) => {
  expect(told(passage)).toEqual(['hiv-sexual-health'])
})

test.each([
  ['He no longer drinks alcohol.', 'Problems with the night nurse remain.'],
  ['He had no aid before the hearing.', 'Voices in the corridor kept him awake.'],
  ['He saw Mr George House.', 'Trust staff were told.'],
  ['They looked after “the vulnerable.”', 'Prisoner escort records are asked for.'],
])('a phrase does not run over the end of a sentence into the next passage: %j, %j', (...two) => {
  expect(told(...two)).toEqual([])
})

test('without the end of a sentence it does', () => {
  expect(told('She asks about sexual', 'health.')).toEqual(['hiv-sexual-health'])
})
