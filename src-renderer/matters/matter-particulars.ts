import type { Matter } from '../../src-main/matters/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import { KINDS } from '../words/matters.ts'

type Version = Matter['earlier'][number]

/** A matter's particulars as lines of a page, in its order; `nameOf` gives a person's name. */
export function matterInWords(
  of: Version,
  nameOf: (personId: string) => string,
): { name: string; value: string }[] {
  const { kind, title, responsible, opponents, eventOn, knownOn, noEventReason } = of
  return [
    { name: 'About', value: KINDS[kind] },
    { name: 'Title', value: title },
    { name: 'Responsible', value: nameOf(responsible) },
    {
      name: 'Opponents',
      value: opponents.map((one) => `${one.name} (${one.role})`).join('; ') || 'None named yet',
    },
    {
      name: 'Date of the event',
      value: eventOn ? formatDay(eventOn) : `No date: ${noEventReason}`,
    },
    { name: 'Date of knowledge', value: knownOn ? formatDay(knownOn) : 'The same date' },
  ]
}

/** The lines in force, and under each what stood there before, until when and why it was corrected. */
export function withSuperseded(matter: Matter, nameOf: (personId: string) => string) {
  const newer: Version[] = [matter, ...matter.earlier]
  return matterInWords(matter, nameOf).map((line, at) => ({
    ...line,
    superseded: matter.earlier.flatMap((version, index) => {
      const next = newer[index]!
      const was = matterInWords(version, nameOf)[at]!.value
      const became = matterInWords(next, nameOf)[at]!.value
      return was === became ? [] : [{ was, at: next.recordedAt, reason: next.reason }]
    }),
  }))
}
