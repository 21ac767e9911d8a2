import { createLog, type Log } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import type { Vault } from '../../src-main/vault/vault.ts'
import { newVault, random } from '../vault/new-vault.ts'

export const hester = { id: '019ab0c4-1f00-7000-8000-000000000001', name: 'Hester Vane' }

/** A clock that moves on by a minute whenever it is read, unless it is set. */
export function movingClock(start = '2026-11-22T08:40:00.000Z') {
  let next = Date.parse(start)
  const clock = () => new Date((next += 60_000))
  return Object.assign(clock, { set: (moment: string) => (next = Date.parse(moment) - 60_000) })
}

/** A log over a real encrypted office, with its office and its first person on the record (two entries). */
export async function newLog() {
  const office = await newVault(undefined, hester.id)
  const clock = movingClock()
  const log = createLog({ vault: office.vault, clock, random, folds })
  await office.vault.write(async (tx) => {
    await log.found(tx)
    const detail = { officeId: hester.id, name: 'Vane & Co', sample: false }
    await log.record(tx, hester, { act: 'office-created', subject: null, detail })
    await add(log, tx, hester.id, hester.name, 'partner')
  })
  return { ...office, log, clock }
}

type Tx = Parameters<Log['record']>[0]

/** Logs that a person was added. */
export const add = (log: Log, tx: Tx, personId: string, name: string, role = 'secretary') =>
  log.record(tx, hester, {
    act: 'person-added',
    subject: null,
    detail: { personId, name, role },
  })

/** Logs sign-ins until the log has `size` entries, some in each write. */
export async function growTo(vault: Vault, log: Log, size: number): Promise<void> {
  for (let entries = (await log.health()).entries; entries < size;) {
    const batch = Math.min(size - entries, 50)
    await vault.write(async (tx) => {
      for (let index = 0; index < batch; index++)
        await log.record(tx, hester, {
          act: index % 2 === 0 ? 'signed-in' : 'signed-out',
          subject: null,
          detail: { reason: `reason ${entries + index}` },
        })
    })
    entries += batch
  }
}
