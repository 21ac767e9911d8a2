import type { Log } from '../audit/log.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { clients as contract } from './contract.ts'
import { againstOnePerson } from './joined.ts'
import { clientsNamed, knownClient, spokenName } from './known-client.ts'
import { clientFiles, readClient } from './read-client.ts'
import { recordsOf, type Records } from './records.ts'

interface JoiningParts {
  vault: Pick<Vault, 'write'>
  log: Pick<Log, 'record'>
}

/** Two records of one person are joined, and parted again: each is one entry, and nothing that was recorded is rewritten. */
export function joining(
  { vault, log }: JoiningParts,
  showing: () => Parameters<typeof readClient>[2],
): Pick<Handlers<typeof contract>, 'join' | 'part'> {
  return {
    join: ({ keptId, otherId, confirmed, reason }, by) =>
      vault.write(async (tx) => {
        const records = await recordsOf(tx, [keptId, otherId])
        await expectJoinable(tx, records, { keptId, otherId })
        const files = await clientFiles(tx, records)
        const own = (id: string) => files.get(id)!.records.find(({ client }) => client.id === id)!
        const against = againstOnePerson(own(keptId), own(otherId))
        if (against.length > 0 && !confirmed)
          throw new Refusal(
            'conflict',
            `These may be two people. ${against.join(' ')} Confirm that they are one person, or leave the records apart.`,
            { confirmed: 'Confirm that they are one person.' },
          )
        const ofPerson = [...records.values()].filter(({ personId }) => personId === keptId)
        const place = Math.max(...ofPerson.map((one) => one.place)) + 1
        await log.record(tx, by, {
          act: 'client-joined',
          subject: own(otherId).client.tag,
          detail: { clientId: otherId, keptId, place, reason, against },
        })
        return readClient(tx, keptId, showing())
      }),

    part: ({ clientId, reason }, by) =>
      vault.write(async (tx) => {
        const { tag, person_id: keptId } = await knownClient(tx, clientId)
        if (keptId === clientId)
          throw new Refusal(
            'conflict',
            'This record is not joined with another, or was parted already. Open the client again.',
          )
        await log.record(tx, by, {
          act: 'client-parted',
          subject: tag,
          detail: { clientId, keptId, reason },
        })
        return readClient(tx, keptId, showing())
      }),
  }
}

/** Both are on file, by themselves, and two: what is joined is never a chain. */
async function expectJoinable(
  tx: Readable,
  records: Records,
  { keptId, otherId }: { keptId: string; otherId: string },
): Promise<void> {
  const kept = await knownClient(tx, keptId)
  const other = await knownClient(tx, otherId)
  const refuse = (message: string) => {
    throw new Refusal('conflict', message, { otherId: message })
  }
  if (keptId === otherId) refuse('This is the same record. Choose another.')
  if (kept.person_id !== keptId)
    refuse(
      `This record is joined with that of ${spokenName(kept)}. Open that one, and join the other with it.`,
    )
  if (other.person_id === keptId) refuse('These two records are joined already.')
  if (other.person_id !== otherId)
    refuse(
      `The other record is joined with that of ${spokenName(other)}. Join that one, or part the two first.`,
    )
  const withIt = [...records].flatMap(([id, { personId }]) =>
    personId === otherId && id !== otherId ? [id] : [],
  )
  if (withIt.length === 0) return
  const named = await clientsNamed(tx).where('o.id', '=', withIt[0]!).executeTakeFirstOrThrow()
  refuse(
    `Other records are joined with that of ${spokenName(named)}. Open it and join this one with it, or part them first.`,
  )
}
