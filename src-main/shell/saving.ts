import { randomBytes } from 'node:crypto'
import { access, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Paper } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import { endingOf } from '../platform/file-kind.ts'
import { safeName } from '../platform/safe-name.ts'

interface Surroundings {
  /** Where a copy is proposed to stand. */
  documents: string
  /** Lets the person say where, beginning at `proposed`; null when the dialog is closed. */
  pickFile: (proposed: string) => Promise<string | null>
}

/** What is written: at once, or piece by piece. */
type Written = Uint8Array | AsyncIterable<Uint8Array>

/** Saves a copy where the person says: the file is there whole, or it is not there. */
export function saving({
  documents,
  pickFile,
}: Surroundings): Pick<Paper, 'savePdf' | 'savePack' | 'saveReport' | 'savePieces'> {
  async function save(
    { name, ending }: { name: string; ending: string },
    bytes: Written,
    recorded: () => Promise<void>,
  ): Promise<boolean> {
    const picked = await pickFile(path.join(documents, `${name}${ending}`))
    if (picked === null) return false
    await writeWhole(await withEnding(picked, ending), bytes, recorded)
    return true
  }
  return {
    savePdf: (suggested, pdf) => {
      const name = safeName(suggested.replace(/\.pdf$/i, ''), 'Letter')
      return save({ name, ending: '.pdf' }, pdf, async () => {})
    },
    savePack: (suggested, zip, recorded) =>
      save({ name: safeName(suggested, 'Audit pack'), ending: '.zip' }, zip, recorded),
    saveReport: (suggested, kind, bytes, recorded) =>
      save({ name: safeName(suggested, 'Report'), ending: `.${kind}` }, bytes, recorded),
    savePieces: (suggested, kind, pieces, recorded) => {
      const ending = `.${endingOf(new Uint8Array(), kind)}`
      return save({ name: safeName(suggested, 'Document'), ending }, pieces, recorded)
    },
  }
}

/** Not every system's dialog adds the ending; the file it then means was never asked about. */
async function withEnding(picked: string, ending: string): Promise<string> {
  if (picked.toLowerCase().endsWith(ending)) return picked
  const file = `${picked}${ending}`
  const taken = await access(file).then(
    () => true,
    () => false,
  )
  if (!taken) return file
  throw new Refusal('conflict', 'There is already a file of that name. Save it under another name.')
}

/** Writes a file that is there whole or not at all; `recorded` comes before it gets its name. */
async function writeWhole(
  file: string,
  bytes: Written,
  recorded: () => Promise<void>,
): Promise<void> {
  const part = path.join(path.dirname(file), `.${randomBytes(8).toString('hex')}.part`)
  try {
    const handle = await open(part, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await recorded()
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'conflict',
      'The copy could not be saved there. Choose a folder that you may write to, on a disk with free space. If a file of that name is open in another program, close it first.',
    )
  }
}
