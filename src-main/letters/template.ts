import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DETAIL_NAMES, type DetailName } from '../details/groups.ts'
import { z } from '../wire/schema.ts'
import { InformationClass } from '../consents/contract.ts'
import { LetterEdition, LetterKind, PassageClass } from './contract.ts'
import { PROCEDURE_EDITIONS } from './procedures.ts'
import { SHARED, sharedPassages, withShared } from './shared-passages.ts'

/** The law or the procedure that a part of a template may be limited to. */
export const PartEdition = z.enum([...LetterEdition.options, ...PROCEDURE_EDITIONS])
export type PartEdition = z.output<typeof PartEdition>

/** A part of a template, limited to these editions, or to none. */
interface Part {
  text: string
  /** The lines of its file in which it begins, and its text does. */
  line: number
  textLine: number
  class: z.output<typeof PassageClass>
  editions: readonly PartEdition[]
}

/** What a template encloses that the office may have as a file: the form or proof that the letter relies on, or the letter it is about. */
const OwnPaper = z.enum(['authority', 'consent', 'proof', 'answered'])
export type OwnPaper = z.output<typeof OwnPaper>

/** One thing that a passage asks for, with the class that it is of: `- (health) results of tests;`. */
interface Line {
  text: string
  class: InformationClass
}

/** A version of the office's own template, with the shipped one of its kind. */
export interface OfficeVersion {
  version: number
  sha256: string
}

/** A kind of letter as its file in `resources/letters` has it, not yet filled in. */
export interface Template {
  kind: LetterKind
  /** Names nobody: for lists and the document's properties. */
  title: string
  salutation: string
  confidentiality: string | null
  headings: Part[]
  enclosures: (Part & { paper: OwnPaper | null })[]
  /** `each` is the group of case details that a passage is filled in from, once for each class among its rows. */
  passages: (Part & { id: string; asks: Line[]; each: DetailName | null })[]
  /** What is to be signed, with its number of copies. */
  form: { text: string; copies: number } | null
  /** As it is written. */
  written: string
  /** Of the office's own: its version, and the shipped template whose words alone are the program's. */
  office: (OfficeVersion & { shipped: Template }) | null
  /** The same letter in easy words, for a client who needs them; null where there is none. */
  easy: Template | null
}

/** All templates, by kind. */
export type Templates = ReadonlyMap<LetterKind, Template>

/** Reads every template in `resources/letters`; a file that is not written as a template is refused with its line. */
export function loadTemplates(resources: string): Templates {
  const folder = join(resources, 'letters')
  const shared = sharedPassages(folder)
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt') && name !== SHARED)
  return new Map(
    files
      .filter((name) => !name.endsWith(EASY))
      .map((name) => {
        const kind = LetterKind.parse(name.slice(0, -4))
        const easy = files.includes(`${kind}${EASY}`)
          ? readTemplate(kind, templateText(resources, kind, shared, EASY))
          : null
        return [kind, { ...readTemplate(kind, templateText(resources, kind, shared)), easy }]
      }),
  )
}
const EASY = '-easy.txt'

/** The kind of letter that a file of templates is of, by its name, and whether it is the one in easy words. */
export const namedTemplate = (name: string): { kind: string; isEasy: boolean } =>
  name.endsWith(EASY)
    ? { kind: name.slice(0, -EASY.length), isEasy: true }
    : { kind: name.slice(0, -'.txt'.length), isEasy: false }

/** The template that a letter is made by: that in easy words where it is for somebody who needs them. */
export function templateOf(
  templates: Templates,
  { kind, easyRead }: { kind: LetterKind; easyRead?: true | undefined },
): Template | undefined {
  const template = templates.get(kind)
  return (easyRead && template?.easy) || template
}

/** A shipped template as it is written, with the passages that it shares with others; `ending` is of the one in easy words. */
export const templateText = (
  resources: string,
  kind: LetterKind,
  shared = sharedPassages(join(resources, 'letters')),
  ending = '.txt',
): string =>
  withShared(readFileSync(join(resources, 'letters', `${kind}${ending}`), 'utf8'), shared).text

/** Another text whenever a template, or a word that tells of something, is another one. */
export function lettersMark(resources: string): string {
  const folder = join(resources, 'letters')
  const hash = createHash('sha256')
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())
  for (const name of files.map((one) => one.name).sort())
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/** A line of what is asked for, with its class. */
export const ASKS = /^- \(([a-z-]+)\) (.+)$/
const PASSAGE = /^== ([a-z0-9-]+) \((?:each ([a-zA-Z]+)|([a-z-]+))\)(?: \[([a-z0-9, -]+)\])?$/
const FORM = /^== form x(\d)$/
const HEAD = /^([a-z]+)(?: \(([a-z-]+)\))?(?: <([a-z]+)>)?(?: \[([a-z0-9, -]+)\])?: (.+)$/

