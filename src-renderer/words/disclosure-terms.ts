import type { z } from 'zod'
import {
  RESTRICTED_CLASS,
  type InformationClass,
  type Purpose,
  type RecipientRole,
} from '../../src-main/consents/contract.ts'
import type { LetterContent, PassageClass } from '../../src-main/letters/contract.ts'

/** What a passage may be about. */
export type ClassOf = z.output<typeof PassageClass>

/** Each class of information as it stands at the head of a column or a row. */
export const CLASSES: Record<InformationClass, string> = {
  identity: 'Identity',
  location: 'Location',
  health: 'Health',
  [RESTRICTED_CLASS]: 'HIV, sexual health',
  'mental-health': 'Mental health',
  'substance-use': 'Substance use',
  offence: 'Offence',
  'legal-advice': 'Legal advice',
}

/** The classes in the order of the form and the grid. */
export const ALL_CLASSES = Object.keys(CLASSES) as InformationClass[]

/** The classes that can be spoken of aloud. */
export type Spoken = Exclude<InformationClass, typeof RESTRICTED_CLASS>

/** Each class as one says it on the telephone. */
export const SPOKEN: Record<Spoken, string> = {
  identity: 'that we act for our client',
  location: 'where our client is',
  health: 'about our client’s health',
  'mental-health': 'about our client’s mental health',
  'substance-use': 'about drugs and alcohol',
  offence: 'about the offence',
  'legal-advice': 'about our advice',
}

/** Whether a class is restricted: its text and its name alike. */
export const isRestricted = (of: ClassOf | null): boolean => of === RESTRICTED_CLASS

/** The classes that are ticked on a form one under another. */
export const OPEN_CLASSES = ALL_CLASSES.filter((about) => about !== RESTRICTED_CLASS)

/** What a recipient is to the client. */
export const ROLES: Record<z.output<typeof RecipientRole>, string> = {
  'records-holder': 'Records holder',
  treating: 'Treating clinician',
  custody: 'Custody: Governor or Director',
  commissioner: 'Commissioner',
  ombudsman: 'Ombudsman',
  regulator: 'Regulator',
  coroner: 'Coroner',
  expert: 'Expert',
  family: 'Family',
  opponent: 'Opponent',
  other: 'Other',
}

/** The same for the readers of a letter, who may be the client. */
export const READER_ROLES = { ...ROLES, client: 'The client' } satisfies Record<
  LetterContent['addressee']['role'],
  string
>

/** What something may be told for, in a line under a name. */
export const SHORT_PURPOSES: Record<z.output<typeof Purpose>, string> = {
  'obtain-records': 'for records',
  treatment: 'for treatment',
  complaint: 'for a complaint',
  'legal-claim': 'for a claim',
  inform: 'to be informed',
}

/** The word on a passage's chip; what is restricted says only that. */
export function chipWord(of: ClassOf | null): string {
  if (of === null) return 'no class chosen'
  if (of === 'none') return 'not personal'
  return isRestricted(of) ? 'restricted' : CLASSES[of].toLowerCase()
}

/** A table of words as the items of a select. */
export const asItems = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))
