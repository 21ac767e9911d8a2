import { createHash } from 'node:crypto'
import { Day, z } from '../wire/schema.ts'
import { loadDeadlineLaw, type DeadlineLaw } from './edition.ts'
import { readEditionFile } from './edition-file.ts'
import { manifestOf, type EditionTexts } from './edition-pack.ts'
import type { Shipped } from '../establishments/shipped.ts'
import { loadHolidays, type Holidays } from './holidays.ts'
import { loadPlaces } from './places.ts'
import { loadReference, type Reference } from './reference.ts'
import { loadRouting, type Routing } from './routing.ts'

/** An edition says which one it is. */
export const EditionIdentity = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,40}$/),
  title: z.string().min(1).max(200),
  publishedOn: Day,
})
export type EditionIdentity = z.output<typeof EditionIdentity>

/** A whole edition, read and found sound. */
export interface Edition {
  readonly identity: EditionIdentity
  /** SHA-256 over the names and hashes of its files, hexadecimal. */
  readonly digest: string
  readonly texts: EditionTexts
  /** False for the one that came with the program. */
  readonly imported: boolean
  /** Why the office uses this one in place of another, in words; null where it does not. */
  readonly fault: string | null
  readonly law: DeadlineLaw
  readonly holidays: Holidays
  readonly routing: Routing
  readonly reference: Reference
  /** Addresses and providers of healthcare. */
  readonly places: Shipped
}

/** SHA-256 over what the publisher signs of these files, hexadecimal. */
export const editionDigest = (texts: EditionTexts): string =>
  createHash('sha256').update(manifestOf(texts), 'utf8').digest('hex')

/** Reads every file of an edition; refuses it whole at the first fault, naming file and entry. */
export function loadEdition(texts: EditionTexts, { imported = false } = {}): Edition {
  const identity = readEditionFile(texts, 'rights/edition.json', EditionIdentity)
  const law = loadDeadlineLaw(texts)
  const routing = loadRouting(texts, law)
  return {
    ...{ identity, texts, imported, law, routing },
    digest: editionDigest(texts),
    fault: null,
    holidays: loadHolidays(texts),
    reference: loadReference(texts, law, routing),
    places: loadPlaces(texts),
  }
}
