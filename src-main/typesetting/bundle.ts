import {
  EncryptedPDFError,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFPage,
  type PDFFont,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { countOf } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { footFont } from './bundle-font.ts'
import { picturePdf } from './bundle-picture.ts'
import { indexPdf, type BundleIndex } from './bundle-index.ts'
import { onA4, type Foot } from './bundle-page.ts'
import { structureOf, type Structure } from './bundle-structure.ts'
import { loadFonts } from './fonts.ts'

/** Pages that a letter and its enclosures may have together. */
export const MOST_PAGES = 2_000

/** What a letter encloses, in its order; `file` is null for what is put in by hand. */
export interface BundleEnclosure {
  name: string
  /** It is among the letter’s own pages: the form to sign. */
  within?: boolean
  file: { kind: string; bytes: Uint8Array } | null
}
export interface BundleOrder {
  resources: string
  /** As it was approved. */
  letter: Uint8Array
  index: Omit<BundleIndex, 'rows'>
  enclosures: readonly BundleEnclosure[]
}
/** What is not among the pages and goes into the envelope by itself. */
export interface Apart {
  number: number
  name: string
  why: string
}
export interface Bundle {
  pdf: Uint8Array
  pages: number
  apart: Apart[]
}

type Opened = { from: PDFDocument } | { within: true } | { why: string }

/**
 * A letter with its enclosures as one PDF: the letter’s own pages as they are, an index, and each enclosure with its number
 * under every page. The letter’s tags stay, and those of an enclosure come with it; a page that came without is one element,
 * read in the order in which its maker wrote it, or a picture. So the whole makes no claim to PDF/A or PDF/UA.
 */
export async function bundle(order: BundleOrder): Promise<Bundle> {
  const { letter, index, enclosures, resources } = order
  const into = await PDFDocument.load(letter, { updateMetadata: false })
  const own = into.getPageCount()
  const opened: Opened[] = []
  for (const one of enclosures) opened.push(await open(one))
  const counts = opened.map((one) => ('from' in one ? one.from.getPageCount() : 0))
  const fonts = loadFonts(resources)
  const indexOf = async (before: number) => {
    const rows = rowsOf({ own, before, enclosures, opened, counts })
    return PDFDocument.load(await indexPdf({ ...index, rows }, fonts), { updateMetadata: false })
  }
  // How long it is does not depend on the numbers in it.
  const length = (await indexOf(1)).getPageCount()
  const pages = own + length + counts.reduce((sum, count) => sum + count, 0)
  if (pages > MOST_PAGES)
    throw new Refusal(
      'invalid-input',
      `The letter and its enclosures have ${countOf(pages, 'page', 'pages')} together, and one file can have ${MOST_PAGES}. Print or save the letter by itself, and each enclosure from Documents.`,
    )

  const font = await footFont(into, resources)
  const structure = structureOf(into)
  const marks: Mark[] = [{ title: 'Letter', page: into.getPage(0).ref }]
  const place = placing({ into, structure, font, pages, sizes: index.sizes })
  const put = (title: string, from: PDFDocument, leftOf: (page: number) => string) => {
    marks.push({ title, page: place(from, leftOf) })
  }
  put(index.heading, await indexOf(own + length), () => index.heading)
  for (const [at, one] of opened.entries())
    if ('from' in one) {
      const named = `Enclosure ${at + 1}`
      put(
        `${at + 1}. ${enclosures[at]!.name}`,
        one.from,
        (page) => `${named}, page ${page} of ${counts[at]}`,
      )
    }
  outline(into, marks)
  withoutClaims(into)
  const apart = opened.flatMap((one, at) =>
    'why' in one ? [{ number: at + 1, name: enclosures[at]!.name, why: one.why }] : [],
  )
  return { pdf: await into.save(), pages, apart }
}

const BY_HAND = 'It is not kept here as a file.'
const NOT_JOINED: Readonly<Record<string, string>> = {
  docx: 'A Word document cannot be joined to a PDF.',
  text: 'A text file cannot be joined to a PDF.',
  tiff: 'A TIFF picture cannot be joined to a PDF.',
}

async function open({ name, within, file }: BundleEnclosure): Promise<Opened> {
  if (within) return { within }
  if (file === null) return { why: BY_HAND }
  const { kind, bytes } = file
  try {
    if (kind === 'png' || kind === 'jpeg') {
      const drawn = await picturePdf(bytes, name)
      return { from: await PDFDocument.load(drawn, { updateMetadata: false }) }
    }
    if (kind !== 'pdf') return { why: NOT_JOINED[kind] ?? 'It cannot be joined to a PDF.' }
    const from = await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
    })
    if (from.catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True)
      return { why: 'It is a form that only the program that made it can show.' }
    if (from.getPageCount() === 0) return { why: DAMAGED }
    // Which layers are seen is said by the file and not by its pages: a hidden one would be shown.
    if (from.catalog.has(PDFName.of('OCProperties'))) return { why: LAYERS }
    const pages = from.getPages()
    if (new Set(pages.map(({ ref }) => ref)).size < pages.length) return { why: DAMAGED }
    for (const page of pages) asOnPaper(page)
    await showEntries(from)
    return { from }
  } catch (error) {
    return { why: error instanceof EncryptedPDFError ? 'It is protected by a password.' : DAMAGED }
  }
}
const LAYERS = 'It has layers that are shown or hidden.'

const ACTS = ['A', 'AA', 'PA', 'Popup'].map((key) => PDFName.of(key))
const UNSEEN = ['AA', 'Metadata', 'PieceInfo', 'Thumb'].map((key) => PDFName.of(key))
/** What is drawn on a page besides its contents; a link, a note, a file and a sound are not. */
const DRAWN = new Set([
  ...['Widget', 'Stamp', 'FreeText', 'Highlight', 'Underline', 'StrikeOut'],
  ...['Ink', 'Square', 'Circle', 'Line', 'Redact'],
])

