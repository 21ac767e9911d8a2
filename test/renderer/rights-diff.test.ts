import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changedWords, cutAt, type Range } from '../../src-renderer/rights/word-diff.ts'

const cut = (text: string, ranges: readonly Range[]) =>
  ranges.map(([from, to]) => text.slice(from, to))

describe('the words in which two versions differ', () => {
  test('are marked in both, neighbours as one', () => {
    const before = 'Within 35 working days beginning with the day on which it is made.'
    const after = 'Within 20 working days of the day on which it is made.'
    const changed = changedWords(before, after)
    expect(cut(before, changed.before)).toEqual(['35', 'beginning with'])
    expect(cut(after, changed.after)).toEqual(['20', 'of'])
    expect(changed.anew).toBe(false)
  })

  test('are none where only capitals, stops or spaces differ', () => {
    const changed = changedWords('The fee is £10.', 'the fee  is £10')
    expect(changed).toEqual({ before: [], after: [], anew: false })
  })

  test('know a sum and a name with an apostrophe as one word', () => {
    expect(changedWords('A fee of £10.', 'A fee of £50.').after).toEqual([[9, 12]])
    expect(changedWords('the patient’s own harm', 'the prisoner’s own harm').before).toEqual([
      [4, 13],
    ])
  })

  test('are not marked at all where the sentence was written anew', () => {
    const changed = changedWords(
      'A request in writing for copies; the holder may ask who is asking.',
      'Article 15 gives access by any means whatever.',
    )
    expect(changed).toEqual({ before: [], after: [], anew: true })
  })

  test('leave the same words in both when they are taken away', () => {
    const word = fc.constantFrom('the', 'fee', 'is', 'ten', 'pounds', 'month', 'one', 'clock')
    const sentence = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(sentence, sentence, (one, other) => {
        const { before, after, anew } = changedWords(one, other)
        if (anew) return
        const kept = (text: string, ranges: readonly Range[]) =>
          cutAt(text, ranges)
            .filter(({ marked }) => !marked)
            .flatMap(({ text: piece }) => piece.split(' '))
            .filter(Boolean)
        expect(kept(one, before)).toEqual(kept(other, after))
      }),
    )
  })
})

describe('a text cut at its marks', () => {
  test('is whole again when the pieces are joined, whatever the marks', () => {
    const range = fc.tuple(fc.nat(30), fc.nat(30))
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(range), (text, ranges) => {
        const pieces = cutAt(text, ranges)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        expect(new Set(pieces.map(({ at }) => at)).size).toBe(pieces.length)
      }),
    )
  })

  test('marks what the office found and nothing else', () => {
    expect(cutAt('One month from receipt', [[4, 9]])).toEqual([
      { text: 'One ', marked: false, at: 0 },
      { text: 'month', marked: true, at: 4 },
      { text: ' from receipt', marked: false, at: 9 },
    ])
  })
})
