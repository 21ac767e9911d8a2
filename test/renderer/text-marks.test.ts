import { describe, expect, test } from 'vitest'
import { asPassage, placeForPassage } from '../../src-renderer/letters/house-paragraphs.ts'
import { MARKS, type TextMark } from '../../src-renderer/letters/text-marks.ts'
import { paragraphsOf } from '../../src-main/typesetting/inline.ts'

/** A text in which what is selected stands between two bars, once a mark is set on it. */
function marked(mark: TextMark, said: string): string {
  const from = said.indexOf('|')
  const to = said.indexOf('|', from + 1) - 1
  const text = said.replaceAll('|', '')
  const edit = MARKS[mark](text, from, to)
  const after = text.slice(0, edit.from) + edit.text + text.slice(edit.to)
  const [a, b] = edit.select
  return `${after.slice(0, a)}|${after.slice(a, b)}|${after.slice(b)}`
}

describe('bold and italics', () => {
  test.each<[TextMark, string, string]>([
    ['bold', 'see |the note| of it', 'see **|the note|** of it'],
    ['italic', 'see |the note| of it', 'see _|the note|_ of it'],
    ['bold', 'see| the note |of it', 'see **|the note|** of it'],
    ['bold', 'see **|the note|** of it', 'see |the note| of it'],
    ['bold', 'see |**the note**| of it', 'see |the note| of it'],
    ['italic', 'see _|the note|_ of it', 'see |the note| of it'],
    ['italic', '**|the note|**', '**_|the note|_**'],
    ['bold', 'see || of it', 'see **||** of it'],
    ['bold', '|- one;\n- two.|', '|- **one;**\n- **two.**|'],
    ['bold', '|- **one;**\n\n- **two.**|', '|- one;\n\n- two.|'],
  ])('%s: %s', (mark, said, then) => {
    expect(marked(mark, said)).toBe(then)
  })

  test('what is set twice stands as it was, and is read as it was meant', () => {
    const once = marked('bold', 'see |the note| of it')
    expect(marked('bold', once)).toBe('see |the note| of it')
    expect(paragraphsOf(once.replaceAll('|', ''))[0]!.lines[0]).toContainEqual({
      ...{ text: 'the note', face: 'bold' },
    })
  })
})

describe('lists, numbered paragraphs and headings', () => {
  test.each<[TextMark, string, string]>([
    ['list', 'one\ntw||o', 'one\n\n|- two|'],
    ['list', '|one\ntwo|', '|- one\n- two|'],
    ['list', '|- one\n- two|', '|one\ntwo|'],
    ['numbered', 'We ask:\n|one\n\ntwo|\nEnd', 'We ask:\n\n|1. one\n\n2. two|\n\nEnd'],
    ['numbered', '|- one\n- two|', '|1. one\n2. two|'],
    ['heading', 'Th||e facts\nThey are', '|## The facts|\n\nThey are'],
    ['heading', '|## The facts|', '|The facts|'],
    ['list', '- one\n|two|', '- one\n|- two|'],
  ])('%s: %s', (mark, said, then) => {
    expect(marked(mark, said)).toBe(then)
  })
})

test('a table is begun behind the line, with its heads to be written', () => {
  const after = marked('table', 'The papers|| are these.\nEnd')
  expect(after).toBe('The papers are these.\n\n| |Date| | What |\n| --- | --- |\n|  |  |\n\nEnd')
  const table = paragraphsOf(after.replace('|Date|', 'Date'))[1]!.table!
  expect(table.head.map((cell) => cell.map(({ text }) => text))).toEqual([['Date'], ['What']])
})

describe('a paragraph in a template', () => {
  const template = 'title: x\n\n== one (none)\nOne.\n\n== two (none)\nTwo.\n\n== form x2\n# Form\n'
  test('goes behind the passage where the cursor is, and before what is signed', () => {
    const at = (words: string) => template.slice(placeForPassage(template, template.indexOf(words)))
    expect(at('One.')).toMatch(/^== two/)
    expect(at('Two.')).toMatch(/^== form/)
    expect(at('# Form')).toMatch(/^== form/)
    expect(placeForPassage('== a (none)\nA', 0)).toBe('== a (none)\nA'.length)
  })
  test('has a name that no other passage has', () => {
    const given = { class: 'health' as const, text: 'Words. \n' }
    const named = (name: string, within = template) =>
      /== (.*)/.exec(asPassage({ ...given, name }, within))![1]
    expect(named('Telephone us, please')).toBe('telephone-us-please (health)')
    expect(named('One')).toBe('one-2 (health)')
    expect(named('Ŵ!')).toBe('w (health)')
    expect(named('…')).toBe('ours (health)')
    expect(named('form')).toBe('ours (health)')
    expect(named('A name that is much longer than a passage may have')!.length).toBeLessThan(36)
  })
})
