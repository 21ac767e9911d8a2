import type { Tables } from '../vault/schema.ts'
import type { Day } from '../wire/schema.ts'
import { STALE } from './contract.ts'
import { entryDigest, type LawEntry } from './law-entries.ts'
import type { Reading } from './reading.ts'
import { needsFreshCheck, toCheck } from './provenance.ts'

/** The newest recorded check of an entry as it stands; undefined where there is none, or the entry was changed since. */
export function checkOf(
  entry: LawEntry,
  { checks }: Pick<Reading, 'checks'>,
): Tables['law_check'] | undefined {
  const made = checks.get(entry.key)
  if (!made) return undefined
  const digest = entryDigest(entry)
  return made.find((one) => one.digest === digest)
}

/** By what a check names the entry that was on the screen: as it reads, with the newest check of that. */
export const checkVersion = (entry: LawEntry, given: Pick<Reading, 'checks'>): string =>
  `${entryDigest(entry)}:${checkOf(entry, given)?.seq ?? 0}`

/** Whether nobody opened the entry's source in the last twelve months, here or where the edition was made. */
export function isStale(entry: LawEntry, given: Pick<Reading, 'checks' | 'today'>): boolean {
  const here = checkOf(entry, given)?.checked_on ?? ''
  const checked = entry.raw.checkedOn ?? ''
  const checkedOn = (here > checked ? here : checked) || null
  return needsFreshCheck({ ...entry.raw, checkedOn: checkedOn as Day | null }, given.today)
}

/**
 * Why the entry must be checked here before a letter relies on it; null where it need not be. What was read in the
 * source needs nobody else: what is still open of it is shown, and stops no letter.
 */
export function needsCheck(
  entry: LawEntry,
  given: Pick<Reading, 'checks' | 'today'> & { amended: boolean },
): string | null {
  const asRead = entry.raw.confidence === 'verified' && !given.amended
  const doubt = asRead ? null : toCheck(entry.raw)
  if (doubt !== null && !checkOf(entry, given)) return doubt
  return isStale(entry, given) ? STALE : null
}
