import { crc32, inflateSync } from 'node:zlib'

/** A PNG that a letterhead can carry. */
export interface Png {
  width: number
  height: number
}

const GREY_OR_COLOURS: Record<number, { channels: number; alpha: boolean }> = {
  0: { channels: 1, alpha: false },
  2: { channels: 3, alpha: false },
  3: { channels: 1, alpha: false },
  4: { channels: 2, alpha: true },
  6: { channels: 4, alpha: true },
}
const DEPTHS = [1, 2, 4, 8, 16]

/** The size in a PNG's head, before anything else of it is believed; null where it has none. */
export function pngSize(bytes: Buffer): Png | null {
  if (bytes.length < 33 || bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Whether some of its points may be seen through, by its kind of colours or by a part of its own. */
export function seeThrough(bytes: Buffer): boolean {
  const alpha = GREY_OR_COLOURS[bytes[25]!]?.alpha ?? false
  return alpha || (partsOf(bytes) ?? []).some(({ name }) => name === 'tRNS')
}

/**
 * Says what keeps a PNG off a letter, or null: `damaged` where a part is missing or is not what its sum says,
 * `unusual` where it is of a sort that is not drawn rightly. Its pixels are unpacked to be counted.
 */
export function pngFault(bytes: Buffer): 'damaged' | 'unusual' | null {
  const parts = partsOf(bytes)
  const head = parts?.[0]
  if (!parts || head?.name !== 'IHDR' || head.body.length !== 13) return 'damaged'
  const [width, height] = [head.body.readUInt32BE(0), head.body.readUInt32BE(4)]
  const [depth, colours, , , interlaced] = [...head.body.subarray(8)] as [
    ...[number, number, number, number, number],
  ]
  const kind = GREY_OR_COLOURS[colours]
  if (!kind || !DEPTHS.includes(depth)) return 'damaged'
  const named = (name: string) => parts.filter((part) => part.name === name)
  if (interlaced !== 0 || (seeThrough(bytes) && depth !== 8)) return 'unusual'
  const palette = named('PLTE')[0]?.body.length ?? 0
  if (colours === 3 && (palette === 0 || palette % 3 !== 0 || palette > 768)) return 'damaged'
  const row = 1 + Math.ceil((width * kind.channels * depth) / 8)
  return unpacksTo(row * height, Buffer.concat(named('IDAT').map(({ body }) => body)))
    ? null
    : 'damaged'
}

/** The parts up to the last, each with the right sum; null where one is cut or changed. */
function partsOf(bytes: Buffer): { name: string; body: Buffer }[] | null {
  const parts: { name: string; body: Buffer }[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) return null
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return null
    const name = bytes.toString('latin1', at + 4, at + 8)
    parts.push({ name, body: bytes.subarray(at + 8, end) })
    if (name === 'IEND') return parts
    at = end + 4
  }
  return null
}

function unpacksTo(length: number, packed: Buffer): boolean {
  try {
    return inflateSync(packed, { maxOutputLength: length + 1 }).length === length
  } catch {
    return false
  }
}
