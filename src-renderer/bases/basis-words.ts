import type { Basis, BasisKind } from '../../src-main/bases/contract.ts'
import { formatDay, formatList, sentence } from '../../src-main/dates/words.ts'
import { PURPOSES } from '../../src-main/consents/state-words.ts'
import { CLASSES, ROLES } from '../words/disclosure-terms.ts'
import type { BadgeKind } from '../words/states.ts'

/** What a disclosure rests on besides consent. */
export const BASIS_KINDS: Record<BasisKind, string> = {
  'court-order': 'Order of court',
  'legal-duty': 'Duty in law',
  'public-interest': 'Overriding public interest',
}

/** What the paper of each kind is, and how it is cited. */
export const CITED: Record<BasisKind, string> = {
  'court-order': 'For example: Order of the County Court at Leeds, 16 November 2026, claim number.',
  'legal-duty': 'The Act or regulation, with its section.',
  'public-interest': 'For example: W v Egdell [1990] Ch 359, and who was asked for advice.',
}

/** Whether the client was told. */
export const CLIENT_TOLD: Record<Basis['client'], string> = {
  consulted: 'The client was consulted',
  told: 'The client was told',
  'not-told': 'The client was not told',
}

/** The badge of a state, and the word on it. */
export const BASIS_BADGES: Record<Basis['state'], { kind: BadgeKind; word: string }> = {
  'in-force': { kind: 'in-force', word: 'In force' },
  'paper-missing': { kind: 'blocked', word: 'Paper missing' },
  'to-confirm': { kind: 'awaiting-check', word: 'To be confirmed' },
  'to-begin': { kind: 'due', word: 'Not begun' },
  ended: { kind: 'expired', word: 'Ended' },
  'taken-back': { kind: 'withdrawn', word: 'Taken back' },
}

/** What is done about a basis, in words. */
export const STATING = {
  end: {
    title: 'End the basis',
    act: 'Record the ending',
    hint: 'For example: the order was complied with.',
    done: 'Ending recorded',
    then: 'Nothing may be disclosed on it after the last day.',
  },
  takeBack: {
    title: 'Take the basis back',
    act: 'Take it back',
    hint: 'For example: recorded by mistake, or set aside. What was recorded stays visible.',
    done: 'Basis taken back',
    then: 'Nothing may be disclosed on it any more.',
  },
  restore: {
    title: 'Restore the basis',
    act: 'Restore it',
    hint: 'Logged; what is put right stays visible.',
    done: 'Basis restored',
    then: 'It counts again once it is confirmed, if somebody else works here.',
  },
} as const

type Version = Basis['earlier'][number]
const classes = (one: Pick<Version, 'classes'>) =>
  one.classes.length === 0
    ? 'restricted or nothing'
    : formatList(one.classes.map((about) => CLASSES[about].toLowerCase()))
const client = ({ client: told, clientOn }: Pick<Version, 'client' | 'clientOn'>) =>
  clientOn ? `${CLIENT_TOLD[told]} on ${formatDay(clientOn)}` : CLIENT_TOLD[told]

/** What a basis allows, to whom, for what and when, in one line. */
export const basisInWords = (one: Basis): string =>
  `${sentence(classes(one))}; ${PURPOSES[one.purpose].toLowerCase()}; ${formatDay(one.from)} to ${formatDay(one.lastDay)}. ${client(one)}.`

const FIELDS: [name: string, of: (one: Version) => string][] = [
  ['Basis', ({ kind }) => BASIS_KINDS[kind]],
  ['Authority', ({ authority }) => authority],
  ['Recipient', ({ recipient: { name, role } }) => `${name} (${ROLES[role]})`],
  ['Purpose', ({ purpose }) => PURPOSES[purpose]],
  ['May be disclosed', classes],
  ['From', ({ from }) => formatDay(from)],
  ['Last day', ({ until }) => formatDay(until)],
  ['Client', client],
]

/** What a version said that the one after it says otherwise; of the restricted class and the reasons it says nothing. */
export const changedFrom = (was: Version, is: Version): string =>
  FIELDS.filter(([, of]) => of(was) !== of(is))
    .map(([name, of]) => `${name}: ${of(was)}`)
    .join('; ') || 'The reasons or restricted information'
