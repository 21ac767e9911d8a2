import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DETAIL_NAMES, type DetailName } from '../details/groups.ts'
import { z } from '../wire/schema.ts'
import { InformationClass } from '../consents/contract.ts'
import { LetterEdition, LetterKind, PassageClass } from './contract.ts'
import { PROCEDURE_EDITIONS } from './procedures.ts'

/** The law or the procedure that a part of a template may be limited to. */
export const PartEdition = z.enum([...LetterEdition.options, ...PROCEDURE_EDITIONS])
export type PartEdition = z.output<typeof PartEdition>

/** A part of a template, limited to these editions, or to none. */
interface Part {
  text: string
  class: z.output<typeof PassageClass>
  editions: readonly PartEdition[]
}

/** One thing that a passage asks for, with the class that it is of: `- (health) results of tests;`. */
interface Line {
  text: string
  class: InformationClass
}

/** A kind of letter as its file in `resources/letters` has it, not yet filled in. */
export interface Template {
  kind: LetterKind
  /** Names nobody: for lists and the document's properties. */
  title: string
  salutation: string
  confidentiality: string | null
  headings: Part[]
  enclosures: Part[]
  /** `each` is the group of case details that a passage is filled in from, once for each class among its rows. */
  passages: (Part & { id: string; asks: Line[]; each: DetailName | null })[]
  /** What is to be signed, with its number of copies. */
  form: { text: string; copies: number } | null
}

/** All templates, by kind. */
export type Templates = ReadonlyMap<LetterKind, Template>

/** Reads every template in `resources/letters`; a file that is not written as a template is refused with its line. */
export function loadTemplates(resources: string): Templates {
  const folder = join(resources, 'letters')
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  return new Map(
    files.map((name) => {
      const kind = LetterKind.parse(name.slice(0, -4))
      return [kind, parseTemplate(kind, readFileSync(join(folder, name), 'utf8'))]
    }),
  )
}

/** Another text whenever a template, or a word that tells of something, is another one. */
export function lettersMark(resources: string): string {
  const folder = join(resources, 'letters')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort())
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/** A line of what is asked for, with its class. */
export const ASKS = /^- \(([a-z-]+)\) (.+)$/
const PASSAGE = /^== ([a-z0-9-]+) \((?:each ([a-zA-Z]+)|([a-z-]+))\)(?: \[([a-z0-9, -]+)\])?$/
const FORM = /^== form x(\d)$/
const HEAD = /^([a-z]+)(?: \(([a-z-]+)\))?(?: \[([a-z0-9, -]+)\])?: (.+)$/

function parseTemplate(kind: LetterKind, written: string): Template {
  const [head = '', ...sections] = written.replaceAll('\r\n', '\n').split(/^(?=== )/m)
  const template: Template = {
    kind,
    title: '',
    salutation: '',
    confidentiality: null,
    headings: [],
    enclosures: [],
    passages: [],
    form: null,
  }
  for (const line of head.split('\n').filter((text) => text.trim() !== '')) {
    const [, name = '', about = 'none', edition, text = ''] = HEAD.exec(line) ?? wrong(kind, line)
    const part = { text, class: PassageClass.parse(about), editions: editionsOf(edition) }
    if (name === 'title' || name === 'salutation' || name === 'confidentiality')
      template[name] = text
    else if (name === 'heading') template.headings.push(part)
    else if (name === 'enclosure') template.enclosures.push(part)
    else wrong(kind, line)
  }
  for (const section of sections) {
    const line = section.split('\n', 1)[0] ?? ''
    const text = section.slice(line.length).trim()
    const form = FORM.exec(line)
    if (form) {
      template.form = { text, copies: Number(form[1]) }
      continue
    }
    const [, id = '', each, about = 'none', edition] = PASSAGE.exec(line) ?? wrong(kind, line)
    template.passages.push({
      id,
      text,
      class: PassageClass.parse(about),
      each: each === undefined ? null : z.enum(DETAIL_NAMES).parse(each),
      editions: editionsOf(edition),
      asks: text.split('\n').flatMap((one) => {
        const [, of, said = ''] = ASKS.exec(one) ?? []
        return of === undefined ? [] : [{ text: said, class: InformationClass.parse(of) }]
      }),
    })
  }
  return template
}

const editionsOf = (names: string | undefined): PartEdition[] =>
  names === undefined ? [] : names.split(',').map((name) => PartEdition.parse(name.trim()))

function wrong(kind: LetterKind, line: string): never {
  throw new Error(`Template ${kind} has a line that does not belong in a template: ${line}`)
}
