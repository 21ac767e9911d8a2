import { unzipSync, zipSync } from 'fflate'
import { same } from '../tree.ts'
import { Fault } from './fault.ts'

/*
 * Frozen format. A pack is a zip of which there is one for given files: every member stored, not compressed, dated
 * 1 January 1980, one behind the other in the order of the manifest; no comments, no extra fields, nothing before,
 * between or behind them. A reader writes it again and compares, so that nothing can be hidden in it, and since
 * nothing is compressed it cannot unfold to more than it is.
 */

/** One file of a pack. */
export interface Member {
  name: string
  bytes: Uint8Array
}

const NAME =
  /^(?:manifest|report\.pdf|verify\.html|key|checkpoints\.jsonl|entries\.jsonl|papers\/[0-9a-f]{64}\.(?:pdf|png|jpg|tif|txt|docx))$/
/** What a zip without its later extensions can count. */
const MOST_FILES = 65_000
/** The largest pack that is made. */
export const MOST_BYTES = 2_000_000_000

/** The bytes of a pack; the same members give the same bytes. */
export function writeZip(members: readonly Member[]): Uint8Array {
  const files = Object.fromEntries(members.map(({ name, bytes }) => [name, bytes]))
  return zipSync(files, { level: 0, mtime: new Date(1980, 0, 1) })
}

/** The members of a pack; throws a `Fault` for whatever is not exactly one. */
export function readZip(bytes: Uint8Array): Member[] {
  if (bytes.length === 0) throw new Fault('the file', 'It is empty.')
  const seen = new Set<string>()
  let total = 0
  const admit = ({ name, size, originalSize, compression }: Described) => {
    if (!NAME.test(name)) throw new Fault(shown(name), 'A pack has no file of that name.')
    if (seen.has(name)) throw new Fault(name, 'It is there twice.')
    if (compression !== 0 || size !== originalSize)
      throw new Fault(name, 'It is compressed: files of a pack are stored as they are.')
    total += size
    if (total > bytes.length) throw new Fault(name, 'It claims to be longer than the whole pack.')
    seen.add(name)
    if (seen.size > MOST_FILES) throw new Fault('the file', 'It has too many files for a pack.')
    return true
  }
  let files: Record<string, Uint8Array>
  try {
    files = unzipSync(bytes, { filter: admit })
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('the file', 'It is not a zip, or its end is missing.')
  }
  const members = Object.entries(files).map(([name, content]) => ({ name, bytes: content }))
  if (members.length === 0) throw new Fault('the file', 'It is a zip without any file.')
  if (same(writeZip(members), bytes)) return members
  throw new Fault(
    'the file',
    'The zip is not written as a pack is: something in it was changed, added or hidden.',
  )
}

interface Described {
  name: string
  size: number
  originalSize: number
  compression: number
}

/** A name as a sentence can bear it. */
const shown = (name: string) => `“${name.slice(0, 80).replaceAll(/[^\x20-\x7e]/g, '?')}”`
