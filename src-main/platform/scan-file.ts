import { fileKind, otherKind, tooLarge, type FileKind } from './file-kind.ts'
import { structureOf } from './file-structure.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Platform } from './platform.ts'

/** What a scanner or a telephone makes. */
const SCAN_KINDS: readonly FileKind[] = ['pdf', 'png', 'jpeg']
/** Bytes. */
const LARGEST_SCAN = 20_000_000

const wrong = (message: string) => new Refusal('invalid-input', message)

/** What kind of scan a file is; throws a refusal where it is none, or is incomplete. */
export function scanKind(bytes: Uint8Array): FileKind {
  if (bytes.length > LARGEST_SCAN) throw tooLarge(LARGEST_SCAN)
  if (bytes.length === 0) throw wrong('This file is empty. Scan the paper again.')
  const kind = fileKind(bytes)
  if (!kind)
    throw wrong(
      otherKind(bytes) ??
        'This file is not a PDF, PNG or JPEG, whatever its name. Scan the paper as one of these.',
    )
  const structure = structureOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), kind)
  if (structure === 'cut')
    throw wrong(
      'This file is incomplete. Wait until the scanner has finished, or scan the paper again.',
    )
  if (structure === 'damaged')
    throw wrong(
      'This file is damaged: its parts do not fit together. Copy it again from where it came from, or scan the paper again.',
    )
  return kind
}

/** Asks for a scan: its bytes and what they are; null where the person thought better of it. */
export async function chooseScan(
  { chooseFile }: Pick<Platform, 'chooseFile'>,
  title: string,
): Promise<{ bytes: Uint8Array; kind: FileKind } | null> {
  const file = await chooseFile({ title, kinds: SCAN_KINDS, atMost: LARGEST_SCAN })
  return file && { bytes: file.bytes, kind: scanKind(file.bytes) }
}
