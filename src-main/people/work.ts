import type { Readable, Writable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import type { OpenWork } from './contract.ts'
import { peopleNamed } from './names.ts'

/** What the rooms that know it say of somebody's open work, and pass to a colleague. */
export interface Work {
  of(tx: Readable, personId: string): Promise<z.input<typeof OpenWork>>
  passOn(tx: Writable, by: Actor, passing: { from: string; to: string }): Promise<void>
}

/** What passed to somebody from a moment on, newest first. */
export const passedTo = (tx: Readable, personId: string, since: string) =>
  tx
    .selectFrom('work_passed as w')
    .leftJoin(peopleNamed(tx).as('f'), 'f.id', 'w.from_id')
    .select(['w.at', 'w.matters', 'w.letters', 'w.from_id', 'f.name'])
    .where('w.to_id', '=', personId)
    .where('w.at', '>=', since)
    .orderBy('w.seq', 'desc')
    .limit(20)
    .execute()
