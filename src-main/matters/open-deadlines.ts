import { sql } from 'kysely'
import { clientsNamed, listName } from '../clients/known-client.ts'
import { beginningsMoved } from '../deadlines/reach.ts'
import type { LawBook } from '../law/law-book.ts'
import type { OpenDeadline } from '../law/moved.ts'
import type { Touched } from '../law/touched.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { claimDays, LIMITATION_RULES } from './limitation.ts'

/** The limitation dates of every open matter as this book has them; of those that a change can move, where one is named. */
export async function openLimitation(
  tx: Readable,
  book: LawBook,
  touched?: Touched,
): Promise<OpenDeadline[]> {
  const rules = touched ? LIMITATION_RULES.filter((id) => touched.rules.has(id)) : LIMITATION_RULES
  const byRule = touched === undefined || rules.length > 0
  const windows = byRule ? [] : beginningsMoved(touched, LIMITATION_RULES)
  if (!byRule && windows.length === 0) return []
  let query = tx
    .selectFrom('matter_open as o')
    .innerJoin('matter as m', 'm.id', 'o.matter_id')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'm.client_id')
    .select(['m.id', 'c.person_id', 'm.our_ref', 'o.event_on', 'o.known_on'])
    .select(['c.surname', 'c.forenames'])
  if (!byRule)
    query = query.where(
      sql<boolean>`o.matter_id in (
        select x.matter_id from json_each(${JSON.stringify(windows)}) w cross join matter_open x
          on x.event_on between w.value ->> 'from' and w.value ->> 'to'
        union
        select x.matter_id from json_each(${JSON.stringify(windows)}) w cross join matter_open x
          on x.known_on between w.value ->> 'from' and w.value ->> 'to'
      )`,
    )
  const rows = await query.orderBy('o.matter_id').execute()
  const alone = touched && touched.days.length === 0 && !refuseOtherwise(touched, rules)
  const only = alone ? (id: string) => rules.includes(id) : undefined
  return rows.flatMap((row) =>
    datesOf(row, book, only).map(({ rule, claim, due, prudent }) => ({
      ...{ what: 'limitation' as const, letterId: null, rule, title: claim },
      matterId: row.id as OpenDeadline['matterId'],
      clientId: row.person_id as OpenDeadline['clientId'],
      clientName: listName(row),
      ourRef: row.our_ref,
      date: { due, prudent },
    })),
  )
}

/** Whether the change lets a rule be asked on other days: a matter whose days one rule refuses has no date at all. */
const refuseOtherwise = ({ before, after }: Touched, rules: readonly string[]): boolean =>
  rules.some((id) => {
    const [was, is] = [before, after].map(({ law }) => {
      const rule = law.rules.get(id)
      const spans = rule?.versions.map(({ from, to }) => [from, to])
      return JSON.stringify([rule?.trigger, rule?.regimeBy, spans])
    })
    return was !== is
  })

function datesOf(
  row: { event_on: string | null; known_on: string | null },
  book: LawBook,
  only?: (rule: string) => boolean,
) {
  try {
    return claimDays({ eventOn: row.event_on, knownOn: row.known_on }, book, only)
  } catch (error) {
    // A book whose law does not reach these days gives no date.
    if (error instanceof Refusal) return []
    throw error
  }
}
