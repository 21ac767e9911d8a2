import { type NameFound, staysOn } from './find-names.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Handlers } from '../wire/operation.ts'
import type { clients as contract } from './contract.ts'
import { findClients, type Hit } from './find.ts'
import { oneOf } from '../vault/json-rows.ts'
import { pageIn, type Order } from '../vault/order.ts'
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
    find: ({ text, sort, offset, limit }) =>
      vault.read(async (tx) => {
        if (text.trim() === '') {
          const found = await everybody(tx, sort ?? BY_NAME, { offset, limit })
          return { rows: await rows(tx, found), total: await shownCount(tx), more: false }
        }
        const day = today()
        const { hits, more } = await findClients(tx, readSearch(text, day))
        const sorted = sort ? await sortHits(tx, hits, sort) : hits
        const page = sorted.slice(offset, offset + limit)
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
    const found = await everybody(tx, BY_NAME)
    return { ids: found.map(({ clientId }) => clientId), more: false }
  }
  const { hits, more } = await findClients(tx, readSearch(text, day))
  return { ids: hits.map(({ clientId }) => clientId), more }
}

/** Records that are read with the one that is kept; written out, so that their own index is known to hold them all. */
const JOINED = sql`select r.client_id from client_record r where r.place > 1`

type Sort = NonNullable<Parameters<Handlers<typeof contract>['find']>[0]['sort']>
const BY_NAME: Sort = { by: 'name', down: false }
/** What is not recorded comes before all else. */
const ORDERS: Record<Sort['by'], Order> = {
  name: { from: 'client c', by: ['c.folded_name', 'c.id'] },
  number: { from: 'client c', by: ['c.prison_number', 'c.folded_name', 'c.id'] },
  born: { from: 'client c', by: ['c.born_on', 'c.folded_name', 'c.id'] },
}
/** To SQLite, no limit. */
const ALL = { offset: 0, limit: -1 }
const SHOWN =
  'c.id as clientId, c.surname, c.forenames, c.prison_number as prisonNumber, c.born_on as bornOn'

/** Every person by the record that is kept. */
const everybody = (
  tx: Readable,
  { by, down }: Sort,
  page = ALL,
  among: RawBuilder<unknown>[] = [],
) =>
  pageIn<Omit<Shown, 'matched' | 'near'>>(tx, SHOWN, ORDERS[by], {
    ...{ down, ...page },
    where: [sql`not exists (${JOINED} and r.client_id = c.id)`, ...among],
  })

async function sortHits(tx: Readable, hits: readonly Hit[], sort: Sort): Promise<Hit[]> {
  const of = new Map(hits.map((hit) => [hit.clientId, hit]))
  const order = await everybody(tx, sort, ALL, [oneOf('c.id', of.keys())])
  return order.map(({ clientId }) => of.get(clientId)!)
}

async function shownCount(tx: Readable): Promise<number> {
  const { all, joined } = await tx
    .selectFrom('client')
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .select(sql<number>`(select count(*) from (${JOINED}))`.as('joined'))
    .executeTakeFirstOrThrow()
  return all - joined
}
