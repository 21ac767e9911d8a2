import { createHash } from 'node:crypto'
import { parseNote, signNote, type Note } from '../audit/signed-note.ts'
import type { SigningKey } from '../audit/signing-key.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { expectSignedBy, type Publisher } from './publisher.ts'

/*
 * Frozen format, UTF-8 JSON:
 *
 *   {"format":"remedy-edition/1","note":<C2SP signed note>,"files":{<name>:<the file's text>,...}}
 *
 * The text of the note is the format's own line and, for every file in the order of the names,
 * `<SHA-256 of the file in hex>  <name>\n`, as sha256sum writes it.
 */

/** The texts of an edition's files, by their names below `resources`: `rights/rules.json`. */
export type EditionTexts = ReadonlyMap<string, string>

/** No edition is larger; it is looked at before a byte is read. */
export const LARGEST_EDITION = 8_000_000
const FAMILY = 'remedy-edition/'
const FORMAT = `${FAMILY}1`
const NAME = /^(?:rights\/)?[a-z][a-z-]*\.json$/

const Wrapped = z.strictObject({
  format: z.literal(FORMAT),
  note: z.string(),
  files: z.record(z.string(), z.string()),
})

const refused = (why: string) => new Refusal('invalid-input', why)
const damaged = () =>
  refused(
    'This edition is damaged: it is incomplete, or it was changed after it was signed. Obtain it again from the publisher.',
  )

/** One line for the format and one for every file with its hash: what the publisher signs. */
export function manifestOf(files: EditionTexts): string {
  const lines = [...files.keys()].toSorted().map((name) => {
    const hash = createHash('sha256').update(files.get(name)!, 'utf8').digest('hex')
    return `${hash}  ${name}\n`
  })
  return `${FORMAT}\n${lines.join('')}`
}

/** The edition as one file, signed; the same files and key give the same bytes. */
export function packEdition(files: EditionTexts, name: string, key: SigningKey): string {
  const note = signNote(manifestOf(files), name, key)
  const sorted = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `${JSON.stringify({ format: FORMAT, note, files: Object.fromEntries(sorted) }, null, 1)}\n`
}

/** An edition taken out of its file, and who signed it. */
interface Pack {
  texts: EditionTexts
  note: Note
}

/** Takes an edition out of its file, whole and as its note names it; who signed it is not yet proven. Judges no law. */
export function readPack(bytes: Uint8Array): Pack {
  if (bytes.length > LARGEST_EDITION)
    throw refused('This file is too large to be an edition of the law. Choose another one.')
  const { note: signed, files } = unwrap(bytes)
  const note = parseNote(signed)
  const texts: EditionTexts = new Map(Object.entries(files))
  const named = [...texts].every(([name, text]) => NAME.test(name) && text.isWellFormed())
  if (!note || !named || note.text !== manifestOf(texts)) throw damaged()
  return { texts, note }
}

/** Opens an edition that this publisher signed; refuses anything else, saying what it is instead. */
export function openPack(bytes: Uint8Array, publisher: Publisher): EditionTexts {
  const { texts, note } = readPack(bytes)
  expectSignedBy(note, publisher, { what: 'edition', whose: 'editions', damaged })
  return texts
}

function unwrap(bytes: Uint8Array): z.output<typeof Wrapped> {
  let text: string
  let data: unknown
  const begins = Buffer.from(bytes.subarray(0, 200)).toString('utf8').includes(FAMILY)
  const other = () =>
    refused('This file is not an edition of the law. Choose the file that the publisher sent.')
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    data = JSON.parse(text)
  } catch {
    throw begins ? damaged() : other()
  }
  const format = z.looseObject({ format: z.string().startsWith(FAMILY) }).safeParse(data)
  if (!format.success) throw other()
  if (format.data.format !== FORMAT)
    throw refused(
      'This edition was made for a newer version of the program. Install that first, then import the edition.',
    )
  const parsed = Wrapped.safeParse(data)
  if (!parsed.success) throw damaged()
  return parsed.data
}
