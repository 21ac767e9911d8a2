import { formatDay } from '../dates/words.ts'
import { fitAddress, fitLines } from './fit.ts'
import type { Faces } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'
import { packingWords, type LetterModel } from './model.ts'
import { A4, LEFT, mm, WIDTH, WINDOW, type Piece } from './page.ts'
import { furnitureOf, type Setting } from './sizes.ts'

/** What is drawn around the text: it is read aloud to nobody. */
type Around = Pick<Setting, 'faces' | 'sizes'>

const SMALL = 8.5
const FOOT = 7.5
/** Where the firm’s name and address begin, and where the window of the envelope ends what may stand above it. */
const TOP = mm(15)
const ABOVE_WINDOW = mm(38.5)
/** Right of the window: the firm's address and the references. */
const COLUMN = { x: mm(128), width: mm(62) }

/** Letterhead, address, references and the lines above the salutation; the text begins `below`. */
export function firstPage(
  model: LetterModel,
  setting: Setting,
): { pieces: Piece[]; below: number } {
  const pieces: Piece[] = []
  const { faces, grow, sizes } = setting
  const refs = references(model)
  let y = WINDOW.y + WINDOW.height
  const beside = sizes.large ? [] : refs.flatMap((text) => plain(text, 10, COLUMN.width, faces))
  const first = y - (beside.length - 1) * 13 - 1
  // The firm’s address ends above the references, however many lines both have.
  const contactEnds = beside.length > 0 ? first - 10 - mm(2) : y
  const head = model.paper === 'letterhead' ? letterhead(model, setting, contactEnds) : []
  pieces.push(...head, addressPiece(model, setting))
  if (sizes.large) {
    const lines = [...(model.paper === 'letterhead' ? [reachedBy(model)] : []), ...refs].flatMap(
      (text) => plain(text, sizes.text, WIDTH, faces),
    )
    y += sizes.leading + mm(3)
    pieces.push({ element: grow('P'), x: LEFT, y, leading: sizes.leading, lines })
    y += (lines.length - 1) * sizes.leading
  } else {
    pieces.push({ element: grow('P'), x: COLUMN.x, y: first, leading: 13, lines: beside })
    y += mm(3)
  }
  const said: Line[] = [
    ...notices(model).flatMap((text) => bold(text, sizes.text, WIDTH, faces)),
    ...plain(model.delivery, sizes.text, WIDTH, faces),
  ]
  y += sizes.leading + 4
  pieces.push({ element: grow('P'), x: LEFT, y, leading: sizes.leading, lines: said })
  return { pieces, below: y + (said.length - 1) * sizes.leading + sizes.gap * 1.6 }
}

/** Our reference, theirs and the date, and of the writer what stands beside them. */
export const references = ({ ourRef, yourRef, datedOn, signature }: LetterModel): string[] => [
  `Our ref: ${ourRef}`,
  ...(yourRef ? [`Your ref: ${yourRef}`] : []),
  `Date: ${formatDay(datedOn)}`,
  ...(signature?.directLine ? [`Direct line: ${signature.directLine}`] : []),
  ...(signature?.email ? [`Email: ${signature.email}`] : []),
]

/** What marks the letter as confidential, in the letters it is printed in. */
export const notices = ({ confidentiality, privilege }: LetterModel): string[] =>
  [confidentiality, privilege]
    .filter((text) => text !== null)
    .map((text) => text.toLocaleUpperCase('en-GB'))

/** Where the firm is reached. */
export const contact = (firm: LetterModel['firm']): string[] => [
  ...firm.address,
  firm.postcode,
  ...(firm.dx ? [firm.dx.startsWith('DX') ? firm.dx : `DX ${firm.dx}`] : []),
  `Telephone ${firm.telephone}`,
  ...(firm.email ? [firm.email] : []),
]

/** Where the firm is reached, in one sentence, for whoever could not read it beside the window. */
const reachedBy = ({ firm }: LetterModel): string => contact(firm).join(', ')

/** What the firm must state of itself. */
export const stated = (firm: LetterModel['firm']): string[] =>
  [
    `${firm.name}. ${firm.regulatedBy.replace(/\.$/, '')}. SRA number ${firm.sraNumber}.`,
    firm.company,
  ].filter((text) => text !== '')

/** What the head of a following page says of the letter: a letter to the client would name the client as its recipient. */
export const runningHead = ({ ourRef, privilege, recipient, datedOn }: LetterModel): string =>
  [
    `Our ref: ${ourRef}`,
    ...(privilege === null && recipient ? [recipient] : []),
    formatDay(datedOn),
  ].join('   ·   ')

const plain = (text: string, size: number, width: number, faces: Faces) =>
  breakLines([{ text: text.normalize('NFC'), face: 'regular' }], size, width, faces)
const bold = (text: string, size: number, width: number, faces: Faces) =>
  breakLines([{ text: text.normalize('NFC'), face: 'bold' }], size, width, faces)

