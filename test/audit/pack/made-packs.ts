import { createHash } from 'node:crypto'
import { canonical } from '../../../src-main/audit/canonical.ts'
import { writeCheckpoint } from '../../../src-main/audit/checkpoint.ts'
import { commit } from '../../../src-main/audit/commitment.ts'
import type { Json } from '../../../src-main/audit/entry.ts'
import { headCode } from '../../../src-main/audit/head-code.ts'
import { publicKeyLine } from '../../../src-main/audit/key-line.ts'
import { writeLeaf } from '../../../src-main/audit/leaf.ts'
import { writeZip, type Member } from '../../../src-main/audit/pack/pack-zip.ts'
import { signNote } from '../../../src-main/audit/signed-note.ts'
import {
  fingerprintOf,
  newSigningKey,
  originOf,
  type SigningKey,
} from '../../../src-main/audit/signing-key.ts'
import {
  consistencyProof,
  inclusionProof,
  rootOf,
  type Nodes,
} from '../../../src-main/audit/tree.ts'
import { memoryTree } from '../memory-tree.ts'

/** Numbers that look random and are the same in every run. */
export function chance(seed: number) {
  let state = seed * 2654435761 + 1
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => below(256))
  return { below, bytes, pick: <One>(of: readonly One[]): One => of[below(of.length)]! }
}
export type Chance = ReturnType<typeof chance>

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

interface Entry {
  seq: number
  leaf: string
  disclosures: string | null
  subject: string | null
  paper: Uint8Array | null
}
export interface MadeLog {
  key: SigningKey
  entries: Entry[]
  nodes: Nodes
  size: number
  code(size: number): string
  fingerprint: string
}

/** A log of this many entries of two clients; every fifth stores a paper, the contents of `erased` are gone. */
export function madeLog(random: Chance, size: number, erased = false): MadeLog {
  const key = newSigningKey(random.bytes)
  const entries = Array.from({ length: size }, (_, at): Entry => {
    const seq = at + 1
    const isLast = erased && seq === size
    // It named the erased client as well.
    const isParting = erased && seq === 2
    const drawn = random.pick([null, 'tag-1', 'tag-2'])
    const subject = isParting ? 'tag-2' : isLast || (erased && seq === 1) ? 'tag-1' : drawn
    const paper =
      seq % 5 === 0 && !isLast ? Buffer.from(`%PDF-1.7 paper ${seq} ${random.below(9999)}`) : null
    const detail: Record<string, Json> = {
      ...{ name: random.pick(['Łukasz Nowak', 'Mary "Moll" Smith', '😀\n\u0007']), number: seq },
      ...(paper ? { stored: { sha256: sha256(paper), pages: [1, 2] } } : {}),
    }
    const { digests, disclosures } = commit(isLast ? { also: [2] } : detail, random.bytes)
    const leaf = writeLeaf({
      ...{ seq, subject },
      act: isLast ? 'client-erased' : isParting ? 'client-parted' : 'matter-noted',
      actor: 'person-1',
      at: `2026-11-${String(1 + (at % 28)).padStart(2, '0')}T09:00:00.000Z`,
      detail: digests,
    })
    const gone = isParting || (erased && subject === 'tag-1' && !isLast)
    return {
      seq,
      leaf,
      disclosures: gone ? null : disclosures,
      subject,
      paper: gone ? null : paper,
    }
  })
  const nodes = memoryTree(entries.map(({ leaf }) => Buffer.from(leaf)))
  const code = (at: number) => headCode(at, rootOf(nodes, at))
  return { key, entries, nodes, size, code, fingerprint: fingerprintOf(key.publicKey) }
}

/** A pack taken apart, so that a test can put any part of it wrong before it is signed and closed. */
export interface Draft {
  log: MadeLog
  key: SigningKey
  manifest: Record<string, Json>
  checkpoints: { note: string; path: string[] }[]
  entries: Record<string, Json>[]
  trailer: Json
  papers: Member[]
}

const EVERY = 8

export function draftOf(
  log: MadeLog,
  { kind = 'full', client = null as string | null, papers = true } = {},
): Draft {
  const { size, nodes, key } = log
  const sizes = Array.from({ length: Math.floor(size / EVERY) }, (_, at) => (at + 1) * EVERY)
  const chosen = log.entries.filter(({ subject }) => client === null || subject === client)
  const checkpoints = sizes.map((at, place) => ({
    note: writeCheckpoint({ size: at, root: rootOf(nodes, at) }, key),
    path: consistencyProof(nodes, at, sizes[place + 1] ?? size).map(base64),
  }))
  const stored = kind === 'full' && papers ? chosen.flatMap(({ paper }) => paper ?? []) : []
  return {
    ...{ log, key, checkpoints, trailer: { entries: chosen.length } },
    papers: stored
      .map((bytes) => ({ name: `papers/${sha256(bytes)}.pdf`, bytes }))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    entries: chosen.map(({ seq, leaf, disclosures }) => ({
      ...{ seq, leaf, disclosures: kind === 'full' ? disclosures : null },
      path: inclusionProof(nodes, seq - 1, size).map(base64),
    })),
    manifest: {
      ...{ format: 'remedy-pack/1', kind, madeAt: '2026-11-29T09:00:00.000Z', size },
      ...{ origin: originOf(key.publicKey), root: base64(rootOf(nodes, size)) },
      scope: { client, recipient: null, year: null, by: client === null ? [] : ['client'] },
    },
  }
}

/** The members of a draft behind a manifest that counts and names them, signed by its key. */
export function membersOf(draft: Draft): Member[] {
  const { key, papers } = draft
  const text = (lines: unknown[]) =>
    Buffer.from(lines.map((one) => `${canonical(one as Json)}\n`).join(''))
  const files: Member[] = [
    { name: 'report.pdf', bytes: Buffer.from('%PDF-1.7 report') },
    { name: 'verify.html', bytes: Buffer.from('<!doctype html>') },
    {
      name: 'key',
      bytes: Buffer.from(`${publicKeyLine(originOf(key.publicKey), key.publicKey)}\n`),
    },
    { name: 'checkpoints.jsonl', bytes: text(draft.checkpoints) },
    { name: 'entries.jsonl', bytes: text([...draft.entries, draft.trailer]) },
    ...papers,
  ]
  return [signed(draft, files), ...files]
}

/** The manifest that names these files. */
export function signed(
  { key, manifest, checkpoints, entries, papers }: Draft,
  files: Member[],
): Member {
  const whole = {
    ...{ entries: entries.length, checkpoints: checkpoints.length, papers: papers.length },
    files: files.map(({ name, bytes }) => ({ name, size: bytes.length, sha256: sha256(bytes) })),
    ...manifest,
  }
  const note = signNote(`${canonical(whole as Json)}\n`, originOf(key.publicKey), key)
  return { name: 'manifest', bytes: Buffer.from(note) }
}

export const closed = (draft: Draft): Buffer => Buffer.from(writeZip(membersOf(draft)))
