import { crc32, deflateSync } from 'node:zlib'

const COLOUR = {
  grey: [0, 1],
  rgb: [2, 3],
  'grey and alpha': [4, 2],
  'rgb and alpha': [6, 4],
} as const

/** A PNG with a slope of colours; with alpha it fades from left to right. */
export function slopedPng(width: number, height: number, kind: keyof typeof COLOUR): Uint8Array {
  const [type, channels] = COLOUR[kind]
  const alpha = channels % 2 === 0
  const rows = Buffer.alloc(height * (1 + width * channels))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * channels) + 1 + x * channels
      for (let channel = 0; channel < channels; channel++)
        rows[at + channel] = (x * (channel + 1) + y * 3) & 255
      if (alpha) rows[at + channels - 1] = Math.floor((x * 255) / width)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, type], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(rows, { level: 1 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
