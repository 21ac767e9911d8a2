import { rmSync } from 'node:fs'
import { Refusal } from '../wire/refusal.ts'
import { copyDatabase, encryptAnew, expectWhole } from './connection.ts'
import { syncFile } from './durable-file.ts'
import { startCounted, type Running, type Steps } from './thread.ts'

/** An office's file, its key, and the key under which a copy of it is written to `target`. */
export interface ToRekey {
  file: string
  key: Uint8Array
  newKey: Uint8Array
  target: string
}

/** Where the copy under another key is made; it is thrown away by whoever opens the office next, unless it took its place. */
export const rekeyedFile = (file: string): string => `${file}.rekeyed`

/** Removes a copy that did not take the office's place. */
export function dropRekeyed(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal'])
    rmSync(`${rekeyedFile(file)}${end}`, { force: true })
}

/** The copy is written, encrypted, read again and put in the place of the office's file: the last of these is not done here. */
export const REKEY_STEPS = 4

/** Writes what is committed under another key, waits until the disk has it, and reads every page of it again. */
export function rekeyedCopy({ file, key, newKey, target }: ToRekey, steps: Steps): void {
  steps.begin(REKEY_STEPS)
  const work = [
    () => copyDatabase(file, key, target),
    () => encryptAnew(target, key, newKey),
    () => {
      syncFile(target)
      expectWhole(target, newKey)
    },
  ]
  for (const step of work) {
    step()
    steps.tick(1)
  }
}

/** The same in a thread of its own: a large file takes a minute, and the window must not stand still. */
export const rekeyApart = (toRekey: ToRekey): Running<void> =>
  startCounted(import.meta.url, './rekey-thread', toRekey, notRekeyed())

/** The refusal where something stopped it; the office has the key that it had. */
export const notRekeyed = () =>
  new Refusal(
    'busy',
    'The office’s file could not be written under another key. Nothing was changed. Lock the office, sign in and try again.',
  )
