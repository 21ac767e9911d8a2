import { randomBytes } from 'node:crypto'
import { createVault } from '../src-main/vault/create-vault.ts'
import { officePapers, type PaperFaults } from '../src-main/vault/papers.ts'
import { PASSPHRASE, type TestOffice } from './open-office.ts'

/** Closes the office and compares its papers both ways; gives how many are kept as well. */
export async function papersOf({
  office,
  folder,
  clock,
  partner,
}: TestOffice): Promise<PaperFaults & { kept: number }> {
  await office.close()
  const vault = createVault({ folder, clock, random: randomBytes, cost: 2 ** 4 })
  await vault.unlock(partner, PASSPHRASE)
  try {
    const faults = await officePapers({ vault, folder, random: randomBytes }).check()
    const rows = await vault.read((tx) => tx.selectFrom('paper').select('id').execute())
    return { ...faults, kept: rows.length }
  } finally {
    await vault.lock()
  }
}
/** What a sound office answers. */
export const sound = (kept: number) => ({ missing: [], damaged: [], orphans: [], kept })
