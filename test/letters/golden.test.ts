import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatDay } from '../../src-main/dates/words.ts'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { editionOn } from '../../src-main/letters/deadline.ts'
import { KINDS, NUMBERS, type LetterKind } from '../../src-main/letters/kinds.ts'
import { lawFactsOn } from '../../src-main/letters/law-facts.ts'
import { mergeLetter, type Merged } from '../../src-main/letters/merge.ts'
import { proceduresOn } from '../../src-main/letters/procedures.ts'
import { templateOf, type Template } from '../../src-main/letters/template.ts'
import { closeFor } from '../../src-main/letters/wording.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { goldenFacts, VARIANTS } from './golden-cases.ts'
import { resources, templates } from './sample-letter.ts'

const law = loadDeadlineLaw(editionTexts(resources))

/** A day in each edition of the law and of each procedure, the newest first. */
const DAYS = {
  '2026-11-23': 'today: section 164A and the Information Commission',
  '2026-04-22': 'Article 12A of the UK GDPR',
  '2021-04-22': 'the UK GDPR',
  '2020-04-22': 'the EU GDPR, the Prisoner Complaints Policy Framework, the media protocol',
  '2018-06-22': 'the EU GDPR, PSI 02/2012',
  '2016-04-22': 'the Act of 1998, the clinical protocol of 2015',
  '2014-04-22': 'the Act of 1998, the clinical protocol of 2010, the inquest law of 2013',
  '2012-04-23': 'the Act of 1998, PSI 02/2012',
  '2010-04-22': 'the Act of 1998, the complaints regulations of 2009, PSO 2510',
  '2007-04-23': 'the complaints regulations as amended in 2006',
  '2005-04-22': 'the complaints regulations of 2004',
  '2004-04-22': 'the complaints directions of 1996, the clinical protocol of 1999',
} as const
type Day = keyof typeof DAYS
const [TODAY, ...BEFORE] = Object.keys(DAYS) as [Day, ...Day[]]

/** A kind of letter, and whether it is the one in easy words. */
interface Which {
  kind: LetterKind
  easyRead?: true
}
const WHICH: (Which & { name: string })[] = NUMBERS.flatMap((kind) => [
  { name: kind as string, kind },
  ...(templates.get(kind)?.easy ? [{ name: `${kind}-easy`, kind, easyRead: true as const }] : []),
])

/** The letter in the words of a day; null where no procedure was in force that it could be written under. */
function letterOf({ kind, easyRead }: Which, on: Day, patch = {}): Merged | null {
  const facts = { ...goldenFacts(kind, patch), law: lawFactsOn(on, law) }
  try {
    return mergeLetter({
      ...{ templates, kind, edition: editionOn(on, law), facts },
      ...(easyRead ? { easyRead } : {}),
      procedures: proceduresOn(on, law, { inWales: facts.care?.inWales ?? false }),
    })
  } catch (error) {
    if (error instanceof Refusal && error.fields?.['datedOn']) return null
    throw error
  }
}

const NONE = 'no letter'
/** Everything that a letter prints, part by part, as a reviewer reads it. */
function partsOf(kind: LetterKind, made: Merged | null): Map<string, string> {
  if (made === null) return new Map([[NONE, 'There was no procedure for it.']])
  const { toClient } = KINDS[kind]
  return new Map([
    ['title', made.title],
    ['confidentiality', made.confidentiality ?? ''],
    ['salutation', made.salutation],
    ['heading', made.heading],
    ...made.passages.map(({ id, text, class: about }) => [`${id} (${about})`, text] as const),
    ['close', closeFor(made.salutation, { toClient })],
    ...made.enclosures.map(
      ({ name, class: about, place, paper }) =>
        [`enclosure ${place} (${about})`, paper ? `${name} <${paper}>` : name] as const,
    ),
    ...(made.form ? [['form', `${made.form.text}\nCopies: ${made.form.copies}`] as const] : []),
  ])
}

const written = (parts: Iterable<readonly [string, string]>) =>
  [...parts].map(([name, text]) => `[${name}]\n${text}\n`).join('\n')

