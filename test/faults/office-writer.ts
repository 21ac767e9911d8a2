import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { openConnection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import type { Writable } from '../../src-main/vault/vault.ts'

/** Works in an office until it is killed, telling its parent `ready` and then the number of each act it has done. */
const [folder = '', way = 'honest', personId = '', passphrase = '', most = 'Infinity'] =
  process.argv.slice(2)
const say = (text: string | number) => writeSync(1, `${text}\n`)
const random = (bytes: number): Uint8Array => randomBytes(bytes)
const vault = createVault({ folder, clock: () => new Date(), random })

const leafOf = (seq: number) => JSON.stringify({ seq, said: 'x'.repeat((seq * 7919) % 3000) })
const hashOf = (leaf: string) => createHash('sha256').update(leaf).digest()

/** One act: five tables and two indexes that must all have it or none. */
async function act(tx: Writable, seq: number): Promise<void> {
  const leaf = leafOf(seq)
  const hash = hashOf(leaf)
  const id = `p${seq}`
  const found = { client_id: id, kind: 'name', shown: id, folded: `hester vane ${id}` }
  await tx.insertInto('log').values({ seq, leaf, hash }).execute()
  await tx.insertInto('log_payload').values({ seq, disclosures: '{}' }).execute()
  await tx.insertInto('log_node').values({ level: 1, place: seq, hash }).execute()
  await tx.insertInto('person').values({ id, name: id, role: 'partner', works: 1 }).execute()
  await tx
    .insertInto('searchable')
    .values({ id: seq, ...found })
    .execute()
  tx.setHead({ size: seq, root: hash.toString('hex') })
  if (way === 'early') say(seq)
}

/** The control: the same rows, each on its own. */
function actLoosely(): (seq: number) => void {
  const db = openConnection({ ...vault.lend(), readonly: false })
  const inserts = [
    "insert into log values (@seq, '{}', @hash)",
    "insert into log_payload values (@seq, '{}')",
    'insert into log_node values (1, @seq, @hash)',
    "insert into person values ('p' || @seq, '', 'partner', 1)",
    "insert into searchable values (@seq, '', 'name', '', '')",
  ].map((sql) => db.prepare(sql))
  return (seq) => {
    for (const insert of inserts) insert.run({ seq, hash: hashOf(String(seq)) })
  }
}

// Its parent starts it early, so that loading does not count, and says when the office is free.
if (way !== 'alone') {
  await once(process.stdin, 'data')
  process.stdin.destroy()
}
await vault.unlock(personId, passphrase)
const last = await vault.read((tx) =>
  tx.selectFrom('log').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst(),
)
let seq = last?.seq ?? 0
const loosely = way === 'loose' ? actLoosely() : null
say('ready')
for (let done = 0; done < Number(most); done++) {
  seq++
  if (loosely) loosely(seq)
  else await vault.write((tx) => act(tx, seq))
  if (way !== 'early') say(seq)
}
await vault.lock()
