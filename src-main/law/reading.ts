import { namesIn } from '../people/names.ts'
import { londonDay } from '../dates/days.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import type { Day } from '../wire/schema.ts'
import type { LawBook, LawSource } from './law-book.ts'

/** What every showing of the law goes by: the book, the day, the names of people and which entries were checked. */
export interface Reading {
  book: LawBook
  today: Day
  nameOf(personId: string): string
  /** Newest first. */
  checks: ReadonlyMap<string, readonly Tables['law_check'][]>
}

/** Opens the law for showing, inside a transaction. */
export async function openReading(
  tx: Readable,
  { law, clock }: { law: LawSource; clock: () => Date },
): Promise<Reading> {
  const nameOf = await namesIn(tx)
  return {
    book: await law.book(tx),
    today: londonDay(clock()) as Day,
    nameOf,
    checks: await checksIn(tx),
  }
}

/** Every recorded check by the key of its entry, newest first. */
export async function checksIn(tx: Readable): Promise<Reading['checks']> {
  const found = new Map<string, Tables['law_check'][]>()
  const rows = await tx.selectFrom('law_check').selectAll().orderBy('seq', 'desc').execute()
  for (const row of rows) found.set(row.entry, [...(found.get(row.entry) ?? []), row])
  return found
}
