import { randomBytes } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLog, type Outcome } from '../../src-main/audit/verify.ts'
import { newSigningKey } from '../../src-main/audit/signing-key.ts'
import { auditRules, folds } from '../../src-main/folds.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { readHead } from '../../src-main/vault/head-file.ts'
import { readKeyFile, writeKeyFile, type KeyFile } from '../../src-main/vault/key-file.ts'
import { officePapers, type Paper } from '../../src-main/vault/papers.ts'
import { someConsent } from '../consents/some-consent.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { somePdf, somePng } from '../practice/some-picture.ts'

/** Each kind is tried in this many offices, or at this many places of one. */
const TIMES = 5
let whole: string
let key: Uint8Array
const above = temporaryFolder(afterAll)

beforeAll(async () => {
  const office = await letterOffice({}, { tidy: afterAll })
  const { ask, clientId, platform, hire } = office
  platform.file = { name: 'logo.png', bytes: somePng() }
  await ask.practice.chooseLogo({})
  for (let n = 0; n < TIMES; n++) {
    const { id: consentId } = await ask.consents.record(
      someConsent(clientId, { recipient: { name: `Reader ${n}`, role: 'other' } }),
    )
    platform.file = { name: 'scan.pdf', bytes: somePdf(`page ${n}`) }
    await ask.consents.attachScan({ consentId })
  }
  await withAuthority(office)
  await letterAt(office, 'sent')
  for (let n = 0; n < TIMES; n++) await hire(`Colleague ${n}`, 'secretary')
  await office.office.close()
  whole = office.folder
  const vault = createVault({
    folder: whole,
    clock: office.clock,
    random: randomBytes,
    cost: 2 ** 4,
  })
  await vault.unlock(office.partner, PASSPHRASE)
  key = Uint8Array.from(vault.lend().key)
  await vault.lock()
}, 120_000)

interface Held {
  folder: string
  db: Connection
  /** Which of the five it is. */
  nth: number
}

/** The verdict on a copy of the office after somebody with its key has been at it. */
async function after(nth: number, act: (held: Held) => void): Promise<Outcome> {
  const folder = join(above, `copy ${randomBytes(4).toString('hex')}`)
  cpSync(whole, folder, { recursive: true })
  const file = join(folder, 'remedy.db')
  const db = openConnection({ file, key, readonly: false })
  try {
    db.pragma('foreign_keys = 0')
    act({ folder, db, nth })
  } finally {
    db.close()
  }
  const office = openConnection({ file, key, readonly: true })
  const keys = readKeyFile(join(folder, 'remedy.keys'))!
  try {
    return await verifyLog({
      ...{ office, head: readHead(join(folder, 'remedy.head')), codes: [], folds, auditRules },
      ...{ papers: join(folder, 'papers'), passingKey: randomBytes(32), begin() {}, tick() {} },
      holders: { officeName: keys.office.name, people: keys.people },
    })
  } finally {
    office.close()
    rmSync(folder, { recursive: true })
  }
}

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

interface Kind {
  kind: string
  act: (held: Held) => void
  /** What is said of it. */
  says: RegExp
  /** The entry at which it is found, where one can be named. */
  at?: (held: Held) => number
}
const STRUCTURE = /The structure of the office’s file was changed/
const KEYS = /The key file, remedy.keys, is not the one of this log/
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
]

test('control: the office that nobody touched holds, with every document and every list', async () => {
  const { verdict, findings, checks } = await after(0, () => {})
  expect(findings).toEqual([])
  expect(verdict).toBe('consistent')
  for (const { of, held, name } of checks) expect(held, name).toBe(of)
  expect(readdirSync(join(whole, 'papers')).length).toBeGreaterThan(TIMES)
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
