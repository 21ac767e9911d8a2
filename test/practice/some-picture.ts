import { crc32, deflateSync } from 'node:zlib'

interface PngWanted {
  width?: number
  height?: number
  depth?: 1 | 8 | 16
  /** 0 grey, 2 colours, 3 a palette, 6 colours that can be seen through. */
  colours?: 0 | 2 | 3 | 6
  interlaced?: boolean
  /** In place of the packed pixels. */
  packed?: Buffer
}

function part(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A whole PNG with a simple pattern in it. */
export function somePng(wanted: PngWanted = {}): Buffer {
  const { width = 40, height = 10, depth = 8, colours = 2, interlaced = false, packed } = wanted
  const channels = { 0: 1, 2: 3, 3: 1, 6: 4 }[colours]
  const row = 1 + Math.ceil((width * channels * depth) / 8)
  const pixels = Buffer.alloc(row * height)
  for (let place = 0; place < pixels.length; place++)
    pixels[place] = place % row === 0 ? 0 : colours === 3 ? place % 2 : (place * 7) % 256
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, colours, 0, 0, interlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', head),
    ...(colours === 3 ? [part('PLTE', Buffer.from('1a2b3cffffff', 'hex'))] : []),
    part('IDAT', packed ?? deflateSync(pixels)),
    part('IEND', Buffer.alloc(0)),
  ])
}

/** A whole JPEG, grey all over: each of its blocks is two bits, the shortest there can be. */
export function someJpeg({ width = 40, height = 10, channels = 3 } = {}): Buffer {
  const frame = [8, height >> 8, height & 255, width >> 8, width & 255, channels]
  const scan = [channels]
  for (let place = 1; place <= channels; place++) {
    frame.push(place, 0x11, 0)
    scan.push(place, 0)
  }
  const oneCode = [1, ...Buffer.alloc(15), 0]
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8) * channels
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    segment(0xdb, [0, ...Buffer.alloc(64, 1)]),
    segment(0xc0, frame),
    segment(0xc4, [0x00, ...oneCode]),
    segment(0xc4, [0x10, ...oneCode]),
    segment(0xda, [...scan, 0, 63, 0]),
    Buffer.alloc(Math.ceil(blocks / 4)),
    Buffer.from('ffd9', 'hex'),
  ])
}

function segment(marker: number, body: Uint8Array | number[]): Buffer {
  const length = body.length + 2
  return Buffer.from([0xff, marker, length >> 8, length & 255, ...body])
}

/** A whole PDF of one empty page. */
export const somePdf = (mark = '') =>
  Buffer.from(
    `%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  )
