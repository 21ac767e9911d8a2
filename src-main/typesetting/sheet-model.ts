/** One part of a sheet: a heading and what stands under it; small for what only a lawyer looks for. */
export interface SheetPart {
  heading: string
  paragraphs: string[]
  small?: boolean
  /** Cut off above it, along a line with these words; all that follows stays on one page. */
  cut?: string
  /** Lines to write on, `Name: ____ | Date: ____`. */
  fields?: string[]
}

/** A topic as it is given to a client: in the words that are printed, so that the same sheet gives the same bytes. */
export interface Sheet {
  /** For the document's properties and the queue of a printer: a number, never a subject. */
  title: string
  /** The day it was made. */
  madeOn: string
  firm: { name: string; contact: string[]; stated: string }
  /** Above the heading: what the topic belongs to. */
  group: string
  heading: string
  /** Of which day the law is told. */
  asAt: string
  /** What the sheet is not. */
  notice: string
  parts: SheetPart[]
  /** On every page: the edition and the day. */
  foot: string
  /** 16 points. */
  largePrint: boolean
  /** Set closer, to stand on one page with its slip; large print wins. */
  close?: boolean
}

/** Makes sheets; the letters' press does it, in the same fonts. */
export interface SheetPress {
  /** Refused as `invalid-input`: a character the fonts lack. */
  renderSheet(sheet: Sheet): Promise<{ pdf: Uint8Array; pages: number }>
}
