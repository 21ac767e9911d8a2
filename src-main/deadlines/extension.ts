import type { Authority, Period } from '../law/entry.ts'
import type { Rule, RuleVersion } from '../law/rule.ts'
import { Refusal } from '../wire/refusal.ts'
import { day, isBefore, type PlainDate } from './calendar.ts'
import type { Given } from './events.ts'

/** Notice of extension: the date it had to be given by, and whether it counts. */
export interface Extension {
  noticeBy: PlainDate
  noticeOn: PlainDate | undefined
  valid: boolean
  period: Period
  authority: Authority
  /** What lengthens the period, where it is not a notice by the holder. */
  text?: string | undefined
}

/** Judges a notice of extension; undefined where none was given. A notice after `noticeBy` extends nothing. */
export function extensionOf(
  rule: Rule,
  version: RuleVersion,
  given: Given,
  noticeBy: PlainDate,
): Extension | undefined {
  const asked = given.extended ?? (version.alwaysExtended || given.extendedOn !== undefined)
  const wrong = (message: string) => new Refusal('conflict', message, { extended: message })
  if (!asked) {
    if (version.alwaysExtended)
      throw wrong(
        `${rule.id} is for a request whose time was extended. No notice was given: use R02.`,
      )
    if (given.extendedOn)
      throw wrong('A date of notice is given, but no extension. Correct one of the two.')
    return undefined
  }
  if (!version.extension)
    throw wrong(`${rule.id} (${version.name}) cannot be extended. Leave the extension out.`)
  const noticeOn = given.extendedOn ? day(given.extendedOn) : undefined
  const valid = !noticeOn || !isBefore(noticeBy, noticeOn)
  return { noticeBy, noticeOn, valid, ...version.extension }
}
