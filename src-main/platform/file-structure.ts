import { crc32 } from 'node:zlib'
import type { FileKind } from './file-kind.ts'
import { ahead, feedOf, pass, skip, type Feed, type Following } from './following.ts'

/** Whether a file has all its parts: `cut` where it breaks off, `damaged` where they do not fit together. */
export type Structure = 'whole' | 'cut' | 'damaged'

/** Follows the parts of a file from its first to its last, as it comes; what stands behind the last is none of its own. */
export const STRUCTURES: Record<FileKind, (feed: Feed) => Following<Structure>> = {
  *jpeg(feed) {
    return (yield* jpegEndIn(feed)) === null ? 'cut' : 'whole'
  },
  png: pngStructure,
  pdf: pdfStructure,
}

/** The same of a file that is there at once. */
export const structureOf = (bytes: Buffer, kind: FileKind): Structure =>
  wholly(bytes, STRUCTURES[kind])

function wholly<T>(bytes: Buffer, follow: (feed: Feed) => Following<T>): T {
  const coming = feedOf(follow)
  coming.add(bytes)
  return coming.end()
}

const [START_OF_SCAN, END_OF_IMAGE, FRAME] = [0xda, 0xd9, 0xc0]
const hasNoLength = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
const isFrame = (marker: number) =>
  marker >= FRAME && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * Where the picture of a JPEG ends: its segments are followed one by one, and its coded data to the next marker, so
 * that neither a small picture in its head nor a film behind it is taken for it. Null where it breaks off.
 */
export const jpegEnd = (bytes: Buffer): number | null => wholly(bytes, jpegEndIn)

function* jpegEndIn(feed: Feed): Following<number | null> {
  let [framed, drawn] = [false, false]
  yield* skip(feed, 2)
  for (;;) {
    const head = yield* ahead(feed, 2)
    if (!head) return null
    const marker = head[1]!
    if (head[0] !== 0xff || marker === 0xff || marker === 0) {
      // Fill bytes and stray ones, which every reader passes over, and the coded data behind the start of a scan.
      pass(feed, 1)
      if (!(yield* toMarker(feed))) return null
      continue
    }
    if (marker === END_OF_IMAGE) return framed && drawn ? feed.passed + 2 : null
    if (hasNoLength(marker)) {
      pass(feed, 2)
      continue
    }
    const length = (yield* ahead(feed, 4))?.readUInt16BE(2)
    if (length === undefined || length < 2) return null
    if (!(yield* skip(feed, 2 + length))) return null
    framed ||= isFrame(marker)
    drawn ||= marker === START_OF_SCAN
  }
}

function* toMarker(feed: Feed): Following<boolean> {
  for (;;) {
    const at = feed.left.indexOf(0xff)
    pass(feed, at < 0 ? feed.left.length : at)
    if (at >= 0) return true
    if (feed.ended) return false
    yield
  }
}

/** A PNG is a row of parts, each with its length and its sum, to the one that ends it. */
function* pngStructure(feed: Feed): Following<Structure> {
  let [drawn, first] = [false, true]
  yield* skip(feed, 8)
  for (;;) {
    const head = yield* ahead(feed, 8)
    if (!head) return 'cut'
    const [length, name] = [head.readUInt32BE(), head.toString('latin1', 4, 8)]
    pass(feed, 4)
    let sum = 0
    if (!(yield* skip(feed, 4 + length, (bytes) => (sum = crc32(bytes, sum))))) return 'cut'
    const wanted = (yield* ahead(feed, 4))?.readUInt32BE()
    if (wanted === undefined) return 'cut'
    if (sum !== wanted) return 'damaged'
    if (first && name !== 'IHDR') return 'damaged'
    first = false
    drawn ||= name === 'IDAT'
    if (name === 'IEND') return drawn ? 'whole' : 'damaged'
    pass(feed, 4)
  }
}

const END = '%%EOF'
const OBJECT = /\d+[ \t\r\n]+\d+[ \t\r\n]+obj\b/
/** As much as stands between the parts that are looked for together. */
const BESIDE = 128

/**
 * A PDF is read from its end: the last `%%EOF`, before it the place of the table of its objects, and somewhere the root.
 * A file written in two goes has an earlier `%%EOF` too, so nothing of it may follow the last. A reader finds the
 * objects without the table, so a wrong place is no fault where the root is there.
 */
function* pdfStructure(feed: Feed): Following<Structure> {
  let [last, follows, rooted] = [-1, false, false]
  let before = ''
  const look = () => {
    const text = feed.left.toString('latin1')
    rooted ||= text.includes('/Root')
    const end = text.lastIndexOf(END)
    const isNew = end >= 0 && feed.passed + end > last
    if (isNew) {
      ;[last, before] = [feed.passed + end, text.slice(Math.max(0, end - 64), end)]
      follows = false
    }
    if (last >= 0) follows ||= OBJECT.test(text.slice(Math.max(0, last + END.length - feed.passed)))
    pass(feed, Math.max(0, feed.left.length - BESIDE))
  }
  while (!feed.ended) {
    look()
    yield
  }
  look()
  if (last < 0 || follows) return 'cut'
  const place = /startxref\s+(\d+)\s*$/.exec(before)?.[1]
  if (place !== undefined && Number(place) >= last) return 'cut'
  return rooted ? 'whole' : 'damaged'
}
