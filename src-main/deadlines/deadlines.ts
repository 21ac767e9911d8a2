import { toCheck } from '../law/provenance.ts'
import type { Handlers } from '../wire/operation.ts'
import type { deadlines as contract } from './contract.ts'
import { eventsAsked } from './events-asked.ts'
import { recordedHolidays, type HolidayParts } from './recorded-holidays.ts'
import { workedBy } from './worked.ts'

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
      vault.read(async (tx) => workedBy(await law.book(tx), id, events)),
  }
}
