import fc from 'fast-check'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  completionsOf,
  faultOfWords,
  isEarlierCode,
  isWord,
  keyOfWords,
  placesToCheck,
  wordsOf,
} from '../../src-main/vault/recovery-words.ts'

const anyKey = fc.uint8Array({ minLength: 32, maxLength: 32 })

test('every key is said by 24 words that say it again, in full or by four letters, in any dress', () => {
  fc.assert(
    fc.property(anyKey, fc.constantFrom(' ', ', ', '\n', ' 7. '), (key, between) => {
      const words = wordsOf(key)
      expect(words).toHaveLength(24)
      for (const typed of [words, words.map((word) => word.slice(0, 4).toUpperCase())])
        expect([...keyOfWords(typed.join(between))!]).toEqual([...key])
      expect(faultOfWords(words.join(between))).toBeNull()
      expect(isEarlierCode(words.join(' '))).toBe(false)
    }),
  )
})

test('the words are those of BIP 39, so that other programs read them', () => {
  // The vector of the standard for 256 bits of nothing.
  expect(wordsOf(new Uint8Array(32)).join(' ')).toBe(`${'abandon '.repeat(23)}art`)
})

test('a wrong word is told by its number, with what it may have been', () => {
  fc.assert(
    fc.property(anyKey, fc.nat(23), (key, at) => {
      const words = wordsOf(key)
      const typed = words.with(at, `${words[at]!.slice(0, 4)}zzz`).join(' ')
      expect(keyOfWords(typed)).toBeNull()
      expect(faultOfWords(typed)).toMatch(new RegExp(`^Word ${at + 1}, “.+”, is in no`))
    }),
  )
  const art = `${'abandon '.repeat(23)}art`
  expect(faultOfWords(art.replace('abandon', 'abandno'))).toContain('Did you mean “abandon”?')
  expect(faultOfWords(art.replace('abandon', 'abondon'))).toContain('Did you mean “abandon”?')
  expect(faultOfWords(art.replace('abandon', 'xyzzy'))).toContain('Compare it with the sheet.')
  expect(faultOfWords(art.replace('abandon ', ''))).toBe('The sheet has 24 words; 23 were typed.')
  expect(faultOfWords('abandon')).toBe('The sheet has 24 words; one was typed.')
  expect(faultOfWords(art.replace('art', 'able'))).toContain('do not belong together')
})

test('two words that changed places are hardly ever taken for the sheet, and never for its key', () => {
  let taken = 0
  for (let n = 0; n < 400; n++) {
    const key = randomBytes(32)
    const words = wordsOf(key)
    const [one, other] = [words[3]!, words[17]!]
    if (one === other) continue
    const found = keyOfWords(words.with(3, other).with(17, one).join(' '))
    if (found) taken += 1
    expect(found && Buffer.from(found).equals(key)).not.toBe(true)
  }
  // By its checksum one in 256 at random.
  expect(taken).toBeLessThan(12)
})

test('the word being typed is completed, and none before it begins or once it is whole', () => {
  expect(completionsOf('abandon ab')).toEqual(['abandon', 'ability', 'able', 'about', 'above'])
  expect(completionsOf('abandon ABAN')).toEqual(['abandon'])
  for (const typed of ['', 'abandon', 'abandon ', 'xq']) expect(completionsOf(typed)).toEqual([])
})

test('of one sheet always the same two words are read back, each by itself', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const [first, second] = placesToCheck(key)
      expect(placesToCheck(key)).toEqual([first, second])
      expect(first).toBeGreaterThanOrEqual(1)
      expect(second).toBeGreaterThan(first)
      expect(second).toBeLessThanOrEqual(24)
      const word = wordsOf(key)[first - 1]!
      expect([isWord(` ${word.toUpperCase()} `, word), isWord('zebra zoo', word)]).toEqual([
        true,
        false,
      ])
    }),
  )
})

test('the code of an earlier kind of sheet is known by letters and figures side by side', () => {
  expect(isEarlierCode('7K2D-4QV0-WJ9Q-MX3T-0HRE-5ZPA-B6')).toBe(true)
  expect(isEarlierCode('7k2d 4qv0 wj9q')).toBe(true)
  for (const typed of ['', 'abandon ability', '1 abandon 2 ability']) {
    expect(isEarlierCode(typed)).toBe(false)
  }
})
