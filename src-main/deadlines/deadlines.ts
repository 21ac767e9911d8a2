import { badgeOf } from '../law/trusted.ts'
import { toCheck } from '../law/provenance.ts'
import type { Handlers } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { deadlines as contract } from './contract.ts'
import { dueDate } from './due-date.ts'
import { eventsAsked } from './events-asked.ts'
import { recordedHolidays, type HolidayParts } from './recorded-holidays.ts'

/** The deadline rules asked without any client, and the holidays that the office recorded. */
export function deadlines(parts: HolidayParts): Handlers<typeof contract> {
  const { vault, law } = parts
  return {
    ...recordedHolidays(parts),

    rules: () =>
      vault.read(async (tx) =>
        [...(await law.book(tx)).law.rules.values()].map((rule) => ({
          ...{ id: rule.id, title: rule.title, binds: rule.binds, trigger: rule.trigger.text },
          versions: rule.versions.map((version) => ({
            ...{ name: version.name, from: version.from, to: version.to },
            events: eventsAsked(rule, version),
            toCheck: toCheck(version),
          })),
        })),
      ),

    work: ({ rule: id, events }) =>
      vault.read(async (tx) => {
        const book = await law.book(tx)
        const rule = book.law.rules.get(id.toUpperCase())
        if (!rule) {
          const message = `There is no rule “${id}”. Choose one from the list.`
          throw new Refusal('not-found', message, { rule: message })
        }
        return { ...dueDate(rule, events, book), title: rule.title, edition: badgeOf(book) }
      }),
  }
}
