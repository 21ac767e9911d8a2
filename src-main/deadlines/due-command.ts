import { loadDeadlineLaw } from '../law/edition.ts'
import { editionTexts } from '../law/edition-file.ts'
import { wrongFacts } from '../law/wrong-facts.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { dueDate, type DueDate } from './due-date.ts'
import { loadHolidays } from '../law/holidays.ts'
import { formatFullDay } from '../dates/words.ts'

const Question = z.strictObject({ rule: z.string(), events: z.unknown() })

/** Answers `remedy due`: facts `{ rule, events }` in, the deadline with its working out; needs no office. */
export function dueCommand(facts: unknown, { resources }: { resources: string }): DueDate {
  const parsed = Question.safeParse(facts)
  if (!parsed.success) throw wrongFacts(parsed.error)
  const texts = editionTexts(resources)
  const law = loadDeadlineLaw(texts)
  const id = parsed.data.rule.trim().toUpperCase()
  const rule = law.rules.get(id)
  if (!rule) {
    const known = [...law.rules.keys()]
    const message = `There is no rule “${parsed.data.rule}”. The rules are numbered ${known[0]} to ${known.at(-1)}.`
    throw new Refusal('not-found', message, { rule: message })
  }
  const holidays = loadHolidays(texts)
  return dueDate(rule, parsed.data.events, { holidays, law })
}

/** The deadline as plain text for a terminal or a printed sheet. */
export function dueInWords({
  due,
  prudent,
  provisional,
  steps,
  alternatives,
  check,
  rule,
}: DueDate): string {
  const said = (on: string) => formatFullDay(on)
  return [
    `${rule}: due ${said(due)}${provisional ? ' (provisional)' : ''}`,
    `Prudent date: ${said(prudent)}`,
    '',
    ...steps.map(({ text, authority }, place) => `${place + 1}. ${text}\n   ${authority}`),
    ...alternatives.map((other) => `Alternatively ${said(other.due)}: ${other.text}`),
    ...check.map((text) => `To be checked: ${text}`),
  ].join('\n')
}
