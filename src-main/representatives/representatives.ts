import type { Log } from '../audit/log.ts'
import { keptRecord, tagOf } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { namesIn } from '../people/names.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { CAPACITIES } from './capacities.ts'
import type { representatives as contract } from './contract.ts'
import { appointmentOf, LoggedAppointment } from './logged.ts'
import { proofs, type RepresentativeParts } from './proofs.ts'
import {
  capacityRules,
  representativeRecord,
  representativesOf,
  shownRepresentative,
} from './read-representative.ts'
import { checkAppointment, checkEnd, checkSeenBy, expectStanding } from './representative-rules.ts'
import { standingOn, type RepresentativeAct, type Standing } from './standing.ts'

/** Who acts for a client, in what capacity and by what proof: every act is one entry, and what it replaces stays visible. */
export function representatives(parts: RepresentativeParts): Handlers<typeof contract> {
  const { vault, log, law, clock, random } = parts
  const today = () => londonDay(clock())

  const shown = async (tx: Readable, id: string) =>
    shownRepresentative(await representativeRecord(tx, id), {
      today: today(),
      nameOf: await namesIn(tx),
    })
  const standing = async (tx: Readable, id: string): Promise<Standing> => {
    const found = standingOn(await representativeRecord(tx, id), today())
    if (found) return found
    throw new Refusal(
      'conflict',
      'This representative was recorded on a later day than the clock of this computer shows. Correct the clock.',
    )
  }
  const act = async (
    tx: Writable,
    by: { id: string },
    { id, clientId }: Pick<Standing, 'id' | 'clientId'>,
    name: RepresentativeAct,
    said: Parameters<Log['record']>[2]['detail'],
  ) => {
    const subject = await tagOf(tx, clientId)
    const detail = { representativeId: id, clientId, ...said }
    await log.record(tx, by, { act: name, subject, detail })
    return shown(tx, id)
  }
  const checked = async (tx: Readable, typed: Parameters<typeof appointmentOf>[0]) => {
    const asked = CAPACITIES[typed.capacity].covers === null
    const appointment = appointmentOf({ ...typed, covers: asked ? typed.covers : [] })
    checkAppointment(appointment, { today: today(), book: await law.book(tx) })
    await checkSeenBy(tx, appointment.seenBy)
    return appointment
  }

  return {
    record: ({ clientId: asked, ...typed }, by) =>
      vault.write(async (tx) => {
        const { id: clientId } = await keptRecord(tx, asked)
        const appointment = await checked(tx, typed)
        const id = newId(clock, random)
        return act(tx, by, { id, clientId }, 'representative-recorded', appointment)
      }),

    correct: ({ representativeId, version, reason, ...typed }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, representativeId)
        expectStanding(one.removed)
        if (one.appointment.version !== version)
          throw new Refusal(
            'conflict',
            'Somebody corrected this representative after you opened the page. Read the newer version first.',
          )
        const appointment = await checked(tx, typed)
        if (
          one.ended &&
          (one.ended.on < appointment.from || isAfter(one.ended.on, appointment.until))
        )
          throw new Refusal(
            'conflict',
            'With these dates the appointment would not hold on the day on which it was ended. Take the ending back first, or correct the dates.',
          )
        const before = JSON.stringify(LoggedAppointment.parse(one.appointment))
        if (before === JSON.stringify(appointment))
          throw new Refusal('invalid-input', 'Nothing was changed, so there is nothing to correct.')
        const said = { ...appointment, version: version + 1, reason }
        return act(tx, by, one, 'representative-corrected', said)
      }),

    end: ({ representativeId, on, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, representativeId)
        checkEnd(one, on, today())
        return act(tx, by, one, 'representative-ended', { on, reason })
      }),

    remove: ({ representativeId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, representativeId)
        expectStanding(one.removed)
        return act(tx, by, one, 'representative-removed', { reason })
      }),

    restore: ({ representativeId, reason }, by) =>
      vault.write(async (tx) => {
        const one = await standing(tx, representativeId)
        if (!one.removed && !one.ended)
          throw new Refusal(
            'conflict',
            'Nothing is to be taken back: this appointment was neither ended nor removed.',
          )
        return act(tx, by, one, 'representative-restored', { reason })
      }),

    list: ({ clientId }) =>
      vault.read(async (tx) => {
        await tagOf(tx, clientId)
        const how = { today: today(), nameOf: await namesIn(tx) }
        const all = (await representativesOf(tx, [clientId])).get(clientId) ?? []
        return {
          rows: all.map((one) => shownRepresentative(one, how)),
          rules: capacityRules(await law.book(tx), how.today),
        }
      }),

    ...proofs({ ...parts, shown, standing, act }),
  }
}

const isAfter = (on: string, until: string | null) => until !== null && on > until
