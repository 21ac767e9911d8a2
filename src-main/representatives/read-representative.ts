import { oneOf } from '../vault/json-rows.ts'
import { byRecord, recordsOf, type Records } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'
import { asAt } from '../law/reference.ts'
import type { LawBook } from '../law/law-book.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import { actsAs, besideOf, CAPACITIES } from './capacities.ts'
import { Capacity, type CapacityRule, type Representative } from './contract.ts'
import { holdsOn, lackingOf, standingOn, type RepresentativeRecord, type Step } from './standing.ts'
import { daysBetween } from '../dates/days.ts'

/** From so many days before its last day an appointment is shown as ending. */
export const ENDS_SOON_DAYS = 30

/** Everybody who is recorded as acting for the persons whose records these are, by record, in the order they were recorded. */
export async function representativesOf(
  tx: Readable,
  clientIds: readonly string[],
): Promise<Map<string, RepresentativeRecord[]>> {
  return representativesAmong(tx, await recordsOf(tx, clientIds))
}

/** The same, of persons whose records are known already. */
export async function representativesAmong(
  tx: Readable,
  ofClients: Records,
): Promise<Map<string, RepresentativeRecord[]>> {
  const rows = await tx
    .selectFrom('representative')
    .selectAll()
    .where(oneOf('client_id', ofClients.keys()))
    .orderBy('seq')
    .execute()
  const records = new Map<string, RepresentativeRecord & { steps: Step[] }>()
  for (const { representative_id: id, client_id: clientId, seq, at, by, act, said } of rows) {
    const one = records.get(id) ?? {
      id,
      clientId,
      record: ofClients.get(clientId)!.place,
      steps: [],
    }
    one.steps.push({ seq, at, by, act: act as Step['act'], said: JSON.parse(said) as unknown })
    records.set(id, one)
  }
  return byRecord(ofClients, records.values(), ({ clientId }) => clientId)
}

/** One of them with their client; throws `not-found`. */
export async function representativeRecord(
  tx: Readable,
  id: string,
): Promise<RepresentativeRecord> {
  const owner = await tx
    .selectFrom('representative')
    .select('client_id')
    .where('representative_id', '=', id)
    .executeTakeFirst()
  const all = owner && (await representativesOf(tx, [owner.client_id])).get(owner.client_id)
  const found = all?.find((one) => one.id === id)
  if (found) return found
  throw new Refusal('not-found', 'This representative is not recorded. Open the client again.')
}

/** What the edition says of a capacity on a day; null where it has nothing for it. */
export function ruleOn(capacity: Capacity, { reference }: LawBook, on: string) {
  const [id] = reference.beside[besideOf(capacity)] ?? []
  const topic = id === undefined ? undefined : reference.topics.get(id)
  const version = topic && asAt(topic, on)
  return topic && version ? { topic, version } : null
}

/** What may be done in each capacity, by the law of a day. */
export const capacityRules = (book: LawBook, on: string): z.input<typeof CapacityRule>[] =>
  Capacity.options.map((capacity) => {
    const { name, proof, covers, lacks } = CAPACITIES[capacity]
    const { topic, version } = ruleOn(capacity, book, on) ?? {}
    const { instrument = '', section = '' } = version?.authority ?? {}
    return {
      ...{ capacity, name, proof, lacks, asksCovers: covers === null, topic: topic?.id ?? null },
      text: version?.text ?? '',
      authority: [instrument, section].filter(Boolean).join(', '),
      uncertain: version?.uncertain ?? null,
    }
  })

/** A representative as the window shows them on a day; `nameOf` names a person by id. Pure. */
export function shownRepresentative(
  record: RepresentativeRecord,
  { today, nameOf }: { today: string; nameOf: (id: string) => string },
): z.input<typeof Representative> {
  const standing = standingOn(record, today)
  if (!standing)
    throw new Refusal('damaged', 'This representative has no recorded version. Verify the log.')
  const { appointment, earlier, proof, ended, removed, takenBack, lastDay } = standing
  const lacking = lackingOf(standing)
  const versionOf = ({ at, by, seq: _, ...said }: typeof appointment) => ({
    ...said,
    ...{ at, by: nameOf(by), acts: actsAs(said) },
    seenByName: said.seenBy === null ? '' : nameOf(said.seenBy),
  })
  const when = ({ at, by, reason }: { at: string; by: string; reason: string }) => ({
    ...{ at, by: nameOf(by), reason },
  })
  const soon = lastDay !== null && daysBetween(today, lastDay) <= ENDS_SOON_DAYS
  return {
    ...{ id: record.id, clientId: record.clientId, record: record.record ?? 1 },
    ...versionOf(appointment),
    proof: CAPACITIES[appointment.capacity].proof,
    scan: proof && { kind: proof.kind, size: proof.size, at: proof.at, by: nameOf(proof.by) },
    state: removed
      ? 'removed'
      : !holdsOn(standing, today)
        ? 'ended'
        : lacking.length > 0
          ? 'not-proved'
          : soon
            ? 'ends-soon'
            : 'in-force',
    ...{ lacking, lastDay },
    ended: ended && { on: ended.on, ...when(ended) },
    removed: removed && when(removed),
    earlier: earlier.map(versionOf),
    takenBack: takenBack.map((one) => ({
      ...('on' in one
        ? { what: 'ended' as const, on: one.on }
        : { what: 'removed' as const, on: null }),
      ...when(one),
    })),
  }
}
