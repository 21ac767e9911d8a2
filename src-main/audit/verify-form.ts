import type { Connection } from '../vault/connection.ts'
import { openMemory } from '../vault/connection.ts'
import { migrations } from '../vault/migrations/all.ts'
import type { Finding } from './contract.ts'
import { figure, finding, gather, REBUILD } from './finding.ts'
import { publicHalf } from './signing-key.ts'

interface Outcome {
  of: number
  held: number
  findings: Finding[]
}
type Made = Map<string, { type: string; sql: string }>

// What SQLite keeps for itself, statistics among it, is not the program's.
const MADE = `select type, name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\'`

/** Compares tables, triggers, indexes and views with those that the program makes: a trigger acts unseen at every entry. */
export function verifySchema(office: Connection): Outcome {
  const own = openMemory()
  try {
    for (const migration of migrations) own.exec(migration)
    const [wanted, found] = [madeIn(own), madeIn(office)]
    const findings = gather()
    for (const [name, { type, sql }] of wanted) {
      const there = found.get(name)
      if (!there) findings.push(wrong(`The ${type} ${name} is missing from the office’s file.`))
      else if (there.sql !== sql || there.type !== type)
        findings.push(wrong(`The ${type} ${name} is not as the program makes it.`))
    }
    for (const [name, { type }] of found)
      if (!wanted.has(name))
        findings.push(
          wrong(`The office’s file has a ${type} that the program does not make: ${name}.`),
        )
    const version = Number(office.pragma('user_version', { simple: true }))
    if (version !== migrations.length)
      findings.push(wrong(`The office’s file says it is of version ${figure(version)}.`))
    return {
      of: wanted.size,
      held: Math.max(0, wanted.size - findings.count),
      findings: findings.list(),
    }
  } finally {
    own.close()
  }
}

function madeIn(db: Connection): Made {
  const rows = db.prepare(MADE).all() as { type: string; name: string; sql: string | null }[]
  return new Map(rows.map(({ type, name, sql }) => [name, { type, sql: sql ?? '' }]))
}

const wrong = (differs: string) =>
  finding(null, 'The structure of the office’s file was changed.', differs)

/** Compares the search index with the names that it is made from. */
export function verifySearch(office: Connection): Outcome {
  const findings = gather()
  let of = 0
  const names = office.prepare('select id, folded from searchable order by id')
  const byWords = office.prepare(
    'select 1 from searchable_words where searchable_words match ? and rowid = ?',
  )
  const byPieces = office.prepare(
    'select 1 from searchable_trigrams where searchable_trigrams match ? and rowid = ?',
  )
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  for (const { id, folded } of names.iterate() as IterableIterator<{
    id: number
    folded: string
  }>) {
    of += 1
    const found = [
      /[\p{L}\p{N}]/u.test(folded) ? byWords.get(quoted(folded), id) : true,
      // Shorter than a piece, it is in no piece.
      [...folded].length >= 3 ? byPieces.get(quoted(folded), id) : true,
    ]
    if (found.includes(undefined))
      findings.push(
        finding(
          null,
          'A name cannot be found by the search.',
          `The index lacks the name recorded in entry ${figure(Math.floor(id / 100))}.`,
          REBUILD,
        ),
      )
  }
  for (const { term } of office.prepare(TERMS).iterate() as IterableIterator<{ term: string }>)
    findings.push(
      finding(
        null,
        'The words of the search are not those of the names.',
        `It differs at “${term}”.`,
        REBUILD,
      ),
    )
  return { of, held: Math.max(0, of - findings.count), findings: findings.list() }
}
const WORDS = `select value as term, count(distinct searchable.id) as n
  from searchable, json_each('["' || replace(folded, ' ', '","') || '"]') group by value`
const TERMS = `select w.term from (${WORDS}) w left join searchable_term t on t.term = w.term
  where t.times is not w.n
  union all select t.term from searchable_term t where t.term not in (select term from (${WORDS}))`

/** Whether the private key is the half of the public one: a strange one would sign what nobody can check. */
export function verifyKey(office: Connection): Finding | null {
  const row = office.prepare('select private_key, public_key from log_key').get() as
    { private_key: unknown; public_key: unknown } | undefined
  if (!row) return null
  const isHalf =
    Buffer.isBuffer(row.private_key) &&
    row.private_key.length === 32 &&
    Buffer.isBuffer(row.public_key) &&
    row.public_key.equals(publicHalf(row.private_key))
  return isHalf
    ? null
    : finding(
        null,
        'The private signing key is not the half of the public one.',
        'The next signature would not be this office’s.',
      )
}
