import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Vault } from '../vault/vault.ts'

interface Parts {
  vault: Pick<Vault, 'read' | 'write'>
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** What is removed has a name that nobody else gives, whatever the office’s file says. */
const HIDDEN = /^\.remedy-[0-9a-f]{32}\.writing$/

export type BegunFolders = ReturnType<typeof begunFolders>

/**
 * The hidden folders that exports are written into. The office’s own file has each before anything lies in it, so that an
 * export that was killed, wherever it was written, is removed when the office is next opened.
 */
export function begunFolders({ vault, clock, random }: Parts) {
  const written = new Set<string>()

  async function forget(folder: string): Promise<void> {
    await vault.write((tx) => tx.deleteFrom('export_begun').where('folder', '=', folder).execute())
  }
  /** Removes it; false where it is there still, or where its disk cannot be reached. */
  async function remove(folder: string): Promise<boolean> {
    if (!HIDDEN.test(basename(folder))) return true
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
    return !existsSync(folder) && existsSync(dirname(folder))
  }

  return {
    /** A folder beside `into` that is remembered and does not exist yet. */
    async begin(into: string): Promise<string> {
      const hidden = `.remedy-${Buffer.from(random(16)).toString('hex')}.writing`
      const folder = join(dirname(into), hidden)
      const at = clock().toISOString()
      await vault.write((tx) => tx.insertInto('export_begun').values({ folder, at }).execute())
      written.add(folder)
      return folder
    },
    /** Once it has its name, or is given up: whatever is left of it is removed. Never throws. */
    async end(folder: string): Promise<void> {
      written.delete(folder)
      // An office that was locked meanwhile forgets it when it is next opened.
      if (await remove(folder)) await forget(folder).catch(() => {})
    },
    /** Removes what exports that were killed left behind, and gives what could not be removed. */
    async clear(): Promise<string[]> {
      const rows = await vault.read((tx) =>
        tx.selectFrom('export_begun').select('folder').orderBy('folder').execute(),
      )
      const left: string[] = []
      for (const { folder } of rows) {
        if (written.has(folder)) continue
        if (await remove(folder)) await forget(folder)
        else left.push(folder)
      }
      return left
    },
  }
}
