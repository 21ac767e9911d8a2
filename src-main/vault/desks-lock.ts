import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { openPlain, type Connection } from './connection.ts'
import type { Lock } from './office-lock.ts'
import { storageRefusal } from './storage-refusal.ts'

/** What lets desks into an office, and since when. */
export const LettingIn = z.object({
  since: z.string().nullable(),
  through: z.enum(['window', 'serve']).nullable(),
})
export type LettingIn = z.output<typeof LettingIn>

/** Held by the one program that lets desks into the office of this folder; the system frees it if that dies. */
const fileIn = (folder: string) => join(folder, 'desks.lock')

/** Puts other files in the place of a folder, or has it moved; refuses while another program lets desks in there. */
export type Apart = <T>(folder: string, act: () => T) => T

/** Has other programs know, until `release`, that this one lets desks in; refuses where another does. */
export function holdForDesks(folder: string, { since, through }: LettingIn): Lock {
  let db: Connection | undefined
  try {
    db = openPlain(fileIn(folder), { readonly: false })
    db.exec('begin immediate; create table if not exists letting_in (since text, through text)')
    db.exec('delete from letting_in')
    db.prepare('insert into letting_in values (?, ?)').run(since, through)
    // Others may read it meanwhile.
    db.exec('commit; begin immediate')
    return { release: () => db!.close() }
  } catch (error) {
    db?.close()
    throw isBusy(error) ? lettingInElsewhere() : notTold(error)
  }
}

/** What another connection than the asking one holds it for; null where nobody does. */
export function heldForDesks(folder: string): LettingIn | null {
  if (!existsSync(fileIn(folder))) return null
  let db: Connection | undefined
  try {
    db = openPlain(fileIn(folder), { readonly: false })
    try {
      db.exec('begin immediate; rollback')
      return null
    } catch (error) {
      if (!isBusy(error)) throw error
      return saidIn(db)
    }
  } catch (error) {
    throw notTold(error)
  } finally {
    db?.close()
  }
}

/** While it begins it has not said yet what it is. */
function saidIn(db: Connection): LettingIn {
  try {
    return LettingIn.parse(db.prepare('select since, through from letting_in').get())
  } catch {
    return { since: null, through: null }
  }
}

const isBusy = (error: unknown): boolean => {
  const refusal = storageRefusal(error)
  return refusal instanceof Refusal && refusal.code === 'busy'
}

export const lettingInElsewhere = () =>
  new Refusal(
    'busy',
    'Another program lets desks into this office now: “remedy serve”, or a second Remedy. Stop that program, then try again.',
  )

function notTold(error: unknown): unknown {
  const refusal = storageRefusal(error)
  if (!(refusal instanceof Refusal) || refusal.code !== 'damaged') return refusal
  return new Refusal(
    'damaged',
    'The file desks.lock in the office’s folder cannot be read, so it is not known whether another program lets desks in. Close Remedy on every computer, remove that file, and try again.',
  )
}
