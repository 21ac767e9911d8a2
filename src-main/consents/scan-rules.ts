import { fileKind, otherKind, tooLarge, type FileKind } from '../platform/file-kind.ts'
import { structureOf } from '../platform/file-structure.ts'
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
      otherKind(bytes) ??
        'This file is not a PDF, PNG or JPEG, whatever its name. Scan the form as one of these.',
    )
  const structure = structureOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), kind)
  if (structure === 'cut')
    throw wrong(
      'This file is incomplete. Wait until the scanner has finished, or scan the form again.',
    )
  if (structure === 'damaged')
    throw wrong(
      'This file is damaged: its parts do not fit together. Copy it again from where it came from, or scan the form again.',
    )
  return kind
}
