import { recordsOf } from '../clients/records.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { requestStanding, type Standing } from './standing.ts'

/** Every request of these records, in the order they were recorded. */
export async function requestsAmong(
  tx: Readable,
  clientIds: { keys(): Iterable<string> },
): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('access_request')
    .selectAll()
    .where(oneOf('client_id', clientIds.keys()))
    .orderBy('seq')
    .execute()
  return [...Map.groupBy(rows, ({ request_id }) => request_id)].flatMap(([id, steps]) => {
    const said = steps.map((step) => ({ ...step, said: JSON.parse(step.said) as unknown }))
    return requestStanding({ id, clientId: steps[0]!.client_id }, said) ?? []
  })
}

/** Every request of the person whose record this is, in the order they were recorded. */
export const requestsOf = async (tx: Readable, clientId: string): Promise<Standing[]> =>
  requestsAmong(tx, await recordsOf(tx, [clientId]))

/** Those that are open, the earliest first: no more than one of a record, and its answer answers them all. */
export const openRequestsOf = async (tx: Readable, clientId: string): Promise<Standing[]> =>
  (await requestsOf(tx, clientId))
    .filter(({ ended }) => ended === null)
    .sort((one, other) => one.receivedOn.localeCompare(other.receivedOn))

export async function requestIn(tx: Readable, id: string): Promise<Standing> {
  const row = await tx
    .selectFrom('access_request')
    .select('client_id')
    .where('request_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  const found = row && (await requestsOf(tx, row.client_id)).find((one) => one.id === id)
  if (found) return found
  throw new Refusal('not-found', 'This request is not on record. Open the client again.')
}

/** Clients of whom a request is open: what the law says of its day may change. */
export async function clientsAsking(tx: Readable): Promise<string[]> {
  const rows = await tx
    .selectFrom('access_request as a')
    .select('a.client_id')
    .distinct()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('access_request as b')
            .select('b.seq')
            .whereRef('b.request_id', '=', 'a.request_id')
            .where('b.act', 'in', ['access-request-ended', 'access-written']),
        ),
      ),
    )
    .execute()
  return rows.map(({ client_id }) => client_id)
}
