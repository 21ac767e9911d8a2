import type { Faces } from './fonts.ts'
import type { Tag } from './page.ts'

/** Adds an element to the document's structure and gives its place. */
export type Grow = (tag: Tag, parent?: number) => number

/** Sizes of a letter, in points. */
export interface Sizes {
  text: number
  leading: number
  /** Between paragraphs. */
  gap: number
}

/** What every part of a letter is set with. */
export interface Setting {
  faces: Faces
  grow: Grow
  sizes: Sizes
}
