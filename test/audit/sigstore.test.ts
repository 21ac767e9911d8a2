import { createPublicKey } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { fromHex } from './memory-tree.ts'
import { growTo, newLog } from './real-log.ts'

interface Entry {
  canonicalizedBody: Buffer
  inclusionProof: { logIndex: string; hashes: Buffer[]; checkpoint: { envelope: string } }
}
interface Checkpoint {
  logSize: bigint
  logHash: Buffer
}

// An independent implementation of the same two standards; only its bundles have a public door.
const load = createRequire(import.meta.url)
const { verifyMerkleInclusion } = load('@sigstore/verify/dist/tlog/merkle.js') as {
  verifyMerkleInclusion(entry: Entry, checkpoint: Checkpoint): void
}
const { verifyCheckpoint } = load('@sigstore/verify/dist/tlog/checkpoint.js') as {
  verifyCheckpoint(entry: Entry, logs: object[]): Checkpoint
}

const SIZE = 77

/** Every entry of a log with its proof, as the library takes them, and the log's key. */
async function provedLog(): Promise<{ entries: Entry[]; logs: object[] }> {
  const { vault, log } = await newLog()
  await growTo(vault, log, SIZE)
  await vault.write((tx) => log.checkpoint(tx))
  const [note, key] = await vault.read(async (tx) => [
    (await tx.selectFrom('log_checkpoint').select('note').executeTakeFirstOrThrow()).note,
    (await tx.selectFrom('log_key').select('public_key').executeTakeFirstOrThrow()).public_key,
  ])
  const [origin = '', , , , signature = ''] = note.split('\n')
  const x = Buffer.from(key).toString('base64url')
  const keyId = Buffer.from(signature.split(' ')[2]!, 'base64').subarray(0, 4)
  const logs = [
    {
      baseURL: `https://${origin}`,
      logID: keyId,
      publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    },
  ]
  const entries: Entry[] = []
  for (let seq = 1; seq <= SIZE; seq++) {
    const proof = await log.entry(seq)
    const hashes = proof.path.map((step) => Buffer.from(fromHex(step)))
    entries.push({
      canonicalizedBody: Buffer.from(proof.leaf),
      inclusionProof: { logIndex: String(seq - 1), hashes, checkpoint: { envelope: note } },
    })
  }
  return { entries, logs }
}

test('an independent library finds our checkpoint signed and every entry in its tree', async () => {
  const { entries, logs } = await provedLog()
  for (const entry of entries) {
    const checkpoint = verifyCheckpoint(entry, logs)
    expect(checkpoint.logSize).toBe(BigInt(SIZE))
    verifyMerkleInclusion(entry, checkpoint)
  }
})

test('the same library refuses an altered entry, place, proof or checkpoint', async () => {
  const { entries, logs } = await provedLog()
  const [first, second] = entries as [Entry, Entry]
  const checkpoint = verifyCheckpoint(first, logs)
  const { inclusionProof } = first
  const altered: Entry[] = [
    { ...first, canonicalizedBody: second.canonicalizedBody },
    { ...first, inclusionProof: { ...inclusionProof, logIndex: '1' } },
    { ...first, inclusionProof: { ...inclusionProof, hashes: second.inclusionProof.hashes } },
    { ...first, inclusionProof: { ...inclusionProof, hashes: inclusionProof.hashes.slice(1) } },
  ]
  for (const entry of altered)
    expect(() => verifyMerkleInclusion(entry, checkpoint)).toThrow(/root hash|hash count/)
  const envelope = inclusionProof.checkpoint.envelope.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`)
  const forged = { ...first, inclusionProof: { ...inclusionProof, checkpoint: { envelope } } }
  expect(() => verifyCheckpoint(forged, logs)).toThrow('invalid checkpoint signature')
})
