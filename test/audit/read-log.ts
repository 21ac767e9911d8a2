import { randomBytes } from 'node:crypto'
import type { Act, NewEntry } from '../../src-main/audit/entry.ts'
import { createLog, type Log } from '../../src-main/audit/log.ts'
import type { Verdict } from '../../src-main/audit/contract.ts'
import { openRow, type OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { folds } from '../../src-main/folds.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { scanLog } from '../../src-main/vault/log-scan.ts'
import { PASSPHRASE, resources, type TestOffice } from '../open-office.ts'
import { readInBulk } from '../vault/read-in-bulk.ts'

/** Somebody who holds the key of an office and writes into its log as the program does, without asking any rule. */
export async function withKey<T>(
  { office, folder, clock, partner }: Pick<TestOffice, 'office' | 'folder' | 'clock' | 'partner'>,
  work: (held: {
    log: Log
    entries(): OpenedEntry[]
    forge(act: Act, subject: string | null, detail: object): Promise<number>
    verify(): Promise<Verdict>
  }) => Promise<T>,
): Promise<T> {
  await office.close()
  const vault = createVault({ folder, clock, random: randomBytes, cost: 2 ** 4 })
  await vault.unlock(partner, PASSPHRASE)
  const log = createLog({ vault, clock, random: randomBytes, folds, resources })
  const by = { id: partner }
  try {
    return await work({
      log,
      entries: () =>
        readInBulk(vault.lend(), (db) =>
          [...scanLog(db).rows(1, Number.MAX_SAFE_INTEGER)].map(openRow),
        ),
      forge: (act, subject, detail) =>
        vault.write(async (tx) => {
          const entry = { act, subject, detail: detail as NewEntry['detail'] }
          return (await log.record(tx, by, entry)).seq
        }),
      verify: () => log.verify([]),
    })
  } finally {
    await vault.lock()
  }
}
