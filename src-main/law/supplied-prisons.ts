import { establishments } from '../establishments/establishments.ts'
import type { Shipped } from '../establishments/shipped.ts'
import { editionTexts } from './edition-file.ts'
import { editionDigest } from './load-edition.ts'
import { loadPlaces } from './places.ts'

/** What comes with the program of prisons: their names, and the addresses of its own edition. */
export interface SuppliedPrisons {
  /** Of the edition that the addresses are of. */
  digest: string
  prisonOf(id: string): { id: string; name: string } | undefined
  places: Shipped
}

/** Reads them from the program’s own folder. */
export function suppliedPrisons(resources: string): SuppliedPrisons {
  const texts = editionTexts(resources)
  const { byId } = establishments({ resources })
  return { digest: editionDigest(texts), prisonOf: byId, places: loadPlaces(texts) }
}
