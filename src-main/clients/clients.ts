import type { Log } from '../audit/log.ts'
import type { Establishments } from '../establishments/establishments.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { checkNumber, checkVersion } from './client-rules.ts'
import type { clients as contract } from './contract.ts'
import { listing } from './listing.ts'
import { particularsOf, readParticulars, sameParticulars, stayOf } from './logged.ts'
import { readClient, rowsOf } from './read-client.ts'
import { checkBorn, checkStay } from './stay-rules.ts'
import { inForce } from './timeline.ts'

export interface ClientParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  establishments: Pick<Establishments, 'byId'>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Clients and their prison history: every act is one entry of the log, and what it replaces stays visible. */
export function clients(parts: ClientParts): Handlers<typeof contract> {
  const { vault, log, establishments, clock, random } = parts
  const today = () => londonDay(clock())
  const makeId = () => newId(clock, random)
  const nameOf = (id: string) => establishments.byId(id)?.name ?? id
  const around = (establishmentId: string) => ({
    today: today(),
    prison: establishments.byId(establishmentId),
    nameOf,
  })

  return {
    register: (draft, by) =>
      vault.write(async (tx) => {
        const { stay, ...rest } = draft
        checkBorn(rest.bornOn, today(), undefined)
        checkStay(stay, { ...around(stay.establishmentId), bornOn: rest.bornOn, others: [] })
        await checkNumber(tx, rest.prisonNumber, null)
        const clientId = makeId()
        await log.record(tx, by, {
          act: 'client-registered',
          subject: Buffer.from(random(16)).toString('base64url'),
          detail: { ...particularsOf(rest), ...stayOf(clientId, makeId(), stay) },
        })
        return readClient(tx, clientId, nameOf)
      }),

    correct: ({ clientId, version, reason, ...typed }, by) =>
      vault.write(async (tx) => {
        const { client, stays } = await rowsOf(tx, clientId)
        const current = await checkVersion(tx, client, version)
        const particulars = particularsOf(typed)
        if (sameParticulars(particulars, readParticulars(current)))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        checkBorn(typed.bornOn, today(), inForce(stays)[0]?.from_on)
        await checkNumber(tx, typed.prisonNumber, clientId)
        await log.record(tx, by, {
          act: 'client-corrected',
          subject: client.tag,
          detail: { ...particulars, clientId, version: version + 1, reason },
        })
        return readClient(tx, clientId, nameOf)
      }),

    recordMove: ({ clientId, stay }, by) =>
      vault.write(async (tx) => {
        const { client, stays } = await rowsOf(tx, clientId)
        const others = inForce(stays)
        checkStay(stay, { ...around(stay.establishmentId), bornOn: client.born_on, others })
        await log.record(tx, by, {
          act: 'stay-recorded',
          subject: client.tag,
          detail: stayOf(clientId, makeId(), stay),
        })
        return readClient(tx, clientId, nameOf)
      }),

    correctStay: ({ clientId, stayId, stay, reason }, by) =>
      vault.write(async (tx) => {
        const { client, stays } = await rowsOf(tx, clientId)
        const old = stays.find(({ id }) => id === stayId)
        if (!old)
          throw new Refusal(
            'not-found',
            'This entry in the prison history is not recorded. Open the client again.',
          )
        const others = inForce(stays)
        if (!others.includes(old))
          throw new Refusal(
            'conflict',
            'Somebody has already corrected this entry. Read the newer one first.',
          )
        const { establishmentId, from, source } = stay
        if (
          old.establishment_id === establishmentId &&
          old.from_on === from &&
          old.source === source
        )
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        checkStay(stay, {
          ...around(establishmentId),
          bornOn: client.born_on,
          others: others.filter((one) => one !== old),
        })
        await log.record(tx, by, {
          act: 'stay-corrected',
          subject: client.tag,
          detail: { ...stayOf(clientId, makeId(), stay), replaces: stayId, reason },
        })
        return readClient(tx, clientId, nameOf)
      }),

    get: ({ clientId }) => vault.read((tx) => readClient(tx, clientId, nameOf)),

    ...listing({ vault, nameOf, today }),
  }
}
