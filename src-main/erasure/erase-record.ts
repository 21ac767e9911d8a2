import type { Log } from '../audit/log.ts'
import { joiningsNaming } from '../clients/known-client.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import type { z } from '../wire/schema.ts'
import { ClientErased, type LoggedTold } from './logged.ts'

export interface ErasingParts {
  log: Pick<Log, 'erase'>
  papers: Pick<ReturnType<typeof officePapers>, 'destroy'>
  /** What the register keeps of a record. */
  registerOf(tx: Readable, clientId: string): Promise<z.output<typeof LoggedTold>[]>
  numberOf(tx: Readable, clientId: string): Promise<number | null>
}
interface Erasing {
  clientId: string
  tag: string
  /** The records that go with it, itself among them. */
  goingWith: readonly string[]
  said: Pick<ClientErased, 'proposed' | 'proposedBy' | 'ground' | 'went' | 'madeAgain'>
}

/** Erases one record of a client in the act’s own transaction; gives its entry and the ids of what went. */
export async function eraseRecord(
  tx: Writable,
  by: Actor,
  { clientId, tag: subject, goingWith, said }: Erasing,
  { log, papers, registerOf, numberOf }: ErasingParts,
): Promise<{ seq: number; gone: string[] }> {
  const detail = {
    ...said,
    clientNumber: await numberOf(tx, clientId),
    told: await registerOf(tx, clientId),
  }
  const also = await joiningsNaming(tx, clientId, goingWith)
  const {
    entry,
    papers: stored,
    ids: gone,
  } = await log.erase(tx, by, {
    ...{ subject, also },
    detail: detail as Parameters<Log['erase']>[2]['detail'],
  })
  ClientErased.parse(entry.detail)
  for (const id of stored) await papers.destroy(tx, id)
  return { seq: entry.seq, gone }
}
