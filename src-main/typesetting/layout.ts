import { apartBlocks, bodyBlocks } from './body.ts'
import { flow } from './flow.ts'
import type { Faces } from './fonts.ts'
import { formBlocks } from './form.ts'
import { continuation, firmFoot, firstPage, sheetHead } from './letterhead.ts'
import type { LetterModel } from './model.ts'
import { A4, mm, type Element, type LaidOut, type Piece } from './page.ts'
import { sizesOf, type Grow } from './sizes.ts'

/** Lays a letter out on A4: pure, the same model gives the same places. */
export function layOut(model: LetterModel, faces: Faces): LaidOut {
  const elements: Element[] = []
  const grow: Grow = (tag, parent) => elements.push({ tag, parent: parent ?? null }) - 1
  const sizes = sizesOf(model)
  const opening = firstPage(model, { faces, grow, sizes })
  const foot = firmFoot(model, { faces, sizes })
  const setting = { faces, grow, sizes }
  const body = bodyBlocks(model, setting)
  const sheets = [...apartBlocks(model, setting), ...formBlocks(model, setting)]
  const blocks = [...body, ...sheets]
  const flowed = flow(blocks, (page) =>
    page === 0
      ? { top: opening.below, bottom: A4.height - (sizes.large ? mm(48) : mm(24)) }
      : { top: sizes.large ? mm(34) : mm(23), bottom: A4.height - mm(14) },
  )
  const begins = new Set(sheets.flatMap(({ newPage, element }) => (newPage ? (element ?? []) : [])))
  const pages = placesIn(flowed, begins).map(({ pieces, page, of, sheet }) => {
    const around = sheet
      ? { head: sheetHead(model, page, of, { faces, sizes }), foot: [] }
      : {
          head: page === 0 ? opening.pieces : continuation(model, page + 1, of, { faces, sizes }),
          foot: foot(page, of),
        }
    return { across: acrossOf(model), pieces: [...around.head, ...pieces, ...around.foot] }
  })
  return { pages, elements, size: [A4.width, A4.height] }
}

/** Each page with its number among those of the letter, or of the sheet that it belongs to. */
function placesIn(flowed: readonly Piece[][], begins: ReadonlySet<number>) {
  const parts: { sheet: boolean; pages: Piece[][] }[] = []
  for (const pieces of flowed) {
    const sheet = pieces[0] !== undefined && begins.has(pieces[0].element ?? -1)
    if (sheet || parts.length === 0) parts.push({ sheet, pages: [pieces] })
    else parts.at(-1)!.pages.push(pieces)
  }
  return parts.flatMap(({ sheet, pages }) =>
    pages.map((pieces, page) => ({ pieces, page, of: pages.length, sheet })),
  )
}

const COPIES = { file: 'FILE COPY', client: 'CLIENT’S COPY', reader: 'COPY' }

/** What is printed across every page; null where nothing is. */
export function acrossOf({ draft, reconstruction, copyFor }: LetterModel): string | null {
  if (copyFor) return COPIES[copyFor]
  if (reconstruction) return draft ? 'DRAFT RECONSTRUCTION' : 'RECONSTRUCTION'
  return draft ? 'DRAFT' : null
}
