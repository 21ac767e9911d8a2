import { expect, test } from 'vitest'
import { bareWords, foldedInOneStyle } from '../../src-main/establishments/styles.ts'

test('a name in another style of the same prison is the same name', () => {
  const styles = ['HMP', 'HMP & YOI', 'HMP and YOI', 'HMP/YOI', 'HMYOI', 'HMPYOI', 'HM Prison']
  const names = styles.map((style) => foldedInOneStyle(`Northgate Health, ${style} Moorland`))
  expect(new Set(names)).toEqual(new Set(['northgate health hmp moorland']))
  expect(foldedInOneStyle('The Governor, HMP Moorland')).not.toBe(
    foldedInOneStyle('The Governor, HMP Portland'),
  )
  expect(foldedInOneStyle('Prison Health, Leeds')).toBe('prison health leeds')
})

test('a style alone is kept, so that it can be searched by', () => {
  expect(bareWords('HMP & YOI Low Newton')).toEqual(['low', 'newton'])
  expect(bareWords('HMYOI')).toEqual(['hmyoi'])
})
