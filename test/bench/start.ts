import { execFileSync } from 'node:child_process'
import { randomBytes, scryptSync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { writeCheckpoint } from '../../src-main/audit/checkpoint.ts'
import { leafHash, rootOf } from '../../src-main/audit/tree.ts'
import { commandPlatform } from '../../src-main/commands/terminal.ts'
import { contract } from '../../src-main/contract.ts'
import { openOffice } from '../../src-main/office.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import { fillClients } from './big-books.ts'
import { lengthen } from './long-log.ts'
import { measure, round, type Report } from './rounds.ts'

const PASSPHRASE = 'plum orchard gate lamp'
/** Of a real office; the one measured has a cheap key, so that the rest shows. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 }

interface Start {
  loaded: number
  opened: number
  answered: number
  peakMB: number
}

/**
 * From nothing to the first answer, each time in a new process: the office of `--clients 20000` with a log of
 * `--entries 300000`, against a bare script that opens the same file by its raw key and asks the same.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const size = { clients: option('--clients', 20_000), entries: option('--entries', 300_000) }
  const above = mkdtempSync(join(tmpdir(), 'remedy-bench-'))
  const folder = join(above, 'office')
  const starts: Record<string, Start[]> = { remedy: [], floor: [] }
  const start = (what: string, secret: string) => {
    const script = resolve(import.meta.dirname, 'start-alone.ts')
    const said = execFileSync(process.execPath, [script, what, folder, secret], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    starts[what]!.push(JSON.parse(said) as Start)
  }
  try {
    const key = await bigOffice(folder, size)
    const measured = await measure(
      [
        { name: 'remedy', run: () => start('remedy', PASSPHRASE) },
        { name: 'floor', run: () => start('floor', key) },
        { name: 'node and nothing else', run: () => execFileSync(process.execPath, ['-e', '0']) },
        { name: 'scrypt of a sign-in, apart', run: () => scryptSync('words', 'salt', 32, SCRYPT) },
      ],
      option('--rounds', 9),
    )
    const cases = measured.map((one) => ({
      ...one,
      peakMB: Math.round(Math.max(0, ...(starts[one.name] ?? []).map(({ peakMB }) => peakMB))),
    }))
    const [remedy, floor] = cases
    const parts = (name: string) => {
      const middle = (of: (one: Start) => number) =>
        Math.round(
          starts[name]!.map(of).sort((one, other) => one - other)[starts[name]!.length >> 1]!,
        )
      return `${name}: loaded after ${middle((one) => one.loaded)} ms, opened in ${middle((one) => one.opened - one.loaded)} ms, answered in ${middle((one) => one.answered - one.opened)} ms`
    }
    return {
      name: 'start',
      cases,
      ratios: { 'remedy/floor': round(remedy!.medianMs / floor!.medianMs) },
      notes: [
        `${size.clients} clients and a log of ${size.entries} entries, encrypted; from the sources, whose types are stripped at each start`,
        parts('remedy'),
        parts('floor'),
        'the office measured has a cheap key: a sign-in takes one scrypt more',
      ],
    }
  } finally {
    rmSync(above, { recursive: true, force: true })
  }
}

/** Makes the office and fills its file in bulk; gives the file's key in hexadecimal. */
async function bigOffice(
  folder: string,
  { clients, entries }: { clients: number; entries: number },
) {
  const resources = resolve(import.meta.dirname, '../../resources')
  const surroundings = { clock: () => new Date(), random: randomBytes }
  const platform = commandPlatform(folder)
  const office = await openOffice({ folder, resources, platform, keyCost: 2 ** 4, ...surroundings })
  const ask = askThrough(contract, office.dispatch)
  const chosen = { passphrase: PASSPHRASE, passphraseAgain: PASSPHRASE }
  await ask.signIn.createOffice({ officeName: 'Bench', personName: 'Hester Vane', ...chosen })
  await office.close()
  const vault = createVault({ folder, ...surroundings })
  await vault.unlock(vault.keyHolders()[0]!.personId, PASSPHRASE)
  const { file, key } = vault.lend()
  fillClients({ file, key }, clients)
  const db = openConnection({ file, key, readonly: false })
  const { size } = db.prepare('select max(seq) as size from log').get() as { size: number }
  lengthen(db, size, entries)
  sign(db, entries)
  db.close()
  const secret = Buffer.from(key).toString('hex')
  await vault.lock()
  return secret
}

/** Signs the log as it stands, as the office does at every hundredth entry. */
function sign(db: Connection, size: number): void {
  const leaf = db.prepare('select leaf from log where seq = ?').pluck()
  const node = db.prepare('select hash from log_node where level = ? and place = ?').pluck()
  const root = rootOf(
    (level, place) =>
      level === 0
        ? leafHash(Buffer.from(leaf.get(place + 1) as string))
        : (node.get(level, place) as Uint8Array),
    size,
  )
  const made = db.prepare('select private_key, public_key from log_key').get() as {
    private_key: Uint8Array
    public_key: Uint8Array
  }
  const note = writeCheckpoint(
    { size, root },
    { seed: made.private_key, publicKey: made.public_key },
  )
  db.prepare('insert into log_checkpoint (size, at, note) values (?, ?, ?)').run(
    size,
    '2026-11-22T09:00:00.000Z',
    note,
  )
}
