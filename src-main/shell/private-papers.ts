import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

interface Place {
  /** This computer's folder for temporary files. */
  temporary: string
  /** Tells this person's program from another one on the same computer, which may be printing as well. */
  profile: string
  use: 'print' | 'read'
}

/** Documents that another program must read from a file, each in a private folder of its own. */
export interface PrivatePapers {
  /** Writes one and gives its path. */
  lay(bytes: Uint8Array, name: string, ending?: string): string
  /** The same of a document of any size. */
  pour(pieces: AsyncIterable<Uint8Array>, name: string, ending: string): Promise<string>
  /** Removes the one at `file`. */
  take(file: string): Promise<void>
  /** Removes all of them, also those left by an earlier run that broke off. */
  empty(): Promise<void>
}

/** Never throws for a paper that a reader holds fast, as on Windows: the next emptying takes it. */
const remove = (folder: string) => rm(folder, { recursive: true, force: true }).catch(() => {})

/** The papers for one use; the random names of their folders tell nothing. */
export function privatePapers({ temporary, profile, use }: Place): PrivatePapers {
  const mark = createHash('sha256').update(profile).digest('hex').slice(0, 12)
  const prefix = `remedy-${use}-${mark}-`
  const place = (name: string, ending: string) =>
    path.join(mkdtempSync(path.join(temporary, prefix)), `${name}.${ending}`)
  const take = (file: string) => remove(path.dirname(file))
  return {
    lay(bytes, name, ending = 'pdf') {
      const file = place(name, ending)
      writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' })
      return file
    },
    async pour(pieces, name, ending) {
      const file = place(name, ending)
      try {
        await writeFile(file, pieces, { mode: 0o600, flag: 'wx' })
        return file
      } catch (error) {
        await take(file)
        throw error
      }
    },
    take,
    async empty() {
      const names = readdirSync(temporary).filter((name) => name.startsWith(prefix))
      const folders = names.map((name) => path.join(temporary, name)).filter(isOurs)
      await Promise.all(folders.map(remove))
    },
  }
}

/** In a folder that everybody may write to, a name alone proves nothing. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  return found?.isDirectory() === true && (!process.getuid || found.uid === process.getuid())
}
