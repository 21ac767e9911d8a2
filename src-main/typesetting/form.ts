import { passageBlocks } from './body.ts'
import type { Block } from './flow.ts'
import { paragraphsOf } from './inline.ts'
import type { Face } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'
import type { LetterModel } from './model.ts'
import { LEFT, mm, WIDTH, type Rule } from './page.ts'
import type { Setting, Sizes } from './sizes.ts'

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
export const ticksIn = (text: string): string[] => text.split(/\s*(?<!\\)\|\s*(?:\[ \] )?/)
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

/** What is said beside the form: smaller and leaning, but for whoever reads large type. */
const asideOf = (
  { text, large }: Pick<Sizes, 'text' | 'large'>,
  of: number,
): { size: number; face: Face } =>
  large ? { size: text, face: 'regular' } : { size: text * of, face: 'italic' }

function small(text: string, { faces, grow, sizes }: Setting): Block {
  const { size, face } = asideOf(sizes, 0.85)
  const lines = breakLines([{ text, face }], size, WIDTH, faces)
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
  const box = { y: -side * 0.85, width: side, height: side }
  if (sizes.large && lines.length > 1) {
    // One beneath the other, each as wide as the page.
    const stacked = choices.map((choice) =>
      paragraphsOf(choice).flatMap((one) =>
        one.lines.flatMap((spans) => breakLines(spans, sizes.text, WIDTH - indent, faces)),
      ),
    )
    let row = 0
    const rules = stacked.map(({ length }) => {
      const at = row
      row += length
      return { ...box, x: -indent, y: box.y + at * sizes.leading * 1.2 }
    })
    return {
      ...{ element: grow('P'), lines: stacked.flat(), x: LEFT + indent },
      ...{ leading: sizes.leading * 1.2, before: sizes.gap * 0.7, whole: true, rules },
    }
  }
  return {
    element: grow('P'),
    lines,
    x: LEFT + indent,
    leading: sizes.leading,
    before: sizes.gap * 0.7,
    whole: true,
    rules: columns.map((_, place) => ({
      ...box,
      x: place * each - indent,
    })),
  }
}

/** Lines to write on, side by side: `Name: ____ | Date: ____`. */
export function fieldsBlock(text: string, setting: Setting): Block {
  const { faces, grow, sizes } = setting
  const labels = labelsIn(text)
  const each = WIDTH / labels.length
  const isTight = labels.some(
    (label) => each - faces.regular.width(`${label} `, sizes.text) < TO_WRITE_ON,
  )
  if (sizes.large && isTight) return fieldsBelow(labels, setting)
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

/** What is left for a hand to write on. */
const TO_WRITE_ON = mm(60)

/** Each with its line from where its words end, or beneath them where they leave no room. */
function fieldsBelow(labels: readonly string[], { faces, grow, sizes }: Setting): Block {
  const leading = sizes.leading * 1.5
  const lines: Line[] = []
  const rules: Rule[] = []
  for (const label of labels) {
    const broken = breakLines([{ text: `${label} `, face: 'regular' }], sizes.text, WIDTH, faces)
    lines.push(...broken)
    const last = broken.at(-1)?.at(-1)
    const wide = last ? last.x + faces.regular.width(`${last.text} `, sizes.text) : 0
    if (WIDTH - wide < TO_WRITE_ON) lines.push([])
    const x = WIDTH - wide < TO_WRITE_ON ? 0 : wide
    rules.push({ x, y: (lines.length - 1) * leading + 2, width: WIDTH - x })
  }
  return {
    ...{ element: grow('P'), lines, x: LEFT, leading, before: sizes.leading * 0.6 },
    ...{ whole: true, withLast: true, rules },
  }
}

/** The line to cut along, with its words at the end. */
export function cutBlock(text: string, { faces, grow, sizes }: Setting): Block {
  const { size, face } = asideOf(sizes, 0.8)
  const wide = faces[face].width(text, size)
  return {
    element: grow('P'),
    lines: [[{ text, face, size, x: WIDTH - wide }]],
    x: LEFT,
    leading: sizes.leading,
    before: sizes.leading,
    withNext: true,
    rules: [{ x: 0, y: -3, width: WIDTH - wide - 6, dashed: true }],
  }
}
