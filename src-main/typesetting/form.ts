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
  const sheets = form.text.split(SHEET).map((text) => text.trim())
  return Array.from({ length: form.copies }, (_, copy) =>
    sheets.flatMap((sheet, at) => {
      // The words between two sheets are the name of the second.
      if (at % 2 === 1) return []
      const blocks = sheet.split(/\n{2,}/).flatMap((text) => blockOf(text.trim(), setting))
      const [first, ...rest] = keptSlip(blocks)
      const name = at === 0 ? '' : `, ${sheets[at - 1]}`
      const head = `Copy ${copy + 1} of ${form.copies}${name}`
      return first
        ? [{ ...small(head, setting), newPage: true, withNext: true }, first, ...rest]
        : []
    }),
  ).flat()
}

/** From the line to cut along, everything stays on one page. */
function keptSlip(blocks: Block[]): Block[] {
  const cut = blocks.findIndex(({ rules }) => rules?.some(({ dashed }) => dashed))
  return blocks.map((block, at) => (cut >= 0 && at > cut ? { ...block, withLast: true } : block))
}

function blockOf(text: string, setting: Setting): Block[] {
  const { sizes } = setting
  const title = TITLE.exec(text)?.[1]
  if (title) return [heading(title, sizes.text * 1.2, 'H1', setting)]
  const part = PART.exec(text)?.[1]
  if (part) return [heading(part, sizes.text, 'H2', setting)]
  const cut = CUT.exec(text)?.[1]
  if (cut) return [cutBlock(cut, setting)]
  const tick = TICK.exec(text)?.[1]
  if (tick) return [tickBlock(tick, setting)]
  if (FIELDS.test(text)) return [fieldsBlock(text, setting)]
  return passageBlocks([text], setting).map((block) => ({
    ...block,
    before: sizes.gap * 0.8,
    whole: true,
  }))
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
  const choices = text.split(/\s*\|\s*(?:\[ \] )?/)
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
  const labels = text.split('|').map((label) => label.replaceAll('_', '').trim())
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
