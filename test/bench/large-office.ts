import { createHash, randomBytes, randomUUID } from 'node:crypto'
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SIGNED_EVERY } from '../../src-main/audit/append.ts'
import { writeCheckpoint } from '../../src-main/audit/checkpoint.ts'
import { commit, open } from '../../src-main/audit/commitment.ts'
import type { Change, Entry } from '../../src-main/audit/entry.ts'
import { leafHash, nodeHash, rootOf } from '../../src-main/audit/tree.ts'
import { writeLeaf } from '../../src-main/audit/leaf.ts'
import { createLog } from '../../src-main/audit/log.ts'
import { entriesFrom } from '../../src-main/audit/read.ts'
import { daysAfter } from '../../src-main/dates/days.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { folds } from '../../src-main/folds.ts'
import { fold } from '../../src-main/search/fold.ts'
import { openConnection, type Statement } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { projections } from '../../src-main/vault/projections.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { dice, someName } from './big-books.ts'
import { EVENT_ON, HOLDER, PASSPHRASE, READER, TODAY, tellStories } from './office-stories.ts'
import { resources, signedInAt, type Story } from './office-stories.ts'

/** So many clients are at work at one time: their entries lie mixed in the log, and few sign-ins serve them all. */
const AT_ONCE = 40
const CACHE = join(tmpdir(), 'remedy-large-offices')

/**
 * A copy of an office of so many clients with matters, forms, letters in every state (two and a half a client),
 * deadlines and disclosures, in a folder of its own that `clear` removes. What was made once is kept under the
 * system's temporary folder until the maker changes.
 */
export async function largeOffice(clients: number): Promise<{ folder: string; clear(): void }> {
  const kept = join(CACHE, `${versionOf()}-${clients}`)
  if (!existsSync(kept)) await make(kept, clients)
  await broughtUp(kept)
  const above = mkdtempSync(join(tmpdir(), 'remedy-large-'))
  const folder = join(above, 'office')
  cpSync(kept, folder, { recursive: true, mode: constants.COPYFILE_FICLONE })
  return { folder, clear: () => rmSync(above, { recursive: true, force: true }) }
}

/** The same, its first person signed in on the morning of its day. */
export async function largeOfficeOpen(clients: number) {
  const { folder, clear } = await largeOffice(clients)
  let now = Date.parse(`${TODAY}T09:00:00.000Z`)
  const { office, ask } = await signedInAt(folder, () => new Date((now += 10)))
  return {
    ask,
    async close() {
      await office.close()
      clear()
    },
  }
}

/** An office is migrated, and its diary worked out, once and not in every copy. */
async function broughtUp(kept: string): Promise<void> {
  const mark = join(kept, `tables-${migrations.length}`)
  if (existsSync(mark)) return
  const { office, ask } = await signedInAt(kept, () => new Date(`${TODAY}T08:00:00.000Z`))
  await ask.day.view({})
  await office.close()
  for (const name of readdirSync(kept))
    if (/^(remedy\.db\.before-|tables-)/.test(name)) rmSync(join(kept, name))
  writeFileSync(mark, '')
}

/** An office that an earlier build made opens in this one, by its migrations, as any office does. */
function versionOf(): string {
  const hash = createHash('sha256')
  for (const name of ['large-office.ts', 'office-stories.ts', 'big-books.ts'])
    hash.update(readFileSync(join(import.meta.dirname, name)))
  return hash.digest('hex').slice(0, 12)
}

async function make(kept: string, clients: number): Promise<void> {
  const version = versionOf()
  mkdirSync(CACHE, { recursive: true })
  for (const name of readdirSync(CACHE))
    if (!name.startsWith(version)) rmSync(join(CACHE, name), { recursive: true, force: true })
  const work = mkdtempSync(join(CACHE, `${version}-work-`))
  const template = join(CACHE, `${version}-template`)
  if (!existsSync(template)) {
    const stories = await tellStories(join(work, 'office'))
    writeFileSync(join(work, 'office', 'stories.json'), JSON.stringify(stories))
    settle(join(work, 'office'), template)
  }
  cpSync(template, join(work, 'office'), { recursive: true })
  const told = join(work, 'office', 'stories.json')
  const stories = JSON.parse(readFileSync(told, 'utf8')) as Story[]
  rmSync(told)
  await fill(join(work, 'office'), stories, clients)
  settle(join(work, 'office'), kept)
  rmSync(work, { recursive: true, force: true })
}