/** What is otherwise than in letters that were shown before, or null where nothing is. */
function otherwise(
  parts: Map<string, string>,
  { shown, from }: { shown: readonly Map<string, string>[]; from: Map<string, string> },
): string | null {
  const other = [...parts].filter(
    ([name, text]) => !shown.some((before) => before.get(name) === text),
  )
  const without = [...from.keys()].filter(
    (name) => !parts.has(name) && !parts.has(NONE) && shown.every((before) => before.has(name)),
  )
  const said = [
    ...(other.length > 0 ? [written(other)] : []),
    ...(without.length > 0 ? [`Without: ${without.join(', ')}\n`] : []),
  ]
  return said.length > 0 ? said.join('\n') : null
}

/** A kind of letter in every edition and in everything that may be otherwise in it: whole once, then what differs. */
function goldenOf({ kind, easyRead }: Which): { text: string; letters: Merged[] } {
  const letters: Merged[] = []
  const make = (on: Day, patch = {}) => {
    const made = letterOf({ kind, ...(easyRead ? { easyRead } : {}) }, on, patch)
    if (made) letters.push(made)
    return partsOf(kind, made)
  }
  const plain = make(TODAY)
  const sections = [`# ${kind} on ${formatDay(TODAY)}: ${KINDS[kind].name}\n\n${written(plain)}`]
  const shown = [plain]
  const add = (title: string, parts: Map<string, string>, before: Map<string, string>[]) => {
    const said = otherwise(parts, { shown: before, from: plain })
    if (said !== null) sections.push(`# ${title}\n\n${said}`)
  }
  for (const on of BEFORE) {
    const parts = make(on)
    add(`On ${formatDay(on)} (${DAYS[on]})`, parts, [plain, ...shown.slice(-1)])
    shown.push(parts)
  }
  for (const [name, patch] of Object.entries(VARIANTS[kind])) {
    const now = make(TODAY, patch)
    add(name, now, [plain])
    let last = now
    for (const [at, on] of BEFORE.entries()) {
      const parts = make(on, patch)
      add(`${name}, on ${formatDay(on)}`, parts, [plain, now, last, shown[at + 1]!])
      last = parts
    }
  }
  return { text: sections.join('\n'), letters }
}

describe.each(WHICH)('$name', (which) => {
  const { text, letters } = goldenOf(which)
  const template = templateOf(templates, which)!

  test('reads as it was read by a person, in every edition and to every reader', async () => {
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `${which.name}.txt`))
  })

  test('has no slip of the pen', () => {
    for (const { heading, passages, enclosures, form } of letters)
      for (const said of [
        ...[heading, ...passages.map((one) => one.text), form?.text ?? ''],
        ...enclosures.map(({ name }) => name),
      ])
        expect(slips(said)).toEqual([])
  })

  test('shows every sentence of its template', () => {
    const unread = sentencesOf(template).filter((sentence) => !text.includes(sentence))
    expect(unread).toEqual([])
    // Nobody is one or the other until the client said so.
    const told = sentencesOf(template)
    expect(told.filter((one) => /\b(he|his|him|she|her|hers)\b/i.test(one))).toEqual([])
  })
})

/** What no letter may have: doubled words and stops, gaps, empty points, what was to be filled in. */
function slips(text: string): string[] {
  const found = [
    ...text.matchAll(/\b(\p{L}+) \1\b(?! )/giu),
    ...text.matchAll(/\b(the|a|an|and|of|to|in|is|that|we|you|for) \1\b/gi),
    ...text.matchAll(/[^.]\.\.(?!\.)|,,|;;| [,.;:](?=\s|$)|[,;:]\./g),
    ...text.matchAll(/\S {2,}\S|[.!?] –/g),
    ...text.matchAll(/(?<!European )Convention\b/g),
    ...text.matchAll(/^- *$|^\d+\. *$|^\*\*[^*\n]*\*\*: *$/gm),
    ...text.matchAll(/\[(?! \])[^\]\n]*\]|undefined|null\b|\{\{|\{%/g),
  ]
  return found.map(([said]) => said)
}

/** The sentences of a template that stand in it as they are printed: what lies between tags of Liquid, line by line. */
const sentencesOf = ({ headings, enclosures, passages, form }: Template): string[] =>
  [...headings, ...enclosures, ...passages, ...(form ? [form] : [])]
    .flatMap(({ text }) => text.split('\n'))
    .flatMap((line) => line.replace(/^- \([a-z-]+\) /, '').split(/\{%[^]*?%\}|\{\{[^]*?\}\}/))
    .map((one) => one.replace(/[;.]$/, '').trim())
    .filter((one) => one.length > 3)
