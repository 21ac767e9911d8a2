import type { CountingLaw } from '../deadlines/due-date.ts'
import type { LawBook } from '../law/law-book.ts'
import { asAt } from '../law/reference.ts'
import type { Day, z } from '../wire/schema.ts'
import type { AfterDeath } from './contract.ts'
import { limitationDays, OF_INJURY } from './limitation.ts'

/** Where the edition says what a death does to limitation. */
const TOPIC = '2.10.2'

/**
 * The day of a personal injury claim once the client has died: three years from the death, where the client’s own time had
 * not run out by then (Limitation Act 1980, section 11(5)). A personal representative who learnt of it later has longer, so
 * that this is the earliest. Pure.
 */
export function limitationAfterDeath(
  days: { eventOn: string | null; knownOn: string | null },
  diedOn: string | null,
  book: LawBook & CountingLaw,
): z.input<typeof AfterDeath> | null {
  if (diedOn === null) return null
  const topic = book.reference.topics.get(TOPIC)
  const said = topic && asAt(topic, diedOn)
  const ofInjury = (on: typeof days) =>
    limitationDays(on, book).find(({ rule }) => rule === OF_INJURY)
  const own = ofInjury(days)
  const runs =
    own !== undefined && days.eventOn !== null && days.eventOn <= diedOn && diedOn <= own.due
  const estate = runs ? ofInjury({ eventOn: diedOn, knownOn: null }) : undefined
  const { instrument = '', section = '' } = said?.authority ?? {}
  const isOther = own && estate && estate.due !== own.due
  return {
    diedOn: diedOn as Day,
    moved: isOther
      ? {
          instead: own.due,
          due: estate.due,
          prudent: estate.prudent,
          provisional: estate.provisional,
        }
      : null,
    text: said?.text ?? '',
    authority: [instrument, section].filter(Boolean).join(', '),
  }
}
