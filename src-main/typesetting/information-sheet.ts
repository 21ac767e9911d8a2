import { refuseMissingGlyphs } from './glyphs.ts'
import { draw } from './draw.ts'
import { cutBlock, fieldsBlock } from './form.ts'
import { flow, type Block } from './flow.ts'
import type { Face, Faces, Fonts } from './fonts.ts'
import { breakLines } from './lines.ts'
import type { InformationSheet, Rendered } from './model.ts'
import { A4, LEFT, mm, WIDTH, type Element, type LaidOut, type Piece, type Tag } from './page.ts'
import { LARGE } from './sizes.ts'

/** The foot of a page, in points from its end, and its type: whoever needs large print needs it there too. */
const footSizes = ({ largePrint }: InformationSheet) =>
  largePrint
    ? { text: 14, leading: 17.5, above: mm(38) }
    : { text: 7.5, leading: 9.5, above: mm(18) }

/** A sheet of information as a tagged PDF, in the fonts of the letters; the same sheet gives the same bytes. */
export async function sheetPdf(sheet: InformationSheet, fonts: Fonts): Promise<Rendered> {
  const texts = textsOf(sheet)
  refuseMissingGlyphs({ ...texts, title: sheet.title })
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOutSheet(sheet, faces)
  const about = { title: sheet.title, datedOn: sheet.madeOn }
  return { pdf: await draw(laidOut, about, faces), pages: laidOut.pages.length }
}

function textsOf({ firm, parts, ...sheet }: InformationSheet): Record<string, string> {
  const texts: Record<string, string> = {
    firm: [firm.name, ...firm.contact, firm.stated].join('\n'),
    heading: [sheet.group, sheet.heading].join('\n'),
    notices: [sheet.asAt, sheet.notice, sheet.foot].join('\n'),
  }
  for (const [place, { heading, paragraphs, cut = '', fields = [] }] of parts.entries())
    texts[`parts.${place}`] = [heading, ...paragraphs, cut, ...fields].join('\n')
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text.normalize('NFC')]),
  )
}

function layOutSheet(sheet: InformationSheet, faces: Faces): LaidOut {
  const elements: Element[] = []
  const grow = (tag: Tag) => elements.push({ tag, parent: null }) - 1
  const sizes = sheet.largePrint
    ? { text: LARGE, leading: 24, gap: 11, small: LARGE, large: true }
    : sheet.close
      ? { text: 11, leading: 14.5, gap: 5.5, small: 9, large: false }
      : { text: 12, leading: 17, gap: 8, small: 9, large: false }
  const block = (
    text: string,
    rest: Partial<Block> & { size?: number; face?: Face; tag?: Tag } = {},
  ): Block => {
    const { size = sizes.text, face = 'regular', tag = 'P', ...more } = rest
    return {
      element: grow(tag),
      lines: breakLines([{ text: text.normalize('NFC'), face }], size, WIDTH, faces),
      x: LEFT,
      leading: size * (sizes.leading / sizes.text),
      before: sizes.gap,
      ...more,
    }
  }
  const kept = { whole: true, withNext: true }
  const contact = sheet.largePrint ? sizes.text : 9
  const blocks = [
    block(sheet.firm.name, { size: Math.max(16, contact), face: 'bold', before: 0, ...kept }),
    ...sheet.firm.contact.map((text) => block(text, { size: contact, before: 0, ...kept })),
    block(sheet.group, { face: 'bold', before: mm(sheet.close ? 5 : 11), ...kept }),
    block(sheet.heading, { size: sizes.text * 1.7, face: 'bold', tag: 'H1', before: 2, ...kept }),
    block(sheet.asAt, { before: 4, ...kept }),
    block(sheet.notice, { face: 'bold', before: sizes.gap, whole: true }),
    ...sheet.parts.flatMap(({ heading, paragraphs, small, cut, fields = [] }) => {
      const size = small ? sizes.small : sizes.text
      const setting = { faces, grow, sizes }
      return [
        ...(cut ? [cutBlock(cut, setting)] : []),
        block(heading, { size, face: 'bold', tag: 'H2', before: sizes.gap * 2.2, ...kept }),
        ...paragraphs.map((text) =>
          block(text, { size, before: small ? 2 : sizes.gap * 0.5, ...(cut ? kept : {}) }),
        ),
        ...fields.map((text) => fieldsBlock(text, setting)),
      ]
    }),
  ]
  const foot = footSizes(sheet)
  const flowed = flow(blocks, () => ({ top: mm(16), bottom: A4.height - foot.above - mm(8) }))
  const pages = flowed.map((pieces, page) => ({
    across: null,
    pieces: [...pieces, ...footOf(sheet, `Page ${page + 1} of ${flowed.length}`, faces)],
  }))
  return { pages, elements, size: [A4.width, A4.height] }
}

/** The edition, what the sheet is not, and who stands behind it. */
function footOf(sheet: InformationSheet, count: string, faces: Faces): Piece[] {
  const { firm, notice, foot } = sheet
  const { text: size, leading, above } = footSizes(sheet)
  const y = A4.height - above
  const wide = faces.regular.width(count, size)
  const piece = (x: number, texts: string[], width: number): Piece => ({
    element: null,
    x,
    y,
    leading,
    lines: texts.flatMap((text) =>
      breakLines([{ text: text.normalize('NFC'), face: 'regular' }], size, width, faces),
    ),
  })
  return [
    {
      ...piece(LEFT, [foot, notice, firm.stated], WIDTH - wide - mm(6)),
      rules: [{ x: LEFT, y: y - size * 1.5, width: WIDTH }],
    },
    piece(LEFT + WIDTH - wide, [count], WIDTH),
  ]
}
