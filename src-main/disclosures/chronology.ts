import { sql, type RawBuilder } from 'kysely'
import { emptyLine, type ChronologyLine, type Wanted } from '../audit/chronology-line.ts'
import { leafOf, leavesIn } from '../audit/read.ts'
import { ofPerson } from '../clients/records.ts'
import type { Readable } from '../vault/vault.ts'
import { IN_A_PACK } from './folds.ts'

/** What was told of a client by letter, to join by its entry. */
export const toldByLetter = (tx: Readable) =>
  tx
    .selectFrom('disclosure')
    .select(['id', 'seq', 'client_id', 'letter_id', 'reader', 'route', 'on_day', 'role', 'told'])

/** To whom a letter disclosed something and on what forms, to be asked within another question: JSON for `ToldBy`. */
export const toldIn = (letterId: RawBuilder<unknown>) => sql<string>`(
  select json_group_array(json_object('reader', d.reader, 'told', json(d.told)) order by d.id)
  from disclosure as d where d.letter_id = ${letterId})`

/** By reader, the forms that what they were told relies on; null among them where it relies on none. */
export interface ToldBy {
  reader: string
  told: { consentId: string | null }[]
}

/** Calls about the client; what was asked may itself tell of health, and stays in the entry. */
export async function callsAbout(
  tx: Readable,
  { clientId, before, limit, seesRestricted }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('call')
    .selectAll()
    .where(ofPerson('client_id', clientId))
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ seq, at, by, caller, told, on_day, undone }) => ({
    ...{ ...emptyLine, kind: 'told', act: 'call-recorded', seq, at, by, name: caller, on: on_day },
    reason: undone === '' ? '' : seesRestricted ? `Taken back ${undone}` : 'Taken back',
    ...(told === '[]' || undone !== ''
      ? { detail: 'nothing' }
      : { detail: 'telephone', link: { to: 'disclosure' as const, id: String(seq * 100) } }),
  }))
}

/** Audit packs in which what is recorded of the client was told. */
export async function packsAbout(
  tx: Readable,
  { clientId, before, limit }: Wanted,
): Promise<ChronologyLine[]> {
  const rows = await tx
    .selectFrom('disclosure as d')
    .innerJoin(leavesIn(tx).as('g'), 'g.seq', 'd.seq')
    .select(['d.id', 'd.seq', 'd.reader', 'd.on_day', 'g.leaf'])
    .where(ofPerson('d.client_id', clientId))
    .where('d.route', '=', IN_A_PACK)
    .where('d.seq', '<', before)
    .orderBy('d.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, seq, reader, on_day, leaf }) => {
    const { at, actor: by } = leafOf(seq, leaf)
    return {
      ...{ ...emptyLine, kind: 'told', act: 'pack-told', seq, at, by, name: reader, on: on_day },
      link: { to: 'disclosure', id: String(id) },
    }
  })
}
