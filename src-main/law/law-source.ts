import type { Readable } from '../vault/vault.ts'
import type { LawBook } from './law-book.ts'

/** Where a domain finds the law in force: asked inside each transaction, so that a change counts from its own entry on. */
export interface LawSource {
  book(tx: Readable): Promise<LawBook>
}

/** One book for every transaction: to ask what would be so under it. */
export const always = (book: LawBook): LawSource => ({ book: async () => book })
