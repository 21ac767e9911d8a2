import { Refusal } from '../wire/refusal.ts'
import { fileKind, isTiff, isZip, otherKind, tooLarge, type DocumentKind } from './file-kind.ts'
import { STRUCTURES, type Structure } from './file-structure.ts'
import { ahead, feedOf, pass, skip, type Feed, type Following } from './following.ts'

/** Bytes of its beginning by which a file is known. */
const HEAD = 16
type Outcome = { kind: DocumentKind; structure: Structure } | { refused: string }

const FOLLOW: Record<DocumentKind, (feed: Feed) => Following<Structure>> = {
  ...STRUCTURES,
  tiff: tiffStructure,
  text: textStructure,
  docx: docxStructure,
}

/** What kind of document a file is, as it comes piece by piece; `end` throws a refusal where it is none, or is incomplete. */
export function documentFile(largest: number) {
  let size = 0
  const following = feedOf(outcomeIn)
  return {
    /** Throws a refusal once it is too large. */
    add(bytes: Uint8Array): void {
      size += bytes.length
      if (size > largest) throw tooLarge(largest)
      following.add(bytes)
    },
    end(): DocumentKind {
      const outcome = following.end()
      if ('refused' in outcome) throw wrong(outcome.refused)
      if (outcome.structure !== 'whole') throw wrong(FAULTS[outcome.kind][outcome.structure])
      return outcome.kind
    },
  }
}
const wrong = (message: string) => new Refusal('invalid-input', message)

const CUT =
  'This file is incomplete. Wait until it is finished, or copy it again from where it came from.'
const DAMAGED =
  'This file is damaged: its parts do not fit together. Copy it again from where it came from.'
const NO_KIND =
  'This file is not a PDF, JPEG, PNG, TIFF, text or Word document, whatever its name. Save it or scan it as one of these.'
const broken = { cut: CUT, damaged: DAMAGED }
const FAULTS: Record<DocumentKind, Record<Exclude<Structure, 'whole'>, string>> = {
  ...{ pdf: broken, png: broken, jpeg: broken, tiff: broken },
  text: { cut: CUT, damaged: NO_KIND },
  docx: {
    cut: CUT,
    damaged:
      'This is a ZIP file or a document with macros, and not a plain Word document (.docx). Unpack it, or open it and save it as PDF, and choose that.',
  },
}

function* outcomeIn(feed: Feed): Following<Outcome> {
  yield* ahead(feed, HEAD)
  const head = feed.left.subarray(0, HEAD)
  if (head.length === 0) return { refused: 'This file is empty. Choose another.' }
  const kind = kindOf(head)
  if (kind === null) return { refused: otherKind(head) ?? NO_KIND }
  return { kind, structure: yield* FOLLOW[kind](feed) }
}

function kindOf(head: Uint8Array): DocumentKind | null {
  const scan = fileKind(head)
  if (scan) return scan
  if (isTiff(head)) return 'tiff'
  if (isZip(head)) return 'docx'
  return otherKind(head) === null ? 'text' : null
}

/** A TIFF says at its beginning where its first picture is described, which is often behind the picture. */
function* tiffStructure(feed: Feed): Following<Structure> {
  const head = yield* ahead(feed, HEAD)
  if (!head) return 'cut'
  const small = head[0] === 0x49
  const big = head[small ? 2 : 3] === 0x2b
  const at = big
    ? Number(small ? head.readBigUInt64LE(8) : head.readBigUInt64BE(8))
    : small
      ? head.readUInt32LE(4)
      : head.readUInt32BE(4)
  if (at < 8) return 'damaged'
  return (yield* skip(feed, at)) && (yield* ahead(feed, 2)) ? 'whole' : 'cut'
}

/** Text has no other signs of control than tabs and ends of lines, in whichever alphabet it was saved. */
function* textStructure(feed: Feed): Following<Structure> {
  const [first, second] = feed.left
  const wide =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : ''
  const decoder = new TextDecoder(wide || 'latin1')
  for (;;) {
    const text = decoder.decode(feed.left, { stream: !feed.ended })
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (sign < 9 || (sign > 13 && sign < 32)) return 'damaged'
    }
    pass(feed, feed.left.length)
    if (feed.ended) return 'whole'
    yield
  }
}

/** The list of the parts of a ZIP stands at its end: so much of that is kept at hand. */
const AT_END = 1_200_000
const [ENDS, ENTRY] = [0x06054b50, 0x02014b50]

/** A document of a word processor is a ZIP with the parts that make one, and without macros. */
function* docxStructure(feed: Feed): Following<Structure> {
  while (!feed.ended) {
    pass(feed, Math.max(0, feed.left.length - AT_END))
    yield
  }
  const tail = feed.left
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== ENDS) end -= 1
  if (end < 0) return 'cut'
  const parts: string[] = []
  let at = tail.readUInt32LE(end + 16) - feed.passed
  for (let nth = tail.readUInt16LE(end + 10); nth > 0; nth--) {
    if (at < 0 || at + 46 > end || tail.readUInt32LE(at) !== ENTRY) return 'damaged'
    const [name, extra, comment] = [28, 30, 32].map((place) => tail.readUInt16LE(at + place))
    parts.push(tail.toString('utf8', at + 46, at + 46 + name!))
    at += 46 + name! + extra! + comment!
  }
  const isDocument = ['[Content_Types].xml', 'word/document.xml'].every((one) =>
    parts.includes(one),
  )
  return isDocument && !parts.some((one) => /vbaProject\.bin$/i.test(one)) ? 'whole' : 'damaged'
}
