import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { freePath, safeName } from '../platform/safe-name.ts'
import { isWithin } from '../vault/folder-kind.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { Refusal } from '../wire/refusal.ts'
import type { BegunFolders } from './begun.ts'

/** A folder of that name in the one that was chosen: it does not exist yet, and lies outside of the office’s own. */
export async function newFolderIn(chosen: string, office: string, name: string): Promise<string> {
  if (await isWithin(chosen, office))
    throw new Refusal(
      'not-allowed',
      'This folder lies within the office’s own folder. Choose another.',
    )
  const safe = safeName(name, 'Export')
  return freePath((nth) => join(chosen, nth === 1 ? safe : `${safe} (${nth})`))
}

/** Has a folder written and recorded before it gets its name; whatever fails, or is broken off, leaves nothing of it. */
export async function wholeFolder<Written>(
  into: string,
  begun: Pick<BegunFolders, 'begin' | 'end'>,
  {
    ready,
    write,
    record,
  }: {
    /** Refuses what may not be written any more, before anything is. */
    ready(): Promise<unknown>
    write(unnamed: string): Promise<Written>
    record(written: Written): Promise<unknown>
  },
): Promise<Written> {
  await ready()
  const unnamed = await begun.begin(into)
  try {
    const written = await write(unnamed)
    await record(written)
    renameSync(unnamed, into)
    return written
  } finally {
    await begun.end(unnamed)
  }
}

/** What the folder of an export refuses is no fault of the office’s. */
export function notWritten(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error))
    return storageRefusal(error)
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT' || error.code === 'EFBIG'
  return new Refusal(
    'conflict',
    isFull
      ? 'There is no room for the export there. Nothing of it was kept. Free some space, or choose another folder.'
      : 'The export cannot be written there. Nothing of it was kept. Choose another folder.',
  )
}
