import { TOGETHER, type Block } from './flow.ts'
import { paragraphsOf, type Paragraph, type Span } from './inline.ts'
import { breakLines, type Line } from './lines.ts'
import { partedText, type LetterModel } from './model.ts'
import { LEFT, WIDTH } from './page.ts'
import type { Setting } from './sizes.ts'
import { tableBlocks } from './table.ts'

/** From the salutation to the copies, in the order in which it is read. */
export function bodyBlocks(model: LetterModel, setting: Setting): Block[] {
  const { sizes } = setting
  const one = (text: string, rest: Partial<Block>) => [line(text, 'regular', setting, rest)]
  return [
    ...one(model.salutation, { before: 0, withNext: true }),
    {
      ...line(model.heading, 'bold', setting, { before: sizes.gap, withNext: true }),
      element: setting.grow('H1'),
    },
    ...keptForTheClose(passageBlocks(partedText(model).within, setting)),
    ...one(model.close, { before: sizes.gap, withLast: true, withNext: true }),
    // Four lines free for each signature.
    ...signedBy(model).flatMap((signed) =>
      signed.map((text, place) =>
        line(text, place === 0 ? 'bold' : 'regular', setting, {
          before: place === 0 ? sizes.leading * 4 : 0,
          withLast: true,
        }),
      ),
    ),
    ...listBelow('Enc', model.enclosures, setting),
    ...listBelow('cc', model.copies, setting),
  ]
}

/** Passages on pages of their own, each from the top of a page. */
export const apartBlocks = (model: LetterModel, setting: Setting): Block[] =>
  partedText(model).apart.flatMap((text) =>
    passageBlocks([text], setting).map((block, at) =>
      at === 0 ? { ...block, newPage: true } : block,
    ),
  )

/** The lines under the place of each signature; one that is empty where nobody was chosen. */
export function signedBy({ signature }: LetterModel): string[][] {
  if (!signature) return [['']]
  const { name, capacity, firm, pp, second } = signature
  const signed = [[pp ? `p.p. ${name}` : name, capacity]]
  if (second) signed.push([second.name, second.capacity])
  signed.at(-1)!.push(firm)
  return signed.map((lines) => lines.filter((text) => text !== ''))
}

/** `Enc: a` or `Encs (2):` with its list; nothing where there is none. */
export function below(word: 'Enc' | 'cc', items: readonly string[]): string[] {
  const [only] = items
  if (only === undefined) return []
  if (items.length === 1) return [`${word}: ${only}`]
  return word === 'cc'
    ? ['cc:', ...items]
    : [`Encs (${items.length}):`, ...items.map((text, place) => `${place + 1}. ${text}`)]
}

/** What goes over to the last page with the signature is two lines of the letter at least. */
function keptForTheClose(blocks: Block[]): Block[] {
  let lines = 0
  return blocks
    .toReversed()
    .map((block) => {
      lines += block.lines.length
      return lines < TOGETHER ? { ...block, withLast: true } : block
    })
    .toReversed()
}

function line(
  text: string,
  face: Span['face'],
  { faces, grow, sizes }: Setting,
  rest: Partial<Block>,
): Block {
  const lines = breakLines([{ text: text.normalize('NFC'), face }], sizes.text, WIDTH, faces)
  return {
    element: grow('P'),
    lines,
    x: LEFT,
    leading: sizes.leading,
    before: 0,
    whole: true,
    ...rest,
  }
}

/** Paragraphs and lists of passages. */
export function passageBlocks(passages: readonly string[], setting: Setting): Block[] {
  const { grow } = setting
  return passages.flatMap((passage) => {
    const lists = new Map<number, number>()
    return paragraphsOf(passage).flatMap((paragraph) => {
      if (paragraph.table) return tableBlocks(paragraph.table, setting)
      if (paragraph.heading) return headingBlock(paragraph, setting)
      if (paragraph.list === null) return paragraphBlock(paragraph, grow('P'), setting)
      const list = lists.get(paragraph.list) ?? grow('L')
      lists.set(paragraph.list, list)
      return paragraphBlock(paragraph, grow('LBody', grow('LI', list)), setting)
    })
  })
}

function paragraphBlock(
  { lines, mark, list }: Paragraph,
  element: number,
  setting: Setting,
): Block {
  const { faces, sizes } = setting
  const indent = list === null ? 0 : sizes.text * 1.8
  const broken = lines.flatMap((spans) => breakLines(spans, sizes.text, WIDTH - indent, faces))
  return {
    element,
    lines: mark ? hang(broken, mark, { indent, size: sizes.text, faces }) : broken,
    x: LEFT + indent,
    leading: sizes.leading,
    before: list !== null ? sizes.gap * 0.4 : sizes.gap,
    // Words that lead to a list stand over it, and a line that is bold throughout over what it is the heading of.
    ...(leads(lines.at(-1)) || (list === null && isHeading(lines)) ? { withNext: true } : {}),
  }
}

const isHeading = (lines: Paragraph['lines']) =>
  lines.flat().every(({ text, face }) => face === 'bold' || text.trim() === '')

/** A heading within the text stands with what follows it. */
function headingBlock({ lines }: Paragraph, setting: Setting): Block {
  const bold = lines.map((spans) => spans.map((span): Span => ({ ...span, face: 'bold' })))
  const block = paragraphBlock({ lines: bold, mark: null, list: null }, setting.grow('H2'), setting)
  return { ...block, before: setting.sizes.gap * 1.4, whole: true, withNext: true }
}

const leads = (spans: readonly Span[] = []) =>
  spans
    .map(({ text }) => text)
    .join('')
    .trimEnd()
    .endsWith(':')

/** A mark of more than one figure begins further left, and stands clear of its item. */
function hang(
  [first = [], ...rest]: Line[],
  mark: string,
  { indent, size, faces }: { indent: number; size: number; faces: Setting['faces'] },
): Line[] {
  const x = -Math.max(indent * 0.8, faces.regular.width(`${mark} `, size))
  return [[{ text: `${mark} `, face: 'regular', size, x }, ...first], ...rest]
}

/** What stands below the signature; kept with it while it is short. */
function listBelow(word: 'Enc' | 'cc', items: readonly string[], setting: Setting): Block[] {
  const { sizes } = setting
  const [head, ...rest] = below(word, items)
  if (head === undefined) return []
  const kept = { withLast: true }
  return [
    line(head, 'regular', setting, {
      ...{ before: sizes.gap * 1.5, ...kept },
      ...(rest.length > 0 ? { withNext: true } : {}),
    }),
    ...rest.map((text, place) => line(text, 'regular', setting, { withLast: place < 3 })),
  ]
}
