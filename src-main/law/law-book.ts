import type { Readable } from '../vault/vault.ts'
import { openEdition, type LawEntries } from './law-entries.ts'
import { applyAmendments, type AmendedEdition } from './apply-amendments.ts'
import type { Edition } from './load-edition.ts'
import { newestChange, officeChanges, type OfficeChanges } from './office-changes.ts'

/** The law in force: an edition with the office's own changes laid over. Its name and digest are the edition's. */
export interface LawBook extends Edition {
  /** The edition as it was published. */
  readonly published: Edition
  /** The entries as they stand in force, and as they were published. */
  readonly entries: LawEntries
  readonly publishedEntries: LawEntries
  readonly changes: OfficeChanges
  /** Ids of changes that found nothing to change, or no longer fit. */
  readonly orphans: ReadonlySet<string>
}

/** Where a domain finds the law in force: asked inside each transaction, so that a change counts from its own entry on. */
export interface LawSource {
  book(tx: Readable): Promise<LawBook>
}

/** One book for every transaction: to ask what would be so under it. */
export const always = (book: LawBook): LawSource => ({ book: async () => book })

/** Whether a change by the office is in force on this entry. */
export const isAmended = (key: string, { changes, orphans }: LawBook): boolean =>
  changes.inForce.some((one) => one.sort === 'entry' && one.entry === key && !orphans.has(one.id))

interface StoreParts {
  /** The edition in force as the program or an import has it; the same one gives the same object. */
  editionIn(tx: Readable): Promise<Edition>
}

/** The book that an edition and changes make; `laid` where they were laid over already. */
export function bookOf(
  edition: Edition,
  changes: OfficeChanges,
  laid: AmendedEdition = applyAmendments(edition, changes.inForce),
): LawBook {
  return {
    ...laid.edition,
    published: edition,
    entries: laid.entries,
    publishedEntries: openEdition(edition.texts).entries,
    changes,
    orphans: laid.orphans,
  }
}

/** The office's law book: made again only when the edition or the newest change is another one. */
export function lawStore({ editionIn }: StoreParts): LawSource {
  let last: { edition: Edition; newest: string; book: LawBook } | undefined
  return {
    async book(tx) {
      const edition = await editionIn(tx)
      const newest = await newestChange(tx)
      if (last?.edition !== edition || last.newest !== newest)
        last = { edition, newest, book: bookOf(edition, await officeChanges(tx)) }
      return last.book
    },
  }
}
