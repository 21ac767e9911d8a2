import { crc32 } from 'node:zlib'
import type { FileKind } from './file-kind.ts'

/** Whether a file has all its parts: `cut` where it breaks off, `damaged` where they do not fit together. */
export type Structure = 'whole' | 'cut' | 'damaged'

/** Follows the parts of a file from its first to its last; what stands behind the last is none of its own. */
export function structureOf(bytes: Buffer, kind: FileKind): Structure {
  if (kind === 'jpeg') return jpegEnd(bytes) === null ? 'cut' : 'whole'
  return kind === 'png' ? pngStructure(bytes) : pdfStructure(bytes)
}

const [START_OF_SCAN, END_OF_IMAGE, FRAME] = [0xda, 0xd9, 0xc0]
const hasNoLength = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
const isFrame = (marker: number) =>
  marker >= FRAME && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * Where the picture of a JPEG ends: its segments are followed one by one, and its coded data to the next marker, so
 * that neither a small picture in its head nor a film behind it is taken for it. Null where it breaks off.
 */
export function jpegEnd(bytes: Buffer): number | null {
  let [framed, drawn] = [false, false]
  for (let at = 2; at + 2 <= bytes.length;) {
    if (bytes[at] !== 0xff || bytes[at + 1] === 0xff || bytes[at + 1] === 0) {
      // Fill bytes and stray ones, which every reader passes over, and the coded data behind the start of a scan.
      const next = bytes.indexOf(0xff, at + 1)
      if (next < 0) return null
      at = next
      continue
    }
    const marker = bytes[at + 1]!
    if (marker === END_OF_IMAGE) return framed && drawn ? at + 2 : null
    if (hasNoLength(marker)) {
      at += 2
      continue
    }
    if (at + 4 > bytes.length) return null
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return null
    framed ||= isFrame(marker)
    drawn ||= marker === START_OF_SCAN
    at += 2 + length
  }
  return null
}

/** A PNG is a row of parts, each with its length and its sum, to the one that ends it. */
function pngStructure(bytes: Buffer): Structure {
  let drawn = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) return 'cut'
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return 'damaged'
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (at === 8 && name !== 'IHDR') return 'damaged'
    drawn ||= name === 'IDAT'
    if (name === 'IEND') return drawn ? 'whole' : 'damaged'
    at = end + 4
  }
  return 'cut'
}

const END = '%%EOF'
const OBJECT = /\d+[ \t\r\n]+\d+[ \t\r\n]+obj\b/

/**
 * A PDF is read from its end: the last `%%EOF`, before it the place of the table of its objects, and in that the root.
 * A file written in two goes has an earlier `%%EOF` too, so nothing of it may follow the last. A reader finds the
 * objects without the table, so a wrong place is no fault where the root is there.
 */
function pdfStructure(bytes: Buffer): Structure {
  const end = bytes.lastIndexOf(END)
  if (end < 0) return 'cut'
  if (OBJECT.test(bytes.toString('latin1', end + END.length))) return 'cut'
  const before = bytes.toString('latin1', Math.max(0, end - 64), end)
  const place = /startxref\s+(\d+)\s*$/.exec(before)?.[1]
  if (place !== undefined && Number(place) >= end) return 'cut'
  if (place !== undefined && Number(place) > 0) {
    const table = bytes.toString('latin1', Number(place), Number(place) + 64)
    if (/^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(table)) return 'whole'
  }
  return bytes.includes('/Root') ? 'whole' : 'damaged'
}
