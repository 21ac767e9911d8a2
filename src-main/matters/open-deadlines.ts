import { spokenName } from '../clients/known-client.ts'
import type { LawBook } from '../law/law-book.ts'
import type { OpenDeadline } from '../law/moved.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { limitationDates } from './limitation.ts'

/** The limitation dates of every open matter as this book has them. */
export async function openLimitation(
  tx: Readable,
  book: LawBook,
  today: string,
): Promise<OpenDeadline[]> {
  const rows = await tx
    .selectFrom('matter as m')
    .innerJoin('client as c', 'c.id', 'm.client_id')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .select(['m.id', 'm.client_id', 'm.our_ref', 'm.event_on', 'm.known_on'])
    .select(['c.surname', 'c.forenames'])
    .where('x.matter_id', 'is', null)
    .orderBy('m.id')
    .execute()
  return rows.flatMap((row) =>
    datesOf(row, today, book).map(({ rule, claim, due, prudent }) => ({
      ...{ what: 'limitation' as const, letterId: null, rule, title: claim },
      matterId: row.id as OpenDeadline['matterId'],
      clientId: row.client_id as OpenDeadline['clientId'],
      clientName: spokenName(row),
      ourRef: row.our_ref,
      date: { due, prudent },
    })),
  )
}

function datesOf(
  row: { event_on: string | null; known_on: string | null },
  today: string,
  book: LawBook,
) {
  try {
    return limitationDates({ eventOn: row.event_on, knownOn: row.known_on }, today, book)
  } catch (error) {
    // A book whose law does not reach these days gives no date.
    if (error instanceof Refusal) return []
    throw error
  }
}
