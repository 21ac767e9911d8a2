import type { Line } from './lines.ts'

/** Points in a millimetre. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4
/** A4, in points. */
export const A4 = { width: mm(210), height: mm(297) }
/** Left edge of the text and of the address in the window. */
export const LEFT = mm(24.6)
/** Width of the text. */
export const WIDTH = mm(210 - 24.6 - 20)
/** What shows through the window of a DL envelope: nothing but the address may stand in it. */
export const WINDOW = { x: LEFT, y: mm(39.5), width: mm(95.4), height: mm(26.8) }

type TableTag = 'Table' | 'THead' | 'TBody' | 'TR' | 'TH' | 'TD'
/** What an element is, for those who have the page read to them. */
export type Tag = 'H1' | 'H2' | 'P' | 'L' | 'LI' | 'LBody' | 'Sect' | TableTag

/** An element of the document's structure; `parent` is the place of another one in the list. */
export interface Element {
  tag: Tag
  parent: number | null
}
/** A straight line or a box, in points from the upper left corner. */
export interface Rule {
  x: number
  y: number
  width: number
  /** Nothing for a line. */
  height?: number
  dashed?: boolean
}
/** Lines of one element, or of none: furniture of the page, which nobody reads aloud. */
export interface Piece {
  element: number | null
  /** `x` and `y` of the first line's base, and what is added to `y` from line to line. */
  x: number
  y: number
  leading: number
  lines: Line[]
  rules?: Rule[]
  logo?: { bytes: Uint8Array; fit: [width: number, height: number] }
}
/** One page, in the order in which it is read. */
export interface PageBox {
  pieces: Piece[]
  /** Printed across the page: `DRAFT`. */
  across: string | null
}
/** A document laid out, ready to be written. */
export interface LaidOut {
  pages: PageBox[]
  elements: Element[]
  size: [width: number, height: number]
}
