import { flow, type Block } from './flow.ts'
import type { Faces, Fonts, Face } from './fonts.ts'
import { draw } from './draw.ts'
import { breakLines, type Line } from './lines.ts'
import type { Sizes } from './sizes.ts'
import { A4, LEFT, mm, WIDTH, type Element, type LaidOut, type Tag } from './page.ts'

/** The page between a letter and its enclosures. */
export interface BundleIndex {
  title: string
  datedOn: string
  firm: string
  /** Set as its letter is: for somebody who reads large type nothing is smaller. */
  sizes: Pick<Sizes, 'text' | 'large'>
  heading: string
  /** Which letter it belongs to. */
  about: string[]
  rows: {
    number: string
    name: string
    /** On which pages it is, or that it comes by itself. */
    where: string
  }[]
}

/** For the number, and for the pages, at the two edges of a row. */
const [NUMBER, WHERE, GAP] = [mm(10), mm(48), mm(5)]

/** The index as pages of its own. */
export async function indexPdf(index: BundleIndex, fonts: Fonts): Promise<Uint8Array> {
  const faces = fonts.facesFor(
    [index.firm, ...index.about, ...index.rows.map(({ name }) => name)].map((text) =>
      text.normalize('NFC'),
    ),
  )
  return draw(layOutIndex(index, faces), index, faces)
}

function layOutIndex(index: BundleIndex, faces: Faces): LaidOut {
  const size = index.sizes.text
  const elements: Element[] = []
  const grow = (tag: Tag, parent: number | null = null) => elements.push({ tag, parent }) - 1
  const lines = (text: string, width: number, face: Face = 'regular', at = size): Line[] =>
    breakLines([{ text: text.normalize('NFC'), face }], at, width, faces)
  const block = (
    text: string,
    {
      tag = 'P',
      size: at = size,
      face = 'regular',
      before = 0,
    }: {
      tag?: Tag
      size?: number
      face?: Face
      before?: number
    },
  ): Block => ({
    ...{ element: grow(tag), lines: lines(text, WIDTH, face, at), x: LEFT },
    ...{ leading: at * 1.4, before, whole: true, withNext: true },
  })
  const list = grow('L')
  /** What stands at the right edge of a row, by the row’s element: a text of its own, to be read after the name. */
  const beside = new Map<number, { element: number; lines: Line[] }>()
  const row = ({ number, name, where }: BundleIndex['rows'][number]): Block => {
    const body = grow('LBody', grow('LI', list))
    const element = grow('P', body)
    const names = lines(name, WIDTH - NUMBER - WHERE - GAP)
    const places = lines(where, WHERE)
    beside.set(element, { element: grow('P', body), lines: places })
    const named = names.map((line) => line.map((run) => ({ ...run, x: run.x + NUMBER })))
    const numbered = lines(number, NUMBER)[0]!.map((run) => ({ ...run, text: `${run.text} ` }))
    return {
      element,
      lines: Array.from({ length: Math.max(names.length, places.length) }, (_, place) => [
        ...(place === 0 ? numbered : []),
        ...(named[place] ?? []),
      ]),
      ...{ x: LEFT, leading: size * 1.4, before: 7, whole: true },
      rules: [{ x: 0, y: -size - 3, width: WIDTH }],
    }
  }
  const blocks = [
    block(index.firm, { face: 'bold', size: Math.max(14, size) }),
    block(index.heading, { tag: 'H1', face: 'bold', size: Math.max(18, size + 4), before: mm(9) }),
    ...index.about.map((text) => block(text, { before: 3 })),
    ...index.rows.map((one, at) => ({ ...row(one), ...(at === 0 ? { before: mm(7) } : {}) })),
  ]
  const pages = flow(blocks, () => ({ top: mm(18), bottom: A4.height - mm(22) }))
  return {
    pages: pages.map((pieces) => ({
      pieces: pieces.flatMap((piece) => {
        const more = beside.get(piece.element ?? -1)
        return more ? [piece, { ...piece, ...more, x: LEFT + WIDTH - WHERE, rules: [] }] : piece
      }),
      across: null,
    })),
    ...{ elements, size: [A4.width, A4.height] },
  }
}
