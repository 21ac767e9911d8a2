/** The firm as it is printed on its letterhead; the logo as PNG or JPEG bytes. */
export interface Letterhead {
  name: string
  address: string[]
  postcode: string
  telephone: string
  email: string
  dx: string
  sraNumber: string
  regulatedBy: string
  company: string
  logo: Uint8Array | null
}

/** Under the close: who signs, in what capacity, for which firm. */
export interface Signature {
  name: string
  capacity: string
  /** As it is printed: its name, or for and on behalf of it. */
  firm: string
  /** Somebody else puts the signature. */
  pp?: true
  /** Who signs besides. */
  second?: { name: string; capacity: string }
  /** Of the writer, beside the references; left out where none is recorded. */
  directLine?: string
  email?: string
}

/** Everything that is printed, in the words that are printed; the same model gives the same bytes. */
export interface LetterModel {
  /** For the document's properties: says what kind of letter it is and names nobody. */
  title: string
  /** `2026-11-22`; printed as `22 November 2026`. */
  datedOn: string
  /** On `pre-printed` paper neither letterhead nor the firm's foot is printed, and their room stays free. */
  paper: 'letterhead' | 'pre-printed'
  firm: Letterhead
  /** Name, lines and postcode as they stand in the window of the envelope: three to seven. */
  address: string[]
  /** Short name of the addressee for the head of the following pages. */
  recipient: string
  ourRef: string
  /** Empty when there is none. */
  yourRef: string
  /** As from `deliveryLine`: `By post`. */
  delivery: string
  /** `Private and confidential`, or null. */
  confidentiality: string | null
  /** As from `privilegeMark`: only on letters to the client in prison. */
  privilege: string | null
  salutation: string
  heading: string
  /** Paragraphs with Markdown's bold, italics, lists, headings and tables; nothing else of it. */
  paragraphs: string[]
  /** Which of them, by place, stand on pages of their own behind the letter; left out where none does. */
  apart?: readonly number[]
  /** As from `closeFor`. */
  close: string
  /** Null while nobody was chosen: the place stays empty. */
  signature: Signature | null
  enclosures: string[]
  /** cc: one line each. */
  copies: string[]
  /** What is to be filled in and signed, on pages of its own. */
  form: { text: string; copies: number } | null
  /** Code of the log's last checkpoint, small in the foot; null when switched off. */
  code: string | null
  /** Prints the word DRAFT across every page. */
  draft: boolean
  /** Prints the word Reconstruction across every page: made under a law of an earlier day. */
  reconstruction: boolean
  /** Whose copy it is, in words across every page; null for the letter itself. */
  copyFor: 'file' | 'client' | 'reader' | null
  /** What the envelope of the letter bears too, small at the foot of its first page; null where it has none. */
  packing: string | null
  /** 18 points. */
  largePrint: boolean
  /** Written and set for whoever reads with difficulty: larger, and nothing smaller than it. */
  easyRead: boolean
}

/** An envelope: the outer one plain, the inner one marked and with the sender on it. */
export interface EnvelopeModel {
  datedOn: string
  size: 'DL' | 'C5' | 'C4'
  /** The address of the letter shows through it, so that none is printed on the envelope. */
  window: boolean
  address: string[]
  /** For the inner envelope: as from `privilegeMark`. Null prints the plain one. */
  privilege: string | null
  /** Sender on the inner envelope; not printed on a plain one. */
  sender: { firm: string; address: string[]; telephone: string; signs: string; ourRef: string }
  /** On a plain envelope, where it goes back to if it cannot be delivered. */
  returnTo: string[]
  /** What the letter in it bears too; null where that bears nothing. */
  packing: string | null
}

/** The passages of the letter itself, and those that stand on pages of their own behind it. */
export const partedText = ({
  paragraphs,
  apart = [],
}: Pick<LetterModel, 'paragraphs' | 'apart'>) => ({
  within: paragraphs.filter((_, at) => !apart.includes(at)),
  apart: paragraphs.filter((_, at) => apart.includes(at)),
})

/** How the four characters are called where they stand. */
export const packingWords = (packing: string): string => `Packing ${packing}`

/** What stands on one label: a mark above, an address or a sender, and small below it where it goes back to. */
export interface Label {
  mark: string | null
  lines: string[]
  foot: string
}

/** Labels on sheets of A4, 21 each; `start` is the first place that is still free, from 1. */
export interface LabelsModel {
  datedOn: string
  start: number
  labels: Label[]
}

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
export interface InformationSheet {
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
  /** 18 points. */
  largePrint: boolean
  /** Set closer, to stand on one page with its slip; large print wins. */
  close?: boolean
}

/** A finished paper. */
export interface Rendered {
  pdf: Uint8Array
  pages: number
}
