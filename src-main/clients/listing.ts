import { type NameFound, staysOn } from './find-names.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { sql } from 'kysely'
import type { Handlers } from '../wire/operation.ts'
import type { clients as contract } from './contract.ts'
import { findClients } from './find.ts'
import { whereOfStay } from './stays.ts'
import { readSearch } from './search-text.ts'
import { similarClients } from './similar.ts'

interface ListingParts {
  vault: Pick<Vault, 'read'>
  nameOf: (establishmentId: string) => string
  /** The day in England and Wales. */
  today: () => string
}

type Shown = Pick<NameFound, 'clientId' | 'surname' | 'forenames' | 'prisonNumber' | 'bornOn'> & {
  matched?: string | null
  near?: boolean
}

/** The lists of clients: all of them, those a search finds, those who may be one person. */
export function listing({
  vault,
  nameOf,
  today,
}: ListingParts): Pick<Handlers<typeof contract>, 'find' | 'similar'> {
  const rows = async <One extends Shown>(tx: Readable, found: One[], day = today()) => {
    const at = await staysOn(
      tx,
      found.map(({ clientId }) => clientId),
      day,
    )
    return found.map((one) => ({
      id: one.clientId,
      surname: one.surname,
      forenames: one.forenames,
      matched: one.matched ?? null,
      prisonNumber: one.prisonNumber,
      bornOn: one.bornOn,
      whereNow: at.has(one.clientId) ? whereOfStay(at.get(one.clientId)!, nameOf) : '',
      near: one.near ?? false,
    }))
  }

  return {
    find: ({ text, offset, limit }) =>
      vault.read(async (tx) => {
        if (text.trim() === '') {
          const { found, total } = await bySurname(tx, offset, limit)
          return { rows: await rows(tx, found), total, more: false }
        }
        const day = today()
        const { hits, more } = await findClients(tx, readSearch(text, day))
        const page = hits.slice(offset, offset + limit)
        return { rows: await rows(tx, page, day), total: hits.length, more }
      }),

    similar: (typed) =>
      vault.read(async (tx) => {
        const found = await similarClients(tx, typed)
        const shown = await rows(tx, found)
        return shown.map((row, at) => ({ ...row, why: found[at]!.why }))
      }),
  }
}

/** Everybody a list shows, whoever is searched for, in its order; `more` where not all who match were looked at. */
export async function clientsListed(
  tx: Readable,
  text: string,
  day: string,
): Promise<{ ids: string[]; more: boolean }> {
  if (text.trim() === '') {
    const { found } = await bySurname(tx, 0, ALL)
    return { ids: found.map(({ clientId }) => clientId), more: false }
  }
  const { hits, more } = await findClients(tx, readSearch(text, day))
  return { ids: hits.map(({ clientId }) => clientId), more }
}

/** To SQLite, no limit. */
const ALL = -1

/** Records that are read with the one that is kept; written out, so that their own index is known to hold them all. */
const JOINED = sql`select r.client_id from client_record r where r.place > 1`

async function bySurname(tx: Readable, offset: number, limit: number) {
  const found = await tx
    .selectFrom('client as c')
    .select(['c.id as clientId', 'c.surname', 'c.forenames'])
    .select(['c.prison_number as prisonNumber', 'c.born_on as bornOn'])
    .where(sql<boolean>`not exists (${JOINED} and r.client_id = c.id)`)
    .orderBy('c.folded_name')
    .orderBy('c.id')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await tx
    .selectFrom('client')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .select(sql<number>`(select count(*) from (${JOINED}))`.as('joined'))
    .executeTakeFirstOrThrow()
    .then(({ all, joined }) => ({ total: all - joined }))
  return { found, total }
}
