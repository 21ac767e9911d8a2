import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { missingGlyphs } from '../../src-main/typesetting/glyphs.ts'
import { optionalText, text } from '../../src-main/wire/schema.ts'
import { typedText } from '../../src-main/wire/typed-text.ts'

test.each([
  ['a ligature', 'Gri\ufb03ths', 'Griffiths'],
  ['a soft hyphen', 'treat\u00adment', 'treatment'],
  ['a zero-width space', 'A1234\u200bBC', 'A1234BC'],
  ['a byte order mark', '\ufeffLeeds', 'Leeds'],
  ['a word joiner', 'Le\u2060eds', 'Leeds'],
  ['marks of direction', '\u202aLeeds\u202c\u200f', 'Leeds'],
  ['wide letters', 'ＨＭＰ Leeds', 'HMP Leeds'],
  ['a bullet of a word processor', '\uf0b7 first\n\uf0b7 second', '• first\n• second'],
  ['a round bullet at the start of a line', '● first', '• first'],
  ['a tab and spaces of other widths', 'one\ttwo\u2009three', 'one two three'],
  ['line ends of other systems', 'one\r\ntwo\u2028three\u000bfour', 'one\ntwo\nthree\nfour'],
  ['a minus sign', '\u22125', '–5'],
])('%s is taken in as what is meant', (_, pasted, meant) => {
  expect(text(100).parse(pasted)).toBe(meant)
  expect(optionalText(100).parse(pasted)).toBe(meant)
})

test.each(['Ŵyn ap Siôn', 'H²O, 10 m², ½', 'a b', '19 °C – “so”', 'Nguyễn', 'می‌خواهم', '≥ 5 ✓'])(
  '%s stays as it is',
  (typed) => expect(typedText(typed)).toBe(typed),
)

test('taking in a text twice changes nothing more, and leaves no mark that nobody sees', () => {
  const sign = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\u00ad', '\u200b', '\ufb01', '\uf0b7', '\u2028', '\t', '\r', '●', '\ufeff'),
  )
  fc.assert(
    fc.property(fc.array(sign), (signs) => {
      const once = typedText(signs.join(''))
      expect(typedText(once)).toBe(once)
      expect(
        missingGlyphs(once).filter(({ name }) =>
          /soft hyphen|zero-width space|byte order|direction/.test(name),
        ),
      ).toEqual([])
    }),
  )
})

/** Fields that are no text somebody writes: secrets, what is looked for, ids, what a screen keeps, a printer's own tray, names in a file. */
const NO_TEXT =
  /passphrase|sheetWords|\bcodes?\b|\.text$|^platform|printer|token|Id$|\.id$|entry|rule|\.find\.|\.similar\.|\.reader$|successor|\.tray$|openPaper\.of$|\.sheet$|mapping\.columns$|^signIn\.unlockChoosing\.current$|\.version$|^imports\.take\.name$|^documents\.begin\.name$/i

/** What a schema is made of, as far as it is looked at here. */
interface Def {
  type: string
  shape?: Record<string, unknown>
  element?: unknown
  innerType?: unknown
  in?: unknown
  options?: unknown[]
  checks?: { _zod: { def: { check: string; tx?: (value: string) => string } } }[]
  format?: string
  entries?: unknown
}

test('every field in which somebody writes takes in a pasted text as what is meant', () => {
  const raw: string[] = []
  const look = (schema: unknown, path: string): void => {
    const { def } = (schema as { _zod?: { def?: Def } })._zod ?? {}
    if (!def) return
    const { type, shape, element, innerType, options, checks, format, entries } = def
    const piped = 'in' in def ? def.in : undefined
    for (const [name, inner] of Object.entries(shape ?? {})) look(inner, `${path}.${name}`)
    for (const inner of [element, innerType, piped, ...(options ?? [])])
      if (inner) look(inner, path)
    if (type !== 'string' || format || entries) return
    const all = (checks ?? []).map(({ _zod }) => _zod.def)
    const cleans = all.some((one) => one.check === 'overwrite' && one.tx?.('a\u00adb') === 'ab')
    const bounded = all.some((one) => one.check === 'max_length')
    if (bounded && !cleans) raw.push(path)
  }
  for (const [domain, questions] of Object.entries(contract))
    for (const [name, { input }] of Object.entries(questions)) look(input, `${domain}.${name}`)
  expect(raw.filter((path) => !NO_TEXT.test(path))).toEqual([])
})
