import { daysAfter } from '../dates/days.ts'
import { farthest } from '../deadlines/reach.ts'
import { always } from '../law/law-source.ts'
import type { LawBook } from '../law/law-book.ts'
import type { OpenDeadline } from '../law/moved.ts'
import type { Touched } from '../law/touched.ts'
import type { Readable } from '../vault/vault.ts'
import { countsAs, REQUEST_RULES } from './deadline.ts'
import { casesOf, repliesOf, sentOf, type Case } from './letter-state.ts'
import { deadlineToday } from './shown.ts'

/** The clock of every letter that still waits for its answer, as this book has it; of those that a change can move, where one is named. */
export async function openRequests(
  tx: Readable,
  book: LawBook,
  { today, titleOf, touched }: { today: string; titleOf(kind: string): string; touched?: Touched },
): Promise<OpenDeadline[]> {
  const mayMove = touched ? movable(touched) : () => true
  if (!mayMove) return []
  return (await casesOf(tx, {}, always(book))).filter(mayMove).flatMap((one) => {
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

/** Whether a change can move what a letter waits for: by its route, its rule or a holiday on its way; null where it can move none. */
function movable(touched: Touched): ((one: Pick<Case, 'events'>) => boolean) | null {
  const byRule = REQUEST_RULES.some((id) => touched.rules.has(id))
  if (!byRule && touched.routes.size === 0 && touched.days.length === 0) return null
  const reach = farthest(touched, REQUEST_RULES)
  return (one) => {
    const sent = sentOf(one)
    if (!sent) return false
    if (byRule || touched.routes.has(countsAs(sent.route))) return true
    const last = [sent.on, ...repliesOf(one).map(({ on }) => on)].sort().at(-1)!
    const until = daysAfter(last, reach)
    return touched.days.some((on) => sent.on <= on && on <= until)
  }
}
