import { namesIn } from '../people/names.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Day, Moment } from '../wire/schema.ts'
import type { EditionUsed } from './contract.ts'
import type { EditionStore } from './edition-store.ts'
import type { Edition } from './load-edition.ts'

type Used = z.input<typeof EditionUsed>

/** An edition by what it says of itself. */
export const named = ({ identity, digest }: Edition) => ({ ...identity, digest })

/** The edition in use first, then every other that was supplied with the program or imported, newest first. */
export async function editionsUsed(tx: Readable, editionStore: EditionStore): Promise<Used[]> {
  const { edition, from } = await editionStore.standing(tx)
  const rows = await tx.selectFrom('edition_import').selectAll().orderBy('seq', 'desc').execute()
  const nameOf = await namesIn(tx)
  const { shipped } = editionStore
  const came: Used = {
    ...named(shipped),
    ...{ imported: false, inUse: from === null, at: null, by: null, file: null },
    note: from === null ? edition.fault : 'The imported edition is newer.',
  }
  const noteOf = (row: Tables['edition_import'], place: number): string | null => {
    if (row.seq === from?.seq) return null
    if (place > 0) return 'A newer edition was imported after it.'
    return edition.fault ?? 'The edition supplied with the program is newer.'
  }
  const brought = rows.map((row, place): Used => {
    const inUse = row.seq === from?.seq
    return { ...asImported(row, nameOf(row.by)), inUse, note: noteOf(row, place) }
  })
  return [came, ...brought].toSorted((one, other) => Number(other.inUse) - Number(one.inUse))
}

const asImported = (row: Tables['edition_import'], by: string): Omit<Used, 'inUse' | 'note'> => ({
  ...{ id: row.edition_id, title: row.title, publishedOn: row.published_on as Day },
  ...{ digest: row.digest, imported: true, at: row.at as Moment, by, file: row.sha256 },
})
