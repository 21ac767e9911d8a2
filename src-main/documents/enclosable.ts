import { byRecord, type Records } from '../clients/records.ts'
import type { InformationClass } from '../consents/contract.ts'
import { formatDay } from '../dates/words.ts'
import type { Readable } from '../vault/vault.ts'
import { DocumentId } from './contract.ts'
import { documentWords } from './document-words.ts'
import { documentsAmong } from './read-document.ts'

/** A document as a letter can enclose it: what the letter prints of it, what it tells, and which file it is. */
export interface Enclosable {
  id: DocumentId
  name: string
  class: InformationClass
  sha256: string
}
/** Characters that a letter has for the name of an enclosure. */
const LONGEST = 160

/**
 * The documents of the persons whose records these are that a letter can enclose, by record: what was removed is offered
 * nowhere, and what is restricted is for a person’s hand.
 */
export async function enclosableAmong(
  tx: Readable,
  ofClients: Records,
): Promise<Map<string, Enclosable[]>> {
  const all = await documentsAmong(tx, ofClients)
  const standing = all.filter(({ removed, restricted }) => !removed && !restricted)
  const offered = standing.map(({ id, clientId, now, file: { sha256 } }) => {
    const name = `${documentWords(now)}, from ${now.sender}, received ${formatDay(now.receivedOn)}`
    return {
      clientId,
      one: {
        id: DocumentId.parse(id),
        name: name.slice(0, LONGEST).trim(),
        class: now.class,
        sha256,
      },
    }
  })
  const found = byRecord(ofClients, offered, ({ clientId }) => clientId)
  return new Map([...found].map(([record, own]) => [record, own.map(({ one }) => one)]))
}
