import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { signErasures } from '../audit/erasure-list.ts'
import { replaceFile } from '../vault/durable-file.ts'
import type { Vault } from '../vault/vault.ts'
import { erasuresIn } from './read-erasure.ts'

/** The list of erasures beside the office: an older copy that is put back owes what it names. */
export const ERASURES_FILE = 'remedy.erasures'

/** Writes the list where it is not what the log says; an office that never erased has none. */
export async function keepErasures(vault: Pick<Vault, 'read'>, folder: string): Promise<void> {
  const text = await vault.read(async (tx) => {
    const listed = await erasuresIn(tx)
    return listed.length === 0 ? null : signErasures(tx, listed)
  })
  const file = join(folder, ERASURES_FILE)
  if (text !== null && text !== textOf(file)) replaceFile(file, text)
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
