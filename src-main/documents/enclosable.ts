import { byRecord, type Records } from '../clients/records.ts'
import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import type { Readable } from '../vault/vault.ts'
import { DocumentId } from './contract.ts'
import { enclosedName } from './document-words.ts'
import { documentsAmong } from './read-document.ts'

/** A document as a letter can enclose it: what the letter prints of it, what it tells, and which file it is. */
export interface Enclosable {
  id: DocumentId
  name: string
  class: InformationClass
  sha256: string
  /** The letter that it came in answer to. */
  answers: string | null
}
/**
 * The documents of the persons whose records these are that a letter can enclose, by record: what was removed is offered
 * nowhere. A restricted one is of the restricted class, whatever its newest version says.
 */
export async function enclosableAmong(
  tx: Readable,
  ofClients: Records,
): Promise<Map<string, Enclosable[]>> {
  const all = await documentsAmong(tx, ofClients)
  const offered = all
    .filter(({ removed }) => !removed)
    .map(({ id, clientId, now, restricted, file: { sha256 } }) => ({
      clientId,
      one: {
        ...{ id: DocumentId.parse(id), name: enclosedName(now, restricted), sha256 },
        class: restricted ? RESTRICTED_CLASS : now.class,
        answers: now.letterId,
      },
    }))
  const found = byRecord(ofClients, offered, ({ clientId }) => clientId)
  return new Map([...found].map(([record, own]) => [record, own.map(({ one }) => one)]))
}
