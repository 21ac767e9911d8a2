import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Faces } from './fonts.ts'
import { breakLines, type Line } from './lines.ts'
import type { LetterModel } from './model.ts'
import { A4, LEFT, mm, WIDTH, WINDOW, type Piece } from './page.ts'
import type { Setting } from './sizes.ts'

const SMALL = 8.5
const FOOT = 7.5
/** Right of the window: the firm's address and the references. */
const COLUMN = { x: mm(128), width: mm(62) }

/** Letterhead, address, references and the lines above the salutation; the text begins `below`. */
export function firstPage(
  model: LetterModel,
  setting: Setting,
): { pieces: Piece[]; below: number } {
  const pieces: Piece[] = []
  const head = model.paper === 'letterhead' ? letterhead(model, setting) : []
  pieces.push(...head, addressPiece(model, setting))
  const { faces, grow, sizes } = setting
  const refs = [
    `Our ref: ${model.ourRef}`,
    ...(model.yourRef ? [`Your ref: ${model.yourRef}`] : []),
    `Date: ${formatDay(model.datedOn)}`,
  ]
  let y = WINDOW.y + WINDOW.height
  if (model.largePrint) {
    const lines = refs.flatMap((text) => plain(text, sizes.text, WIDTH, faces))
    y += sizes.leading + mm(3)
    pieces.push({ element: grow('P'), x: LEFT, y, leading: sizes.leading, lines })
    y += (lines.length - 1) * sizes.leading
  } else {
    const lines = refs.flatMap((text) => plain(text, 10, COLUMN.width, faces))
    const first = y - (lines.length - 1) * 13 - 1
    pieces.push({ element: grow('P'), x: COLUMN.x, y: first, leading: 13, lines })
    y += mm(3)
  }
  const notices = [model.confidentiality, model.privilege].filter((text) => text !== null)
  const said: Line[] = [
    ...notices.flatMap((text) => bold(text.toLocaleUpperCase('en-GB'), sizes.text, WIDTH, faces)),
    ...plain(model.delivery, sizes.text, WIDTH, faces),
  ]
  y += sizes.leading + 4
  pieces.push({ element: grow('P'), x: LEFT, y, leading: sizes.leading, lines: said })
  return { pieces, below: y + (said.length - 1) * sizes.leading + sizes.gap * 1.6 }
}

const plain = (text: string, size: number, width: number, faces: Faces) =>
  breakLines([{ text: text.normalize('NFC'), face: 'regular' }], size, width, faces)
const bold = (text: string, size: number, width: number, faces: Faces) =>
  breakLines([{ text: text.normalize('NFC'), face: 'bold' }], size, width, faces)

function letterhead({ firm }: LetterModel, { faces, grow }: Setting): Piece[] {
  const wide = mm(98)
  // A long name is set smaller, never cut: the whole of it stands on the letterhead.
  const sizes = [16, 14, 12, 10].map((size) => bold(firm.name, size, wide, faces))
  const name = sizes.find((lines) => lines.length <= 2) ?? sizes.at(-1)!
  // Between the logo and the window of the envelope there is room for one line, or for two under a lower logo.
  const logoHeight = name.length > 1 ? mm(9) : mm(15)
  const contact = [
    ...firm.address,
    firm.postcode,
    ...(firm.dx ? [firm.dx.startsWith('DX') ? firm.dx : `DX ${firm.dx}`] : []),
    `Telephone ${firm.telephone}`,
    ...(firm.email ? [firm.email] : []),
  ].flatMap((text) => plain(text, SMALL, COLUMN.width, faces))
  const leading = Math.min(11.5, (mm(52) - mm(14)) / contact.length)
  return [
    {
      element: grow('P'),
      x: LEFT,
      y: firm.logo ? mm(17) + logoHeight : mm(17),
      leading: 19,
      lines: name,
      ...(firm.logo
        ? { logo: { bytes: firm.logo, fit: [mm(80), logoHeight] as [number, number] } }
        : {}),
    },
    { element: grow('P'), x: COLUMN.x, y: mm(15), leading, lines: contact },
  ]
}

/** Seven lines and the width of the window are all there is; the type shrinks a little before that is refused. */
function addressPiece({ address }: LetterModel, { faces, grow }: Setting): Piece {
  const refused = (why: string) => new Refusal('invalid-input', why, { address: why })
  if (address.length < 2 || address.length > 7)
    throw refused('An address has two to seven lines, with the name and the postcode.')
  const leading = Math.min(14, (WINDOW.height - 2) / address.length)
  const size = Math.min(10.5, leading * 0.8)
  const lines = address.map((text) => plain(text, size, Number.POSITIVE_INFINITY, faces)[0] ?? [])
  const widest = lines.findIndex(
    (line) => line[0] && faces.regular.width(line[0].text, size) > WINDOW.width,
  )
  if (widest >= 0)
    throw refused(
      `“${address[widest]}” is too long for the window of the envelope. Shorten the line.`,
    )
  return { element: grow('P'), x: WINDOW.x, y: WINDOW.y + size * 0.95, leading, lines }
}

/** Head of a following page: our reference and not the client's name, so that a stray page tells of nobody. */
export function continuation(
  model: LetterModel,
  page: number,
  pages: number,
  faces: Faces,
): Piece[] {
  // A letter to the client would name the client as its recipient.
  const to = model.privilege === null && model.recipient ? [model.recipient] : []
  const text = [`Our ref: ${model.ourRef}`, ...to, formatDay(model.datedOn)].join('   ·   ')
  const count = `Page ${page} of ${pages}`
  const wide = faces.regular.width(count, SMALL)
  const lines = plain(text, SMALL, WIDTH - wide - mm(6), faces).slice(0, 2)
  const y = mm(16)
  return [
    { element: null, x: LEFT, y, leading: 11, lines },
    {
      element: null,
      x: LEFT + WIDTH - wide,
      y,
      leading: 11,
      lines: plain(count, SMALL, WIDTH, faces),
      rules: [{ x: LEFT, y: y + (lines.length - 1) * 11 + 5, width: WIDTH }],
    },
  ]
}

/** SRA Transparency Rules, rule 4.1, on the first page; the log's code, small, on every page. */
export function firmFoot(
  { paper, firm, code }: LetterModel,
  faces: Faces,
): (page: number) => Piece[] {
  const y = A4.height - mm(17.5)
  const words = [
    `${firm.name}. ${firm.regulatedBy.replace(/\.$/, '')}. SRA number ${firm.sraNumber}.`,
    firm.company,
  ]
  const lines = words
    .filter((text) => text !== '')
    .flatMap((text) => plain(text, FOOT, WIDTH, faces))
    .slice(0, 3)
  const rules = [{ x: LEFT, y: y - 11, width: WIDTH }]
  const stated = { element: null, x: LEFT, y, leading: 9.5, lines, rules }
  const said = code ?? ''
  const coded = {
    element: null,
    x: LEFT + WIDTH - faces.regular.width(said, FOOT),
    y: A4.height - mm(7),
    leading: 9.5,
    lines: plain(said, FOOT, WIDTH, faces),
  }
  return (page) => [
    ...(page === 0 && paper === 'letterhead' ? [stated] : []),
    ...(code ? [coded] : []),
  ]
}
