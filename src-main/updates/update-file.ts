import { createHash } from 'node:crypto'
import { parseNote, signNote } from '../audit/signed-note.ts'
import type { SigningKey } from '../audit/signing-key.ts'
import { expectSignedBy, type Publisher } from '../law/publisher.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'

/*
 * Frozen format: a line, a C2SP signed note, and the installer to the end of the file.
 *
 *   remedy-update/1 <bytes of the note, in decimal>\n<note><installer>
 *
 * The text of the note is the format's own line and one line for each field, `<name> <value>\n`, in the order below.
 */

const FORMAT = 'remedy-update/1'
const FIELDS = ['version', 'built', 'platform', 'name', 'size', 'sha256'] as const
/** No installer is larger. */
export const LARGEST_UPDATE = 500_000_000
const LONGEST_NOTE = 4000
const FIRST_LINE = /^remedy-update\/(\d+) (\d{1,4})\n/

/** What the publisher signs of an installer. */
export const UpdateTold = z.strictObject({
  version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/),
  built: z.iso.date(),
  /** As Node names them: `win32-x64`. */
  platform: z.string().regex(/^(win32|darwin|linux)-(x64|arm64)$/),
  /** Of the installer, which is written under it. */
  name: z.string().regex(/^[A-Za-z0-9][\w.-]{0,98}\.(exe|msi|dmg|deb|rpm|AppImage)$/),
  size: z.coerce.number().int().min(1).max(LARGEST_UPDATE),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type UpdateTold = z.output<typeof UpdateTold>

const refused = (why: string) => new Refusal('invalid-input', why)
const damaged = () =>
  refused(
    'This update is damaged: it is incomplete, or it was changed after it was signed. Obtain it again from the publisher.',
  )

/** What stands before the installer, signed. */
export function updateHead(told: UpdateTold, name: string, key: SigningKey): string {
  const text = `${FORMAT}\n${FIELDS.map((field) => `${field} ${told[field]}\n`).join('')}`
  const note = signNote(text, name, key)
  return `${FORMAT} ${Buffer.byteLength(note)}\n${note}`
}

function toldIn(text: string): UpdateTold | null {
  const [format, ...lines] = text.split('\n')
  const values = FIELDS.map((field, at) => {
    const [name, ...value] = lines[at]?.split(' ') ?? []
    return [field, name === field ? value.join(' ') : undefined]
  })
  const told = UpdateTold.safeParse(Object.fromEntries(values))
  return format === FORMAT && lines.length === FIELDS.length + 1 && told.success ? told.data : null
}

/** An update of which what it says of itself is proven, and whose installer is proven as it is read. */
interface Opened {
  told: UpdateTold
  /** Throws at its end where these are not the bytes that were signed: whoever wrote them somewhere removes them. */
  installer: AsyncIterable<Uint8Array>
}

/** Opens an update that this publisher signed, reading it once; refuses anything else, saying what it is instead. */
export async function openUpdate(
  pieces: AsyncIterable<Uint8Array>,
  publisher: Publisher,
): Promise<Opened> {
  const reading = pieces[Symbol.asyncIterator]()
  let read = Buffer.alloc(0)
  const more = async () => {
    const next = await reading.next()
    if (!next.done) read = Buffer.concat([read, next.value])
    return !next.done
  }
  while (read.length < LONGEST_NOTE + 40 && (await more()));
  const first = FIRST_LINE.exec(read.subarray(0, 40).toString('latin1'))
  if (!first)
    throw refused('This file is not an update of Remedy. Choose the file that the publisher sent.')
  const [line, version, length] = first
  if (version !== '1')
    throw refused(
      'This update was made for a newer version of the program. Ask the publisher for the one before it, and install that first.',
    )
  const end = line.length + Number(length)
  const note = parseNote(read.subarray(line.length, end).toString('utf8'))
  if (!note || read.length < end) throw damaged()
  expectSignedBy(note, publisher, { what: 'update', whose: 'updates', damaged })
  const told = toldIn(note.text)
  if (!told) throw damaged()
  return { told, installer: installerOf(read.subarray(end), reading, told) }
}

async function* installerOf(
  begun: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  { size, sha256 }: UpdateTold,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let total = 0
  for (let piece = begun; ;) {
    total += piece.length
    if (total > size) throw damaged()
    hash.update(piece)
    yield piece
    const next = await rest.next()
    if (next.done) break
    piece = next.value
  }
  if (total !== size || hash.digest('hex') !== sha256) throw damaged()
}

/** Below nought where `one` is the older version, by the order of semantic versioning: 1.2.0-beta.1 comes before 1.2.0. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)]
  for (let at = 0; at < 3; at += 1) {
    const difference = (a.figures[at] ?? 0) - (b.figures[at] ?? 0)
    if (difference !== 0) return difference
  }
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length
  for (const [at, mine] of a.before.entries()) {
    const its = b.before[at]
    const difference = its === undefined ? 1 : compareMarks(mine, its)
    if (difference !== 0) return difference
  }
  return a.before.length - b.before.length
}

/** The figures of a version, and the marks of what comes before it; what was built of it does not count. */
function partsOf(version: string): { figures: number[]; before: string[] } {
  const [, figures = '', before = ''] = /^([^+-]*)(?:-([^+]*))?/.exec(version) ?? []
  return {
    figures: figures.split('.').map((figure) => Number.parseInt(figure, 10) || 0),
    before: before === '' ? [] : before.split('.'),
  }
}

/** Figures by their value and before words, words by their letters. */
function compareMarks(one: string, other: string): number {
  const [a, b] = [one, other].map((mark) => (/^\d+$/.test(mark) ? Number(mark) : null))
  if (a != null && b != null) return a - b
  if (a != null || b != null) return a != null ? -1 : 1
  return one < other ? -1 : one > other ? 1 : 0
}
