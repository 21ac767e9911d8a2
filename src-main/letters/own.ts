import { nameKey } from '../clients/known-client.ts'
import { foldedInOneStyle } from '../establishments/styles.ts'
import { tidyPostcode } from '../wire/postal.ts'
import type { Addressee } from './contract.ts'

/** Who the client is: the names they go by, and where post reaches them by the records. */
export interface Own {
  names: ReadonlySet<string>
  places: readonly Place[]
}
/** What an address must say to be one that is on record. */
export interface Place {
  lines: readonly string[]
  postcode: string
}

/** Whether a reader bears a name of the client’s, and no word besides. Pure. */
export const isNamed = ({ name }: Pick<Addressee, 'name'>, { names }: Own): boolean =>
  names.has(nameKey(name))

/** Whether an address is one that is on record for the client. Pure. */
export const isPlaced = (to: Pick<Addressee, 'lines' | 'postcode'>, { places }: Own): boolean =>
  places.some((place) => says(to, place))

function says(typed: Pick<Addressee, 'lines' | 'postcode'>, { lines, postcode }: Place): boolean {
  const said = typed.lines.map(foldedInOneStyle)
  return (
    lines.map(foldedInOneStyle).every((line) => said.some((one) => one.includes(line))) &&
    (postcode === '' || tidyPostcode(typed.postcode) === tidyPostcode(postcode))
  )
}
