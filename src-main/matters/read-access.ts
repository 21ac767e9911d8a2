import { namesIn } from '../people/names.ts'
import { seenBy, whole } from '../vault/eyes.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { MatterAccess } from './contract.ts'

/** The people named for a matter; none where it is open to everybody. */
export const namedFor = async (tx: Readable, matterId: string): Promise<string[]> =>
  (
    await tx
      .selectFrom('matter_access_person')
      .select('person_id')
      .where('matter_id', '=', matterId)
      .orderBy('person_id')
      .execute()
  ).map(({ person_id }) => person_id)

/** Who alone may see a matter; null where everybody may. */
export async function accessTo(tx: Readable, matterId: string) {
  const row = await tx
    .selectFrom('matter_access')
    .select(['seq', 'at', 'by', 'reason'])
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  return row ? { ...row, people: await namedFor(tx, matterId) } : null
}

/** The same with names, as the page of the matter shows it. */
export async function accessShown(
  tx: Readable,
  matterId: string,
): Promise<z.input<typeof MatterAccess> | null> {
  const found = await accessTo(tx, matterId)
  if (!found) return null
  const nameOf = await namesIn(tx)
  const { people, seq, at, by, reason } = found
  return {
    version: seq,
    people: people.map((id) => ({ id, name: nameOf(id) })),
    ...{ at: at as z.input<typeof MatterAccess>['at'], by: nameOf(by), reason },
  }
}

/** Whoever is to be responsible for a restricted matter is named for it. */
export async function expectSees(tx: Readable, matterId: string, personId: string): Promise<void> {
  const found = await accessTo(tx, matterId)
  if (!found || found.people.includes(personId)) return
  const fault = 'This matter is restricted, and this person is not named for it. Name them first.'
  throw new Refusal('conflict', fault, { responsible: fault, passTo: fault })
}

/** Whether any matter is closed to whoever asks. */
export const isShutOut = async (tx: Readable): Promise<boolean> => (await closedIn(tx)).size > 0

/** What is of the whole office is for whoever may see all of it. */
export async function expectNothingClosed(tx: Readable, so: string): Promise<void> {
  if (!(await isShutOut(tx))) return
  throw new Refusal('not-allowed', `You may not see everything in this office, ${so}`)
}

/** Which of these records have a matter that is closed to whoever asks. */
export async function closedOf(tx: Readable, clientIds: readonly string[]): Promise<string[]> {
  const mattersOf = (handle: Readable) =>
    handle
      .selectFrom('matter')
      .select(['id', 'client_id'])
      .where(oneOf('client_id', clientIds))
      .execute()
  const seen = new Set((await mattersOf(tx)).map(({ id }) => id))
  const closed = (await mattersOf(whole(tx))).filter(({ id }) => !seen.has(id))
  return [...new Set(closed.map(({ client_id }) => client_id))]
}

/**
 * What is of the client and not of one matter, and would be wrong if it left one out, is not for whoever may not see them
 * all. It says that there is something, and nothing of what.
 */
export async function expectSeesAllOf(
  tx: Readable,
  clientIds: Iterable<string>,
  by: Pick<Actor, 'id'>,
): Promise<void> {
  if ((await closedOf(seenBy(tx, by.id), [...clientIds])).length === 0) return
  throw new Refusal(
    'not-allowed',
    'You may not see everything that is held of this client, so you cannot do this. Ask another partner.',
  )
}

/**
 * Taken where something is read that is handed over later: asked then, it refuses where a matter was closed to whoever asks
 * meanwhile. A dialog stands for minutes, and a large file takes as long.
 */
export async function sightOf(tx: Readable): Promise<(later: Readable) => Promise<void>> {
  const before = await closedIn(tx)
  return async (later) => {
    for (const id of await closedIn(later))
      if (!before.has(id)) throw new Refusal('not-allowed', SHUT_MEANWHILE)
  }
}
const SHUT_MEANWHILE =
  'A matter was restricted while this was being made, and you are not named for it. Nothing of it was kept. Try again.'

async function closedIn(tx: Readable): Promise<Set<string>> {
  const restricted = async (handle: Readable) =>
    (await handle.selectFrom('matter_access').select('matter_id').execute()).map(
      ({ matter_id }) => matter_id,
    )
  const seen = new Set(await restricted(tx))
  return new Set((await restricted(whole(tx))).filter((id) => !seen.has(id)))
}
