import { Refusal } from '../wire/refusal.ts'

/** The kinds of file that the office accepts and shows. */
export type FileKind = 'pdf' | 'png' | 'jpeg'
/** What can be chosen: those, and an edition of the law. */
export type ChosenKind = FileKind | 'edition'

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

/** The refusal of a file larger than `atMost` bytes, for what was to be chosen. */
export function tooLarge(atMost: number, kinds: readonly ChosenKind[] = []): Refusal {
  const doNow = kinds.includes('edition')
    ? 'No edition of the law is this large. Choose the file that the publisher sent.'
    : 'Make a smaller one, in fewer colours or at a lower resolution, and choose that.'
  const size = `${Math.floor(atMost / 1_000_000)} MB`
  return new Refusal('invalid-input', `This file is larger than ${size}. ${doNow}`)
}
