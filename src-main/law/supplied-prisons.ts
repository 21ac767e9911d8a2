import { establishments } from '../establishments/establishments.ts'
import type { Shipped } from '../establishments/shipped.ts'
import { editionTexts } from './edition-file.ts'
import { editionDigest } from './load-edition.ts'
import { loadPlaces } from './places.ts'
import { loadBodies } from './routing.ts'

/** What comes with the program of prisons and bodies: their names, and the addresses of its own edition. */
export interface SuppliedPrisons {
  /** Of the edition that the addresses and bodies are of. */
  digest: string
  prisonOf(id: string): { id: string; name: string } | undefined
  places: Shipped
  /** Every name that a body of that edition has had. */
  namesOf(bodyId: string): string[]
}

/** Reads them from the program’s own folder. */
export function suppliedPrisons(resources: string): SuppliedPrisons {
  const texts = editionTexts(resources)
  const { byId } = establishments({ resources })
  const bodies = loadBodies(texts)
  return {
    ...{ digest: editionDigest(texts), prisonOf: byId, places: loadPlaces(texts) },
    namesOf: (id) => bodies.get(id)?.names.map(({ name }) => name) ?? [],
  }
}
