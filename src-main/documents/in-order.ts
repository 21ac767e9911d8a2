import type { z } from 'zod'
import { documentWords } from './document-words.ts'
import type { DocumentsSorted, KeptDocument } from './contract.ts'

type Shown = z.input<typeof KeptDocument>

/** Letters by the alphabet whatever their case, figures by their value. */
const { compare } = new Intl.Collator('en-GB', { numeric: true })

/** What somebody may see of a document, and nothing else, says its place: one that does not show it comes last, either way. */
const SAYS: Record<NonNullable<DocumentsSorted>['by'], (one: Shown) => string | null> = {
  received: ({ receivedOn }) => receivedOn,
  sender: (one) => (one.withheld ? null : one.sender),
  what: (one) => (one.withheld ? null : documentWords(one)),
}

/** Documents in an order that was asked for; those that say the same stay as they were. */
export function inOrder(rows: readonly Shown[], sort: DocumentsSorted): Shown[] {
  if (sort === null) return [...rows]
  const says = SAYS[sort.by]
  return rows.toSorted((one, other) => {
    const [a, b] = [says(one), says(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return sort.down ? compare(b, a) : compare(a, b)
  })
}
