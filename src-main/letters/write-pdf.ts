import { hash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { addMetadata, addOutputIntent, addProperties, type About } from './archival.ts'
import type { Face, Faces } from '../typesetting/fonts.ts'
import { readyLogo, type ReadyLogo } from './logo.ts'
import { drawLines, drawRules, NAMES, watermark } from './page-content.ts'
import { pdfFile, point, type PdfFile } from './pdf-file.ts'
import type { LaidOut } from '../typesetting/page.ts'
import { structure, type Structure } from './structure.ts'

/** Where a letterhead's logo begins below the head of the page. */
const LOGO_TOP = 28

/** Writes what was laid out, tagged and with its fonts: the same pages give the same bytes. */
export async function writePdf(laidOut: LaidOut, about: About, faces: Faces): Promise<Uint8Array> {
  const logo = await logoOf(laidOut)
  const file = pdfFile()
  const [root, kids] = [file.reserve(), file.reserve()]
  const tree = structure(file, laidOut.elements)
  const used = new Set<Face>()
  const contents = drawn(laidOut, faces, { tree, logo, used })
  const [width, height] = laidOut.size.map(point)
  const resources = addResources(file, faces, used, logo)
  const pages = contents.map((content, page) => {
    // Stronger packing takes longer than all else and saves a hundredth of the file.
    const packed = deflateSync(Buffer.from(content, 'latin1'), { level: 3 })
    const stream = file.addStream('/Filter/FlateDecode', packed)
    return file.add(
      `<</Type/Page/Parent ${kids} 0 R/MediaBox[0 0 ${width} ${height}]/Resources ${resources} 0 R` +
        `/Contents ${stream} 0 R/StructParents ${page}/Tabs/S>>`,
    )
  })
  file.add(
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]>>`,
    kids,
  )
  file.add(
    `<</Type/Catalog/Pages ${kids} 0 R/Lang(en-GB)/MarkInfo<</Marked true>>` +
      `/StructTreeRoot ${tree.write(pages)} 0 R/Metadata ${addMetadata(file, about)} 0 R` +
      `/OutputIntents[${addOutputIntent(file)} 0 R]/ViewerPreferences<</DisplayDocTitle true>>>>`,
    root,
  )
  const id = hash('sha256', [about.title, about.datedOn, ...contents].join('\0')).slice(0, 32)
  return file.close({ root, info: addProperties(file, about), id })
}

/** Decoding and packing are done before anything is written, so that writing waits for nothing. */
async function logoOf({ sheets }: LaidOut): Promise<ReadyLogo | null> {
  for (const { pieces } of sheets)
    for (const { logo, x } of pieces)
      if (logo) return readyLogo(logo.bytes, { x, y: LOGO_TOP, fit: logo.fit })
  return null
}

interface Drawing {
  tree: Structure
  logo: ReadyLogo | null
  used: Set<Face>
}

function drawn({ sheets, size }: LaidOut, faces: Faces, { tree, logo, used }: Drawing): string[] {
  const [width, height] = size
  const setting = { faces, height, used }
  return sheets.map(({ pieces, draft }, page) => {
    let content = draft ? artifact('Layout', watermark(width, setting)) : ''
    for (const piece of pieces) {
      if (piece.logo && logo)
        content += artifact('Layout', `q 1 0 0 -1 0 ${point(height)} cm\n${logo.operators}Q\n`)
      if (piece.rules) content += artifact('Layout', drawRules(piece.rules, setting))
      const lines = drawLines(piece, setting)
      if (piece.element === null) content += artifact('Pagination', lines)
      else content += `${tree.mark(piece.element, page)}${lines}EMC\n`
    }
    return content
  })
}

/** Content that nobody has read to him. */
const artifact = (type: 'Layout' | 'Pagination', content: string) =>
  `/Artifact<</Type/${type}>>BDC\n${content}EMC\n`

function addResources(
  file: PdfFile,
  faces: Faces,
  used: ReadonlySet<Face>,
  logo: ReadyLogo | null,
): number {
  const order = (['regular', 'bold', 'italic'] as const).filter((face) => used.has(face))
  const fonts = order.map((face) => `/${NAMES[face]} ${faces[face].embed(file)} 0 R`).join('')
  const images = logo ? `/XObject<</Logo ${logo.embed(file)} 0 R>>` : ''
  return file.add(`<</Font<<${fonts}>>${images}>>`)
}
