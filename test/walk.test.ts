import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { contract } from '../src-main/contract.ts'
import { bridgeFor } from '../src-main/wire/bridge.ts'
import type { Answer } from '../src-main/wire/dispatch.ts'
import { remedy } from './cli/command.ts'
import { openTestOffice, PASSPHRASE, someClient } from './open-office.ts'

const sha256 = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()

/** The root that an inclusion path leads to from leaf number `index` of `size` (RFC 9162, 2.1.3.2). */
function rootFrom(leaf: Uint8Array, index: number, size: number, path: string[]): string {
  let hash = leaf
  let last = size - 1
  for (const sibling of path.map((hex) => Buffer.from(hex, 'hex'))) {
    const right = index % 2 === 1 || index === last
    hash = right ? sha256(Uint8Array.of(1), sibling, hash) : sha256(Uint8Array.of(1), hash, sibling)
    if (right) while (index % 2 === 0 && index !== 0) [index, last] = [index >> 1, last >> 1]
    ;[index, last] = [index >> 1, last >> 1]
  }
  return Buffer.from(hash).toString('hex')
}

test('a client typed into the window stands in the log, proved by its own bytes and by a second process', async () => {
  const { office, folder } = await openTestOffice()
  // Both walls copy what crosses them.
  const bridge = bridgeFor(
    contract,
    async (_channel, name, input) =>
      structuredClone(await office.dispatch(name, structuredClone(input))),
    () => () => {},
  )
  const value = async <T>(asked: Promise<Answer>): Promise<T> => {
    const answer = await asked
    if (!answer.ok) throw new Error(answer.refusal.message)
    return answer.value as T
  }

  const client = await value<{ id: string; seq: number }>(
    bridge.clients.register(someClient({ surname: 'Ŵyn ap Siôn' })),
  )

  const entry = await value<{
    act: string
    who: string
    leaf: string
    leafHash: string
    fields: { name: string; value: string }[]
    treeSize: number
    root: string
    path: string[]
  }>(bridge.audit.entry({ seq: client.seq }))
  expect(entry).toMatchObject({ act: 'client-registered', who: 'Imogen Tark' })
  expect(entry.leaf).not.toContain('Ŵyn')
  expect(entry.fields.find(({ name }) => name === 'surname')?.value).toContain('Ŵyn ap Siôn')

  const leafHash = sha256(Uint8Array.of(0), Buffer.from(entry.leaf))
  expect(leafHash.toString('hex')).toBe(entry.leafHash)
  expect(rootFrom(leafHash, client.seq - 1, entry.treeSize, entry.path)).toBe(entry.root)

  const { code } = await value<{ code: string }>(bridge.audit.health({}))
  await office.close()
  const words = ['verify', folder, '--passphrase-stdin', '--code', code, '--json']
  const { exit, out } = await remedy(words, { input: `${PASSPHRASE}\n` })
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ verdict: 'whole', findings: [] })
})
