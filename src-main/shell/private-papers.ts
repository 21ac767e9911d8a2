import { createHash } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'

interface Place {
  /** This computer's folder for temporary files. */
  temporary: string
  /** Tells this person's program from another one on the same computer, which may be printing as well. */
  profile: string
  use: 'print' | 'read'
}

/** Papers that another program must read from a file, each in a folder of its own that nobody else may enter. */
export interface PrivatePapers {
  /** Lays one down and gives its path. */
  lay(bytes: Uint8Array, name: string, ending?: string): string
  /** Takes the one at `file` away. */
  take(file: string): Promise<void>
  /** Takes all of them away, those of an earlier run that broke off as well. */
  empty(): Promise<void>
}

/** Never throws for a paper that a reader holds fast, as on Windows: the next emptying takes it. */
const remove = (folder: string) => rm(folder, { recursive: true, force: true }).catch(() => {})

/** The papers for one use; the random names of their folders tell nothing. */
export function privatePapers({ temporary, profile, use }: Place): PrivatePapers {
  const mark = createHash('sha256').update(profile).digest('hex').slice(0, 12)
  const prefix = `remedy-${use}-${mark}-`
  return {
    lay(bytes, name, ending = 'pdf') {
      const file = path.join(mkdtempSync(path.join(temporary, prefix)), `${name}.${ending}`)
      writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' })
      return file
    },
    take: (file) => remove(path.dirname(file)),
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
