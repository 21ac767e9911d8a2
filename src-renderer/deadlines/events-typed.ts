import type { EventAsked, Events, RuleOffered } from '../../src-main/deadlines/contract.ts'
import { isDay } from '../../src-main/wire/schema.ts'

export interface PauseTyped {
  askedOn: string
  answeredOn: string
}

/** What is typed into the calculator: each event by its name, as text; pauses in rows. */
export interface Typed {
  rule: string
  values: Record<string, string>
  pauses: PauseTyped[]
}

/** The first question of the holder and its answer, where the other rows are the further ones. */
const FIRST: Record<string, string> = {
  clarificationAskedOn: 'pauses.0.askedOn',
  clarificationAnsweredOn: 'pauses.0.answeredOn',
}

/** The version whose time the day lies in, or the newest. */
export const versionOn = (
  { versions }: RuleOffered,
  day: string,
): RuleOffered['versions'][number] =>
  versions.find(
    ({ from, to }) => isDay(day) && (from === null || from <= day) && (to === null || day <= to),
  ) ?? versions.at(-1)!

/** The event without which no date can be given. */
export const needed = (events: readonly EventAsked[]): EventAsked | undefined =>
  events.find((event) => event.needed)

/** Whether questions and answers stand in rows, so that the first of them is no field of its own. */
export const inRows = (events: readonly EventAsked[]): boolean =>
  events.some(({ answer }) => answer === 'pauses')

/** The events that have a field of their own. */
export const ownFields = (events: readonly EventAsked[]): EventAsked[] =>
  events.filter(
    ({ name, answer }) => answer !== 'pauses' && !(inRows(events) && Object.hasOwn(FIRST, name)),
  )

/** The events as they are sent, and the fields that hold something that is no day yet. */
export function eventsSent(
  asked: readonly EventAsked[],
  { values, pauses }: Typed,
): { events: Events; unread: string[] } {
  const events: Record<string, unknown> = {}
  const unread: string[] = []
  const day = (name: string, typed: string | undefined) => {
    if (typed && !isDay(typed)) unread.push(name)
    return typed && isDay(typed) ? typed : undefined
  }
  for (const { name, answer } of ownFields(asked)) {
    const typed = values[name]
    if (answer === 'yes-no' && typed) events[name] = typed === 'yes'
    else if (answer === 'number' && typed) events[name] = Number(typed)
    else if (answer === 'day') {
      const read = day(name, typed)
      if (read) events[name] = read
    }
  }
  if (inRows(asked)) {
    const rows = pauses.map(({ askedOn, answeredOn }, at) => ({
      askedOn: day(`pauses.${at}.askedOn`, askedOn),
      answeredOn: day(`pauses.${at}.answeredOn`, answeredOn),
    }))
    const [first, ...further] = rows
    if (first?.askedOn) events['clarificationAskedOn'] = first.askedOn
    if (first?.answeredOn) events['clarificationAnsweredOn'] = first.answeredOn
    for (const [at, { askedOn, answeredOn }] of further.entries()) {
      if (!askedOn === !answeredOn) continue
      unread.push(`pauses.${at + 1}.${askedOn ? 'answeredOn' : 'askedOn'}`)
    }
    const whole = further.filter(({ askedOn, answeredOn }) => askedOn && answeredOn)
    if (whole.length > 0) events['pauses'] = whole
  }
  return { events: events as Events, unread }
}

/** The office's faults, each at the field where it was typed. */
export function faultsAt(
  fields: Readonly<Record<string, string>>,
  asked: readonly EventAsked[],
): Record<string, string> {
  const found: Record<string, string> = {}
  const first = needed(asked)?.name
  for (const [path, message] of Object.entries(fields)) {
    const name = path.replace(/^events\./, '')
    const row = /^pauses\.(\d+)\.(.+)$/.exec(name)
    if (row) found[`pauses.${Number(row[1]) + 1}.${row[2]}`] = message
    else if (inRows(asked) && FIRST[name]) found[FIRST[name]] = message
    else if (name === 'pauses') found['pauses.1.answeredOn'] = message
    else if (name === 'rule' || asked.some((event) => event.name === name)) found[name] = message
    else if (first && name === 'on') found[first] = message
  }
  return found
}

const PASSED_ON = /^(rule|on|[a-zA-Z]+On|stage|aboutStaff|extended|allEntriesRecent|agreedUntil)$/

/** What an address says: `?rule=R02&receivedOn=2026-11-25`; `on` means the day that begins it, whatever that is called. */
export function typedFrom(query: Readonly<Record<string, unknown>>): Typed {
  const values = Object.entries(query).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && PASSED_ON.test(pair[0]),
  )
  const { rule = '', ...rest } = Object.fromEntries(values)
  const { clarificationAskedOn = '', clarificationAnsweredOn = '' } = rest
  return {
    rule: rule.toUpperCase(),
    values: rest,
    pauses:
      clarificationAskedOn || clarificationAnsweredOn
        ? [{ askedOn: clarificationAskedOn, answeredOn: clarificationAnsweredOn }]
        : [],
  }
}

/** Lays a day that was given as `on` or `receivedOn` under the name by which the rule asks for it. */
export function carried(values: Record<string, string>, events: readonly EventAsked[]): void {
  const first = needed(events)?.name
  if (!first || values[first]) return
  const other = values['on'] ?? values['receivedOn'] ?? values['madeOn']
  if (other) values[first] = other
}

/** The rule that a refusal names instead of this one; empty where it names none. */
export const ruleInstead = (refusal: string, rule: string): string =>
  refusal.match(/\bR\d\d\b/g)?.findLast((named) => named !== rule) ?? ''
