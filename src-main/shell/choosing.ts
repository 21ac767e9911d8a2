import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Platform, FileAsked } from '../platform/platform.ts'
import { tooLarge } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'

/** Lets the person pick a file, beginning in the folder `from`; null when the dialog is closed. */
export type PickOne = (asked: FileAsked, from: string) => Promise<string | null>

/** Reads the file that the person chooses; its size is looked at before a byte of it is read. */
export const choosing = (
  pickOne: PickOne,
  documents: string,
): Pick<Platform, 'chooseFile' | 'chooseDocument'> => ({
  async chooseFile(asked) {
    const picked = await pickOne(asked, documents)
    if (picked === null) return null
    const bytes = await readBounded(picked, asked)
    return { name: path.basename(picked), bytes }
  },
  async chooseDocument(asked) {
    const picked = await pickOne(asked, documents)
    if (picked === null) return null
    await orUnreadable(() => expectBounded(picked, asked))
    return { name: path.basename(picked), pieces: readInPieces(picked) }
  },
})

async function* readInPieces(file: string): AsyncGenerator<Uint8Array> {
  const pieces = createReadStream(file, { highWaterMark: 1 << 20 })[Symbol.asyncIterator]()
  for (;;) {
    const piece = await orUnreadable(() => pieces.next())
    if (piece.done) return
    yield piece.value as Buffer
  }
}

async function expectBounded(file: string, { atMost, kinds }: FileAsked): Promise<void> {
  const found = await stat(file)
  if (!found.isFile()) throw new Refusal('invalid-input', 'This is not a file. Choose a file.')
  if (found.size > atMost) throw tooLarge(atMost, kinds)
}

const readBounded = (file: string, asked: FileAsked): Promise<Uint8Array> =>
  orUnreadable(async () => {
    await expectBounded(file, asked)
    const bytes = await readFile(file)
    // It may have grown since, as under a scanner that is still writing.
    if (bytes.length > asked.atMost) throw tooLarge(asked.atMost, asked.kinds)
    return bytes
  })

async function orUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'not-found',
      'This file cannot be read. Check that it is still there and that you may open it, or copy it to your documents and choose it there.',
    )
  }
}
