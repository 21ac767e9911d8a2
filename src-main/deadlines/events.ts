import type { DayEvent, Rule } from '../law/rule.ts'
import { wrongFacts } from '../law/wrong-facts.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import { Events } from './contract.ts'
import { formatDay } from '../dates/words.ts'

/** The events checked against each other, with the trigger filled in under both of its names. */
export type Given = Events & { readonly on: Day }

const SAID: Record<string, string> = {
  idReceivedOn: 'proof of identity received',
  feeReceivedOn: 'fee received',
  clarificationAskedOn: 'clarification asked for',
  clarificationAnsweredOn: 'clarification answered',
  noticeOn: 'first notice',
  knowledgeOn: 'date of knowledge',
  acknowledgedOn: 'acknowledged',
  agreedUntil: 'agreed until',
  extendedOn: 'notice of extension',
  receivedOn: 'received',
  madeOn: 'made',
}

/** `proof of identity received`: an event as it is said in a step. */
export const said = (event: DayEvent | 'agreedUntil' | 'extendedOn'): string => SAID[event] ?? event

const NEVER_BEFORE_TRIGGER = [
  'clarificationAskedOn',
  'clarificationAnsweredOn',
  'noticeOn',
  'knowledgeOn',
  'acknowledgedOn',
  'agreedUntil',
  'extendedOn',
] as const

/** For a rule that begins with a notice of extension, `on` beside `receivedOn` is the day of that notice. */
function noticeApart({ trigger }: Rule, events: Events): Events {
  const { on, ...rest } = events
  if (!trigger.onIsNotice || !on || !events.receivedOn || events.extendedOn) return events
  return on === events.receivedOn ? events : { ...rest, extendedOn: on }
}

/** Reads unchecked events for a rule; refuses days that do not exist, contradict each other, or lie before `beginsOn` or after `endsOn`. */
export function readEvents(
  rule: Rule,
  unchecked: unknown,
  { beginsOn, endsOn }: { beginsOn: Day; endsOn: Day },
): Given {
  const parsed = Events.safeParse(unchecked)
  if (!parsed.success) throw wrongFacts(parsed.error)
  const events = noticeApart(rule, parsed.data)
  const wrong = (field: string, message: string) =>
    new Refusal('invalid-input', message, { [field]: message })

  const names = ['on', rule.trigger.event, ...rule.trigger.also] as const
  const days = new Set(names.map((name) => events[name]).filter((value) => value !== undefined))
  if (days.size > 1)
    throw wrong('on', `${rule.trigger.text}: two different dates are given for it. Give one.`)
  const [trigger] = days
  if (!trigger)
    throw wrong(
      rule.trigger.event,
      `Give the date on which it began: ${rule.trigger.text.toLowerCase()}.`,
    )

  for (const [field, value] of Object.entries(events))
    if (typeof value === 'string' && value < beginsOn)
      throw wrong(
        field,
        `${formatDay(value)} is before ${formatDay(beginsOn)}, the first day that this edition of the law covers. Correct the date.`,
      )
  for (const [field, value] of Object.entries(events))
    if (typeof value === 'string' && value > endsOn)
      throw wrong(field, `${formatDay(value)} is too far ahead. Correct the year.`)
  for (const field of NEVER_BEFORE_TRIGGER) {
    const value = events[field]
    if (value && value < trigger)
      throw wrong(
        field,
        `${said(field)} on ${formatDay(value)} is before ${rule.trigger.text.toLowerCase()} on ${formatDay(trigger)}. Correct one of the two dates.`,
      )
  }
  const spans = [
    {
      field: 'clarificationAnsweredOn',
      from: events.clarificationAskedOn,
      to: events.clarificationAnsweredOn,
    },
    ...(events.pauses ?? []).map(({ askedOn, answeredOn }) => ({
      field: 'pauses',
      from: askedOn,
      to: answeredOn,
    })),
  ]
  for (const { field, from, to } of spans) {
    if (from && to && to < from)
      throw wrong(
        field,
        `The answer of ${formatDay(to)} is before the question of ${formatDay(from)}. Correct one of the two dates.`,
      )
    if (from && from < trigger)
      throw wrong(
        field,
        `The question of ${formatDay(from)} is before ${rule.trigger.text.toLowerCase()} on ${formatDay(trigger)}. Correct one of the two dates.`,
      )
  }
  return {
    ...events,
    on: trigger,
    ...(rule.trigger.event === 'receivedOn' ? { receivedOn: trigger } : {}),
  }
}
