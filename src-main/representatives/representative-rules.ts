import { formatDay } from '../dates/words.ts'
import type { LawBook } from '../law/law-book.ts'
import { peopleNamed } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { CAPACITIES } from './capacities.ts'
import type { LoggedAppointment } from './logged.ts'
import { ruleOn } from './read-representative.ts'
import type { Standing } from './standing.ts'

const wrong = (field: string, message: string) =>
  new Refusal('invalid-input', message, { [field]: message })
const FUTURE = 'This date is in the future. Correct it.'

/** An appointment’s days make sense, the law of its first day knows it, and a deputy’s order covers something. */
export function checkAppointment(
  { capacity, from, until, covers, provedOn }: LoggedAppointment,
  { today, book }: { today: string; book: LawBook },
): void {
  if (from > today) throw wrong('from', FUTURE)
  if (until !== null && until < from)
    throw wrong('until', 'It would have ended before it began. Correct one of the two dates.')
  if (provedOn !== null && provedOn > today) throw wrong('provedOn', FUTURE)
  const now = ruleOn(capacity, book, today)
  if (now && !ruleOn(capacity, book, from))
    throw wrong(
      'from',
      `The law held here knows no such appointment on ${formatDay(from)} (${now.version.authority.instrument}). Correct the date, or choose another capacity.`,
    )
  if (CAPACITIES[capacity].covers === null && covers.length === 0)
    throw wrong('covers', 'Choose what the order covers.')
}

/** Whoever saw the proof works or has worked here. */
export async function checkSeenBy(tx: Readable, personId: string | null): Promise<void> {
  if (personId === null) return
  const known = await peopleNamed(tx).where('id', '=', personId).executeTakeFirst()
  if (!known) throw wrong('seenBy', 'Choose who saw the proof from the list.')
}

/** The last day of an appointment lies within it, and it has none yet. */
export function checkEnd(
  { ended, removed, appointment: { from, until } }: Standing,
  on: string,
  today: string,
): void {
  expectStanding(removed)
  if (ended)
    throw new Refusal(
      'conflict',
      `The appointment was already ended on ${formatDay(ended.on)}. Take that back first, if it was wrong.`,
    )
  if (on > today) throw wrong('on', FUTURE)
  if (on < from)
    throw wrong('on', `The appointment began on ${formatDay(from)}, after this date. Correct it.`)
  if (until !== null && on > until)
    throw wrong(
      'on',
      `By its own terms it ended on ${formatDay(until)}, before this date. Correct one of the two.`,
    )
}

/** Whoever was recorded by mistake is not acted upon until that is taken back. */
export function expectStanding(removed: Standing['removed']): void {
  if (removed)
    throw new Refusal(
      'conflict',
      'This representative was removed as recorded by mistake. Take the removal back first.',
    )
}
