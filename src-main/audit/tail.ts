import type { Head, Readable } from '../vault/vault.ts'
import { SIGNED_EVERY } from './append.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Finding } from './contract.ts'
import { figure, finding } from './finding.ts'
import { leafOf } from './read.ts'
import { fromStored, sizeOf } from './stored-tree.ts'
import { leafHash, nodeHash, type Nodes, rootOf, same } from './tree.ts'

/**
 * Checks what an unlock can check at once: the newest signature, the entries after it, and the head kept
 * beside the file. An older change shows only when the whole log is verified.
 */
export async function checkTail(
  tx: Readable,
  head: Head | null,
): Promise<{ entries: number; findings: Finding[] }> {
  const size = await sizeOf(tx)
  const findings: Finding[] = []
  try {
    const signed = await newestCheckpoint(tx)
    if (signed.size > size) findings.push(shorter(size, signed.size))
    else {
      const root = await rootAt(tx, signed.size)
      if (!same(root, signed.root)) findings.push(unlike(signed.size, 'was signed'))
      if (size - signed.size >= SIGNED_EVERY) findings.push(unsigned(signed.size))
      findings.push(...(await changedAfter(tx, signed.size, size)))
    }
    if (size > 0 && !head) findings.push(noHead)
    if (head && head.size > size) findings.push(shorter(size, head.size))
    else if (head && Buffer.from(await rootAt(tx, head.size)).toString('hex') !== head.root)
      findings.push(unlike(head.size, 'was last written'))
  } catch (error) {
    const why = error instanceof Error ? error.message : 'It cannot be read.'
    findings.push(finding(null, 'The end of the log cannot be checked.', why))
  }
  return { entries: size, findings }
}

/** The root of the first `size` entries, from the tree that is kept; throws where a part of it is missing. */
export const rootAt = (tx: Readable, size: number) => fromStored(tx, (nodes) => rootOf(nodes, size))

async function newestCheckpoint(tx: Readable): Promise<{ size: number; root: Uint8Array }> {
  const newest = await tx
    .selectFrom('log_checkpoint')
    .select('note')
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return { size: 0, root: rootOf(() => new Uint8Array(), 0) }
  const key = await tx.selectFrom('log_key').select('public_key').executeTakeFirst()
  if (!key) throw new Error('Its signing key is missing.')
  return readCheckpoint(newest.note, key.public_key)
}

/** The unsigned entries, hashed anew and joined to the signed ones: they must give the tree that is kept. */
async function changedAfter(tx: Readable, signed: number, size: number): Promise<Finding[]> {
  const after = Math.max(signed, size - SIGNED_EVERY)
  const rows = await tx
    .selectFrom('log')
    .select(['seq', 'leaf', 'hash'])
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
  const hashes = new Map(rows.map(({ seq, leaf }) => [seq - 1, leafHash(Buffer.from(leaf))]))
  const findings = rows
    .filter(
      ({ seq, leaf, hash }) => !same(hashes.get(seq - 1)!, hash) || leafOf(seq, leaf).seq !== seq,
    )
    .map(({ seq }) => finding(seq, `Entry ${figure(seq)} does not match.`, changed))
  if (rows.length < size - after)
    findings.push(finding(null, 'Entries are missing near the end of the log.', renumbered))
  if (findings.length > 0) return findings
  const { kept, anew } = await fromStored(tx, (nodes) => ({
    kept: rootOf(nodes, size),
    anew: rootOf(joinedTo(nodes, after, hashes), size),
  }))
  return same(kept, anew) ? [] : [unlike(size, 'was logged')]
}

/** Nodes of the tree in which every leaf from number `after` on is taken from `hashes`. */
function joinedTo(nodes: Nodes, after: number, hashes: Map<number, Uint8Array>): Nodes {
  const joined: Nodes = (level, place) => {
    if ((place + 1) * 2 ** level <= after) return nodes(level, place)
    if (level === 0) return hashes.get(place)!
    return nodeHash(joined(level - 1, place * 2), joined(level - 1, place * 2 + 1))
  }
  return joined
}

const changed = 'The entry in the log is not what was logged.'
const renumbered = 'Entries are numbered without gaps, and later entries are present.'
const unsigned = (after: number) =>
  finding(
    after + 1,
    `Signatures after entry ${figure(after)} are missing.`,
    `The log is signed every ${SIGNED_EVERY} entries.`,
  )
const unlike = (size: number, when: string) =>
  finding(
    null,
    'The log has changed since it was last used.',
    `At entry ${figure(size)} its code differs from the code when it ${when}.`,
  )
const shorter = (size: number, before: number) =>
  finding(
    size + 1,
    `Entries are missing at the end: the log has ${figure(size)} and had ${figure(before)}.`,
    'They were present when the end of the log was last written.',
  )
const noHead = finding(
  null,
  'The file remedy.head, which records the end of the log, is missing.',
  'Without it, a removal of the newest entries cannot be ruled out.',
)
