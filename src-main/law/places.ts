import {
  AddressFile,
  NOTHING_SHIPPED,
  ProviderFile,
  shippedPlaces,
  type Shipped,
} from '../establishments/shipped.ts'
import { byId } from './edition.ts'
import { editionFault, readEditionFile } from './edition-file.ts'
import type { EditionTexts } from './edition-pack.ts'
import { inOrder } from './provenance.ts'

const addressFile = 'rights/addresses.json'
const providerFile = 'rights/providers.json'

/** Reads the addresses and providers of an edition; editions older than these files have none. */
export function loadPlaces(texts: EditionTexts): Shipped {
  if (!texts.has(addressFile) && !texts.has(providerFile)) return NOTHING_SHIPPED
  const { prisons, addresses } = readEditionFile(texts, addressFile, AddressFile)
  const { providers } = readEditionFile(texts, providerFile, ProviderFile)
  const bodies = byId(addressFile, addresses)
  for (const [file, list] of [[addressFile, prisons] as const, [providerFile, providers] as const])
    byId<{ id: string }>(
      file,
      list.map(({ prison: id }) => ({ id })),
    )
  for (const { prison, versions } of prisons)
    if (!inOrder(versions))
      throw editionFault(addressFile, `entry ${prison}`, 'its versions overlap or are not in order')
  for (const { id, versions } of addresses)
    if (!inOrder(versions))
      throw editionFault(addressFile, `entry ${id}`, 'its versions overlap or are not in order')
  for (const { prison, versions } of providers)
    for (const body of versions.flatMap(({ contract, registered }) => [contract, registered]))
      if (body !== null && !bodies.has(body))
        throw editionFault(providerFile, `entry ${prison}`, `there is no body “${body}”`)
  return shippedPlaces({ prisons, addresses, providers })
}
