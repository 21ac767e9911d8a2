import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import type { RemedyContract } from '../../src-main/contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { derive, KEY_COST } from '../../src-main/vault/key-slot.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { round } from './rounds.ts'

type Ask = Client<RemedyContract>
const ROUNDS = 9

/**
 * What all who sign in at once wait for: the scrypt of their own desk, each on a processor of its own, and then the office,
 * which takes one after another.
 */
export async function signInsAtOnce(asks: readonly Ask[], personId: PersonId, passphrase: string) {
  const { salt, n } = await asks[0]!.signIn.slot({ personId })
  const made = await derive(passphrase, Buffer.from(salt, 'base64'), { n, r: 8, p: 1 })
  const key = made.toString('base64')
  const took: number[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    await Promise.all(asks.map((ask) => ask.signIn.lock({})))
    const began = performance.now()
    await Promise.all(asks.map((ask) => ask.signIn.unlock({ personId, passphrase: { key } })))
    took.push(performance.now() - began)
  }
  const office = took.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)]!
  const own = performance.now()
  await derive(passphrase, randomBytes(16), { n: KEY_COST, r: 8, p: 1 })
  const scrypt = performance.now() - own
  return `${asks.length} sign-ins at once: the last is answered ${round(office)} ms after the scrypt of its desk, which takes ${round(scrypt)} ms: ${round((scrypt + office) / scrypt)} × one scrypt (load ${round(loadavg()[0]!)})`
}
