import { sql } from 'kysely'
import type { Log } from '../audit/log.ts'
import { clientsNamed } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import type { LawSource } from '../law/law-book.ts'
import { peopleHere, roleHere } from '../people/names.ts'
import { allows } from '../people/permissions.ts'
import { emptyAnswers } from '../vault/asked.ts'
import { whole } from '../vault/eyes.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { MatterAccess, matters as contract } from './contract.ts'
import { accessTo, namedFor } from './read-access.ts'
import { matterRow, noSuchMatter, readMatter } from './read-matter.ts'

interface AccessParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  law: LawSource
  clock: () => Date
  /** The ids of a matter's letters. */
  lettersWithin(tx: Readable, matterId: string): Promise<string[]>
  /** Drops what is typed and not recorded about these ids by anybody but some people. */
  forget(ids: readonly string[], except: readonly string[]): void
}
type Asked = 'restrictAccess' | 'liftAccess' | 'takeOverAccess' | 'withoutPartner'

const changedSince = () =>
  new Refusal(
    'conflict',
    'Somebody changed who may see this matter after you opened it. Look at who is named now first.',
  )
const wrong = (message: string) => new Refusal('invalid-input', message, { people: message })

/**
 * Information barriers: a partner closes a matter to all but named people. Who is not named finds nothing of it in any
 * question (`vault/barriers.ts`), so that each act here is refused to them as for a matter that is not on file.
 */
export function matterAccess({
  vault,
  log,
  law,
  clock,
  forget,
  lettersWithin,
}: AccessParts): Pick<Handlers<typeof contract>, Asked> {
  const asAt = () => ({ today: londonDay(clock()), law })

  return {
    async restrictAccess({ matterId, version, people: typed, reason }, by) {
      const people = [...new Set<string>(typed)].toSorted()
      const [shown, ids] = await vault.write(async (tx) => {
        const { tag, responsible } = await matterRow(tx, matterId)
        const before = await accessTo(tx, matterId)
        if ((before?.seq ?? 0) !== version) throw changedSince()
        await expectNamed(tx, people, responsible)
        if (before && JSON.stringify(before.people) === JSON.stringify(people))
          throw wrong('These people are named already. Nothing was changed.')
        const detail = { matterId, people, reason }
        // An answer that is kept for a desk may hold what its person may see no more.
        await emptyAnswers(tx)
        await log.record(tx, by, { act: 'matter-access-restricted', subject: tag, detail })
        // Whoever leaves themself out sees it no more, from this answer on.
        const named = people.includes(by.id) ? await readMatter(tx, matterId, asAt()) : null
        return [named, [matterId, ...(await lettersWithin(whole(tx), matterId))]] as const
      })
      forget(ids, people)
      return shown
    },

    liftAccess: ({ matterId, version, reason }, by) =>
      vault.write(async (tx) => {
        const { tag } = await matterRow(tx, matterId)
        const before = await accessTo(tx, matterId)
        if (before === null)
          throw new Refusal('conflict', 'This matter is not restricted. Open it again.')
        if (before.seq !== version) throw changedSince()
        const detail = { matterId, reason }
        await log.record(tx, by, { act: 'matter-access-lifted', subject: tag, detail })
        return readMatter(tx, matterId, asAt())
      }),

    takeOverAccess: ({ matterId, reason }, by) =>
      vault.write(async (seen) => {
        const tx = whole(seen)
        const waiting = (await leftAlone(tx)).find((one) => one.matter_id === matterId)
        if (!waiting) throw noSuchMatter()
        const people = [...new Set([...(await namedFor(tx, matterId)), by.id])].toSorted()
        const detail = { matterId, people, reason }
        await log.record(tx, by, { act: 'matter-access-taken', subject: waiting.tag, detail })
        return readMatter(seen, matterId, asAt())
      }),

    withoutPartner: () =>
      vault.read(async (seen) => {
        const rows = await leftAlone(whole(seen))
        return rows.map(({ matter_id, our_ref, at }) => ({
          ...{ matterId: matter_id, ourRef: our_ref },
          since: at as z.input<typeof MatterAccess>['at'],
        }))
      }),
  }
}

/** Somebody can always lift it, whoever has work in it sees it, and nobody is named who could see no matter anyhow. */
async function expectNamed(
  tx: Readable,
  people: readonly string[],
  responsible: string,
): Promise<void> {
  const roles = new Map<string, string | null>()
  for (const id of people) roles.set(id, await roleHere(tx, id))
  for (const role of roles.values()) {
    if (role === null) throw wrong('Somebody named does not work here. Choose who does.')
    if (!allows(role, 'read-matters'))
      throw wrong('Somebody named may not see matters at all. Leave them out.')
  }
  if (![...roles.values()].some((role) => role !== null && mayLift(role)))
    throw wrong('Name a partner: nobody else can change or end the restriction.')
  if (!roles.has(responsible) && (await roleHere(tx, responsible)) !== null)
    throw wrong(
      'Whoever is responsible for this matter is not named. Name them, or choose somebody else as responsible first.',
    )
}
const mayLift = (role: string) => allows(role, 'restrict-matters')

/** Restricted matters for which no partner who works here is named; a partner who does may take them over. Asked of the whole office. */
async function leftAlone(tx: Readable) {
  const partners = (await peopleHere(tx)).filter(({ role }) => mayLift(role)).map(({ id }) => id)
  return tx
    .selectFrom('matter_access as a')
    .innerJoin('matter as m', 'm.id', 'a.matter_id')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'm.client_id')
    .select(['a.matter_id', 'a.at', 'm.our_ref', 'c.tag'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('matter_access_person as p')
            .select(sql`1`.as('one'))
            .whereRef('p.matter_id', '=', 'a.matter_id')
            .where(oneOf('p.person_id', partners)),
        ),
      ),
    )
    .orderBy('m.our_ref')
    .execute()
}
