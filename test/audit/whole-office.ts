import { randomBytes } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Act, NewEntry } from '../../src-main/audit/entry.ts'
import { createLog } from '../../src-main/audit/log.ts'
import { verifyLog, type Outcome } from '../../src-main/audit/verify.ts'
import { openRow, type OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { auditRules, folds } from '../../src-main/folds.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { readHead } from '../../src-main/vault/head-file.ts'
import { digestOf, readKeyFile } from '../../src-main/vault/key-file.ts'
import { scanLog } from '../../src-main/vault/log-scan.ts'
import { someConsent } from '../consents/some-consent.ts'
import { editionOffice } from '../law/edition-office.ts'
import { full } from '../faults/full.ts'
import { laterEdition } from '../law/some-edition.ts'
import { letterAt, withAuthority } from '../letters/letter-office.ts'
import { PASSPHRASE, temporaryFolder, testClock } from '../open-office.ts'
import { somePdf, somePng } from '../practice/some-picture.ts'
import { someRepresentative } from '../representatives/some-representative.ts'
import { namesInLog, namesSaid } from './names-in-log.ts'

/** Each kind is tried in this many offices, or at this many places of one: `npm run faults` tries all. */
export const TIMES = full ? 5 : 2

/** An office that somebody with its key has in their hands. */
export interface Held {
  folder: string
  db: Connection
  /** Which of them it is. */
  nth: number
}
/** Writes an entry as the program does, by whoever is named, at the `desk` that its detail names, and asks no rule. */
export type Forge = (
  act: string,
  subject: string | null,
  detail: object,
  actor?: string,
) => Promise<number>

/**
 * An office with every sort of document and list: scans, a proof, a logo, an edition, a letter that was sent, colleagues;
 * closed, and tampered with in copies of its folder.
 */
export function wholeOffice() {
  const above = temporaryFolder(afterAll)
  const made = {} as { folder: string; key: Uint8Array; partner: string; entries: OpenedEntry[] }
  const clock = testClock()

  beforeAll(async () => {
    const office = await editionOffice(afterAll)
    const { ask, clientId, matterId, platform, hire, partner, folder, signIn } = office
    office.clock.set('2026-11-23T10:00:00.000Z')
    platform.file = { name: 'logo.png', bytes: somePng() }
    await ask.practice.chooseLogo({})
    for (let n = 0; n < TIMES; n++) {
      const { id: consentId } = await ask.consents.record(
        someConsent(clientId, { recipient: { name: `Reader ${n}`, role: 'other' } }),
      )
      platform.file = { name: 'scan.pdf', bytes: somePdf(`page ${n}`) }
      await ask.consents.attachScan({ consentId })
    }
    await withAuthority(office)
    await letterAt(office, 'sent')
    const { id: representativeId } = await ask.representatives.record(someRepresentative(clientId))
    platform.file = { name: 'order.pdf', bytes: somePdf('the order') }
    await ask.representatives.attachProof({ representativeId })
    for (let n = 0; n < TIMES; n++) await hire(`Colleague ${n}`, 'secretary')
    await ask.matters.note({ matterId, text: 'Spoken to today.' })
    office.clock.set('2027-02-01T09:00:00.000Z')
    await signIn(partner)
    await office.bringIn(laterEdition({}))
    clock.set('2027-02-01T10:00:00.000Z')
    await office.office.close()
    const vault = createVault({ folder, clock, random: randomBytes, cost: 2 ** 4 })
    await vault.unlock(partner, PASSPHRASE)
    const key = Uint8Array.from(vault.lend().key)
    await vault.lock()
    const db = openConnection({ file: join(folder, 'remedy.db'), key, readonly: true })
    const entries = [...scanLog(db).rows(1, Number.MAX_SAFE_INTEGER)].map(openRow)
    db.close()
    Object.assign(made, { folder, key, partner, entries })
  }, 300_000)

  async function onCopy(act: (folder: string) => void | Promise<void>): Promise<Outcome> {
    const { folder: whole, key } = made
    const folder = join(above, `copy ${randomBytes(4).toString('hex')}`)
    cpSync(whole, folder, { recursive: true })
    try {
      await act(folder)
      const keys = readKeyFile(join(folder, 'remedy.keys'))!
      const office = openConnection({ file: join(folder, 'remedy.db'), key, readonly: true })
      try {
        const outcome = await verifyLog({
          ...{
            office,
            head: readHead(join(folder, 'remedy.head')),
            codes: [],
            folds,
            auditRules: auditRules(),
          },
          ...{ papers: join(folder, 'papers'), passingKey: randomBytes(32), begin() {}, tick() {} },
          holders: {
            ...{ officeName: keys.office.name, sample: keys.office.sample, people: keys.people },
            keys: digestOf(keys),
          },
        })
        // By their numbers findings lead to entries, which not everybody may see: no name stands in any.
        const { findings, remarks } = outcome
        expect(namesSaid(namesInLog(made.entries), [...findings, ...remarks])).toEqual([])
        return outcome
      } finally {
        office.close()
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  return {
    made,
    /** The verdict on a copy after somebody with its key has been at its files. */
    after: (nth: number, act: (held: Held) => void) =>
      onCopy((folder) => {
        const db = openConnection({
          file: join(folder, 'remedy.db'),
          key: made.key,
          readonly: false,
        })
        try {
          db.pragma('foreign_keys = 0')
          act({ folder, db, nth })
        } finally {
          db.close()
        }
      }),
    /** The verdict on a copy after entries were forged at its end, by the program's own way of writing them. */
    afterForging: (nth: number, write: (forge: Forge, nth: number) => Promise<void>) =>
      onCopy(async (folder) => {
        const vault = createVault({ folder, clock, random: randomBytes, cost: 2 ** 4 })
        await vault.unlock(made.partner, PASSPHRASE)
        const log = createLog({ vault, clock, random: randomBytes, folds })
        try {
          await write(
            (act, subject, detail, actor = made.partner) =>
              vault.write(async (tx) => {
                const entry = { act: act as Act, subject, detail: detail as NewEntry['detail'] }
                const { desk } = detail as { desk?: string }
                const by = { id: actor, ...(desk === undefined ? {} : { desk }) }
                return (await log.record(tx, by, entry)).seq
              }),
            nth,
          )
        } finally {
          await vault.lock()
        }
      }),
  }
}
