import { buffer } from 'node:stream/consumers'
import { fileKind, otherKind, tooLarge, type FileKind } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'
import { readJpeg } from './jpeg.ts'
import { pngFault, pngSize, seeThrough } from './png.ts'

export const LOGO_KINDS: readonly FileKind[] = ['png', 'jpeg']
/** Bytes. */
export const LARGEST_LOGO = 2_000_000
/** Points of the picture along either side. */
const LONGEST_SIDE = 4000
const MOST_POINTS = 4_000_000
/** Each letter unpacks and packs these again: on a letterhead 500,000 points are 500 to the inch at least. */
const MOST_SEE_THROUGH = 500_000

/** What is kept of a logo beside its bytes. */
export interface LogoFacts {
  kind: 'png' | 'jpeg'
  width: number
  height: number
}

const wrong = (message: string) => new Refusal('invalid-input', message)
const DAMAGED = 'This picture is damaged or incomplete. Choose another copy of it.'
const UNUSUAL =
  'Letters cannot print this kind of picture. Save it as an ordinary PNG (8 bits a channel, not interlaced) and choose that.'

/** Reads what a logo is; throws a refusal where it cannot be printed on a letter. */
export function logoFacts(given: Uint8Array): LogoFacts {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length)
  if (bytes.length > LARGEST_LOGO) throw tooLarge(LARGEST_LOGO)
  if (bytes.length === 0) throw wrong('This file is empty. Choose another.')
  const kind = fileKind(bytes)
  if (kind !== 'png' && kind !== 'jpeg')
    throw wrong(
      otherKind(bytes) ??
        'This file is not a PNG or JPEG, whatever its name. Save the logo as one of these.',
    )
  const jpeg = kind === 'jpeg' ? readJpeg(bytes) : null
  const size = kind === 'jpeg' ? jpeg : pngSize(bytes)
  if (!size || size.width === 0 || size.height === 0) throw wrong(DAMAGED)
  const { width, height } = size
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_POINTS)
    throw wrong(
      `This picture is ${width} by ${height} pixels, more than a letter can print. Make it smaller: 2000 pixels wide is enough.`,
    )
  if (kind === 'png' && seeThrough(bytes) && width * height > MOST_SEE_THROUGH)
    throw wrong(
      `This picture has transparency, and at ${width} by ${height} pixels it would make every letter slow and large. Make it smaller: 1000 pixels wide is enough.`,
    )
  const fault = jpeg ? jpegFault(jpeg) : pngFault(bytes)
  if (fault) throw wrong(fault === 'damaged' ? DAMAGED : UNUSUAL)
  return { kind, width, height }
}

/** Colours for a printing press do not belong in a file that is to last (PDF/A-2, with colours for a screen). */
const jpegFault = ({ usual, channels }: { usual: boolean; channels: number }) =>
  usual && (channels === 1 || channels === 3) ? null : 'unusual'

/** Draws it on a page that is thrown away, and refuses what cannot be drawn; any other fault is the program's own. */
export async function tryToDraw(
  bytes: Uint8Array,
  loadPdfkit = () => import('pdfkit'),
): Promise<void> {
  const { default: PDFDocument } = await loadPdfkit()
  const page = new PDFDocument({ size: 'A4', font: '' })
  try {
    page.image(Buffer.from(bytes), 0, 0, { fit: [200, 40] })
  } catch {
    throw wrong(UNUSUAL)
  }
  page.end()
  await buffer(page)
}
