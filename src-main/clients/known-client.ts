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

/** The random tag that stands for a client in the log; throws `not-found`. */
export async function tagOf(tx: Readable, clientId: string): Promise<string> {
  const client = await tx
    .selectFrom('client')
    .select('tag')
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (client) return client.tag
  throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
}