/** Leaves of a page what is seen on paper: nothing is run, and no note, file or other page goes along unseen. Throws where it has no size. */
function asOnPaper(page: PDFPage): void {
  const { node, doc } = page
  page.getSize()
  page.getRotation()
  for (const key of UNSEEN) node.delete(key)
  const kept = (node.Annots()?.asArray() ?? []).filter((one) => {
    const dict = doc.context.lookup(one)
    if (!(dict instanceof PDFDict)) return false
    for (const key of ACTS) dict.delete(key)
    return DRAWN.has(dict.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText() ?? '')
  })
  node.set(PDFName.of('Annots'), doc.context.obj(kept))
}
const DAMAGED = 'It could not be read as a PDF.'

/** What was filled into a form is drawn only when it is shown: it is drawn here, or it would be missing. */
async function showEntries(from: PDFDocument): Promise<void> {
  const form = from.catalog.lookupMaybe(PDFName.of('AcroForm'), PDFDict)
  if (form?.lookup(PDFName.of('NeedAppearances')) !== PDFBool.True) return
  const entries = from.getForm()
  for (const field of entries.getFields()) entries.markFieldAsDirty(field.ref)
  entries.flatten()
  await from.flush()
}

interface Counted {
  own: number
  /** Pages before the first enclosure. */
  before: number
  enclosures: readonly BundleEnclosure[]
  opened: readonly Opened[]
  counts: readonly number[]
}
function rowsOf({ own, before, enclosures, opened, counts }: Counted): BundleIndex['rows'] {
  const span = (from: number, count: number) =>
    count === 1 ? `page ${from}` : `pages ${from} to ${from + count - 1}`
  let from = before + 1
  return [
    { number: '', name: 'Letter', where: span(1, own) },
    ...enclosures.map(({ name }, at) => {
      const [one, count] = [opened[at]!, counts[at]!]
      const where =
        'why' in one ? 'separately' : 'within' in one ? 'with the letter' : span(from, count)
      from += count
      return { number: `${at + 1}`, name, where }
    }),
  ]
}

interface Placing {
  into: PDFDocument
  structure: Structure
  font: PDFFont
  pages: number
  sizes: BundleIndex['sizes']
}
/** Puts the pages of a file behind those that are there; gives the first of them. */
function placing({ into, structure, font, pages, sizes }: Placing) {
  return (from: PDFDocument, leftOf: (page: number) => string): PDFRef => {
    const { context } = into
    const since = context.largestObjectNumber
    const copier = PDFObjectCopier.for(from.context, context)
    // By its own place each, so that what points at a page points at its copy.
    const refs = from.getPages().map(({ ref }) => copier.copy(ref))
    const placed = refs.map((ref) => PDFPage.of(context.lookup(ref) as PDFPage['node'], ref, into))
    const part = structure.part()
    const tree = from.catalog.get(PDFName.of('StructTreeRoot'))
    const tagged =
      from.catalog.lookupMaybe(PDFName.of('MarkInfo'), PDFDict)?.lookup(PDFName.of('Marked')) ===
      PDFBool.True
    const copied = tagged && tree ? context.lookupMaybe(copier.copy(tree), PDFDict) : undefined
    const taken = structure.take(copied, part, since)
    for (const [at, sheet] of placed.entries()) {
      into.addPage(sheet)
      const left = leftOf(at + 1)
      const page = `page ${into.getPageCount()} of ${pages}`
      // What is set large has less room beside it.
      const foot: Foot = sizes.large
        ? { left, right: `In all: ${page}`, size: sizes.text }
        : { left, right: `Letter and enclosures: ${page}`, size: 8 }
      const reads = hasFonts(sheet)
      const tag = taken ? null : structure.whole(sheet, part, { reads, says: left })
      onA4(sheet, { foot, font, tag })
    }
    return placed[0]!.ref
  }
}

/** Whether anything on it is written, and not a picture alone. */
function hasFonts(page: PDFPage): boolean {
  const resources = page.node.Resources()
  return (resources?.lookupMaybe(PDFName.of('Font'), PDFDict)?.keys().length ?? 0) > 0
}

interface Mark {
  title: string
  page: PDFRef
}
/** What a reader lists beside the pages, to go to one at a click. */
function outline({ context, catalog }: PDFDocument, marks: readonly Mark[]): void {
  const refs = marks.map(() => context.nextRef())
  const whole = context.nextRef()
  for (const [at, { title, page }] of marks.entries()) {
    const one = context.obj({ Parent: whole, Dest: [page, 'Fit'] })
    one.set(PDFName.of('Title'), PDFHexString.fromText(title))
    const [former, next] = [refs[at - 1], refs[at + 1]]
    if (former) one.set(PDFName.of('Prev'), former)
    if (next) one.set(PDFName.of('Next'), next)
    context.assign(refs[at]!, one)
  }
  const list = context.obj({ Type: 'Outlines', First: refs[0]!, Last: refs.at(-1)! })
  list.set(PDFName.of('Count'), PDFNumber.of(refs.length))
  context.assign(whole, list)
  catalog.set(PDFName.of('Outlines'), whole)
}

/** What the letter says of itself in its metadata is not true of what others made. */
function withoutClaims(into: PDFDocument): void {
  into.catalog.delete(PDFName.of('Metadata'))
  into.catalog.delete(PDFName.of('OutputIntents'))
  const title = into.getTitle()
  if (title !== undefined) into.setTitle(`${title}, with enclosures`)
}
