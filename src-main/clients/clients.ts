import type { Log } from '../audit/log.ts'
import type { Establishments } from '../establishments/establishments.ts'
import { londonDay } from '../dates/days.ts'
import { newId } from '../wire/new-id.ts'
import type { Tables } from '../vault/schema.ts'
import type { Vault } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { checkNumber, checkVersion } from './client-rules.ts'
import type { clients as contract, StayDraft } from './contract.ts'
import { joining } from './joining.ts'
import { keptRecord, tagOf } from './known-client.ts'
import { listing } from './listing.ts'
import { particularsOf, readParticulars, sameParticulars, stayOf } from './logged.ts'
import { readClient, rowsOf } from './read-client.ts'
import { checkBefore, checkBorn, checkStay, expectOther, surroundings } from './stay-rules.ts'
import { inForceOfAll, staysOfPerson } from './stays.ts'

export interface ClientParts {
  vault: Pick<Vault, 'read' | 'write'>
  log: Pick<Log, 'record'>
  establishments: Pick<Establishments, 'byId'>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Clients and where they were when: every act is one entry of the log, and what it replaces stays visible. */
export function clients(parts: ClientParts): Handlers<typeof contract> {
  const { vault, log, establishments, clock, random } = parts
  const today = () => londonDay(clock())
  const makeId = () => newId(clock, random)
  const nameOf = (id: string) => establishments.byId(id)?.name ?? id
  const showing = () => ({ today: today(), prisonOf: nameOf })
  const around = (establishmentId: string) => ({
    today: today(),
    prison: establishments.byId(establishmentId),
    nameOf,
  })
  const isSame = (old: Tables['stay'], stay: StayDraft) =>
    old.establishment_id === stay.establishmentId &&
    old.from_on === stay.from &&
    old.source === stay.source &&
    old.kind === stay.kind &&
    old.place === stay.place &&
    old.lines === JSON.stringify(stay.lines) &&
    old.postcode === stay.postcode

  return {
    register: (draft, by) =>
      vault.write(async (tx) => {
        const { stay, before, ...rest } = draft
        checkBorn(rest.bornOn, today(), undefined)
        const first = { bornOn: rest.bornOn, others: [], beside: [] }
        checkStay(stay, { ...around(stay.establishmentId), ...first })
        if (before) checkBefore(before, stay, { ...around(before.establishmentId), ...rest })
        await checkNumber(tx, rest.prisonNumber, null)
        const clientId = makeId()
        const subject = Buffer.from(random(16)).toString('base64url')
        await log.record(tx, by, {
          act: 'client-registered',
          subject,
          detail: { ...particularsOf(rest), ...stayOf(clientId, makeId(), stay) },
        })
        if (before)
          await log.record(tx, by, {
            act: 'stay-recorded',
            subject,
            detail: stayOf(clientId, makeId(), before),
          })
        return readClient(tx, clientId, showing())
      }),

    correct: ({ clientId, version, reason, ...typed }, by) =>
      vault.write(async (tx) => {
        const { client, records } = await rowsOf(tx, clientId)
        const current = await checkVersion(tx, client, version)
        const particulars = particularsOf(typed)
        if (sameParticulars(particulars, readParticulars(current)))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        checkBorn(typed.bornOn, today(), staysOfPerson(records)[0]?.from_on)
        await checkNumber(tx, typed.prisonNumber, clientId)
        await log.record(tx, by, {
          act: 'client-corrected',
          subject: client.tag,
          detail: { ...particulars, clientId, version: version + 1, reason },
        })
        return readClient(tx, clientId, showing())
      }),

    recordMove: ({ clientId: asked, stay }, by) =>
      vault.write(async (tx) => {
        const { id: clientId } = await keptRecord(tx, asked)
        const { client, records } = await rowsOf(tx, clientId)
        checkStay(stay, {
          ...{ ...around(stay.establishmentId), bornOn: client.born_on },
          ...surroundings(records, stay, { clientId, corrects: null }),
        })
        await log.record(tx, by, {
          act: 'stay-recorded',
          subject: client.tag,
          detail: stayOf(clientId, makeId(), stay),
        })
        return readClient(tx, clientId, showing())
      }),

    correctStay: ({ clientId, stayId, stay, never, reason }, by) =>
      vault.write(async (tx) => {
        const { client, records } = await rowsOf(tx, clientId)
        const old = records.flatMap(({ stays }) => stays).find(({ id }) => id === stayId)
        if (!old)
          throw new Refusal(
            'not-found',
            'This entry in the history is not recorded. Open the client again.',
          )
        if (!inForceOfAll(records).some(({ row }) => row === old))
          throw new Refusal(
            'conflict',
            'Somebody has already corrected this entry. Read the newer one first.',
          )
        if (never) {
          expectOther(records, old)
          await log.record(tx, by, {
            act: 'stay-corrected',
            subject: await tagOf(tx, old.client_id),
            detail: { ...stayOf(old.client_id, makeId(), stay), replaces: stayId, reason, never },
          })
          return readClient(tx, clientId, showing())
        }
        if (isSame(old, stay))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        checkStay(stay, {
          ...{ ...around(stay.establishmentId), bornOn: client.born_on },
          ...surroundings(records, stay, { clientId: old.client_id, corrects: old }),
        })
        await log.record(tx, by, {
          act: 'stay-corrected',
          subject: await tagOf(tx, old.client_id),
          // A correction stands in the record that it corrects.
          detail: { ...stayOf(old.client_id, makeId(), stay), replaces: stayId, reason },
        })
        return readClient(tx, clientId, showing())
      }),

    ...joining(parts, showing),

    get: ({ clientId }) => vault.read((tx) => readClient(tx, clientId, showing())),

    ...listing({ vault, nameOf, today }),
  }
}
