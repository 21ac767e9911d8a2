import { fileKind, tooLarge, type FileKind } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'

/** What a scanner or a telephone makes. */
export const SCAN_KINDS: readonly FileKind[] = ['pdf', 'png', 'jpeg']
/** Bytes. */
export const LARGEST_SCAN = 20_000_000

const wrong = (message: string) => new Refusal('invalid-input', message)

/** What kind of scan a file is; throws a refusal where it is none, or is incomplete. */
export function scanKind(bytes: Uint8Array): FileKind {
  if (bytes.length > LARGEST_SCAN) throw tooLarge(LARGEST_SCAN)
  if (bytes.length === 0) throw wrong('This file is empty. Scan the form again.')
  const kind = fileKind(bytes)
  if (!kind)
    throw wrong(
      'This file is not a PDF, PNG or JPEG, whatever its name. Scan the form as one of these.',
    )
  if (!isWhole(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), kind))
    throw wrong(
      'This file is incomplete. Wait until the scanner has finished, or scan the form again.',
    )
  return kind
}

/** Looks for what stands at the end of a file of its kind; some scanners add a few bytes behind it. */
function isWhole(bytes: Buffer, kind: FileKind): boolean {
  if (kind === 'pdf') return bytes.subarray(-2048).includes('%%EOF')
  if (kind === 'png') return bytes.subarray(-2048).includes('IEND')
  // A small picture of it may stand in its head, with an end of its own: the last end must come behind the data.
  const [data, end] = [
    bytes.lastIndexOf('ffda', undefined, 'hex'),
    bytes.lastIndexOf('ffd9', undefined, 'hex'),
  ]
  return data >= 0 && end > data
}
