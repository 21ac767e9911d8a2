import type { Faces } from './fonts.ts'
import type { Tag } from './page.ts'

/** Adds an element to the document's structure and gives its place. */
export type Grow = (tag: Tag, parent?: number) => number

/** Large print: what RNIB and UKAAF advise for whoever asks for it. */
export const LARGE = 18
/** Easy read is set larger than a letter, and no line of it smaller. */
const EASY = 14

/** Sizes of a letter, in points. */
export interface Sizes {
  text: number
  leading: number
  /** Between paragraphs. */
  gap: number
  /** Set for somebody who reads large type: nothing that is read is smaller, and no words lean. */
  large: boolean
}

/** The sizes of a letter, by how it is to be read. */
export function sizesOf({
  largePrint,
  easyRead,
}: {
  largePrint: boolean
  easyRead: boolean
}): Sizes {
  if (largePrint) return { text: LARGE, leading: 24, gap: 12, large: true }
  if (easyRead) return { text: EASY, leading: 20, gap: 11, large: true }
  return { text: 11, leading: 14.6, gap: 7.5, large: false }
}

/** What stands above and below the text of a page: as large as the text where that is large. */
export const furnitureOf = ({ text, large }: Sizes, usual: number): number => (large ? text : usual)

/** What every part of a letter is set with. */
export interface Setting {
  faces: Faces
  grow: Grow
  sizes: Sizes
}
