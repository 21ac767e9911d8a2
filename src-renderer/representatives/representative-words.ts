import type { Representative } from '../../src-main/representatives/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'

/** The name as it is written to. */
export const representativeName = ({
  title,
  forenames,
  surname,
}: Pick<Representative, 'title' | 'forenames' | 'surname'>): string =>
  [title, forenames, surname].filter(Boolean).join(' ')

/** What is done about an appointment, in words. */
export const STATING = {
  end: {
    title: 'End the appointment',
    act: 'Record the ending',
    hint: 'For example: the power was revoked, the order was discharged.',
    done: 'Ending recorded',
    then: 'Forms that they signed stop counting after the last day.',
  },
  remove: {
    title: 'Recorded by mistake',
    act: 'Remove',
    hint: 'Logged; what was recorded stays visible.',
    done: 'Representative removed',
    then: 'Forms that they signed stop counting from today.',
  },
  restore: {
    title: 'Take it back',
    act: 'Take it back',
    hint: 'Logged; what is taken back stays visible.',
    done: 'Taken back',
    then: 'The appointment counts again from today, if its proof is on record.',
  },
} as const

/** The badge of a state, and the word on it. */
export const STATE_BADGES: Record<Representative['state'], { kind: BadgeKind; word: string }> = {
  'in-force': { kind: 'in-force', word: 'In force' },
  'ends-soon': { kind: 'expiring', word: 'Ends soon' },
  'not-proved': { kind: 'blocked', word: 'Proof missing' },
  ended: { kind: 'expired', word: 'Ended' },
  removed: { kind: 'left', word: 'Removed' },
}

/** From when to when, in words. */
export const appointmentDates = ({
  from,
  lastDay,
}: Pick<Representative, 'from' | 'lastDay'>): string =>
  lastDay ? `${formatDay(from)} to ${formatDay(lastDay)}` : `Since ${formatDay(from)}`

type Version = Representative['earlier'][number]
const FIELDS: [name: string, of: (one: Version) => string][] = [
  ['Capacity', ({ acts }) => acts],
  ['Name', representativeName],
  ['Address', ({ lines, postcode }) => [...lines, postcode].filter(Boolean).join(', ')],
  ['Telephone', ({ telephone }) => telephone],
  ['From', ({ from }) => formatDay(from)],
  ['Last day', ({ until }) => (until ? formatDay(until) : '')],
  ['Together with', ({ together }) => together],
  ['Limits', ({ limits }) => limits],
  ['Date of the proof', ({ provedOn }) => (provedOn ? formatDay(provedOn) : '')],
  ['Proof seen by', ({ seenByName }) => seenByName],
  ['Source', ({ source }) => source],
]

/** What a version said that the one after it says otherwise. */
export const changedFrom = (was: Version, is: Version): string[] =>
  FIELDS.filter(([, of]) => of(was) !== of(is)).map(([name, of]) => `${name}: ${of(was) || 'none'}`)
