import { expect, test } from 'vitest'
import { derive } from '../../src-main/vault/key-slot.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { PASSPHRASE } from '../open-office.ts'
import { forgetPair } from '../vault/frozen-life.ts'
import { sharedBy, type TestPlace } from './shared-office.ts'

/** As a desk signs in: what scrypt makes of the passphrase, and never the passphrase. */
async function signInAfar({ ask }: TestPlace, personId: PersonId) {
  const { salt, n } = await ask.signIn.slot({ personId })
  const key = await derive(PASSPHRASE, Buffer.from(salt, 'base64'), { n, r: 8, p: 1 })
  return ask.signIn.unlock({ personId, passphrase: { key: key.toString('base64') } })
}

test('a key made before keys had a public half gets one at a desk, and outlasts another office key', async () => {
  const { at, folder, sheetWords, hester, imogen } = await sharedBy('front')
  forgetPair(folder, sheetWords, hester)
  const [front, own] = [at('front'), at('')]
  await signInAfar(front, hester)
  await own.signIn(imogen)
  const acts = async () =>
    (await own.ask.audit.list({ limit: 20 })).entries.map(({ act, who }) => `${who} ${act}`)
  expect(await acts()).toContain('Hester Vane key-paired')
  await front.ask.signIn.lock({})
  // Once is enough.
  await signInAfar(front, hester)
  await front.ask.signIn.lock({})
  expect((await acts()).filter((one) => one.endsWith('key-paired'))).toHaveLength(1)
  await own.ask.people.changeFileKey({ passphrase: PASSPHRASE })
  expect((await signInAfar(front, hester)).me?.name).toBe('Hester Vane')
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})
