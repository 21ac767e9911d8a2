import { fileKind, tooLarge, type FileKind } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'
import { readJpeg } from './jpeg.ts'
import { pngFault, pngSize } from './png.ts'

export const LOGO_KINDS: readonly FileKind[] = ['png', 'jpeg']
/** Bytes. */
export const LARGEST_LOGO = 2_000_000
/** Points of the picture along either side. */
const LONGEST_SIDE = 4000
/** Each letter that is looked at draws it again. */
const MOST_POINTS = 4_000_000

/** What is kept of a logo beside its bytes. */
export interface LogoFacts {
  kind: 'png' | 'jpeg'
  width: number
  height: number
}

const wrong = (message: string) => new Refusal('invalid-input', message)
const DAMAGED = 'This picture is damaged or breaks off before its end. Choose a whole one.'
const UNUSUAL =
  'This picture is stored in an unusual way, which letters cannot print. Save it as an ordinary PNG, 8 bits a channel and not interlaced, and choose that.'

/** Reads what a logo is; throws a refusal where it cannot stand on a letter. */
export function logoFacts(given: Uint8Array): LogoFacts {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.length)
  if (bytes.length > LARGEST_LOGO) throw tooLarge(LARGEST_LOGO)
  if (bytes.length === 0) throw wrong('This file is empty. Choose another.')
  const kind = fileKind(bytes)
  if (kind !== 'png' && kind !== 'jpeg')
    throw wrong(
      'This is not a PNG or a JPEG, whatever its name says. Save the logo as one of these.',
    )
  const jpeg = kind === 'jpeg' ? readJpeg(bytes) : null
  const size = kind === 'jpeg' ? jpeg : pngSize(bytes)
  if (!size || size.width === 0 || size.height === 0) throw wrong(DAMAGED)
  const { width, height } = size
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_POINTS)
    throw wrong(
      `This picture is ${width} by ${height} points, more than a letter can print. Make it smaller: 2000 points wide is plenty.`,
    )
  const fault = jpeg ? jpegFault(jpeg) : pngFault(bytes)
  if (fault) throw wrong(fault === 'damaged' ? DAMAGED : UNUSUAL)
  return { kind, width, height }
}

/** Colours for a printing press do not belong in a file that is to last (PDF/A-2, with colours for a screen). */
const jpegFault = ({ usual, channels }: { usual: boolean; channels: number }) =>
  usual && (channels === 1 || channels === 3) ? null : 'unusual'

/** Draws it on a page that is thrown away, and refuses what cannot be drawn. */
export async function tryToDraw(bytes: Uint8Array): Promise<void> {
  try {
    const { default: PDFDocument } = await import('pdfkit')
    const page = new PDFDocument({ size: 'A4', font: '' })
    const ended = new Promise((done, refuse) => page.on('end', done).on('error', refuse))
    page.resume()
    page.image(Buffer.from(bytes), 0, 0, { fit: [200, 40] }).end()
    await ended
  } catch {
    throw wrong(UNUSUAL)
  }
}
