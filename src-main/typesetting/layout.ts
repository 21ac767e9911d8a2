import { bodyBlocks } from './body.ts'
import { flow } from './flow.ts'
import type { Faces } from './fonts.ts'
import { formBlocks } from './form.ts'
import { continuation, firmFoot, firstPage } from './letterhead.ts'
import type { LetterModel } from './model.ts'
import { A4, mm, type Element, type LaidOut } from './page.ts'
import type { Grow } from './sizes.ts'

/** Lays a letter out on A4: pure, the same model gives the same places. */
export function layOut(model: LetterModel, faces: Faces): LaidOut {
  const elements: Element[] = []
  const grow: Grow = (tag, parent) => elements.push({ tag, parent: parent ?? null }) - 1
  const sizes = model.largePrint
    ? { text: 16, leading: 21.5, gap: 11 }
    : { text: 11, leading: 14.6, gap: 7.5 }
  const opening = firstPage(model, { faces, grow, sizes })
  const foot = firmFoot(model, faces)
  const blocks = [
    ...bodyBlocks(model, { faces, grow, sizes }),
    ...formBlocks(model, { faces, grow, sizes }),
  ]
  const flowed = flow(blocks, (page) =>
    page === 0
      ? { top: opening.below, bottom: A4.height - mm(24) }
      : { top: mm(23), bottom: A4.height - mm(14) },
  )
  const pages = flowed.map((pieces, page) => ({
    across: acrossOf(model),
    pieces: [
      ...(page === 0 ? opening.pieces : continuation(model, page + 1, flowed.length, faces)),
      ...pieces,
      ...foot(page, flowed.length),
    ],
  }))
  return { pages, elements, size: [A4.width, A4.height] }
}

function acrossOf({ draft, reconstruction, fileCopy }: LetterModel): string | null {
  if (fileCopy) return 'FILE COPY'
  if (reconstruction) return draft ? 'DRAFT RECONSTRUCTION' : 'RECONSTRUCTION'
  return draft ? 'DRAFT' : null
}
