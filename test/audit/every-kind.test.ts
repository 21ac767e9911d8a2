import { randomBytes } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newSigningKey } from '../../src-main/audit/signing-key.ts'
import type { Connection } from '../../src-main/vault/connection.ts'
import { readKeyFile, writeKeyFile, type KeyFile } from '../../src-main/vault/key-file.ts'
import type { Paper } from '../../src-main/vault/paper-file.ts'
import { officePapers } from '../../src-main/vault/papers.ts'
import { rootOf } from '../../src-main/audit/tree.ts'
import { attackerAt } from './attacker.ts'
import { listKinds, type Kind } from './list-kinds.ts'
import { TIMES, wholeOffice, type Held } from './whole-office.ts'

const { made, after } = wholeOffice()

const seqOf = (db: Connection, act: string, nth: number) =>
  (
    db
      .prepare(`select seq from log where json_extract(leaf, '$.act') = ? order by seq`)
      .pluck()
      .all(act) as number[]
  ).at(nth)!
const scanRow = (db: Connection, nth: number) =>
  db.prepare('select * from consent_scan order by seq limit 1 offset ?').get(nth) as {
    seq: number
    paper_id: string
  }
/** Puts another document in the place of a stored one, with its row, as the program would have stored it. */
function swap({ db, folder }: Held, id: string): void {
  const papers = officePapers({ vault: null as never, folder, random: randomBytes })
  const other = papers.put(Buffer.from('%PDF-1.7 something else'))
  db.prepare('update paper set key = ?, sha256 = ?, size = ? where id = ?').run(
    other.key,
    other.sha256,
    other.size,
    id,
  )
  // Bound to its name: written once more under the name that it takes.
  const put = officePapers({
    ...{ vault: null as never, folder },
    random: (bytes) => (bytes === 16 ? Buffer.from(id, 'hex') : randomBytes(bytes)),
  })
  rmSync(join(folder, 'papers', id))
  const again: Paper = put.put(Buffer.from('%PDF-1.7 something else'))
  db.prepare('update paper set key = ? where id = ?').run(again.key, id)
  rmSync(join(folder, 'papers', other.id))
}
function destroy({ db, folder }: Held, id: string): void {
  db.prepare('delete from paper where id = ?').run(id)
  rmSync(join(folder, 'papers', id))
}
function rekey({ folder }: Held, change: (keys: KeyFile) => KeyFile): void {
  const path = join(folder, 'remedy.keys')
  writeKeyFile(path, change(readKeyFile(path)!))
}
const trigger = (db: Connection, like: string, nth: number) =>
  (
    db
      .prepare(
        `select name from sqlite_schema where type = 'trigger' and name like ? order by name`,
      )
      .pluck()
      .all(like) as string[]
  ).at(nth % TIMES)

const STRUCTURE = /The structure of the office’s file was changed/
const KEYS = /The key file, remedy.keys, is not the one of this log/
const paperOf = (seq: number) =>
  String(made.entries.find((entry) => entry.seq === seq)!.detail!['paperId'])

const logo = (db: Connection) =>
  db.prepare('select paper_id from firm_logo').pluck().get() as string

