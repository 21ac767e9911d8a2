import { Refusal } from '../wire/refusal.ts'

/** The kinds of file that the office accepts and shows. */
export type FileKind = 'pdf' | 'png' | 'jpeg'
/** What a document that is kept may be besides: it is kept as it came, and shown by a program of this computer. */
export const DOCUMENT_KINDS = ['pdf', 'png', 'jpeg', 'tiff', 'text', 'docx'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
/** What can be chosen: those, an edition of the law, a list to import and an update of the program. */
export type ChosenKind = DocumentKind | 'edition' | 'list' | 'update'

const ENDINGS: Record<DocumentKind, string> = {
  ...{ pdf: 'pdf', png: 'png', jpeg: 'jpeg', tiff: 'tif', text: 'txt', docx: 'docx' },
}
const isDocumentKind = (kind: unknown): kind is DocumentKind =>
  (DOCUMENT_KINDS as readonly unknown[]).includes(kind)
/** How the name of a written document ends: by the kind that its entry says, or by its first bytes. */
export const endingOf = (head: Uint8Array, said?: unknown): string =>
  isDocumentKind(said) ? ENDINGS[said] : (fileKind(head) ?? 'bin')

const BEGINS: Record<FileKind, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
}

/** What a file is by its first bytes, whatever its name says; null for anything else. */
export const fileKind = (bytes: Uint8Array): FileKind | null =>
  (Object.keys(BEGINS) as FileKind[]).find((kind) =>
    BEGINS[kind].every((byte, place) => bytes[place] === byte),
  ) ?? null

const TO_JPEG = 'Open it on a computer, save it as JPEG or PDF, and choose that.'
const begins = (bytes: Uint8Array, text: string, from = 0) =>
  [...text].every((letter, place) => bytes[from + place] === letter.charCodeAt(0))
const PHOTOGRAPHS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']

/** A TIFF picture, as some scanners and fax machines make them. */
export function isTiff(bytes: Uint8Array): boolean {
  return ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => begins(bytes, mark))
}
/** A ZIP file, which a document of a word processor is as well. */
export const isZip = (bytes: Uint8Array): boolean => begins(bytes, 'PK\u0003\u0004')

/** Files that people choose as scans and that the office does not take, by their name and the way to one it takes. */
const OTHERS: readonly [is: (bytes: Uint8Array) => boolean, what: string][] = [
  [
    (bytes) => begins(bytes, 'ftyp', 4) && PHOTOGRAPHS.some((brand) => begins(bytes, brand, 8)),
    `This is a HEIC photograph, as iPhones take them. On the telephone choose Settings, Camera, Formats, Most Compatible and take it again. Or open it on a computer, save it as JPEG or PDF, and choose that.`,
  ],
  [(bytes) => begins(bytes, 'ftypavif', 4), `This is an AVIF picture. ${TO_JPEG}`],
  [
    isTiff,
    `This is a TIFF picture. Set the scanner to PDF and scan the paper again. Or open it on a computer, save or print it as PDF, and choose that.`,
  ],
  [
    (bytes) => begins(bytes, 'RIFF') && begins(bytes, 'WEBP', 8),
    `This is a WebP picture. ${TO_JPEG}`,
  ],
  [(bytes) => begins(bytes, 'GIF8'), `This is a GIF picture. ${TO_JPEG}`],
  [(bytes) => begins(bytes, 'BM'), `This is a BMP picture. ${TO_JPEG}`],
  [
    isZip,
    'This is a ZIP file, or a document of a word processor. Unpack it, or open it and save it as PDF, and choose that.',
  ],
  [
    (bytes) => begins(bytes, '\u00d0\u00cf\u0011\u00e0'),
    'This is a document of an older word processor. Open it, save it as PDF, and choose that.',
  ],
]

/** What a file is that is none of the kinds, with the way to one of them; null where it is not known. */
export const otherKind = (bytes: Uint8Array): string | null =>
  OTHERS.find(([is]) => is(bytes))?.[1] ?? null

/** The refusal of a file larger than `atMost` bytes, for what was to be chosen. */
export function tooLarge(atMost: number, kinds: readonly ChosenKind[] = []): Refusal {
  const doNow = kinds.includes('edition')
    ? 'No edition of the law is this large. Choose the file that the publisher sent.'
    : kinds.includes('update')
      ? 'No update is this large. Choose the file that the publisher sent.'
      : kinds.includes('list')
        ? 'Divide the list into smaller ones, each with the headings in its first row.'
        : 'Make a smaller one, in fewer colours or at a lower resolution, and choose that.'
  const size = `${Math.floor(atMost / 1_000_000)} MB`
  return new Refusal('invalid-input', `This file is larger than ${size}. ${doNow}`)
}