/** Two runs at once may make the same office: the first stands. */
function settle(made: string, kept: string): void {
  if (!existsSync(kept)) renameSync(made, kept)
  else rmSync(made, { recursive: true, force: true })
}

/** An entry of a story, its text cut at each word that another client has otherwise. */
interface Cut {
  act: Entry['act']
  actor: string
  parts: readonly string[]
}
interface Pattern extends Story {
  entries: readonly Cut[]
  number: number
}

async function fill(folder: string, stories: readonly Story[], clients: number): Promise<void> {
  const vault = createVault({
    folder,
    clock: () => new Date(TODAY),
    random: pooled(),
    cost: 2 ** 4,
  })
  await vault.unlock(vault.keyHolders()[0]!.personId, PASSPHRASE)
  const found = await vault.read(async (tx) => {
    const entries: Entry[] = []
    for await (const entry of entriesFrom(tx)) entries.push(entry)
    const rows = await tx.selectFrom('client').selectAll().execute()
    const people = await tx.selectFrom('person').select(['id', 'name', 'role']).execute()
    return { entries, rows, people }
  })
  const patterns = stories.map((story) => {
    const row = found.rows.find(({ surname }) => surname === story.surname)!
    const own = found.entries.filter(({ subject }) => subject === row.tag)
    return patternOf(story, row, own, found.people)
  })
  const bulk = openBulk(vault.lend())
  const last = found.entries.at(-1)!
  const writer = entryWriter(bulk, last.seq, Date.parse(last.at))
  const seat = { id: '' }
  const sit = (id: string) => {
    if (seat.id === id) return
    const { name, role } = found.people.find((one) => one.id === id)!
    if (seat.id !== '')
      writer.write('signed-out', seat.id, null, { reason: 'another person signed in' })
    writer.write('signed-in', id, null, { name, role })
    seat.id = id
  }
  const roll = dice(7)
  const total = patterns.reduce((sum, { weight }) => sum + weight, 0)
  const drawn = Array.from({ length: clients }, (_, at) => {
    // The common stories by their weight; a small office has one of each all the same.
    let place = at < patterns.length ? -1 : (roll(1e6) / 1e6) * total
    const pattern = patterns[at] ?? patterns.find(({ weight }) => (place -= weight) < 0)!
    const [least, most] = pattern.shift
    return { pattern, shift: least + roll(most - least + 1) }
  }).sort((one, other) => other.shift - one.shift)
  const prisons = establishments({ resources }).all
  const counted = clientNumbers(found.rows.length)
  for (let first = 0; first < drawn.length; first += AT_ONCE) {
    const some = drawn.slice(first, first + AT_ONCE)
    const copies = some.map(({ pattern, shift }) =>
      copyOf(pattern, { shift, roll, prisons, ...counted() }),
    )
    writer.at(Date.parse(`${daysAfter(TODAY, -some[0]!.shift)}T09:00:00.000Z`))
    while (copies.some((copy) => copy.left() > 0))
      for (const { id } of found.people) {
        const ready = copies.filter((copy) => copy.next() === id)
        if (ready.length > 0) sit(id)
        for (const copy of ready)
          while (copy.next() === id) {
            const { act, detail } = copy.take()
            writer.write(act, id, copy.tag, detail)
          }
      }
    bulk.breathe()
  }
  writer.write('signed-out', seat.id, null, { reason: 'the program was closed' })
  writer.close()
  // The last entry by the log itself, which names the head beside the file and signs it.
  const clock = () => new Date(Math.max(writer.now(), Date.parse(TODAY)))
  const log = createLog({ vault, clock, random: randomBytes, folds })
  await vault.write(async (tx) => {
    const [person] = found.people
    const { name, role } = person!
    await log.record(tx, person!, { act: 'signed-in', subject: null, detail: { name, role } })
    const detail = { reason: 'the program was closed' }
    await log.record(tx, person!, { act: 'signed-out', subject: null, detail })
    await log.checkpoint(tx)
  })
  await vault.lock()
}

