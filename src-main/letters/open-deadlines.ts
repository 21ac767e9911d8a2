import { always } from '../law/law-source.ts'
import type { LawBook } from '../law/law-book.ts'
import type { OpenDeadline } from '../law/moved.ts'
import type { Readable } from '../vault/vault.ts'
import { casesOf } from './letter-state.ts'
import { deadlineToday } from './shown.ts'

/** The clock of every letter that still waits for its answer, as this book has it. */
export async function openRequests(
  tx: Readable,
  book: LawBook,
  { today, titleOf }: { today: string; titleOf(kind: string): string },
): Promise<OpenDeadline[]> {
  return (await casesOf(tx, {}, always(book))).flatMap((one) => {
    const deadline = deadlineToday(one, { today, law: book })
    if (!deadline) return []
    const { rule, due, prudent } = deadline
    return [
      {
        ...{ what: 'letter' as const, rule, title: titleOf(one.content.kind) },
        letterId: one.row.id as OpenDeadline['letterId'],
        matterId: one.row.matter_id as OpenDeadline['matterId'],
        clientId: one.row.client_id as OpenDeadline['clientId'],
        ...{ clientName: one.clientName, ourRef: one.ourRef, date: { due, prudent } },
      },
    ]
  })
}
