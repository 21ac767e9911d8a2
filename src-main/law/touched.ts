import type { LawBook } from './law-book.ts'
import type { Rule } from './rule.ts'

/** What a change of the law can move: a deadline that none of it concerns stays where it was. */
export interface Touched {
  before: LawBook
  after: LawBook
  /** Rules that reckon otherwise than before. */
  rules: ReadonlySet<string>
  /** Routes by which post is taken to arrive on another day. */
  routes: ReadonlySet<string>
  /** Days that are a holiday in one book and not in the other. */
  days: readonly string[]
}

/** What is said beside a date and never moves one. */
const SAID: ReadonlySet<string> = new Set([
  ...['title', 'text', 'name', 'notes', 'nature', 'binds', 'unlessSaid', 'warnAfter'],
  ...['courtClosed', 'authority', 'source', 'checkedOn', 'confidence', 'uncertain'],
])
const reckoning = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (SAID.has(key) ? undefined : inner))

/** Compares two books by what they reckon with; null where no date can be another. */
export function touchedBetween(before: LawBook, after: LawBook): Touched | null {
  const [was, is] = [before.law, after.law]
  const differs = (one: unknown, other: unknown) => reckoning(one) !== reckoning(other)
  const everything =
    was.beginsOn !== is.beginsOn ||
    was.endsOn !== is.endsOn ||
    differs(was.prudentDays, is.prudentDays)
  const lists = new Set(
    [...was.workingDays.keys(), ...is.workingDays.keys()].filter((id) =>
      differs(was.workingDays.get(id), is.workingDays.get(id)),
    ),
  )
  const countsBy = (rule: Rule | undefined) =>
    (rule?.versions ?? []).some(({ workingDays, roll }) =>
      [workingDays, roll?.workingDays].some((id) => id !== undefined && lists.has(id)),
    )
  const rules = [...new Set([...was.rules.keys(), ...is.rules.keys()])].filter((id) => {
    const [old, fresh] = [was.rules.get(id), is.rules.get(id)]
    return everything || differs(old, fresh) || countsBy(old) || countsBy(fresh)
  })
  const countOf = ({ receipt }: typeof was, route: string) =>
    receipt.find((one) => one.route === route)?.workingDaysAfter
  const routes = [...was.receipt, ...is.receipt]
    .map(({ route }) => route)
    .filter((route) => everything || countOf(was, route) !== countOf(is, route))
  const [old, fresh] = [before.holidays.days, after.holidays.days]
  const days = [...old.keys(), ...fresh.keys()].filter((on) => old.has(on) !== fresh.has(on))
  if (rules.length + routes.length + days.length === 0) return null
  return { before, after, rules: new Set(rules), routes: new Set(routes), days }
}
