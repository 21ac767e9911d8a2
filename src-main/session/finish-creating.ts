import { rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import type { NewVault } from '../vault/vault.ts'
import { found, type Maker } from './founding.ts'
import type { Place } from './open-office.ts'

/**
 * Makes an office beside `folder`, which is absent or empty, with its keys, its first entries and their head, and moves
 * it there: a crash leaves an office whole or absent, and the next try finds nothing in its way. Gives the recovery code.
 */
export async function makeWhole(
  { place, clock, random }: Maker & { place: Place },
  folder: string,
  office: NewVault,
): Promise<string> {
  // No office's folder begins with a dot, so what stands there is only ever what an earlier try left.
  const making = join(dirname(folder), `.${basename(folder)}.making`)
  await rm(making, { recursive: true, force: true })
  const premises = place.at(making)
  const { vault } = premises
  try {
    const { recoveryCode } = await vault.create(office)
    const { personId: id, name } = office.first
    await found(premises, { ...office, first: { id, name }, clock, random })
    await vault.lock()
    await rmdir(folder).catch(() => undefined)
    await rename(making, folder)
    syncFolder(dirname(folder))
    return recoveryCode
  } catch (error) {
    await vault.lock()
    await rm(making, { recursive: true, force: true })
    throw storageRefusal(error)
  }
}
