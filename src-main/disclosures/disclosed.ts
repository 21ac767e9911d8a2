import type { Change } from '../audit/entry.ts'
import type { Tables } from '../vault/schema.ts'
import { z } from '../wire/schema.ts'

/** One class disclosed to one recipient, and the form it relies on: null where it relies on no form of the client’s, but on a recorded basis or on neither. */
export const DisclosedClass = z.object({
  class: z.string(),
  why: z.string(),
  consentId: z.string().nullable(),
  basisId: z.string().optional(),
})
export type DisclosedClass = z.output<typeof DisclosedClass>

/**
 * By what order of the client’s forms an act was decided: by their signatures. Acts of before, which do not say, went by the
 * day on which a form came in.
 */
export const Ordered = z.literal('by-signature').optional()

/** What was disclosed to a recipient, as the register keeps it. */
export const Disclosed = z.object({
  reader: z.string(),
  role: z.string(),
  purpose: z.string(),
  told: z.array(DisclosedClass),
})
export type Disclosed = z.output<typeof Disclosed>

/** Whether a disclosure has anything in it that relies on neither a form nor another reason; stored with its row. */
export const isBare = (told: readonly DisclosedClass[]): boolean =>
  told.some(({ consentId, why }) => consentId === null && why === '')

/** What a disclosure relies on as a whole: the weakest of its parts. */
export const basisOf = (told: readonly DisclosedClass[]): 'consent' | 'other' | 'none' =>
  isBare(told) ? 'none' : told.some(({ consentId }) => consentId === null) ? 'other' : 'consent'

/** The rows of one disclosure in the register: itself, and one for each class. */
export function registered(
  row: Omit<Tables['disclosure'], 'told' | 'bare'>,
  told: readonly DisclosedClass[],
): Change[] {
  const bare = isBare(told) ? 1 : 0
  const classes = [...new Set(told.map((one) => one.class))]
  return [
    { table: 'disclosure', put: { ...row, told: JSON.stringify(told), bare } },
    ...classes.map((about): Change => ({
      table: 'disclosure_class',
      put: { class: about, bare, id: row.id },
    })),
  ]
}
