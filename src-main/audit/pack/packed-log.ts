import { whole } from '../../vault/eyes.ts'
import type { Vault } from '../../vault/vault.ts'
import { publicKeyLine } from '../key-line.ts'
import { openAmong } from '../look-up.ts'
import { leafOf } from '../read.ts'
import type { Leaf } from '../leaf.ts'
import { originOf, type SigningKey } from '../signing-key.ts'
import { signNote } from '../signed-note.ts'
import { canonical } from '../canonical.ts'
import { sizeOf } from '../stored-tree.ts'
import {
  consistencyProof,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  type Nodes,
} from '../tree.ts'
import { bytesOf, toBase64, toHex } from './encodings.ts'
import { FORMAT, type Manifest, type PackScope } from './manifest.ts'
import { writeZip, type Member } from './pack-zip.ts'
import { sha256 } from '../sha256.ts'

const PAGE = 500
const HASH = 32

/** An entry as it is kept: its leaf taken apart, its text, and its contents still closed. */
export interface KeptEntry {
  leaf: Leaf
  text: string
  disclosures: string | null
  /** Whether it is about a matter that is closed to whoever asks: it is in no pack of theirs. */
  closed: boolean
}

interface Reading {
  vault: Pick<Vault, 'read'>
  /** Told how many entries were read; throws to break off. */
  tick: (entries: number) => void
}

/** Every entry up to number `size`, in pages of their own, so that nobody waits for the whole log. */
export async function* keptEntries({ vault, tick }: Reading, size: number) {
  for (let after = 0; after < size; after += PAGE) {
    const { rows, open } = await vault.read(async (tx) => ({
      rows: await whole(tx)
        .selectFrom('log')
        .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
        .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
        .where('log.seq', '>', after)
        .where('log.seq', '<=', Math.min(after + PAGE, size))
        .orderBy('log.seq')
        .execute(),
      open: await openAmong(tx, after + 1, Math.min(after + PAGE, size)),
    }))
    for (const { seq, leaf: text, disclosures } of rows) {
      const entry: KeptEntry = {
        ...{ leaf: leafOf(seq, text), text, disclosures, closed: !open.has(seq) },
      }
      yield entry
    }
    await othersFirst({ tick }, rows.length)
  }
}

/** The window is answered, and may break off, between two pages. */
async function othersFirst({ tick }: Pick<Reading, 'tick'>, entries: number): Promise<void> {
  tick(entries)
  await new Promise((turn) => setImmediate(turn))
}

/** What a pack takes from the log, and the signature that closes it. */
export interface PackedLog {
  size: number
  root: Uint8Array
  origin: string
  counts: { entries: number; checkpoints: number }
  /** How many entries were no choice of whoever asks. */
  closed: number
  /** The key, the checkpoints and the entries, in the order of a pack. */
  members: Member[]
  /** The finished zip: these members between a signed manifest and the papers. */
  close(rest: Closing): Uint8Array
}

interface Closing {
  kind: Manifest['kind']
  madeAt: string
  scope: PackScope
  report: Uint8Array
  page: Uint8Array
  papers: readonly Member[]
}

/** How many entries the log has now: what is read for a pack ends there. */
export const logSize = ({ vault }: Pick<Reading, 'vault'>): Promise<number> => vault.read(sizeOf)

/** Packs the entries that `wants` chooses, with their proofs; a redacted pack leaves their contents out. */
export async function packedLog(
  reading: Reading,
  size: number,
  wants: (entry: KeptEntry) => boolean,
  kind: Manifest['kind'],
): Promise<PackedLog> {
  const hashes = Buffer.alloc(size * HASH)
  const chosen: KeptEntry[] = []
  let closed = 0
  for await (const entry of keptEntries(reading, size)) {
    hashes.set(leafHash(Buffer.from(entry.text)), (entry.leaf.seq - 1) * HASH)
    if (entry.closed) closed += 1
    else if (wants(entry)) chosen.push(entry)
  }
  const nodes = nodesOver(hashes)
  const root = rootOf(nodes, size)
  const { key, notes } = await signedUpTo(reading, size)
  const base64 = (path: Uint8Array[]) => path.map(toBase64)
  const checkpoints = notes.map(({ size: at, note }, place) => {
    const next = notes[place + 1]?.size ?? size
    return canonical({ note, path: base64(consistencyProof(nodes, at, next)) })
  })
  const entries: string[] = []
  for (const { leaf, text, disclosures } of chosen) {
    const path = base64(inclusionProof(nodes, leaf.seq - 1, size))
    entries.push(
      canonical({
        ...{ seq: leaf.seq, leaf: text, path },
        disclosures: kind === 'full' ? disclosures : null,
      }),
    )
    if (entries.length % PAGE === 0) await othersFirst(reading, 0)
  }
  const origin = originOf(key.publicKey)
  const members = [
    { name: 'key', bytes: bytesOf(`${publicKeyLine(origin, key.publicKey)}\n`) },
    { name: 'checkpoints.jsonl', bytes: linesOf(checkpoints) },
    {
      name: 'entries.jsonl',
      bytes: linesOf([...entries, canonical({ entries: entries.length })]),
    },
  ]
  const counts = { entries: entries.length, checkpoints: checkpoints.length }
  return {
    ...{ size, root, origin, counts, closed, members },
    close: ({ report, page, papers, ...said }) => {
      const files = [
        { name: 'report.pdf', bytes: report },
        { name: 'verify.html', bytes: page },
        ...members,
        ...papers.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      ]
      const manifest: Manifest = {
        ...{ format: FORMAT, origin, size, root: toBase64(root), papers: papers.length },
        ...said,
        ...counts,
        files: files.map(({ name, bytes }) => ({
          ...{ name, size: bytes.length, sha256: toHex(sha256(bytes)) },
        })),
      }
      const note = signNote(
        `${canonical({ ...manifest, scope: { ...said.scope } })}\n`,
        origin,
        key,
      )
      return writeZip([{ name: 'manifest', bytes: bytesOf(note) }, ...files])
    },
  }
}

async function signedUpTo({ vault }: Reading, size: number) {
  return vault.read(async (tx) => {
    const row = await tx.selectFrom('log_key').selectAll().executeTakeFirstOrThrow()
    const key: SigningKey = { seed: row.private_key, publicKey: row.public_key }
    const notes = await tx
      .selectFrom('log_checkpoint')
      .select(['size', 'note'])
      .where('size', '<=', size)
      .orderBy('size')
      .execute()
    return { key, notes }
  })
}

/** Lines in pieces of bytes: one text of a long log would be longer than a text may be. */
function linesOf(lines: readonly string[]): Uint8Array {
  const pieces: Buffer[] = []
  for (const line of lines) pieces.push(Buffer.from(`${line}\n`))
  return Buffer.concat(pieces)
}

/** The complete subtrees above the hashes of leaves, a level at a time. */
function nodesOver(hashes: Buffer): Nodes {
  const levels = [hashes]
  for (let below = hashes; below.length >= 2 * HASH; below = levels.at(-1)!) {
    const level = Buffer.alloc(Math.floor(below.length / (2 * HASH)) * HASH)
    for (let at = 0; at < level.length; at += HASH)
      level.set(
        nodeHash(
          below.subarray(at * 2, at * 2 + HASH),
          below.subarray(at * 2 + HASH, at * 2 + 2 * HASH),
        ),
        at,
      )
    levels.push(level)
  }
  return (level, place) => levels[level]!.subarray(place * HASH, (place + 1) * HASH)
}
