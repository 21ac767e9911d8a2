import { sql } from 'kysely'
import { clientsNamed, spokenName } from '../clients/known-client.ts'
import { namesIn } from '../people/names.ts'
import { samePersonIn } from '../people/same-person.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { basesNamed } from './read-basis.ts'
import { basisStanding } from './standing.ts'

/** No day tells of more than these. */
const MOST = 50

/** Other bases with their paper that wait for this person to confirm what somebody else decided, oldest first. */
export async function basesToConfirm(
  tx: Readable,
  { by, today }: { by: { id: string }; today: string },
) {
  // Whatever was confirmed, ended or taken back last waits for nothing.
  const open = await tx
    .selectFrom('basis as b')
    .select('b.basis_id')
    .where('b.act', 'not in', ['basis-confirmed', 'basis-ended', 'basis-taken-back'])
    .where(
      sql<boolean>`not exists (select 1 from basis as n where n.basis_id = b.basis_id and n.seq > b.seq)`,
    )
    .orderBy('b.seq')
    .limit(MOST)
    .execute()
  if (open.length === 0) return []
  const same = await samePersonIn(tx)
  const standings = await basesNamed(
    tx,
    open.map(({ basis_id }) => basis_id),
  )
  const waiting = standings
    .flatMap((one) => basisStanding(one) ?? [])
    .filter(
      ({ decided, confirmed, paper, ended, takenBack, lastDay }) =>
        decided.second &&
        !(confirmed || ended || takenBack) &&
        paper !== null &&
        today <= lastDay &&
        !same(decided.by, by.id),
    )
  const ids = waiting.map(({ clientId }) => clientId)
  const clients = new Map(
    (await clientsNamed(tx).where(oneOf('o.id', ids)).execute()).map((row) => [row.id, row]),
  )
  const nameOf = await namesIn(tx)
  return waiting.flatMap(({ clientId, decided }) => {
    const client = clients.get(clientId)
    if (!client) return []
    return {
      ...{ at: decided.at, who: nameOf(decided.by) },
      client: { id: client.person_id, name: spokenName(client) },
    }
  })
}