const kinds: Kind[] = [
  {
    kind: 'a scan swapped with its row',
    act: (held) => swap(held, scanRow(held.db, held.nth).paper_id),
    says: /The scan attached in entry [\d,]+ is not the document that is stored/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'a scan deleted with its row',
    act: (held) => destroy(held, scanRow(held.db, held.nth).paper_id),
    says: /The scan attached in entry [\d,]+ is not the document/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'the file of a scan deleted',
    act: ({ db, folder, nth }) => rmSync(join(folder, 'papers', scanRow(db, nth).paper_id)),
    says: /The document of the scan attached in entry [\d,]+ failed its check/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'one byte of a scan',
    act({ db, folder, nth }) {
      const file = join(folder, 'papers', scanRow(db, nth).paper_id)
      const bytes = readFileSync(file)
      bytes[30 + nth]! ^= 1
      writeFileSync(file, bytes)
    },
    says: /The document of the scan attached in entry [\d,]+ failed its check/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'the size of a scan in its row',
    act: ({ db, nth }) =>
      db.prepare('update paper set size = size + 1 where id = ?').run(scanRow(db, nth).paper_id),
    says: /The scan attached in entry [\d,]+ is not the document/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'two scans exchanged, files and rows',
    act({ db, nth }) {
      const [one, other] = [scanRow(db, nth), scanRow(db, (nth + 1) % TIMES)]
      db.prepare('update paper set id = ? where id = ?').run('x', one.paper_id)
      db.prepare('update paper set id = ? where id = ?').run(one.paper_id, other.paper_id)
      db.prepare('update paper set id = ? where id = ?').run(other.paper_id, 'x')
    },
    says: /The scan attached in entry [\d,]+ is not the document/,
  },
  {
    kind: 'the logo swapped with its row',
    act: (held) => swap(held, logo(held.db)),
    says: /The logo recorded in entry [\d,]+ is not the document/,
    at: ({ db }) => seqOf(db, 'logo-recorded', 0),
  },
  {
    kind: 'the logo deleted with its row',
    act: (held) => destroy(held, logo(held.db)),
    says: /The logo recorded in entry [\d,]+ is not the document/,
    at: ({ db }) => seqOf(db, 'logo-recorded', 0),
  },
  {
    kind: 'a document that nobody recorded',
    act: ({ db, folder }) => {
      const papers = officePapers({ vault: null as never, folder, random: randomBytes })
      const { id, key: secret, sha256, size } = papers.put(Buffer.from('A form that never was'))
      db.prepare('insert into paper (id, key, sha256, size) values (?, ?, ?, ?)').run(
        ...[id, secret, sha256, size],
      )
    },
    says: /A stored document is named by no entry/,
  },
  {
    kind: 'a trigger of the log dropped',
    act: ({ db, nth }) =>
      db.exec(`drop trigger ${trigger(db, 'log%', nth) ?? trigger(db, 'log%', 0)}`),
    says: STRUCTURE,
  },
  {
    kind: 'a trigger of the search dropped',
    act: ({ db, nth }) =>
      db.exec(`drop trigger ${trigger(db, 'search%', nth) ?? trigger(db, 'search%', 0)}`),
    says: STRUCTURE,
  },
  {
    kind: 'a hostile trigger added',
    act: ({ db, nth }) =>
      db.exec(
        `create trigger mine_${nth} after insert on log begin delete from consent_withdrawal; end`,
      ),
    says: STRUCTURE,
  },
  {
    kind: 'a trigger put in place of the program’s, under its name',
    act({ db, nth }) {
      const name = trigger(db, 'search%', nth) ?? trigger(db, 'search%', 0)
      db.exec(`drop trigger ${name}`)
      db.exec(`create trigger ${name} after insert on searchable begin select 1; end`)
    },
    says: STRUCTURE,
  },
  {
    kind: 'a view in place of a list',
    act: ({ db }) =>
      db.exec(`alter table call rename to call_kept; create view call as select * from call_kept`),
    says: STRUCTURE,
  },
  {
    kind: 'a stray table',
    act: ({ db, nth }) => db.exec(`create table mine${nth} (a)`),
    says: STRUCTURE,
  },
  {
    kind: 'an index dropped',
    act: ({ db }) => db.exec('drop index searchable_by_client'),
    says: STRUCTURE,
  },
  {
    kind: 'a column added',
    act: ({ db, nth }) => db.exec(`alter table client add column mine${nth} text`),
    says: STRUCTURE,
  },
  {
    kind: 'a client taken out of the search',
    act: ({ db }) =>
      db.exec(
        `insert into searchable_words (searchable_words, rowid, folded) select 'delete', id, folded from searchable limit 1`,
      ),
    says: /A name cannot be found by the search/,
  },
  {
    kind: 'a client taken out of the search by pieces',
    act: ({ db }) =>
      db.exec(
        `insert into searchable_trigrams (searchable_trigrams, rowid, folded) select 'delete', id, folded from searchable limit 1`,
      ),
    says: /A name cannot be found by the search/,
  },
  {
    kind: 'a word of the search taken away',
    act: ({ db }) =>
      db.exec(
        'delete from searchable_term where term in (select term from searchable_term limit 1)',
      ),
    says: /The words of the search are not those of the names/,
  },
  {
    kind: 'the private key replaced',
    act: ({ db }) =>
      db.prepare('update log_key set private_key = ?').run(newSigningKey(randomBytes).seed),
    says: /The private signing key is not the half of the public one/,
  },
  {
    kind: 'a person added to the key file',
    act: (held) =>
      rekey(held, ({ people, ...keys }) => ({
        ...keys,
        people: [...people, { ...people[0]!, personId: `mole ${held.nth}`, name: 'A mole' }],
      })),
    says: KEYS,
  },
  {
    kind: 'a person removed from the key file',
    act: (held) =>
      rekey(held, ({ people, ...keys }) => ({
        ...keys,
        people: people.filter((_, place) => place !== 1 + (held.nth % TIMES)),
      })),
    says: KEYS,
    at: ({ db, nth }) => seqOf(db, 'person-added', 1 + (nth % TIMES)),
  },
  {
    kind: 'the names of two people exchanged in the key file',
    act: (held) =>
      rekey(held, ({ people, ...keys }) => {
        const [one, other] = [people[1]!, people[2]!]
        const renamed = people.map((person) =>
          person === one
            ? { ...one, name: other.name }
            : person === other
              ? { ...other, name: one.name }
              : person,
        )
        return { ...keys, people: renamed }
      }),
    says: KEYS,
  },
  {
    kind: 'the office’s name changed in the key file',
    act: (held) =>
      rekey(held, ({ office, ...keys }) => ({
        ...keys,
        office: { ...office, name: `Other ${held.nth}` },
      })),
    says: KEYS,
    at: ({ db }) => seqOf(db, 'office-created', 0),
  },
  {
    kind: 'the office said to be a sample in the key file',
    act: (held) =>
      rekey(held, ({ office, ...keys }) => ({ ...keys, office: { ...office, sample: true } })),
    says: KEYS,
    at: ({ db }) => seqOf(db, 'office-created', 0),
  },
  ...(
    [
      ['letter that was approved', 'letter-approved', 'letter approved in'],
      ['proof of a representative', 'proof-attached', 'proof attached in'],
      ['edition of the law', 'edition-imported', 'edition of the law imported by'],
    ] as const
  ).flatMap(([name, act, words]): Kind[] => {
    const at = ({ db }: Held) => seqOf(db, act, 0)
    const id = ({ nth: _, db }: Held) => paperOf(seqOf(db, act, 0))
    const other = new RegExp(`The ${words} entry [\\d,]+ is not the document that is stored`)
    const failed = new RegExp(`The document of the ${words} entry [\\d,]+ failed its check`)
    return [
      { kind: `the ${name} swapped with its row`, act: (h) => swap(h, id(h)), says: other, at },
      { kind: `the ${name} deleted with its row`, act: (h) => destroy(h, id(h)), says: other, at },
      {
        kind: `the file of the ${name} cut short`,
        act: (h) => truncateSync(join(h.folder, 'papers', id(h)), h.nth * 7),
        says: failed,
        at,
      },
      {
        kind: `a folder in place of the ${name}`,
        act(h) {
          const file = join(h.folder, 'papers', id(h))
          rmSync(file)
          mkdirSync(file)
        },
        says: failed,
        at,
      },
    ]
  }),
  {
    kind: 'the file of one scan under the name of another',
    act: ({ db, folder, nth }) =>
      copyFileSync(
        join(folder, 'papers', scanRow(db, (nth + 1) % TIMES).paper_id),
        join(folder, 'papers', scanRow(db, nth).paper_id),
      ),
    says: /The document of the scan attached in entry [\d,]+ failed its check/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  {
    kind: 'the key of a document replaced',
    act: ({ db, nth }) =>
      db
        .prepare('update paper set key = ? where id = ?')
        .run(randomBytes(32), scanRow(db, nth).paper_id),
    says: /The document of the scan attached in entry [\d,]+ failed its check/,
    at: ({ db, nth }) => scanRow(db, nth).seq,
  },
  ...listKinds(),
  {
    kind: 'the index of the search emptied',
    act: ({ db, nth }) => {
      const index = nth % 2 === 0 ? 'searchable_words' : 'searchable_trigrams'
      db.exec(`insert into ${index} (${index}) values ('delete-all')`)
    },
    says: /A name cannot be found by the search/,
  },
  {
    kind: 'a name put into the search that nobody has',
    act: ({ db, nth }) =>
      db.exec(`insert into searchable_term (term, rim, times) values ('zz${nth}', 'zzz', 1)`),
    says: /The words of the search are not those of the names/,
  },
  {
    kind: 'the file said to be of another version',
    act: ({ db, nth }) => {
      const version = Number(db.pragma('user_version', { simple: true }))
      db.pragma(`user_version = ${version + (nth % 2 === 0 ? -1 - nth : nth)}`)
    },
    says: STRUCTURE,
  },
  {
    kind: 'an index made to refuse what the program writes',
    act: ({ db, nth }) => db.exec(`create unique index mine${nth} on call (client_id)`),
    says: STRUCTURE,
  },
  {
    kind: 'a list made again without its conditions',
    act: ({ db, nth }) => {
      const name = ['paper', 'office', 'firm_logo'][nth % 3]!
      const { sql } = db.prepare('select sql from sqlite_schema where name = ?').get(name) as {
        sql: string
      }
      db.exec(`alter table ${name} rename to kept`)
      db.exec(sql.replace(/ check \((only = 1|length\(key\) = 32)\)/, ''))
      db.exec(`insert into ${name} select * from kept; drop table kept`)
    },
    says: STRUCTURE,
  },
  {
    kind: 'a list whose new rows take another value',
    act: ({ db, nth }) => {
      const { sql } = db.prepare(`select sql from sqlite_schema where name = 'call'`).get() as {
        sql: string
      }
      db.exec(`alter table call rename to kept`)
      db.exec(sql.replace(/(\bpurpose text not null)/, `$1 default 'inform${nth}'`))
      db.exec(`insert into call select * from kept; drop table kept`)
    },
    says: STRUCTURE,
  },
  {
    kind: 'words kept for an entry that is not there',
    act: ({ db, nth }) =>
      db.exec(
        `insert into log_payload select 900${nth}, disclosures from log_payload where seq = 3`,
      ),
    says: /Contents are kept for entry 9,00\d, which is not in the log/,
  },
  {
    kind: 'a node of the tree that belongs to no entry',
    act: ({ db, nth }) =>
      db.exec(`insert into log_node (level, place, hash) values (1, 90${nth}, zeroblob(32))`),
    says: /tree|node/i,
  },
  {
    kind: 'a signature for a log longer than this one',
    act: ({ db, nth }) =>
      db.exec(
        `insert into log_checkpoint select 90${nth}0, at, note from log_checkpoint order by size limit 1`,
      ),
    says: /The signature after entry/,
  },
  {
    kind: 'the public key replaced with its private half',
    act: ({ db }) => {
      const { seed, publicKey } = newSigningKey(randomBytes)
      db.prepare('update log_key set private_key = ?, public_key = ?').run(seed, publicKey)
    },
    says: /The signature after entry|signatures? .* missing|not signed/,
  },
  {
    kind: 'a field dropped from the words of an entry',
    act: ({ db, nth }) => {
      const seq = seqOf(db, 'person-added', 1 + nth)
      const kept = db
        .prepare('select disclosures from log_payload where seq = ?')
        .pluck()
        .get(seq) as string
      const attacker = attackerAt(db)
      db.prepare('update log_payload set disclosures = ? where seq = ?').run(
        kept.replace(/~[^~]+$/, ''),
        seq,
      )
      attacker.leave()
    },
    says: /The contents kept for entry [\d,]+ are not what was logged/,
    at: ({ db, nth }) => seqOf(db, 'person-added', 1 + nth),
  },
  {
    kind: 'the head taken away',
    act: ({ folder }) => rmSync(join(folder, 'remedy.head')),
    says: /head/i,
  },
  {
    kind: 'a head of another log',
    act: ({ folder, nth }) => {
      const { size } = JSON.parse(readFileSync(join(folder, 'remedy.head'), 'utf8'))
      const root = randomBytes(32).toString('hex')
      writeFileSync(join(folder, 'remedy.head'), JSON.stringify({ size: size + nth, root }))
    },
    says: /head|end|missing/i,
  },
]

test('control: the office that nobody touched holds, with every document and every list', async () => {
  const { verdict, findings, checks } = await after(0, () => {})
  expect(findings).toEqual([])
  expect(verdict).toBe('consistent')
  for (const { of, held, name } of checks) expect(held, name).toBe(of)
  expect(readdirSync(join(made.folder, 'papers')).length).toBeGreaterThan(TIMES)
})

describe.each(kinds)('$kind', ({ act, says, at }) => {
  test(`is found ${TIMES} times of ${TIMES}, and located where an entry can be named`, async () => {
    for (let nth = 0; nth < TIMES; nth++) {
      let seq: number | undefined
      const { verdict, findings } = await after(nth, (held) => {
        seq = at?.(held)
        act(held)
      })
      expect(verdict).toBe('finding')
      const found = findings.find(({ what }) => says.test(what))
      expect(found, JSON.stringify(findings)).toBeDefined()
      if (at) expect(found!.seq).toBe(seq)
    }
  }, 60_000)
})

/** The root of the log when it had so many entries. */
const rootAt = (db: Connection, size: number) => {
  const hash = (sql: string, ...at: number[]) =>
    db
      .prepare(sql)
      .pluck()
      .get(...at) as Buffer
  const root = rootOf(
    (level, place) =>
      level === 0
        ? hash('select hash from log where seq = ?', place + 1)
        : hash('select hash from log_node where level = ? and place = ?', level, place),
    size,
  )
  return Buffer.from(root).toString('hex')
}
const unguarded = ({ db }: Held, sql: string) => {
  const attacker = attackerAt(db)
  db.exec(sql)
  attacker.leave()
}

/** What `docs/security.md` says that nothing in the folder can show, or that changes nothing the log says. */
const NOT_FOUND: { kind: string; admitted: string; act(held: Held): void }[] = [
  {
    kind: 'an older head alone',
    admitted: 'an older `remedy.head` alone',
    act({ db, folder, nth }) {
      const size = made.entries.length - 1 - nth
      writeFileSync(join(folder, 'remedy.head'), JSON.stringify({ size, root: rootAt(db, size) }))
    },
  },
  {
    kind: 'a file among the documents that no row names',
    admitted: 'a file in `papers/` that no row names',
    act: ({ folder, nth }) =>
      writeFileSync(join(folder, 'papers', randomBytes(16).toString('hex')), `stray ${nth}`),
  },
  {
    kind: 'the time beside a checkpoint',
    admitted: 'the time beside a checkpoint',
    act: (held) =>
      unguarded(
        held,
        `update log_checkpoint set at = '2001-01-0${held.nth + 1}T00:00:00.000Z' where size in
          (select size from log_checkpoint order by size limit 1 offset ${held.nth % 2})`,
      ),
  },
  {
    kind: 'the newest checkpoint missing before the next is due',
    admitted: 'a newest checkpoint that is missing before the next is due',
    act: (held) =>
      unguarded(
        held,
        'delete from log_checkpoint where size = (select max(size) from log_checkpoint)',
      ),
  },
  {
    kind: 'a line taken out of what the day lists',
    admitted: 'a line taken out of what **Day** lists',
    act: (held) =>
      unguarded(
        held,
        `delete from diary where rowid in (select rowid from diary limit 1 offset ${held.nth})`,
      ),
  },
]

describe.each(NOT_FOUND)('$kind', ({ act, admitted }) => {
  test('is found by nothing, and the documents say so', async () => {
    const documents = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8')
    expect(documents.replaceAll(/\s+/g, ' ')).toContain(admitted)
    for (let nth = 0; nth < TIMES; nth++)
      expect(await after(nth, act)).toMatchObject({ verdict: 'consistent', findings: [] })
  }, 60_000)
})
