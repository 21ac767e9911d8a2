import { jpegEnd } from '../platform/file-structure.ts'

/** What the head of a JPEG says of it. */
export interface Jpeg {
  width: number
  height: number
  /** 1 grey, 3 colours, 4 for a printing press. */
  channels: number
  /** Baseline or progressive, with 8 bits: what a PDF may hold. */
  usual: boolean
}

/** What must stand before the picture itself can be unpacked. */
const [QUANTITIES, CODES, START] = [0xdb, 0xc4, 0xda]
const alone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Reads the head of a JPEG, part by part; null where it is damaged or breaks off before its end. */
export function readJpeg(bytes: Buffer): Jpeg | null {
  let found: Jpeg | null = null
  const tables = new Set<number>()
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff || alone(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return null
    if (isFrame(marker) && length >= 8)
      found = {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        channels: bytes[at + 9]!,
        usual: marker <= 0xc2 && bytes[at + 4] === 8,
      }
    at += 2 + length
    tables.add(marker)
    if (marker !== START) continue
    const whole = tables.has(QUANTITIES) && tables.has(CODES)
    return whole && jpegEnd(bytes) !== null ? found : null
  }
  return null
}
