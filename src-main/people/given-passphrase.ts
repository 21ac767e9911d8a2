import { formatDay } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { peopleNamed } from './names.ts'

/** Refuses whoever has a passphrase that a partner gave: they choose their own as they sign in. */
export async function expectOwnPassphrase(tx: Readable, personId: string): Promise<void> {
  const given = await tx
    .selectFrom('given_passphrase as g')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'g.by')
    .select(['g.at', 'p.name'])
    .where('g.person_id', '=', personId)
    .executeTakeFirst()
  if (!given) return
  const message = `${given.name ?? 'A partner'} gave you this passphrase on ${formatDay(londonDay(given.at))}. Choose one of your own, which nobody else knows, to sign in.`
  throw new Refusal('conflict', message, { choose: message })
}
