import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import { A4, mm } from './page.ts'

const EDGE = mm(8)
const plain = { autoFirstPage: false, margin: 0, font: '' }

/** A picture on a page of its own, the way up in which it was taken; `says` stands for it where it is read aloud. */
export async function picturePdf(bytes: Uint8Array, says: string): Promise<Uint8Array> {
  const file = Buffer.from(bytes)
  const [width, height] = isWide(file) ? [A4.height, A4.width] : [A4.width, A4.height]
  const document = new Pdf({ ...plain, tagged: true, lang: 'en-GB' })
  document.addPage({ size: [width, height], margin: 0 })
  const draw = () => {
    document.image(file, EDGE, EDGE, {
      ...{ fit: [width - 2 * EDGE, height - 2 * EDGE], align: 'center', valign: 'center' },
    })
  }
  document.addStructure(document.struct('Figure', { alt: says }, draw))
  document.end()
  return new Uint8Array(await buffer(document))
}

/** Whether it lies, once it is turned as its file says: drawn into a square, it leaves room below. */
function isWide(file: Buffer): boolean {
  const square = new Pdf(plain)
  square.addPage({ size: [100, 100], margin: 0 })
  square.image(file, { fit: [100, 100] })
  return square.y < 100
}
