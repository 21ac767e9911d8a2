import { answerOf, startThread } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import { unfit, type FileTable } from './table.ts'

/** A file that is being read, while the office goes on answering. */
export interface Reading {
  table: Promise<FileTable>
  stop(): void
}

/** No list of an office needs more memory to be read: a file that does ends its own thread and nothing else. */
const ROOM = { maxOldGenerationSizeMb: 1_024 }

/** Reads a file in a thread of its own, so that a hostile one can neither hold up the window nor take its memory. */
export function readApart(bytes: Uint8Array, sheet: string): Reading {
  const worker = startThread(import.meta.url, './reading-thread', { bytes, sheet }, ROOM)
  const ended = new Refusal('conflict', 'Reading the file was broken off.')
  return {
    table: answerOf<FileTable>(worker, ended).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : ''
      throw code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? unfit(
            'This file needs far more memory than a list of an office. Save the list as CSV, and choose that.',
          )
        : error
    }),
    stop: () => void worker.terminate(),
  }
}
