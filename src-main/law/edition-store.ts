import type { Tables } from '../vault/schema.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable } from '../vault/vault.ts'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { readPack } from './edition-pack.ts'
import { loadEdition, type Edition } from './load-edition.ts'

type Imported = Tables['edition_import']

/** The edition that the office uses, and where it comes from. */
export interface Standing {
  edition: Edition
  /** The import that is in use; null for the edition that came with the program. */
  from: Imported | null
}

interface StoreParts {
  /** The edition that came with the program. */
  shipped: Edition
  papers: Pick<ReturnType<typeof officePapers>, 'getIn'>
}

/** Finds the edition in force: the last imported, unless the program itself supplies a newer one. */
export function openEditionStore({ shipped, papers }: StoreParts) {
  let read: { seq: number; paperId: string; edition: Edition } | undefined
  let fallen: Edition | undefined

  /** Without a sound file the office uses the supplied edition, and says so. */
  function fallBack(row: Imported): Edition {
    const fault = `The file of “${row.title}”, imported on ${formatDay(londonDay(row.at))}, is missing or damaged, so the office uses the edition supplied with the program. ${COPY_FIRST}`
    if (fallen?.fault !== fault) fallen = { ...shipped, fault }
    return fallen
  }

  async function opened(tx: Readable, row: Imported): Promise<Edition> {
    if (read?.seq === row.seq && read.paperId === row.paper_id) return read.edition
    try {
      const texts = readPack(await papers.getIn(tx, row.paper_id)).texts
      const edition = loadEdition(texts, { imported: true })
      if (edition.digest !== row.digest) return fallBack(row)
      read = { seq: row.seq, paperId: row.paper_id, edition }
      return edition
    } catch (error) {
      if (error instanceof Refusal) return fallBack(row)
      throw error
    }
  }

  async function standing(tx: Readable): Promise<Standing> {
    const row = await lastImport(tx)
    if (!row || row.published_on <= shipped.identity.publishedOn)
      return { edition: shipped, from: null }
    const edition = await opened(tx, row)
    return { edition, from: edition.imported ? row : null }
  }

  return {
    shipped,
    standing,
    editionIn: async (tx: Readable): Promise<Edition> => (await standing(tx)).edition,
  }
}
export type EditionStore = ReturnType<typeof openEditionStore>

export const lastImport = (tx: Readable) =>
  tx.selectFrom('edition_import').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
