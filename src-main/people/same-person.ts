import type { Readable } from '../vault/vault.ts'

interface Account {
  id: string
  sameAs: string | null
}

/** Which person an account is of, by the account that stands for all of theirs. Pure. */
export function personsOf(accounts: readonly Account[]): (id: string) => string {
  const other = new Map(accounts.map(({ id, sameAs }) => [id, sameAs]))
  return (id) => {
    const met = new Set<string>()
    let at = id
    for (let next = other.get(at); next && !met.has(next); next = other.get(at)) {
      met.add(at)
      at = next
    }
    return at
  }
}

/** Whether two accounts are of one person, as far as it was said. */
export async function samePersonIn(tx: Readable): Promise<(one: string, other: string) => boolean> {
  const rows = await tx.selectFrom('same_person').selectAll().execute()
  const person = personsOf(rows.map(({ person_id: id, same_as: sameAs }) => ({ id, sameAs })))
  return (one, other) => person(one) === person(other)
}
