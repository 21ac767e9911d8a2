import type { z } from 'zod'
import {
  HELD_CLASS,
  type ConsentDraft,
  type InformationClass,
  type Purpose,
  type RecipientRole,
  type Withdrawal,
} from '../../src-main/consents/contract.ts'

type Role = z.output<typeof RecipientRole>
type For = z.output<typeof Purpose>

/** Each class of information as it stands at the head of a column or a row. */
export const CLASSES: Record<InformationClass, string> = {
  identity: 'Identity',
  location: 'Location',
  health: 'Health',
  [HELD_CLASS]: 'HIV, sexual health',
  'mental-health': 'Mental health',
  'substance-use': 'Substance use',
  offence: 'Offence',
  'legal-advice': 'Legal advice',
}

/** The classes in the order of the form and the grid. */
export const ALL_CLASSES = Object.keys(CLASSES) as InformationClass[]

/** The classes that are ticked on a form one under another. */
export const OPEN_CLASSES = ALL_CLASSES.filter((about) => about !== HELD_CLASS)

/** What a recipient is to the client. */
export const ROLES: Record<Role, string> = {
  'records-holder': 'Records holder',
  treating: 'Treating',
  custody: 'Custody',
  commissioner: 'Commissioner',
  ombudsman: 'Ombudsman',
  regulator: 'Regulator',
  expert: 'Expert',
  family: 'Family',
  opponent: 'Opponent',
  other: 'Somebody else',
}

/** What something may be told for. */
export const PURPOSES: Record<For, string> = {
  'obtain-records': 'To obtain records',
  treatment: 'Treatment',
  complaint: 'A complaint',
  'legal-claim': 'A legal claim',
  inform: 'To keep informed',
}

/** The same in a line under a name. */
export const SHORT_PURPOSES: Record<For, string> = {
  'obtain-records': 'for records',
  treatment: 'for treatment',
  complaint: 'for a complaint',
  'legal-claim': 'for a claim',
  inform: 'to be informed',
}

/** The two kinds of form. */
export const FORM_KINDS: Record<ConsentDraft['kind'], { name: string; does: string }> = {
  'authority-to-obtain': {
    name: 'Authority to obtain records',
    does: 'The client lets somebody give us what they hold.',
  },
  'consent-to-tell': {
    name: 'Consent to tell',
    does: 'The client lets us tell somebody.',
  },
}

/** How a form came in. */
export const WAYS: Record<ConsentDraft['how'], string> = {
  post: 'By post',
  visit: 'At a visit',
  video: 'By video link',
  hand: 'By hand',
}

/** How a withdrawal came in. */
export const WITHDRAWN_BY: Record<z.output<typeof Withdrawal>['how'], string> = {
  post: 'By post',
  slip: 'Withdrawal slip',
  visit: 'At a visit',
  video: 'By video link',
  telephone: 'By telephone',
  hand: 'By hand',
}

/** How the client was asked again. */
export const ASKED_BY = {
  visit: 'At a visit',
  video: 'By video link',
  telephone: 'By telephone',
  post: 'By post',
} as const

/** A table of words as the items of a select. */
export const asItems = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
