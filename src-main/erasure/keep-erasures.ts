import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { erasuresOwed, type Listed, listedBy, signErasures } from '../audit/erasure-list.ts'
import { replaceFile } from '../vault/durable-file.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { erasuresIn } from './read-erasure.ts'

/** The list of erasures in the office’s folder: an older copy that is put back owes what it names. */
export const ERASURES_FILE = 'remedy.erasures'
/** The same list once more beside the folder, for a copy of the whole folder that is put back. */
const filesOf = (folder: string) => [join(folder, ERASURES_FILE), `${folder}.erasures`]

/** What the lists beside this office name that its log has not made, and the text that names it. */
export async function listBeside(
  tx: Readable,
  folder: string,
): Promise<{ owed: Listed[]; text: string }> {
  const texts = filesOf(folder).flatMap((file) => textOf(file) ?? [])
  if (texts.length === 0) return { owed: [], text: '' }
  const listed = new Map<string, Listed>()
  for (const text of texts) for (const one of await listedBy(tx, text)) listed.set(one.tag, one)
  return { owed: await erasuresOwed(tx, [...listed.values()]), text: texts.join('') }
}

/** Writes the list where it is not what the log says and what is still owed; an office that never erased has none. */
export async function keepErasures(vault: Pick<Vault, 'read'>, folder: string): Promise<void> {
  const text = await vault.read(async (tx) => {
    const { owed } = await listBeside(tx, folder)
    const listed = [...owed, ...(await erasuresIn(tx))]
    return listed.length === 0 ? null : signErasures(tx, listed)
  })
  if (text === null) return
  const [own, beside] = filesOf(folder) as [string, string]
  if (text !== textOf(own)) replaceFile(own, text)
  try {
    if (text !== textOf(beside)) replaceFile(beside, text)
  } catch {
    // The folder above is not the office’s: where nothing may be written there, one list must do.
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
