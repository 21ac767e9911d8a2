import { documentFiles } from '../documents/read-document.ts'
import { formatDay } from '../dates/words.ts'
import { fileKind } from '../platform/file-kind.ts'
import { bundleApart, LARGEST_BUNDLE } from '../typesetting/bundle-apart.ts'
import type { Bundle, BundleEnclosure } from '../typesetting/bundle.ts'
import { sizesOf } from '../typesetting/sizes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { isAttachable, type Attached } from './email-file.ts'
import { KINDS } from './kinds.ts'
import { enclosedIn, NOT_FOR_EVERYBODY, outOfSightAmong } from './out-of-sight.ts'
import type { LetterParts, LetterRecord } from './record.ts'

/** The file of each thing that a letter encloses, in its order; null for what is put in by hand. */
type Files = readonly ({ paperId: string; kind?: string; size: number } | null)[]

/** The letter, as it was approved, with all that it encloses as one PDF; `letter` are its own pages. */
export async function withEnclosures(
  one: LetterRecord,
  letter: Uint8Array,
  { vault, papers, resources }: Pick<LetterParts, 'vault' | 'papers' | 'resources'>,
): Promise<Bundle> {
  const { content, firm, matter } = one
  const files = await vault.read((tx) => filesOf(tx, one, papers))
  const sizes = files.map((file) => file?.size ?? 0)
  if (files.every((file) => file === null))
    throw new Refusal(
      'conflict',
      'Nothing that this letter encloses is kept here as a file. Print or save the letter itself.',
    )
  const size = sizes.reduce((sum, more) => sum + more, 0)
  if (size > LARGEST_BUNDLE)
    throw new Refusal(
      'invalid-input',
      `The enclosures have ${megabytes(size)} together, and up to ${megabytes(LARGEST_BUNDLE)} are put into one file. Print or save the letter by itself, and each enclosure from Documents.`,
    )
  // The form to sign is printed behind its letter, and nowhere else.
  const isForm = (name: string, file: Files[number]) =>
    file === null && KINDS[content.kind].part === 'form' && /\bform\b/iu.test(name)
  const enclosures: BundleEnclosure[] = []
  for (const [at, { name }] of content.enclosures.entries()) {
    const file = files[at] ?? null
    const bytes = file && (await whole(await papers.pieces(file.paperId), file.size))
    // A scan is one of the kinds that its first bytes tell.
    const kind = file?.kind ?? (bytes && fileKind(bytes)) ?? 'unknown'
    enclosures.push({ name, within: isForm(name, file), file: bytes && { kind, bytes } })
  }
  const { datedOn, addressee } = content
  const index = {
    ...{ title: 'Enclosures', heading: 'Enclosures', datedOn, firm: firm?.name ?? '' },
    sizes: sizesOf({ largePrint: content.largePrint, easyRead: content.easyRead === true }),
    about: [
      `To our letter of ${formatDay(datedOn)} to ${addressee.name}.`,
      `Our reference: ${matter.ourRef}`,
    ],
  }
  // A copy of its own: the bytes go over to the thread.
  return bundleApart({ resources, letter: Uint8Array.from(letter), index, enclosures })
}

/** The same, with the files of what cannot be in it, to be attached beside; what is put in by hand stays apart. */
export async function withFiles(
  one: LetterRecord,
  letter: Uint8Array,
  parts: Pick<LetterParts, 'vault' | 'papers' | 'resources'>,
): Promise<Pick<Bundle, 'pdf' | 'apart'> & { besides: Attached[] }> {
  const { pdf, apart } = await withEnclosures(one, letter, parts)
  const files = await parts.vault.read((tx) => filesOf(tx, one, parts.papers))
  const besides: Attached[] = []
  for (const { number } of apart) {
    const file = files[number - 1] ?? null
    const bytes = file && (await whole(await parts.papers.pieces(file.paperId), file.size))
    const kind = file?.kind ?? (bytes && fileKind(bytes))
    if (bytes && isAttachable(kind)) besides.push({ number, kind, bytes })
  }
  const attached = new Set(besides.map(({ number }) => number))
  return { pdf, besides, apart: apart.filter(({ number }) => !attached.has(number)) }
}

async function filesOf(
  tx: Readable,
  { content }: LetterRecord,
  papers: LetterParts['papers'],
): Promise<Files> {
  const named = content.enclosures.flatMap(({ document }) => (document ? document.id : []))
  const closed = await outOfSightAmong(tx, enclosedIn(content))
  if (closed.size > 0) throw new Refusal('not-allowed', NOT_FOR_EVERYBODY)
  const files = await documentFiles(tx, named)
  const own = await papers.withHashes(
    tx,
    content.enclosures.flatMap(({ document }) => (document?.from ? document.sha256 : [])),
  )
  return content.enclosures.map(({ name, document }) => {
    if (!document) return null
    const file = document.from ? own.get(document.sha256) : files.get(document.id)
    // It is the file that was approved with the letter, or none.
    if (file?.sha256 === document.sha256) return file
    throw new Refusal(
      'conflict',
      `“${name}” is no longer on record as the file that was approved with this letter. Print or save the letter by itself.`,
    )
  })
}

async function whole(pieces: AsyncIterable<Uint8Array>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`
