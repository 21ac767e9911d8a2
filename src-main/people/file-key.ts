import type { Readable } from '../vault/vault.ts'
import type { PersonId } from './contract.ts'
import { peopleNamed } from './names.ts'

/** The public half of each person's key, as the log knows it. */
export async function pairsKnown(tx: Readable): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('person_pair').selectAll().execute()
  return new Map(rows.map(({ person_id, public: half }) => [person_id, half]))
}

/** Whether the log knows the public half of somebody's key. */
export const isPaired = async (tx: Readable, personId: string): Promise<boolean> =>
  (await pairsKnown(tx)).has(personId)

/** Who works here and would have no key after a change of the file key, until a partner gives them a passphrase; `held` gives the public half in the key file. */
export async function withoutPair(tx: Readable, held: (personId: string) => string | undefined) {
  const known = await pairsKnown(tx)
  const working = await peopleNamed(tx).where('works', '=', 1).orderBy('name').execute()
  return working
    .filter(({ id }) => !known.has(id) || held(id) !== known.get(id))
    .map(({ id, name }) => ({ id: id as PersonId, name }))
}

/** When the office's file had its key last changed; null where it has the first. */
export const fileKeySince = async (tx: Readable): Promise<string | null> =>
  (
    await tx
      .selectFrom('file_key_change')
      .select('at')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.at ?? null
