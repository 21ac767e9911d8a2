import { sql, type RawBuilder } from 'kysely'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'

/** A client as a sentence names them: `Dominic Fenwright`, or what is known of that. */
export const spokenName = ({
  forenames,
  surname,
}: {
  forenames: string | null
  surname: string
}): string => [forenames, surname].filter(Boolean).join(' ')

/** Clients to join by id: their names, and the random tags that stand for them in the log. */
export const clientsNamed = (tx: Readable) =>
  tx.selectFrom('client').select(['id', 'tag', 'surname', 'forenames', 'folded_name'])

/** The day on which the client of a row died, to be asked within another question; null while no death is recorded. */
export const deathOfClient = (clientId: RawBuilder<unknown>) => sql<string | null>`(
  select s.from_on from stay as s where s.client_id = ${clientId} and s.kind = 'died'
    and not exists (select 1 from stay as n where n.replaces = s.id))`

/** The day on which the client of a row was born, to be asked within another question; null where it is not known. */
export const birthOfClient = (clientId: RawBuilder<unknown>) => sql<string | null>`(
  select k.born_on from client as k where k.id = ${clientId})`

/** A client by id; throws `not-found`. */
export async function knownClient(tx: Readable, clientId: string) {
  const client = await clientsNamed(tx).where('id', '=', clientId).executeTakeFirst()
  if (client) return client
  throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
}

/** The random tag that stands for a client in the log; throws `not-found`. */
export const tagOf = async (tx: Readable, clientId: string): Promise<string> =>
  (await knownClient(tx, clientId)).tag