function patternOf(
  story: Story,
  row: { surname: string; forenames: string; prison_number: string },
  entries: readonly Entry[],
  people: readonly { id: string }[],
): Pattern {
  const texts = entries.map(({ detail }) => JSON.stringify(detail))
  const whole = texts.join('\n')
  const staff = new Set(people.map(({ id }) => id))
  const ids = [...new Set(whole.match(UUID))].filter((id) => !staff.has(id))
  const refs = [...new Set([...whole.matchAll(/"ourRef":"([^"]+)"/g)].map(([, ref]) => ref!))]
  const names = [row.surname, row.forenames, row.prison_number, HOLDER, READER]
  const fixed = [...ids, ...refs, ...names, '"leeds"', '"hull"'].map((text) =>
    text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  const find = new RegExp(
    `(${[...fixed, '"\\d{4}-\\d\\d-\\d\\d"', '"clientNumber":\\d+'].join('|')})`,
  )
  return {
    ...story,
    entries: entries.map(({ act, actor }, at) => ({ act, actor, parts: texts[at]!.split(find) })),
    number: Number(/"clientNumber":(\d+)/.exec(whole)?.[1] ?? 0),
  }
}
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

interface Particulars {
  shift: number
  roll: ReturnType<typeof dice>
  prisons: readonly { id: string; name: string }[]
  number: number
  prisonNumber: string
}

/** Another client with the same story, so many days earlier. */
function copyOf(pattern: Pattern, { shift, roll, prisons, number, prisonNumber }: Particulars) {
  const { surname, forenames } = someName(roll)
  const prison = prisons[roll(prisons.length)]!
  const short = fold(surname).replaceAll(' ', '').slice(0, 4).toUpperCase()
  const reader = someName(roll)
  const eventOn = daysAfter(TODAY, -(210 + shift + roll(800)))
  const words = new Map<string, string>([
    [HOLDER, `Northgate Health, ${prison.name}`],
    [READER, `${reader.forenames.split(' ')[0]} ${reader.surname}`],
    ['"leeds"', JSON.stringify(prisons[roll(prisons.length)]!.id)],
    ['"hull"', JSON.stringify(prison.id)],
    [`"${EVENT_ON}"`, `"${eventOn}"`],
    [`"clientNumber":${pattern.number}`, `"clientNumber":${number}`],
  ])
  const other = (part: string): string => {
    const known = words.get(part)
    if (known !== undefined) return known
    const made = part.startsWith('Qxsurname')
      ? surname
      : part.startsWith('Qxfore')
        ? forenames
        : part.startsWith('OP/')
          ? `OP/${short}.${number}-${part.split('-').at(-1)}`
          : part.startsWith('"')
            ? `"${daysAfter(part.slice(1, -1) as Day, -shift)}"`
            : part.length === 36
              ? randomUUID()
              : prisonNumber
    words.set(part, made)
    return made
  }
  let at = 0
  return {
    tag: randomBytes(8).toString('hex'),
    left: () => pattern.entries.length - at,
    /** Whose entry comes next. */
    next: () => pattern.entries[at]?.actor,
    take() {
      const { act, parts } = pattern.entries[at++]!
      const text = parts.map((part, place) => (place % 2 === 1 ? other(part) : part)).join('')
      const detail = JSON.parse(text) as Entry['detail']
      if (act === 'client-registered')
        detail['bornOn'] = `${1950 + roll(50)}-0${1 + roll(9)}-${10 + roll(19)}`
      return { act, detail }
    },
  }
}

/** Prison numbers and the office's own, each once. */
function clientNumbers(taken: number) {
  let [number, at] = [taken + 5, 0]
  const LETTERS = 'DEFGHJKLMNPQRSTVWXYZ'
  return () => {
    number += 1
    at += 1
    const pair = Math.floor(at / 9000)
    const letters = LETTERS[Math.floor(pair / 20)]! + LETTERS[pair % 20]!
    return { number, prisonNumber: `A${1000 + (at % 9000)}${letters}` }
  }
}

type Bulk = ReturnType<typeof openBulk>

/** A connection of its own with prepared statements, which commits now and then. */
function openBulk(office: { file: string; key: Uint8Array }) {
  const db = openConnection({ ...office, readonly: false })
  const prepared = new Map<string, Statement>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const set = (table: string, to: object, where: object) => {
    const columns = Object.keys(to).map((name) => `"${name}" = ?`)
    const named = Object.entries(where).map(([name, value]) => ({ name, values: [value].flat() }))
    const wanted = named.map(({ name, values }) => `"${name}" in (${values.map(() => '?').join()})`)
    statement(`update ${table} set ${columns.join()} where ${wanted.join(' and ')}`).run(
      ...Object.values(to),
      ...named.flatMap(({ values }) => values),
    )
  }
  db.exec('begin')
  let breaths = 0
  return {
    db,
    statement,
    apply(change: Change) {
      const where = (row: object) =>
        Object.keys(row)
          .map((name) => `"${name}" = ?`)
          .join(' and ')
      const remove = (row: object) =>
        statement(`delete from ${change.table} where ${where(row)}`).run(...Object.values(row))
      if ('remove' in change) return void remove(change.remove)
      if ('set' in change) return set(change.table, change.set, change.where)
      const put: Record<string, unknown> = change.put
      remove(Object.fromEntries(projections[change.table].map((name) => [name, put[name]])))
      const names = Object.keys(put).map((name) => `"${name}"`)
      statement(
        `insert into ${change.table} (${names.join()}) values (${names.map(() => '?').join()})`,
      ).run(...Object.values(put))
    },
    breathe() {
      if (++breaths % 25 > 0) return
      db.exec('commit')
      db.exec('begin')
    },
    close() {
      db.exec('commit')
      db.pragma('wal_checkpoint(truncate)')
      db.close()
    },
  }
}

/** Lengthens the log as the program does: leaf, words, tree, a signature after every hundred, and the folds' rows. */
function entryWriter({ db, statement, apply, close }: Bulk, from: number, begin: number) {
  let [seq, now] = [from, begin]
  const random = pooled()
  const kept = new Map<string, Uint8Array>()
  const node = (level: number, place: number): Uint8Array =>
    kept.get(`${level} ${place}`) ??
    ((level === 0
      ? db
          .prepare('select hash from log where seq = ?')
          .pluck()
          .get(place + 1)
      : db
          .prepare('select hash from log_node where level = ? and place = ?')
          .pluck()
          .get(level, place)) as Uint8Array)
  const key = db.prepare('select private_key, public_key from log_key').get() as {
    private_key: Uint8Array
    public_key: Uint8Array
  }
  return {
    now: () => now,
    at: (moment: number) => void (now = Math.max(now, moment)),
    write(act: Entry['act'], actor: string, subject: string | null, detail: Entry['detail']) {
      seq += 1
      now += 137
      const { digests, disclosures } = commit(detail, random)
      const clear = { seq, at: new Date(now).toISOString(), actor, act, subject }
      const leaf = writeLeaf({ ...clear, detail: digests })
      let hash = leafHash(Buffer.from(leaf))
      statement('insert into log (seq, leaf, hash) values (?, ?, ?)').run(seq, leaf, hash)
      statement('insert into log_payload (seq, disclosures) values (?, ?)').run(seq, disclosures)
      let [level, place] = [0, seq - 1]
      for (; place % 2 === 1; place = (place - 1) / 2) {
        hash = nodeHash(node(level, place - 1), hash)
        kept.delete(`${level} ${place - 1}`)
        statement('insert into log_node (level, place, hash) values (?, ?, ?)').run(
          ...[++level, (place - 1) / 2, hash],
        )
      }
      kept.set(`${level} ${place}`, hash)
      if (seq % SIGNED_EVERY === 0) {
        const signing = { seed: key.private_key, publicKey: key.public_key }
        const note = writeCheckpoint({ size: seq, root: rootOf(node, seq) }, signing)
        statement('insert into log_checkpoint (size, at, note) values (?, ?, ?)').run(
          ...[seq, clear.at, note],
        )
      }
      // Folded as it will be read back, so that a rebuild draws the same rows.
      const entry = { ...clear, detail: open(disclosures, digests) }
      for (const change of folds[act]?.(entry) ?? []) apply(change)
    },
    close,
  }
}

function pooled(): (bytes: number) => Uint8Array {
  let [pool, used] = [randomBytes(65_536), 0]
  return (bytes) => {
    if (used + bytes > pool.length) [pool, used] = [randomBytes(65_536), 0]
    used += bytes
    return pool.subarray(used - bytes, used)
  }
}
