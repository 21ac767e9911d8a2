import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readCheckpoint, writeCheckpoint } from '../../src-main/audit/checkpoint.ts'
import {
  fingerprintOf,
  newSigningKey,
  originOf,
  signedBy,
} from '../../src-main/audit/signing-key.ts'
import { countingBytes, fromHex, hex } from './memory-tree.ts'
import vectors from './vectors/checkpoints.json' with { type: 'json' }

const key = newSigningKey(countingBytes())

test.each(vectors)(
  'a checkpoint of $size entries keeps its bytes',
  ({ size, root, note, ...kept }) => {
    expect(hex(key.publicKey)).toBe(kept.publicKey)
    expect(originOf(key.publicKey)).toBe(kept.origin)
    expect(writeCheckpoint({ size, root: fromHex(root) }, key)).toBe(note)
    const read = readCheckpoint(note, key.publicKey)
    expect({ size: read.size, root: hex(read.root) }).toEqual({ size, root })
  },
)

test('the public key is the one that others derive from the same seed (RFC 8032, test 1)', () => {
  const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
  expect(hex(newSigningKey(() => seed).publicKey)).toBe(
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  )
})

test('a checkpoint that was altered, or signed by another key, is refused', () => {
  const { note } = vectors[0]!
  const other = newSigningKey(() => new Uint8Array(32).fill(9))
  const { size, root } = readCheckpoint(note, key.publicKey)
  const altered = [
    note.replace(`\n${size}\n`, `\n${size + 1}\n`),
    note.replace(/\n.(.{43})\n/, '\nx$1\n'),
    note.replace(/.(={0,2})\n$/, '/$1\n').replace(/.{20}(={0,2}\n)$/, 'AAAAAAAAAAAAAAAAAAAA$1'),
    note.replace('\n\n', '\nmore\n\n'),
    `${note}\n`,
    note.slice(0, -1),
    note.replace('remedy.office', 'remedy.offica'),
    writeCheckpoint({ size, root }, other),
    '',
    '\0',
  ]
  for (const bad of altered) expect(() => readCheckpoint(bad, key.publicKey)).toThrow(/^it/)
  expect(() => readCheckpoint(note, other.publicKey)).toThrow('not by its key')
})

test('a key or a signature of the wrong shape is an answer, never an error', () => {
  const { publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(12)
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(31),
    new Uint8Array(64),
    new Uint8Array(65),
  ]) {
    expect(signedBy('text', bytes, raw)).toBe(false)
    expect(signedBy('text', new Uint8Array(64), bytes)).toBe(false)
  }
  expect(signedBy('text', new Uint8Array(64), new Uint8Array(32).fill(255))).toBe(false)
  expect(fingerprintOf(key.publicKey)).toMatch(/^[0-9a-f]{20}$/)
})
