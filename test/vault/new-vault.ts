import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { wordsOf } from '../../src-main/vault/recovery-words.ts'
import type { KeyHolder, KeysNamed, Vault, Writable } from '../../src-main/vault/vault.ts'

/** Cheap slots: the real cost of scrypt is measured by one test alone. */
export const cheap = 2 ** 10
export const clock = () => new Date('2026-11-22T09:00:00.000Z')
export const random = (bytes: number): Uint8Array => randomBytes(bytes)
export const hester = {
  personId: 'p-hester',
  name: 'Hester Vane',
  passphrase: 'plum orchard gate lamp',
}
export const root = 'ab'.repeat(32)

/** A private folder that goes when the test does. */
export function newFolder(place = tmpdir()): string {
  const folder = mkdtempSync(join(place, 'remedy-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A vault over `folder`, locked again when the test ends. */
export function vaultIn(folder: string, cost = cheap): Vault {
  const vault = createVault({ folder, clock, random, cost })
  onTestFinished(() => vault.lock())
  return vault
}

/** A new office, open, with Hester Vane's key. */
export async function newVault(folder = newFolder(), personId = hester.personId) {
  const vault = vaultIn(folder)
  const office = { officeName: 'Vane & Co', sample: false, first: { ...hester, personId } }
  await vault.create(office)
  const sheetWords = wordsOf(vault.lend().key).join(' ')
  return { vault, folder, sheetWords, file: join(folder, 'remedy.db') }
}

/** Names the key file as the entry of a change of keys does. */
export const entry = async (tx: Writable, { keys: digest }: KeysNamed): Promise<void> =>
  void (await tx.replaceInto('key_mark').values({ only: 1, digest }).execute())

/** Comes in by the sheet as somebody. */
export const bySheet = ({ personId, name }: KeyHolder) => ({
  who: async () => ({
    personId,
    name,
    office: { id: 'an office', name: 'Vane & Co', sample: false },
  }),
  entry,
})

/** Adds a person to the table, which stands here for any act. */
export const addPerson = (tx: Writable, id: string) =>
  tx
    .insertInto('person')
    .values({ id, name: `Person ${id}`, role: 'secretary', works: 1 })
    .execute()

/** The ids in the table of people, in order. */
export const people = async (vault: Vault): Promise<string[]> => {
  const rows = await vault.read((tx) =>
    tx.selectFrom('person').select('id').orderBy('id').execute(),
  )
  return rows.map(({ id }) => id)
}

/** Bytes and time of every file in a folder, to show that nothing was touched. */
export function fingerprint(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }).map(String).sort()
  return Object.fromEntries(
    names.map((name) => {
      const stat = statSync(join(folder, name))
      const bytes = stat.isFile() ? readFileSync(join(folder, name)) : ''
      return [name, `${createHash('sha256').update(bytes).digest('hex')} ${stat.mtimeMs}`]
    }),
  )
}
