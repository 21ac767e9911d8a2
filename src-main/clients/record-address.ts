import type { Log } from '../audit/log.ts'
import type { Writable } from '../vault/vault.ts'
import { newId } from '../wire/new-id.ts'
import { stayOf } from './logged.ts'
import { kindOf } from './stays.ts'

/** Records where the client’s post goes during a stay, as a correction of it; the stay is otherwise as it was. */
export async function recordAddress(
  tx: Writable,
  {
    stayId,
    lines,
    postcode,
    source,
  }: { stayId: string; lines: string[]; postcode: string; source: string },
  by: { id: string },
  {
    log,
    clock,
    random,
  }: {
    log: Pick<Log, 'record'>
    clock: () => Date
    random: (bytes: number) => Uint8Array
  },
): Promise<void> {
  const stay = await tx
    .selectFrom('stay as s')
    .innerJoin('client as c', 'c.id', 's.client_id')
    .selectAll('s')
    .select('c.tag')
    .where('s.id', '=', stayId)
    .executeTakeFirstOrThrow()
  const { establishment_id: establishmentId, from_on: from, place } = stay
  const written = { kind: kindOf(stay), establishmentId, from, source: stay.source, place }
  await log.record(tx, by, {
    act: 'stay-corrected',
    subject: stay.tag,
    detail: {
      ...stayOf(stay.client_id, newId(clock, random), { ...written, lines, postcode }),
      replaces: stayId,
      reason: `Postal address recorded. Source: ${source}`,
    },
  })
}
