import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { InformationClass } from '../../src-main/consents/contract.ts'
import { auditRules } from '../../src-main/folds.ts'
import { withKey } from '../audit/read-log.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { someClient } from '../open-office.ts'

vi.setConfig({ hookTimeout: 90_000, testTimeout: 90_000 })
const told = {
  to: { name: 'Legal Ombudsman', role: 'ombudsman' as const },
  purpose: 'complaint' as const,
  reason: 'The ombudsman asked for the file',
}
const judge = (log: OpenedEntry[]) =>
  auditRules().flatMap((rule) => {
    const { findings, remarks = [] } = rule.judge(log)
    return [...findings, ...remarks].map(({ seq, what, differs }) => `${seq} ${what} ${differs}`)
  })

let log: OpenedEntry[]
/** The entries of the packs, in the order of their making. */
let packs: { made: number; told: number[] }[]
beforeAll(async () => {
  const office = await letterOffice({}, { tidy: afterAll })
  const { ask, platform, folder } = office
  await withAuthority(office)
  await letterAt(office, 'sent')
  const { id: other } = await ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A5678CD', exception: '' } }),
  )
  platform.choose = folder
  await ask.packs.makeFull(told)
  await ask.packs.makeFull({ ...told, clientId: other })
  await ask.packs.makeFull({ ...told, year: 2026 })
  await ask.packs.makeFull({ ...told, recipient: 'northgate' })
  await ask.packs.makeRedacted({})
  log = await withKey(office, ({ entries }) => Promise.resolve(entries()))
  packs = log.flatMap(({ act, seq }) => (act === 'pack-made' ? [{ made: seq, told: [] }] : []))
  for (const { act, seq } of log)
    if (act === 'pack-told') packs.findLast(({ made }) => made < seq)!.told.push(seq)
}, 90_000)

const changed = (change: (log: OpenedEntry[]) => OpenedEntry[] | void) => {
  const copy = structuredClone(log)
  return judge(change(copy) ?? copy)
}
/** The log with something else in the place of one entry. */
const without = (all: OpenedEntry[], seq: number) =>
  all.map((one) =>
    one.seq === seq ? { ...all.find(({ act }) => act === 'signed-in')!, seq } : one,
  )
const detailOf = (all: OpenedEntry[], seq: number) =>
  all[seq - 1]!.detail as Record<string, unknown>

test('packs of the whole log, a client, a year and a recipient, and a redacted one, verify', () => {
  expect(packs.map((one) => one.told.length)).toEqual([2, 1, 2, 1, 0])
  expect(judge(log)).toEqual([])
})

test('a pack whose line for a client was left out of the register is a finding at the pack', () => {
  for (const { made, told: lines } of packs)
    for (const seq of lines)
      expect(
        changed((all) => without(all, seq)),
        `${made} ${seq}`,
      ).toContainEqual(
        expect.stringMatching(new RegExp(`^${made} An audit pack is not in the register`)),
      )
})

test('what a pack told is a finding without the pack just before it', () => {
  const { made, told: lines } = packs[0]!
  const found = changed((all) => without(all, made))
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(
    new RegExp(`^${lines[0]} The disclosure in entry ${lines[0]} had no basis`),
  )
})

test.each<[string, (detail: Record<string, unknown>) => void]>([
  ['another reader', (detail) => (detail['reader'] = 'The Daily Mail')],
  ['another role', (detail) => (detail['role'] = 'family')],
  ['another purpose', (detail) => (detail['purpose'] = 'inform')],
  ['another pack', (detail) => (detail['packId'] = 'another')],
  ['another day', (detail) => (detail['on'] = '2026-01-01')],
  [
    'another reason',
    (detail) => (detail['told'] as { why: string }[]).forEach((one) => (one.why = 'Because.')),
  ],
  [
    'a form',
    (detail) =>
      (detail['told'] as { consentId: unknown }[]).forEach((one) => (one.consentId = 'x')),
  ],
  ['less than all', (detail) => (detail['told'] as unknown[]).pop()],
])('a line of a pack with %s is a finding at its entry', (_, change) => {
  for (const { told: lines } of packs)
    for (const seq of lines) {
      const found = changed((all) => {
        change(detailOf(all, seq))
      })
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(new RegExp(`^${seq} `))
    }
})

test.each<[string, (detail: Record<string, unknown>) => void]>([
  ['no reason', (detail) => (detail['reason'] = '')],
  ['nobody it is for', (detail) => (detail['to'] = ' ')],
  ['more entries than there are', (detail) => (detail['entries'] = 9999)],
  ['a longer log', (detail) => (detail['size'] = 9999)],
  ['no hash', (detail) => (detail['sha256'] = '')],
  ['its kind changed', (detail) => (detail['kind'] = 'redacted')],
])('a full pack with %s is a finding', (_, change) => {
  const { made } = packs[0]!
  const found = changed((all) => {
    change(detailOf(all, made))
  })
  expect(found.join('\n')).toMatch(new RegExp(`^${made} An audit pack is not in the register`, 'm'))
})

test('a redacted pack that names somebody it told is a finding', () => {
  const { made } = packs.at(-1)!
  const found = changed((all) => void (detailOf(all, made)['to'] = 'Legal Ombudsman'))
  expect(found[0]).toContain('A redacted pack tells nobody anything.')
})

test('once a client is erased, what packs told of them is asked no more, and of others still', () => {
  const { subject } = log.find(({ act }) => act === 'client-registered')!
  const erased = log.map((one) => (one.subject === subject ? { ...one, detail: null } : one))
  const last = log.at(-1)!
  const end = { ...last, seq: last.seq + 1, act: 'client-erased', subject, detail: {} } as const
  expect(judge([...erased, end]).filter((one) => /pack|Ombudsman/.test(one))).toEqual([])
})

test('a full pack tells every class there is', () => {
  const line = detailOf(log, packs[0]!.told[0]!)['told'] as { class: string }[]
  expect(line.map((one) => one.class)).toEqual(InformationClass.options)
})
