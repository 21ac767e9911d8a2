import { HELD_CLASS } from '../../src-main/consents/contract.ts'
import type { z } from 'zod'
import type { PassageClass } from '../../src-main/letters/contract.ts'

export type ClassOf = z.output<typeof PassageClass>

/** What a passage may be about, in the order one chooses it. */
export const CLASSES: { value: ClassOf; label: string }[] = [
  { value: 'identity', label: 'Identity' },
  { value: 'location', label: 'Location' },
  { value: 'health', label: 'Health' },
  { value: HELD_CLASS, label: 'HIV, sexual health' },
  { value: 'mental-health', label: 'Mental health' },
  { value: 'substance-use', label: 'Substance use' },
  { value: 'offence', label: 'Offence' },
  { value: 'legal-advice', label: 'Legal advice' },
]

/** Whether a class is held back from the eye: its text and its name alike. */
export const isHeld = (of: ClassOf | null): boolean => of === HELD_CLASS

/** The word on a chip; what is held says only that. */
export function classInWords(of: ClassOf | null): string {
  if (of === null) return 'no class yet'
  if (of === 'none') return 'not personal'
  if (isHeld(of)) return 'held class'
  return CLASSES.find(({ value }) => value === of)!.label.toLowerCase()
}
