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
 * Has the log say whether this office can be asked over a network, once its file is open: it was found otherwise after
 * `remedy serve`, a restoration, or a start at which it could not be reached. A start at which nothing is otherwise is no
 * entry: it goes on as it was chosen.
 */
export async function settleLettingIn(
  { vault, log, folder, host }: Parts,
  by: Actor,
): Promise<void> {
  const since = await host.since(folder)
  if (since === undefined || (await vault.read(isSaid)) === (since !== null)) return
  const through = since === null ? null : host.switchable ? 'window' : 'serve'
  const detail: z.input<typeof DesksFound> = { on: since !== null, since, through }
  await vault.write((tx) => log.record(tx, by, { act: 'desks-found', subject: null, detail }))
}

/** Lets desks in or no more, and has the log say so. */
export async function turnLettingIn(
  { vault, log, folder, host }: Parts,
  on: boolean,
  by: Actor,
): Promise<void> {
  const former = await host.since(folder)
  if (on && former) return
  if (!on && !former) return host.turn(folder, false)
  const record = (tx: Writable) => {
    const none: z.input<typeof DesksLetIn & typeof DesksShutOut> = {}
    return log.record(tx, by, {
      ...{ act: on ? 'desks-let-in' : 'desks-shut-out', subject: null, detail: none },
    })
  }
  await host.turn(folder, on)
  try {
    await vault.write(record)
  } catch (error) {
    // Nobody is let in of whom the log says nothing; whoever shuts others out has that, and the log says so later.
    if (on) await host.turn(folder, false)
    else if (error instanceof Refusal && error.code === 'damaged') return
    throw error
  }
}
