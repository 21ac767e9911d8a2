import type { Connection } from './connection.ts'

/** The search index and the names that it is made from, for a verification on a connection of its own. */
export function searchIndex(db: Connection) {
  const names = db.prepare('select id, folded from searchable order by id')
  const finds = (index: string) => {
    const asked = db.prepare(`select 1 from ${index} where ${index} match ? and rowid = ?`)
    return (words: string, id: number) => asked.get(words, id) !== undefined
  }
  return {
    names: () => names.iterate() as IterableIterator<{ id: number; folded: string }>,
    byWords: finds('searchable_words'),
    byPieces: finds('searchable_trigrams'),
    /** Words that are kept otherwise than the names have them. */
    strayTerms: () => db.prepare(`select count(*) from (${TERMS})`).pluck().get() as number,
  }
}

const WORDS = `select value as term, count(distinct searchable.id) as n
  from searchable, json_each('["' || replace(folded, ' ', '","') || '"]') group by value`
const TERMS = `select w.term from (${WORDS}) w left join searchable_term t on t.term = w.term
  where t.times is not w.n
  union all select t.term from searchable_term t where t.term not in (select term from (${WORDS}))`
