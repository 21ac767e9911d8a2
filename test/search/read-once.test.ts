import { expect, test } from 'vitest'
import { readOnce } from '../../src-main/search/read-once.ts'

const counting = (most?: number) => {
  const texts: string[] = []
  const words = readOnce((text) => (texts.push(text), text.split(' ')), most)
  return { texts, words }
}

test('a text is read once, and another one for itself', () => {
  const { texts, words } = counting()
  expect(words('one two')).toEqual(['one', 'two'])
  expect(words('one two')).toEqual(['one', 'two'])
  expect(words('one  two')).toEqual(['one', '', 'two'])
  // Half a sign is another text than the mark that stands for it.
  expect(words('\ud800')).toEqual(['\ud800'])
  expect(words('\ufffd')).toEqual(['\ufffd'])
  expect(texts).toEqual(['one two', 'one  two', '\ud800', '\ufffd'])
})

test('of many texts the one asked for longest ago is forgotten', () => {
  const { texts, words } = counting(2)
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) words(text)
  expect(texts).toEqual(['a', 'b', 'c', 'b'])
})