function letterhead(
  { firm }: LetterModel,
  { faces, grow, sizes }: Setting,
  contactEnds: number,
): Piece[] {
  const wide = mm(98)
  const size = furnitureOf(sizes, 16)
  const usual = bold(firm.name, size, wide, faces)
  // Between the logo and the window of the envelope there is room for one line, or for two under a lower logo.
  const logoHeight = usual.length > 1 ? mm(9) : mm(15)
  const y = firm.logo ? mm(17) + logoHeight : mm(17)
  // A long name is set smaller, never cut: the whole of it stands on the letterhead.
  const room = { width: wide, height: ABOVE_WINDOW - y + 12 }
  const name = fitLines([firm.name], room, { size, leading: 1.19, face: 'bold' }, faces)
  const reached = fitLines(
    contact(firm),
    { width: COLUMN.width, height: contactEnds - TOP + SMALL },
    { size: SMALL, leading: 1.35 },
    faces,
  )
  return [
    {
      element: grow('P'),
      x: LEFT,
      y,
      leading: name.leading,
      lines: name.lines,
      ...(firm.logo
        ? { logo: { bytes: firm.logo, fit: [mm(80), logoHeight] as [number, number] } }
        : {}),
    },
    ...(sizes.large
      ? []
      : [
          {
            ...{ element: grow('P'), x: COLUMN.x, y: TOP },
            ...{ leading: reached.leading, lines: reached.lines },
          },
        ]),
  ]
}

/** The window’s width and height are all there is: long names are broken and set smaller, and nothing is left out. */
function addressPiece({ address }: LetterModel, { faces, grow }: Setting): Piece {
  const room = { width: WINDOW.width, height: WINDOW.height }
  const { lines, size, leading } = fitAddress(address, room, { size: 10.5, leading: 1.25 }, faces)
  return { element: grow('P'), x: WINDOW.x, y: WINDOW.y + size * 0.95, leading, lines }
}

/** Head of a following page: our reference and not the client's name, so that a stray page tells of nobody. */
export function continuation(
  model: LetterModel,
  page: number,
  pages: number,
  around: Around,
): Piece[] {
  return headOf(runningHead(model), `Page ${page} of ${pages}`, around)
}

/**
 * Head of a sheet of the form, which goes its own way once it is signed: our reference, and the number of the page among
 * those of the sheet. The letter's date, its numbers and the log's code stay with the letter.
 */
export const sheetHead = (
  model: LetterModel,
  page: number,
  pages: number,
  around: Around,
): Piece[] =>
  headOf(`Our ref: ${model.ourRef}`, pages > 1 ? `Page ${page + 1} of ${pages}` : '', around)

function headOf(text: string, count: string, { faces, sizes }: Around): Piece[] {
  const size = furnitureOf(sizes, SMALL)
  const wide = faces.regular.width(count, size)
  const room = { width: WIDTH - wide - mm(6), height: 2 * size * 1.29 }
  const { lines, leading } = fitLines([text], room, { size, leading: 1.29 }, faces)
  const y = mm(16)
  return [
    { element: null, x: LEFT, y, leading, lines },
    {
      element: null,
      x: LEFT + WIDTH - wide,
      y,
      leading: 11,
      lines: plain(count, size, WIDTH, faces),
      rules: [{ x: LEFT, y: y + (lines.length - 1) * leading + 5, width: WIDTH }],
    },
  ]
}

/** SRA Transparency Rules, rule 4.1, on the first page; the log's code, small, on every page of the letter itself. */
export function firmFoot(
  { paper, firm, code, packing }: LetterModel,
  { faces, sizes }: Around,
): (page: number, pages: number) => Piece[] {
  const y = A4.height - (sizes.large ? mm(38) : mm(17.5))
  // The log’s code stands beneath, so long particulars of a company are set smaller.
  const room = { width: WIDTH, height: sizes.large ? mm(22) : mm(9) }
  const size = furnitureOf(sizes, FOOT)
  const { lines, leading } = fitLines(stated(firm), room, { size, leading: 1.27 }, faces)
  const rules = [{ x: LEFT, y: y - Math.max(11, size * 1.2), width: WIDTH }]
  const ours = { element: null, x: LEFT, y, leading, lines, rules }
  const said = code ?? ''
  const coded = {
    element: null,
    x: LEFT + WIDTH - faces.regular.width(said, FOOT),
    y: A4.height - mm(7),
    leading: 9.5,
    lines: plain(said, FOOT, WIDTH, faces),
  }
  // The first page has no head that counts; a letter of one page says nothing.
  const counted = (pages: number): Piece => ({
    ...{ element: null, x: LEFT, y: A4.height - (sizes.large ? mm(9) : mm(7)), leading: 9.5 },
    lines: plain(`Page 1 of ${pages}`, size, WIDTH, faces),
  })
  const packed = packing === null ? '' : packingWords(packing)
  const together = {
    ...{ element: null, y: A4.height - mm(7), leading: 9.5 },
    x: LEFT + WIDTH / 2 - faces.regular.width(packed, FOOT) / 2,
    lines: plain(packed, FOOT, WIDTH, faces),
  }
  return (page, pages) => [
    ...(page === 0 && packed !== '' ? [together] : []),
    ...(page === 0 && paper === 'letterhead' ? [ours] : []),
    ...(page === 0 && pages > 1 ? [counted(pages)] : []),
    ...(code ? [coded] : []),
  ]
}
