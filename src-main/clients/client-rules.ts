import { peopleNamed } from '../people/names.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { ofPerson } from './records.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'

/** Gives the particulars in force; throws unless `version`, the one on the screen, is still that. */
export async function checkVersion(
  tx: Readable,
  client: Tables['client'],
  version: number,
): Promise<string> {
  const current = await tx
    .selectFrom('client_version as v')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'v.recorded_by')
    .select(['v.particulars', 'v.recorded_at', 'p.name'])
    .where('v.client_id', '=', client.id)
    .where('v.version', '=', client.version)
    .executeTakeFirstOrThrow()
  if (version === client.version) return current.particulars
  throw new Refusal(
    'conflict',
    `${current.name ?? 'Somebody'} corrected this client on ${formatDay(londonDay(current.recorded_at))}, after you opened this page. Read the newer version, then make your correction.`,
  )
}

/** Throws where another person has the number, unless a reason is given why two may. */
export async function checkNumber(
  tx: Readable,
  { number, exception }: { number: string; exception: string },
  clientId: string | null,
): Promise<void> {
  if (number === '' || exception !== '') return
  const holder = await tx
    .selectFrom('client')
    .select(['surname', 'forenames'])
    .where('prison_number', '=', number)
    .where(({ not }) => not(ofPerson('id', clientId ?? '')))
    .executeTakeFirst()
  if (!holder) return
  const name = [holder.forenames, holder.surname].filter((part) => part !== '').join(' ')
  const message = `${number} is the number of ${name}, who is already on file. Open that client; or, if both have this number, give the reason below it.`
  throw new Refusal('conflict', message, { 'prisonNumber.number': message })
}
