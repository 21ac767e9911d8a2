import type { LawBook } from '../law/law-book.ts'
import { badgeOf } from '../law/trusted.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Worked } from './contract.ts'
import { dueDate } from './due-date.ts'

/** When a rule of the edition in force, by its id, falls due on these events, with the working. */
export function workedBy(book: LawBook, id: string, events: object): z.input<typeof Worked> {
  const rule = book.law.rules.get(id.toUpperCase())
  if (!rule) {
    const message = `There is no rule “${id}”. Choose one from the list.`
    throw new Refusal('not-found', message, { rule: message })
  }
  return { ...dueDate(rule, events, book), title: rule.title, edition: badgeOf(book) }
}
