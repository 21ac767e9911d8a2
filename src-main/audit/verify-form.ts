import type { Connection } from '../vault/connection.ts'
import { emptyTables } from '../vault/empty-tables.ts'
import { searchIndex } from '../vault/search-index.ts'
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
  const own = emptyTables()
  try {
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
  return new Map(
    rows.map(({ type, name, sql }) => [
      name,
      { type, sql: sql === null ? '' : shapeOf(db, { type, name, sql }) },
    ]),
  )
}

/**
 * A table by its columns, keys and conditions: an older program may have written the same table in other words. Everything
 * else by its text.
 */
function shapeOf(db: Connection, { type, name, sql }: { type: string; name: string; sql: string }) {
  const words = sql
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (type !== 'table' || /^create virtual/i.test(words)) return words
  const asked = [
    'pragma_table_xinfo(?)',
    'pragma_foreign_key_list(?)',
    "pragma_table_list where name = ? and schema = 'main'",
  ]
  const told = asked.map((from) => db.prepare(`select * from ${from}`).all(name))
  return JSON.stringify([told, checksIn(words)])
}

/** Every condition of a table, to the bracket that closes it. */
function checksIn(words: string): string[] {
  return [...words.matchAll(/\bcheck\s*\(/gi)].map(({ index, 0: begin }) => {
    let [end, depth] = [index + begin.length, 1]
    for (; depth > 0 && end < words.length; end++)
      depth += words[end] === '(' ? 1 : words[end] === ')' ? -1 : 0
    return words.slice(index, end)
  })
}

const wrong = (differs: string) =>
  finding(null, 'The structure of the office’s file was changed.', differs)

/** Compares the search index with the names that it is made from. */
export function verifySearch(office: Connection): Outcome {
  const findings = gather()
  let of = 0
  const index = searchIndex(office)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  for (const { id, folded } of index.names()) {
    of += 1
    const found = [
      /[\p{L}\p{N}]/u.test(folded) ? index.byWords(quoted(folded), id) : true,
      // Shorter than a piece, it is in no piece.
      [...folded].length >= 3 ? index.byPieces(quoted(folded), id) : true,
    ]
    if (found.includes(false))
      findings.push(
        finding(
          null,
          'A name cannot be found by the search.',
          `The index lacks the name recorded in entry ${figure(Math.floor(id / 100))}.`,
          REBUILD,
        ),
      )
  }
  const strays = index.strayTerms()
  if (strays > 0)
    findings.push({
      ...finding(
        null,
        'The words of the search are not those of the names.',
        'A word is there that no name has, or one is lacking.',
        REBUILD,
      ),
      ...(strays > 1 ? { more: { count: strays - 1, entries: [] } } : {}),
    })
  return { of, held: Math.max(0, of - findings.count), findings: findings.list() }
}
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
