import { yearsLater } from '../dates/days.ts'
import type { LoggedKeeping } from '../erasure/logged.ts'
import { OF_AGE } from '../matters/files-past.ts'
import type { FileKind } from './contract.ts'

const CONFIRM = 'To be confirmed by a partner.'
const SIX = `Six years are usual: most claims against the firm fail after them (Limitation Act 1980, sections 2 and 5); seven leave time for late service. ${CONFIRM}`
const FIFTEEN = `Fifteen years are usual where damage may show late: no claim in negligence without injury is brought after them (Limitation Act 1980, sections 14A and 14B); a claim for injury runs from knowledge (sections 11 and 14). ${CONFIRM}`

/** What is usual for the files of each kind until a partner decides. */
export const SUGGESTED: Readonly<Record<FileKind, { years: number; why: string }>> = {
  'health-records': { years: 6, why: SIX },
  'prison-records': { years: 6, why: SIX },
  treatment: { years: 15, why: FIFTEEN },
  confidentiality: { years: 6, why: SIX },
  death: { years: 15, why: FIFTEEN },
  other: { years: 6, why: SIX },
  none: {
    years: 1,
    why: `Who never became a client is kept no longer than the enquiry needs (UK GDPR, Article 5(1)(e)); no authority sets a number. ${CONFIRM}`,
  },
}

/** How many years a file of a kind is kept, and by which entry; null where that is a suggestion. */
export type PeriodsNow = ReadonlyMap<string, { years: number; set: number | null }>

/** What is known of a person’s file, as far as keeping it asks. */
interface FileFacts {
  bornOn: string | null
  matters: readonly { id: string; kind: string; closedOn: string | null }[]
  /** Of a person without a matter: since when each record is there. */
  since: readonly string[]
}

/** The day on which somebody comes of age; null where no date of birth is known. */
export const comingOfAge = (bornOn: string | null): string | null =>
  bornOn === null ? null : yearsLater(bornOn, OF_AGE)

/**
 * Until when a file is kept, with what that follows from; null while a matter is open. The time runs from the closing, or from
 * the day on which the client came of age where that is later, since no limitation runs against a child (Limitation Act 1980,
 * section 28). Pure.
 */
export function keepingOf(file: FileFacts, periods: PeriodsNow): LoggedKeeping | null {
  const ofAge = comingOfAge(file.bornOn)
  const until = (from: string, years: number) =>
    yearsLater(ofAge !== null && ofAge > from ? ofAge : from, years)
  const matters = file.matters.flatMap(({ id, kind, closedOn }) => {
    const period = periods.get(kind)
    if (closedOn === null || !period) return []
    const { years, set } = period
    return [{ matterId: id, kind, closedOn, years, set, until: until(closedOn, years) }]
  })
  if (matters.length < file.matters.length) return null
  const none = periods.get('none')!
  const [last] = file.since.toSorted().toReversed()
  const onRecord =
    file.matters.length === 0 && last !== undefined
      ? { since: last, years: none.years, set: none.set, until: until(last, none.years) }
      : null
  const days = [...matters, ...(onRecord ? [onRecord] : [])].map((one) => one.until).toSorted()
  const due = days.at(-1)
  if (due === undefined) return null
  const from = [...matters.map(({ closedOn }) => closedOn), ...(onRecord ? [onRecord.since] : [])]
  const counts = ofAge !== null && from.some((day) => ofAge > day)
  return { due, matters, onRecord, ofAge: counts ? ofAge : null, longer: null }
}

/** Whether every period that it follows from was decided by a partner. */
export const isDecided = ({ matters, onRecord }: LoggedKeeping): boolean =>
  [...matters, ...(onRecord ? [onRecord] : [])].every(({ set }) => set !== null)

/** The day from which a file need not be kept, whatever that follows from. */
export const dueOf = ({ due, longer }: LoggedKeeping): string => longer?.until ?? due
