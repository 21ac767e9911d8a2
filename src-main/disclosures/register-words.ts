import { RESTRICTED_CLASS, type InformationClass } from '../consents/contract.ts'
import type { DisclosureLine } from './contract.ts'

/** What stands in place of whatever the reader of a report may not see. */
export const WITHHELD = 'Withheld'
/** What stands in place of whatever went with a client who was erased, and what is said of it. */
export const ERASED = 'Erased'
export const ERASED_WHY = 'Client, recipient, information and purpose were erased with the client.'
/** What stands for the restricted class in every line alike. */
export const RESTRICTED = 'restricted'

const CLASSES: Record<InformationClass | 'unclassed', string> = {
  identity: 'identity',
  location: 'location',
  health: 'health',
  [RESTRICTED_CLASS]: 'HIV and sexual health',
  'mental-health': 'mental health',
  'substance-use': 'substance use',
  offence: 'offence',
  'legal-advice': 'legal advice',
  unclassed: 'free text, no class',
}
/** The basis of a line, in words. */
export const BASIS_WORDS: Record<DisclosureLine['basis'], string> = {
  consent: 'form',
  other: 'other basis',
  none: 'no recorded basis',
  own: 'client’s own',
}

/** A class as a report says it; one that no program here knows is said as it is spelt. */
export const classWords = (about: string): string =>
  Object.hasOwn(CLASSES, about) ? CLASSES[about as keyof typeof CLASSES] : about

/** How something was disclosed: the number of the letter and its route. */
export const wayWords = ({
  letterKind,
  route,
}: Pick<DisclosureLine, 'letterKind' | 'route'>): string =>
  [letterKind, route.replaceAll('-', ' ')].filter(Boolean).join(', ')
