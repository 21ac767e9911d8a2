import { passageBlocks } from './body.ts'
import type { Block } from './flow.ts'
import { paragraphsOf } from './inline.ts'
import { breakLines } from './lines.ts'
import type { LetterModel } from './model.ts'
import { LEFT, WIDTH, type Rule } from './page.ts'
import type { Setting } from './sizes.ts'

const TITLE = /^# (.+)$/
const PART = /^## (.+)$/
const TICK = /^\[ \] (.+)$/s
const FIELDS = /____/
const SHEET = /^=== (.+) ===$/m
const CUT = /^--- (.+) ---$/

/**
 * What is to be filled in and signed, each copy from the top of a page. Its blocks stand apart by an empty line:
 * `# Title`, `## Part`, `[ ] a box to tick | [ ] another beside it`, `Name: ____ | Date: ____`, `--- Cut here ---`, or a paragraph.
 * `=== Part B ===` begins a sheet of its own.
 */
export function formBlocks({ form }: LetterModel, setting: Setting): Block[] {
  if (!form) return []
  return sheetsOf(form).flatMap(({ head, parts }) => {
    const [first, ...rest] = keptSlip(parts.flatMap((part) => blockOf(part, setting)))
    return first ? [{ ...small(head, setting), newPage: true, withNext: true }, first, ...rest] : []
  })
}

/** One part of a sheet, by its first signs. */
interface FormPart {
  is: 'title' | 'part' | 'cut' | 'ticks' | 'fields' | 'text'
  text: string
}

/** Every sheet of every copy, with what stands above it and its parts in their order. */
export function sheetsOf({
  text,
  copies,
}: NonNullable<LetterModel['form']>): { head: string; parts: FormPart[] }[] {
  const sheets = text.split(SHEET).map((sheet) => sheet.trim())
  return Array.from({ length: copies }, (_, copy) =>
    sheets.flatMap((sheet, at) => {
      // The words between two sheets are the name of the second.
      if (at % 2 === 1) return []
      const name = at === 0 ? '' : `, ${sheets[at - 1]}`
      const parts = sheet.split(/\n{2,}/).map((part) => partOf(part.trim()))
      return [{ head: `Copy ${copy + 1} of ${copies}${name}`, parts }]
    }),
  ).flat()
}

function partOf(text: string): FormPart {
  const found = (
    [
      ['title', TITLE],
      ['part', PART],
      ['cut', CUT],
      ['ticks', TICK],
    ] as const
  ).flatMap(([is, pattern]) => {
    const words = pattern.exec(text)?.[1]
    return words ? { is, text: words } : []
  })
  return found[0] ?? { is: FIELDS.test(text) ? 'fields' : 'text', text }
}

/** Boxes to tick that stand side by side, and labels of lines to write on. */
export const ticksIn = (text: string): string[] => text.split(/\s*\|\s*(?:\[ \] )?/)
export const labelsIn = (text: string): string[] =>
  text.split('|').map((label) => label.replaceAll('_', '').trim())

/** From the line to cut along, everything stays on one page. */
function keptSlip(blocks: Block[]): Block[] {
  const cut = blocks.findIndex(({ rules }) => rules?.some(({ dashed }) => dashed))
  return blocks.map((block, at) => (cut >= 0 && at > cut ? { ...block, withLast: true } : block))
}

function blockOf({ is, text }: FormPart, setting: Setting): Block[] {
  const { sizes } = setting
  switch (is) {
    case 'title':
      return [heading(text, sizes.text * 1.2, 'H1', setting)]
    case 'part':
      return [heading(text, sizes.text, 'H2', setting)]
    case 'cut':
      return [cutBlock(text, setting)]
    case 'ticks':
      return [tickBlock(text, setting)]
    case 'fields':
      return [fieldsBlock(text, setting)]
    case 'text':
      return passageBlocks([text], setting).map((block) => ({
        ...block,
        before: sizes.gap * 0.8,
        whole: true,
      }))
  }
}

function heading(
  text: string,
  size: number,
  tag: 'H1' | 'H2',
  { faces, grow, sizes }: Setting,
): Block {
  const spans = paragraphsOf(text)[0]?.lines[0] ?? []
  const lines = breakLines(
    spans.map(({ text: said }) => ({ text: said, face: 'bold' as const })),
    size,
    WIDTH,
    faces,
  )
  return {
    element: grow(tag),
    lines,
    x: LEFT,
    leading: sizes.leading * (size / sizes.text),
    before: sizes.gap * 1.3,
    withNext: true,
    whole: true,
  }
}

function small(text: string, { faces, grow, sizes }: Setting): Block {
  const lines = breakLines([{ text, face: 'italic' }], sizes.text * 0.85, WIDTH, faces)
  return { element: grow('P'), lines, x: LEFT, leading: sizes.leading, before: 0 }
}

/** One box with its text, or several side by side. */
function tickBlock(text: string, setting: Setting): Block {
  const { faces, grow, sizes } = setting
  const indent = sizes.text * 2
  const choices = ticksIn(text)
  const each = WIDTH / choices.length
  const columns = choices.map((choice) =>
    paragraphsOf(choice).flatMap((one) =>
      one.lines.flatMap((spans) => breakLines(spans, sizes.text, each - indent, faces)),
    ),
  )
  const lines = Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.flatMap((column, place) =>
      (column[row] ?? []).map((run) => ({ ...run, x: run.x + place * each })),
    ),
  )
  const side = sizes.text
  return {
    element: grow('P'),
    lines,
    x: LEFT + indent,
    leading: sizes.leading,
    before: sizes.gap * 0.7,
    whole: true,
    rules: columns.map((_, place) => ({
      x: place * each - indent,
      y: -side * 0.85,
      width: side,
      height: side,
    })),
  }
}

/** Lines to write on, side by side: `Name: ____ | Date: ____`. */
export function fieldsBlock(text: string, { faces, grow, sizes }: Setting): Block {
  const labels = labelsIn(text)
  const each = WIDTH / labels.length
  const rules: Rule[] = []
  const line = labels.map((label, place) => {
    const wide = faces.regular.width(`${label} `, sizes.text)
    rules.push({ x: place * each + wide, y: 2, width: each - wide - (labels.length > 1 ? 10 : 0) })
    return { text: `${label} `, face: 'regular' as const, size: sizes.text, x: place * each }
  })
  return {
    element: grow('P'),
    lines: [line],
    x: LEFT,
    leading: sizes.leading,
    before: sizes.leading * 0.9,
    withLast: true,
    rules,
  }
}

/** The line to cut along, with its words at the end. */
export function cutBlock(text: string, { faces, grow, sizes }: Setting): Block {
  const size = sizes.text * 0.8
  const wide = faces.italic.width(text, size)
  return {
    element: grow('P'),
    lines: [[{ text, face: 'italic', size, x: WIDTH - wide }]],
    x: LEFT,
    leading: sizes.leading,
    before: sizes.leading,
    withNext: true,
    rules: [{ x: 0, y: -3, width: WIDTH - wide - 6, dashed: true }],
  }
}
