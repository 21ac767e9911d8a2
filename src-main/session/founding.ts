import { newId } from '../wire/new-id.ts'
import type { Premises } from './open-office.ts'

interface Founding {
  officeName: string
  sample: boolean
  first: { id: string; name: string }
  clock: () => Date
  random: (bytes: number) => Uint8Array
}

/** Writes the first entries of an office whose file was just made: the office and its first partner. */
export async function found({ vault, log }: Premises, founding: Founding): Promise<void> {
  const { officeName, sample, first, clock, random } = founding
  const officeId = newId(clock, random)
  await vault.write(async (tx) => {
    await log.found(tx)
    const office = { officeId, name: officeName, sample }
    await log.record(tx, first, { act: 'office-created', subject: null, detail: office })
    const person = { personId: first.id, name: first.name, role: 'partner' }
    await log.record(tx, first, { act: 'person-added', subject: null, detail: person })
  })
}

/** Whether the program stopped between making the file and its first entry, so that `found` is still to do. */
export async function isUnfounded({ vault }: Premises): Promise<boolean> {
  if (vault.head() !== null || vault.keyHolders().length !== 1) return false
  const entry = await vault.read((tx) => tx.selectFrom('log').select('seq').limit(1).execute())
  return entry.length === 0
}