/** A line that does not belong in a template; `line` counts from 1. */
export class TemplateFault extends Error {
  line: number
  constructor(line: number, what: string) {
    super(what)
    this.line = line
  }
}

/** Reads a template as it is written; the first line that does not belong in one is thrown as a `TemplateFault`. */
export function readTemplate(kind: LetterKind, written: string): Template {
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
    written,
    office: null,
    easy: null,
  }
  for (const [at, said] of head.split('\n').entries()) {
    if (said.trim() === '') continue
    const line = at + 1
    const [, name = '', about = 'none', own, edition, text = ''] =
      HEAD.exec(said) ?? wrong(line, said)
    const paper = own === undefined ? null : (OwnPaper.safeParse(own).data ?? wrong(line, said))
    if (paper && name !== 'enclosure') wrong(line, said)
    const part = {
      ...{ text, line, textLine: line },
      ...{ class: classOf(about, line), editions: editionsOf(edition, line) },
    }
    if (name === 'title' || name === 'salutation' || name === 'confidentiality')
      template[name] = text
    else if (name === 'heading') template.headings.push(part)
    else if (name === 'enclosure') template.enclosures.push({ ...part, paper })
    else wrong(line, said)
  }
  let line = head.split('\n').length
  for (const section of sections) {
    const begins = line
    line += section.split('\n').length - 1
    const said = section.split('\n', 1)[0] ?? ''
    const rest = section.slice(said.length)
    const text = rest.trim()
    const textLine =
      begins + rest.slice(0, rest.length - rest.trimStart().length).split('\n').length - 1
    const form = FORM.exec(said)
    if (form) {
      template.form = { text, copies: Number(form[1]) }
      continue
    }
    const [, id = '', each, about = 'none', edition] = PASSAGE.exec(said) ?? wrong(begins, said)
    const group = each === undefined ? null : z.enum(DETAIL_NAMES).safeParse(each)
    if (group?.error)
      throw new TemplateFault(begins, `There is no group of case details called ${each}.`)
    template.passages.push({
      ...{
        id,
        text,
        line: begins,
        textLine,
        class: classOf(about, begins),
        each: group?.data ?? null,
      },
      editions: editionsOf(edition, begins),
      asks: text.split('\n').flatMap((one) => {
        const [, of, said = ''] = ASKS.exec(one) ?? []
        if (of === undefined) return []
        const about = InformationClass.safeParse(of)
        if (about.error) throw new TemplateFault(begins, NO_CLASS(of))
        return [{ text: said, class: about.data }]
      }),
    })
  }
  return template
}

const NO_CLASS = (said: string) =>
  `There is no class called ${said}: it is one of ${PASSAGE_CLASSES.join(', ')}.`
const PASSAGE_CLASSES = [...InformationClass.options, 'none']

function classOf(said: string, line: number): Part['class'] {
  const read = PassageClass.safeParse(said)
  if (read.error) throw new TemplateFault(line, NO_CLASS(said))
  return read.data
}

const editionsOf = (names: string | undefined, line: number): PartEdition[] =>
  names === undefined
    ? []
    : names.split(',').map((name) => {
        const read = PartEdition.safeParse(name.trim())
        if (read.error)
          throw new TemplateFault(
            line,
            `There is no edition of the law and no procedure called ${name.trim()}.`,
          )
        return read.data
      })

function wrong(line: number, said: string): never {
  if (/^== [a-z0-9-]+ *(?:\[.*\])?$/.test(said))
    throw new TemplateFault(line, `The passage has no class: ${said}`)
  throw new TemplateFault(line, `This line does not belong in a template: ${said}`)
}

/** One passage as a template of a kind that says nothing else, so that it is filled in like every other. */
export const passageAlone = (
  kind: LetterKind,
  { text, class: about }: Pick<Part, 'text' | 'class'>,
): Template => ({
  ...{ kind, title: 'Paragraph', salutation: 'Dear Sir or Madam', confidentiality: null },
  ...{ headings: [], enclosures: [], form: null, written: text, office: null, easy: null },
  passages: [
    {
      ...{ id: 'paragraph', text: text.trim(), class: about, line: 1, textLine: 1 },
      ...{ editions: [], asks: [], each: null },
    },
  ],
})

/** Whether a passage of a letter was made from this one of its template. */
export const isPassage = ({ id, each }: Template['passages'][number], made: string): boolean =>
  each === null ? id === made : made.startsWith(`${id}-`)
