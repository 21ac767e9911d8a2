import type { Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import type { Role } from './contract.ts'

/** People to join by id: their names, and whether they work here now. */
export const peopleNamed = (tx: Readable) => tx.selectFrom('person').select(['id', 'name', 'works'])

/** Everybody by name. */
export const PEOPLE_BY_NAME: Order = { from: 'person p', by: ['p.name collate nocase', 'p.id'] }

/** Everybody's name by id, who left with them; an unknown id gives itself, or the word given for it. */
export async function namesIn(tx: Readable): Promise<(id: string, unknown?: string) => string> {
  const names = new Map((await peopleNamed(tx).execute()).map(({ id, name }) => [id, name]))
  return (id, unknown = id) => names.get(id) ?? unknown
}

/** As what somebody works here now; null where they do not. */
export async function roleHere(tx: Readable, personId: string): Promise<Role | null> {
  const person = await tx
    .selectFrom('person')
    .select('role')
    .where('id', '=', personId)
    .where('works', '=', 1)
    .executeTakeFirst()
  return (person?.role as Role | undefined) ?? null
}

/** Whoever works here now. */
export const peopleHere = (tx: Readable) =>
  tx.selectFrom('person').select(['id', 'role']).where('works', '=', 1).execute()

/** Whether the office is a sample, in which nothing would be lost. */
export const isSample = async (tx: Readable): Promise<boolean> =>
  (await tx.selectFrom('office').select('sample').executeTakeFirst())?.sample === 1

/** The office as its own log knows it. */
export async function officeNamed(tx: Readable) {
  const { id, name, sample } = await tx
    .selectFrom('office')
    .select(['id', 'name', 'sample'])
    .executeTakeFirstOrThrow()
  return { id, name, sample: sample === 1 }
}
