import { Refusal } from '../wire/refusal.ts'
import { openPlain, type Connection } from './connection.ts'
import { storageRefusal } from './storage-refusal.ts'

/** Keeps every other program out of the office until `release`; the system frees it if this one dies. */
export function holdOffice(file: string): { release(): void } {
  return hold(file, false, 'begin exclusive')
}

/** Keeps programs from unlocking the office while it is copied; works in a folder that cannot be written. */
export function holdForReading(file: string): { release(): void } {
  return hold(file, true, 'begin; select count(*) from sqlite_schema')
}

function hold(file: string, readonly: boolean, how: string): { release(): void } {
  let db: Connection | undefined
  try {
    db = openPlain(file, { readonly })
    // No journal file: nothing is ever written here, and a left-over one would need a writable folder.
    if (!readonly) db.pragma('journal_mode = memory')
    db.exec(how)
    return { release: () => db!.close() }
  } catch (error) {
    db?.close()
    const refusal = storageRefusal(error)
    if (refusal instanceof Refusal && refusal.code === 'busy')
      throw new Refusal(
        'busy',
        'This office is open in another window or on another computer. Close it there, then try again.',
      )
    throw refusal
  }
}
