import { randomBytes } from 'node:crypto'
import { access, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Paper } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import { safeName } from './safe-name.ts'

interface Surroundings {
  /** Where a copy is proposed to stand. */
  documents: string
  /** Lets the person say where, beginning at `proposed`; null when the dialog is closed. */
  pickFile: (proposed: string) => Promise<string | null>
}

/** Saves a copy where the person says: the file is there whole, or it is not there. */
export function saving({ documents, pickFile }: Surroundings): Pick<Paper, 'savePdf'> {
  return {
    async savePdf(suggestedName, pdf) {
      const name = safeName(suggestedName.replace(/\.pdf$/i, ''), 'Letter')
      const picked = await pickFile(path.join(documents, `${name}.pdf`))
      if (picked === null) return false
      await writeWhole(await withEnding(picked), pdf)
      return true
    },
  }
}

/** Not every system's dialog adds the ending; the file it then means was never asked about. */
async function withEnding(picked: string): Promise<string> {
  if (/\.pdf$/i.test(picked)) return picked
  const file = `${picked}.pdf`
  const taken = await access(file).then(
    () => true,
    () => false,
  )
  if (!taken) return file
  throw new Refusal('conflict', 'There is already a file of that name. Save it under another name.')
}

async function writeWhole(file: string, pdf: Uint8Array): Promise<void> {
  const part = path.join(path.dirname(file), `.${randomBytes(8).toString('hex')}.part`)
  try {
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(pdf)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch {
    await rm(part, { force: true })
    throw new Refusal(
      'conflict',
      'The copy could not be saved there. Choose a folder that you may write to, on a disk with free space. If a file of that name is open in another program, close it first.',
    )
  }
}
