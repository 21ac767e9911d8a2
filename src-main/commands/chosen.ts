import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { RemedyContract } from '../contract.ts'
import type { ClientId } from '../clients/contract.ts'
import { writeNewFile } from '../vault/durable-file.ts'
import type { Client } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { WrongUse, type Given } from './arguments.ts'
import type { Terminal } from './terminal.ts'

/** The year that `--year` names; null without it. */
export function yearIn(given: Given): number | null {
  const year = given.word('year')
  if (year !== undefined && !/^\d{4}$/.test(year)) throw new WrongUse('--year needs four figures.')
  return year === undefined ? null : Number(year)
}

/** The one client of that name or number; null where none is named. */
export async function clientNamed(
  name: string | undefined,
  ask: Client<RemedyContract>,
): Promise<ClientId | null> {
  if (name === undefined) return null
  const { rows } = await ask.clients.find({ text: name })
  const [first, ...others] = rows
  if (!first) throw new Refusal('not-found', `No client is called ${name}.`)
  if (others.length > 0)
    throw new Refusal(
      'not-found',
      `More than one client could be ${name}. Give the prison number instead.`,
    )
  return first.id
}

/** Refuses a file that is there already. */
export function expectNew(file: string): void {
  if (existsSync(file)) throw new Refusal('conflict', `${file} is there already. Name a new file.`)
}

/**
 * Writes a new file under another name first, so that it is there whole, and recorded, or not at all; `what` is what it
 * is, as in _The pack_.
 */
export async function writeRecorded(
  { file, bytes, what }: { file: string; bytes: Uint8Array; what: string },
  random: Terminal['random'],
  recorded: () => Promise<void>,
): Promise<true> {
  const part = join(dirname(file), `.${Buffer.from(random(8)).toString('hex')}.part`)
  try {
    writeNewFile(part, bytes)
    await recorded()
    expectNew(file)
    renameSync(part, file)
    return true
  } catch (error) {
    rmSync(part, { force: true })
    if (error instanceof Refusal) throw error
    throw new Refusal(
      'invalid-input',
      `${what} cannot be written to ${file}. Name a new file in a folder that you may write to, on a disk with free space.`,
    )
  }
}
