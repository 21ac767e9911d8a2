import type { z } from '../wire/schema.ts'
import type { Day, Moment } from '../wire/schema.ts'
import type { Amendment, EditionBadge, Trusted, LawCheck } from './contract.ts'
import { checkVersion, isStale } from './needs-check.ts'
import { entryDigest, type LawEntry } from './law-entries.ts'
import { fieldsAsIn } from './apply-amendments.ts'
import type { LawBook } from './law-book.ts'
import type { KeptAmendment } from './office-changes.ts'
import type { Reading } from './reading.ts'
import { oldRequestsEnd } from './edition.ts'
import { toCheck } from './provenance.ts'

/** The edition in force for a screen's badge. */
export function badgeOf(book: LawBook): z.input<typeof EditionBadge> {
  const { id, title, publishedOn } = book.identity
  const { seed } = book.reference
  return {
    ...{ id, title, publishedOn, digest: book.digest, imported: book.imported },
    fault: book.fault,
    edits: book.changes.inForce.length - book.orphans.size,
    orphans: book.orphans.size,
    beginsOn: book.law.beginsOn,
    oldRequestsEnd: oldRequestsEnd(book.law),
    seed: { id: seed.id, title: seed.title, from: seed.from, to: seed.to },
  }
}

/** Sources by their keys, with titles and addresses. */
export const sourcesOf = ({ reference }: LawBook, ids: readonly string[]) =>
  ids.map((id) => {
    const { title = id, urls = [] } = reference.sources.get(id) ?? {}
    return { id, title, urls: [...urls] }
  })

/** What an entry shows besides its own words. */
export function trusted(entry: LawEntry, reading: Reading): z.input<typeof Trusted> {
  const { book, checks } = reading
  const { authority, source, checkedOn, confidence, uncertain } = entry.raw
  const digest = entryDigest(entry)
  return {
    entry: entry.key,
    ...{ authority, checkedOn, confidence, uncertain },
    sources: sourcesOf(book, source),
    toCheck: toCheck(entry.raw),
    stale: isStale(entry, reading),
    version: checkVersion(entry, reading),
    amendments: book.changes.amendments
      .filter(({ said }) => said.entry === entry.key)
      .map((one) => amendmentShown(one, reading))
      .reverse(),
    checks: (checks.get(entry.key) ?? []).map((row) =>
      checkShown(row, row.digest === digest, reading),
    ),
  }
}

/** A recorded check as shown; `holds` where the entry is as it was then. */
export const checkShown = (
  row: { entry: string; at: string; by: string; checked_on: string; source: string; note: string },
  holds: boolean,
  { nameOf }: Pick<Reading, 'nameOf'>,
): z.input<typeof LawCheck> => ({
  ...{ entry: row.entry, source: row.source, note: row.note, holds },
  ...{ checkedOn: row.checked_on as Day, at: row.at as Moment, by: nameOf(row.by) },
})

/** A change by the office as it is shown, with what the edition says in its place. */
export function amendmentShown(
  { at, by, said, withdrawn }: KeptAmendment,
  { book, nameOf }: Pick<Reading, 'book' | 'nameOf'>,
): z.input<typeof Amendment> {
  const published = book.publishedEntries.get(said.entry)
  return {
    ...{ id: said.amendmentId as z.output<typeof Amendment>['id'], entry: said.entry },
    title: published?.title ?? said.entry.replace(/^\w+:/, '').replace(':', ', '),
    ...{ change: said.change, source: said.source, note: said.note },
    ...{ checkedOn: said.checkedOn as Day, at: at as Moment, by: nameOf(by) },
    standing: standingOf({ said, withdrawn }, book),
    withdrawn: withdrawn && {
      ...{ at: withdrawn.at as Moment, by: nameOf(withdrawn.by), reason: withdrawn.reason },
    },
    shipped: published ? fieldsAsIn(published.raw, said.change) : null,
  }
}

function standingOf(
  { said, withdrawn }: Pick<KeptAmendment, 'said' | 'withdrawn'>,
  { changes, orphans }: LawBook,
): z.output<typeof Amendment>['standing'] {
  if (withdrawn) return 'withdrawn'
  if (orphans.has(said.amendmentId)) return 'orphan'
  const here = changes.inForce.findIndex(({ id }) => id === said.amendmentId)
  const later = changes.inForce
    .slice(here + 1)
    .filter((one) => one.sort === 'entry' && one.entry === said.entry && !orphans.has(one.id))
  const replaced = new Set(later.flatMap(({ change }) => Object.keys(change)))
  return Object.keys(said.change).every((field) => replaced.has(field)) ? 'superseded' : 'in-force'
}
