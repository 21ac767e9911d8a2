import type { Log } from '../audit/log.ts'
import type { Readable, Vault, Writable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { DeskHost } from './host.ts'
import type { DesksFound, DesksLetIn, DesksShutOut } from './logged.ts'

interface Parts {
  vault: Vault
  log: Log
  folder: string
  host: DeskHost
}

/** Whether the log says that desks are let in. */
const isSaid = async (tx: Readable): Promise<boolean> =>
  (await tx.selectFrom('desks_let_in').select('at').executeTakeFirst()) !== undefined

/**
 * Has the log say whether this office can be asked over a network, at each sign-in: it was found otherwise after or beside
 * `remedy serve`, after a restoration, a start at which it could not be reached, or a choice that failed half-way. A start
 * at which nothing is otherwise is no entry: it goes on as it was chosen.
 */
export async function settleLettingIn(
  { vault, log, folder, host }: Parts,
  by: Actor,
): Promise<void> {
  const so = await host.lettingIn(folder)
  if (so === undefined || (await vault.read(isSaid)) === (so !== null)) return
  const detail: z.input<typeof DesksFound> = {
    on: so !== null,
    ...(so ?? { since: null, through: null }),
  }
  await vault.write((tx) => log.record(tx, by, { act: 'desks-found', subject: null, detail }))
}

/** Lets desks in or no more, and has the log say so. */
export async function turnLettingIn(parts: Parts, on: boolean, by: Actor): Promise<void> {
  const { vault, log, folder, host } = parts
  let changed: boolean
  try {
    changed = await host.turn(folder, on)
  } catch (error) {
    // Whatever it came to, the log says so; where it cannot now, whoever signs in next has it say so.
    await settleLettingIn(parts, by).catch(() => {})
    throw error
  }
  if (!changed && (await vault.read(isSaid)) === on) return
  const record = async (tx: Writable) => {
    if (!changed && (await isSaid(tx)) === on) return
    const none: z.input<typeof DesksLetIn & typeof DesksShutOut> = {}
    await log.record(tx, by, {
      ...{ act: on ? 'desks-let-in' : 'desks-shut-out', subject: null, detail: none },
    })
  }
  try {
    await vault.write(record)
  } catch (error) {
    // Nobody is let in of whom the log says nothing; whoever shuts others out has that, and the log says so later.
    if (on) await host.turn(folder, false).catch(() => {})
    else if (error instanceof Refusal && error.code === 'damaged') return
    throw error
  }
}
