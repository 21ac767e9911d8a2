import { describe, expect, test } from 'vitest'
import type { Passage } from '../../src-main/letters/contract.ts'
import {
  addPassage,
  firstWords,
  leaveOut,
  listedPassages,
  movePassage,
  putBack,
  rewrite,
  sentencesIn,
} from '../../src-renderer/letters/passages.ts'

const passage = (id: string): Passage => ({ id, text: `${id}.`, class: 'none', origin: 'template' })
const letter = (...ids: string[]) => ({ passages: ids.map(passage) })
const order = ({ passages }: { passages: Passage[] }) => passages.map(({ id }) => id).join('')

describe('passages of a draft', () => {
  test('a passage left out keeps its place in the list and comes back to it', () => {
    const content = letter('a', 'b', 'c')
    const out = leaveOut(content, 'b')!
    expect(order(content)).toBe('ac')
    expect(
      listedPassages(content.passages, [out]).map((one) => [one.passage.id, one.goesIn]),
    ).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ])
    putBack(content, out)
    expect(order(content)).toBe('abc')
  })

  test('one whose neighbour is gone too comes back at the end rather than not at all', () => {
    const content = letter('a', 'b', 'c')
    const b = leaveOut(content, 'b')!
    leaveOut(content, 'a')
    putBack(content, b)
    expect(order(content)).toBe('cb')
  })

  test('the last passage cannot be left out', () => {
    const content = letter('a')
    expect(leaveOut(content, 'a')).toBeNull()
    expect(order(content)).toBe('a')
  })

  test('move up and down, and stop at the ends', () => {
    const content = letter('a', 'b', 'c')
    movePassage(content, 'c', -1)
    expect(order(content)).toBe('acb')
    movePassage(content, 'a', -1)
    movePassage(content, 'b', 1)
    expect(order(content)).toBe('acb')
  })

  test('a new one has no class, so that it stops approval until its writer chose one', () => {
    const content = letter('a')
    expect(addPassage(content)).toMatchObject({ class: null, origin: 'written', text: '' })
    expect(addPassage(content).id).not.toBe(content.passages[1]!.id)
  })

  test('words changed by hand are no longer the template’s, and no longer classed as not personal', () => {
    const one = passage('a')
    rewrite(one, 'The client told us of an illness.')
    expect(one).toMatchObject({ origin: 'written', class: null })
    const health: Passage = { ...passage('b'), class: 'health' }
    rewrite(health, 'Other words.')
    expect(health.class).toBe('health')
    const same = passage('c')
    rewrite(same, 'c.')
    expect(same.origin).toBe('template')
  })

  test('are known by their first words, and what is restricted by its count of sentences', () => {
    expect(firstWords('Please include entries on SystmOne, general practice', 38)).toBe(
      'Please include entries on SystmOne …',
    )
    expect(firstWords('**Records holder:** HMP *Leeds*')).toBe('Records holder: HMP Leeds')
    expect(sentencesIn('One. Two? Three')).toBe(3)
  })
})
