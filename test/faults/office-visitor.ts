import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPlain } from '../../src-main/vault/connection.ts'
import { copyForReading } from '../../src-main/vault/copy-for-reading.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'

/** Opens an office in its folder and then on a copy, as somebody who owns neither, and prints what came of it. */
const [place = '', personId = '', passphrase = ''] = process.argv.slice(2)

async function visit(folder: string) {
  const random = (bytes: number): Uint8Array => randomBytes(bytes)
  const vault = createVault({ folder, clock: () => new Date(), random })
  try {
    await vault.unlock(personId, passphrase)
    const people = await vault.read((tx) => tx.selectFrom('person').select('id').execute())
    await vault.lock()
    return { people: people.length }
  } catch (error) {
    return error instanceof Refusal ? error.toData() : { crash: String(error) }
  }
}

// The database's addon is loaded here, while this process may still read the program's own folder.
const elsewhere = mkdtempSync(join(tmpdir(), 'remedy-visitor-'))
openPlain(join(elsewhere, 'a.db'), { readonly: false }).close()
rmSync(elsewhere, { recursive: true })
if (process.getuid?.() === 0) {
  process.setgid?.(65534)
  process.setuid?.(65534)
}
const there = await visit(place)
const copy = copyForReading(place)
const onCopy = await visit(copy)
rmSync(copy, { recursive: true })
console.log(JSON.stringify({ there, onCopy }))
