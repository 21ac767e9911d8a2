import type { Disclosure, DisclosureLine } from '../../src-main/disclosures/contract.ts'
import { PURPOSES } from '../../src-main/consents/state-words.ts'
import { CLASSES, ROLES } from '../words/disclosure-terms.ts'
import { KINDS } from '../../src-main/letters/contract.ts'
import { routeInWords } from '../words/letters.ts'
import { sentence, formatDay, formatList } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'

/** What a disclosure rests on, as its badge and in a sentence. */
export const BASES: Record<
  DisclosureLine['basis'],
  { kind: BadgeKind; word: string; says: string }
> = {
  consent: {
    kind: 'in-force',
    word: 'Form',
    says: 'A form signed by the client covers everything.',
  },
  other: {
    kind: 'check',
    word: 'Other basis',
    says: 'Part of it relies on a reason other than a form, shown below.',
  },
  own: {
    kind: 'in-force',
    word: 'Client’s own',
    says: 'The client’s own information, told to the client.',
  },
  none: { kind: 'finding', word: 'No basis', says: 'Part of it has no recorded basis.' },
}

const LATER: Record<Disclosure['knownLater'][number]['what'], (of: string) => string> = {
  withdrawn: (of) => `a withdrawal of ${of}`,
  'withdrawal-undone': (of) => `that the withdrawal of ${of} had been recorded wrongly`,
  returned: () => 'that the form had been recorded wrongly; it was returned for correction',
}
/** What came to be known of a form after something was disclosed on it. */
export const laterInWords = ({ what, of, recordedOn }: Disclosure['knownLater'][number]): string =>
  `${formatDay(recordedOn)}: ${LATER[what](of ? formatDay(of) : 'an unknown day')}`

const known = <Words extends Record<string, string>>(words: Words, name: string): string =>
  (Object.hasOwn(words, name) ? words[name] : undefined) ?? name

/** A class as the register says it; one that nobody chose is said to be so. */
export const classInWords = (about: string): string =>
  about === 'unclassed' ? 'Free text, no class' : known(CLASSES, about)

/** Several classes as one begins a line with them. */
export const classesInWords = (all: readonly string[]): string =>
  sentence(formatList(all.map((about) => classInWords(about).toLowerCase())))

/** The role of a reader. */
export const roleOfReader = (role: string): string =>
  role === 'client' ? 'The client' : known(ROLES, role)

/** For what it was told. */
export const purposeInWords = (purpose: string): string => known(PURPOSES, purpose)

/** By what way something was told: its number, its name and the route. */
export function wayInWords({
  letterKind,
  route,
  late,
}: Pick<DisclosureLine, 'letterKind' | 'route' | 'late'>) {
  if (letterKind === null) return route === 'audit-pack' ? 'In an audit pack' : 'By telephone'
  const kind = Object.hasOwn(KINDS, letterKind) ? KINDS[letterKind as keyof typeof KINDS].name : ''
  return `${letterKind} ${kind}, ${routeInWords(route).toLowerCase()}${late ? ', recorded late' : ''}`
}

/** The sentence over the register. */
export function registerSentence(
  { all, bare }: { all: number; bare: number },
  counted: (count: number, one: string, many: string) => string,
): string {
  if (all === 0) return 'No disclosures match.'
  const first = `${counted(all, 'disclosure', 'disclosures')}.`
  return bare === 0
    ? `${first} Each has a form or another recorded reason.`
    : `${first} ${counted(bare, 'has no recorded basis and is listed', 'have no recorded basis and are listed')} first.`
}

type Form = NonNullable<Disclosure['bases'][number]['form']>
/** How a form stood with its second check. */
export function checkInWords({ check, checkedBy }: Pick<Form, 'check' | 'checkedBy'>): string {
  if (check === 'passed') return `checked by ${checkedBy}`
  if (check === 'not-needed') return 'no second check required at the time'
  if (check === 'removed') return 'another client’s form'
  return check === 'returned'
    ? 'returned for correction at its second check'
    : 'second check not made'
}
