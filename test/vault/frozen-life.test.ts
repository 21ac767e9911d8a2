import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Act } from '../../src-main/audit/entry.ts'
import { makeOffice, readOffice, type Logged } from './freeze-office.ts'
import { newFolder } from './new-vault.ts'

/** What the program can record: whoever adds an act gives it its place in the life that is frozen. */
const everyAct: Record<Act, true> = {
  'hold-placed': true,
  'hold-lifted': true,
  'retention-set': true,
  'processing-said': true,
  'keeping-extended': true,
  'erasure-proposed': true,
  'erasure-withdrawn': true,
  'client-erased': true,
  'account-named': true,
  'backup-planned': true,
  'backup-made': true,
  'backup-tried': true,
  'import-completed': true,
  'office-restored': true,
  'end-accepted': true,
  'office-exported': true,
  'client-file-exported': true,
  'client-file-printed': true,
  'access-opened': true,
  'access-written': true,
  'arrangement-corrected': true,
  'arrangement-recorded': true,
  'basis-confirmed': true,
  'basis-corrected': true,
  'basis-ended': true,
  'basis-paper-attached': true,
  'basis-recorded': true,
  'basis-restored': true,
  'basis-taken-back': true,
  'call-recorded': true,
  'check-chosen': true,
  'check-off-proposed': true,
  'check-opened': true,
  'client-corrected': true,
  'client-joined': true,
  'client-parted': true,
  'client-registered': true,
  'consent-checked': true,
  'consent-recorded': true,
  'consent-returned': true,
  'consent-reviewed': true,
  'consent-withdrawn': true,
  'edition-imported': true,
  'firm-recorded': true,
  'holiday-recorded': true,
  'holiday-withdrawn': true,
  'law-amended': true,
  'law-amendment-withdrawn': true,
  'law-vouched': true,
  'letter-approved': true,
  'letter-copied': true,
  'letter-discarded': true,
  'letter-drafted': true,
  'letter-printed': true,
  'letter-recalled': true,
  'letter-redrafted': true,
  'letter-replaced': true,
  'letter-returned': true,
  'letter-sent': true,
  'letter-signed': true,
  'limitation-settled': true,
  'logo-recorded': true,
  'logo-removed': true,
  'matter-closed': true,
  'matter-corrected': true,
  'matter-noted': true,
  'matter-opened': true,
  'matter-reopened': true,
  'office-created': true,
  'pack-made': true,
  'pack-told': true,
  'passphrase-changed': true,
  'key-paired': true,
  'file-key-changed': true,
  'passphrase-given': true,
  'person-added': true,
  'person-removed': true,
  'work-passed': true,
  'person-role-changed': true,
  'post-book-printed': true,
  'proof-attached': true,
  'receipt-made': true,
  'record-read': true,
  'recovery-renewed': true,
  'recovery-confirmed': true,
  'recovery-used': true,
  'representative-corrected': true,
  'representative-ended': true,
  'representative-recorded': true,
  'representative-removed': true,
  'representative-restored': true,
  'register-exported': true,
  'reply-recorded': true,
  'reply-corrected': true,
  'reply-decided': true,
  'sending-corrected': true,
  'step-undone': true,
  'sending-undone': true,
  'scan-attached': true,
  'sensitive-word-added': true,
  'sensitive-word-removed': true,
  'signatory-recorded': true,
  'sign-ins-failed': true,
  'stray-key-removed': true,
  'screen-read': true,
  'line-followed': true,
  'signed-in': true,
  'signed-out': true,
  'stay-corrected': true,
  'stay-recorded': true,
  'transfer-recorded': true,
  'withdrawal-corrected': true,
  'vouching-undone': true,
  'review-undone': true,
  'call-undone': true,
}

const frozen = resolve(import.meta.dirname, 'offices', '0.1.0-full')

test('an office can be frozen today, and what is written in it is spelled as it was', async () => {
  const folder = join(newFolder(), 'office')
  const publisher = await makeOffice(folder, { keyCost: 2 ** 4 })
  const { logged } = await readOffice(folder, publisher)
  const old = JSON.parse(readFileSync(join(frozen, 'logged.json'), 'utf8')) as Logged
  const gone = Object.entries(old.written).flatMap(([act, fields]) =>
    fields
      .filter((field) => !logged.written[act]?.includes(field))
      .map((field) => `${act}: ${field}`),
  )
  expect(gone).toEqual([])
  const acts: readonly string[] = Object.keys(logged.written)
  expect(acts).toEqual(expect.arrayContaining(Object.keys(old.written)))
  expect(acts.filter((act) => !(act in everyAct))).toEqual([])
  expect(Object.keys(everyAct).filter((act) => !acts.includes(act))).toEqual([])
}, 180_000)
