import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { createLog } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { digestOf, readKeyFile, recoverySlot, writeKeyFile } from '../../src-main/vault/key-file.ts'
import { wrapKey } from '../../src-main/vault/key-slot.ts'
import { plainRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import { PASSPHRASE, resources, type TestOffice } from '../open-office.ts'

/** Gives an office a recovery sheet with a code, as an earlier release did, and signs its partner in again. */
export async function withEarlierSheet(office: TestOffice, code: string): Promise<void> {
  await office.office.lock()
  const { folder, clock, partner } = office
  const parts = { random: randomBytes, clock, cost: 2 ** 4 }
  const vault = createVault({ folder, ...parts })
  const log = createLog({ vault, folds, resources, ...parts })
  await vault.unlock(partner, PASSPHRASE)
  const file = path.join(folder, 'remedy.keys')
  const keys = readKeyFile(file)!
  const identity = recoverySlot(keys.office.id)
  const recovery = await wrapKey(vault.lend().key, plainRecoveryCode(code), identity, parts)
  const named = digestOf({ ...keys, recovery })
  writeKeyFile(file, { ...keys, recovery })
  const by = { id: partner }
  const signed = { name: 'Imogen Tark', role: 'partner' }
  await vault.write(async (tx) => {
    await log.record(tx, by, { act: 'signed-in', subject: null, detail: signed })
    const detail = { madeOn: '2026-11-23', keys: named }
    await log.record(tx, by, { act: 'recovery-renewed', subject: null, detail })
    const reason = 'the office was locked'
    await log.record(tx, by, { act: 'signed-out', subject: null, detail: { reason } })
  })
  await vault.lock()
  await office.signIn(partner)
}
