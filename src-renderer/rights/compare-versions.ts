import type { TopicSheet } from '../../src-main/rights/contract.ts'
import { formatDay, formatSpan } from '../../src-main/dates/words.ts'
import { changedWords, type Range } from './word-diff.ts'

type Version = TopicSheet['versions'][number]

/** A version as it is shown beside another. */
export interface ComparedVersion {
  /** `Today`, `On 1 March 2004`. */
  head: string
  /** `since 5 February 2026`. */
  span: string
  text: string
  marks: readonly Range[]
}

/** Two versions of a topic with the words in which they differ. */
export interface VersionComparison {
  holds: ComparedVersion
  other: ComparedVersion | null
  anew: boolean
}

const inForce = ({ from, to }: Version, day: string): boolean =>
  (from === null || from <= day) && (to === null || day <= to)

/**
 * Which version to lay beside the one of the day: today is read beside the years of the source page, and the past
 * beside today; where nothing changed between them, beside the version before or after.
 */
export function otherVersion(
  versions: readonly Version[],
  { asAt, today, seedDay }: { asAt: string; today: string; seedDay: string },
): number | null {
  const at = versions.findIndex((version) => inForce(version, asAt))
  const wanted = asAt >= today ? seedDay : today
  const other = versions.findIndex((version) => inForce(version, wanted))
  if (other >= 0 && other !== at) return other
  return [at - 1, at + 1].find((place) => at >= 0 && versions[place]) ?? null
}

/** What a version is called beside another: by the day where it holds, else by its years. */
export function headOf(version: Version, { asAt, today }: { asAt: string; today: string }): string {
  if (inForce(version, asAt)) return asAt === today ? 'Today' : `On ${formatDay(asAt)}`
  if (inForce(version, today)) return 'Today'
  const year = (day: string) => day.slice(0, 4)
  if (version.from && version.from > today) return `From ${year(version.from)}`
  if (version.from && version.to)
    return year(version.from) === year(version.to)
      ? year(version.from)
      : `${year(version.from)} to ${year(version.to)}`
  return version.to ? `Until ${year(version.to)}` : 'History'
}

/** The version of the day and another beside it, with the changed words of both. */
export function compareVersions(
  holds: Version,
  other: Version | null,
  days: { asAt: string; today: string },
): VersionComparison {
  const changed = other ? changedWords(other.text, holds.text) : null
  const told = (version: Version, marks: ComparedVersion['marks']): ComparedVersion => ({
    head: headOf(version, days),
    span: formatSpan(version),
    text: version.text,
    marks,
  })
  return {
    holds: told(holds, changed?.after ?? []),
    other: other && told(other, changed?.before ?? []),
    anew: changed?.anew ?? false,
  }
}
