import { crc32, deflateSync } from 'node:zlib'
import type { ChosenFile, FileAsked } from '../platform/platform.ts'
import type { InformationSheet } from '../typesetting/model.ts'
import { openPdfWorker } from '../typesetting/pdf-worker.ts'

/** What a scanner would have made of the form of the sample's first case; nobody takes it for a real one. */
const FORM: InformationSheet = {
  title: 'Sample form',
  madeOn: '2026-06-01',
  firm: {
    name: 'Prosser Tark',
    contact: ['7 Sample Row', 'Madeupton ZZ1 1ZZ'],
    stated: 'Invented for the sample office.',
  },
  group: 'Authority to obtain records',
  heading: 'Sample: nobody signed this',
  asAt: '',
  notice: 'This paper and everybody named on it are invented.',
  parts: [
    {
      heading: 'What I authorise',
      paragraphs: [
        'I authorise Prosser Tark to ask Northgate Health, HMP Humber for the records that I agree to below, and I authorise Northgate Health, HMP Humber to give Prosser Tark copies of them.',
        'Your health and treatment: Yes.',
      ],
    },
    {
      heading: 'Signature',
      paragraphs: ['K. Bożek (made up)'],
      fields: ['Signed: ____ | Date: ____'],
    },
  ],
  foot: 'Sample scan',
  largePrint: false,
}

/** The files that the sample office takes in: a form as scanned for whoever asks for a PDF, else the firm's logo. */
export function samplePapers({ resources }: { resources: string }): {
  choose(asked: FileAsked): Promise<ChosenFile>
  close(): Promise<void>
} {
  const worker = openPdfWorker({ resources })
  return {
    async choose({ kinds }) {
      if (!kinds.includes('pdf')) return { name: 'logo.png', bytes: sampleLogo() }
      return { name: 'scan.pdf', bytes: (await worker.renderSheet(FORM)).pdf }
    },
    close: () => worker.close(),
  }
}

const WIDE = 240
const HIGH = 60
const DAMSON = [95, 43, 89]
const PAPER = [255, 255, 255]

/** Two rings side by side, drawn point by point: a PNG of 240 by 60. */
export function sampleLogo(): Uint8Array {
  const inRing = (x: number, y: number, middle: number) => {
    const far = Math.hypot(x - middle, y - HIGH / 2)
    return far > 17 && far < 25
  }
  const rows = Array.from({ length: HIGH }, (_, y) => [
    0,
    ...Array.from({ length: WIDE }, (_, x) =>
      inRing(x, y, 30) || inRing(x, y, 62) || (y > 27 && y < 33 && x > 96) ? DAMSON : PAPER,
    ).flat(),
  ])
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDE, 0)
  head.writeUInt32BE(HIGH, 4)
  // 8 bits a channel, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  const body = deflateSync(Buffer.from(rows.flat()))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    ...[['IHDR', head] as const, ['IDAT', body] as const, ['IEND', Buffer.alloc(0)] as const].map(
      ([name, bytes]) => chunk(name, bytes),
    ),
  ])
}

function chunk(name: string, bytes: Buffer): Buffer {
  const said = Buffer.concat([Buffer.from(name, 'latin1'), bytes])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(bytes.length)
  sum.writeUInt32BE(crc32(said))
  return Buffer.concat([size, said, sum])
}
