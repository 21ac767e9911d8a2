import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { readErasures, signErasures, erasuresOwed } from '../../src-main/audit/erasure-list.ts'
import { createLog } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import { expectRoom, roomNeeded } from '../../src-main/vault/scour.ts'
import { newVault, random } from '../vault/new-vault.ts'
import { openTestOffice, refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { closeMatter } from '../matters/close-matter.ts'

vi.setConfig({ testTimeout: 60_000 })
const reason = 'The client asked for it in writing'
const ground = 'asked-by-client' as const

describe('Erasing waits for what is in its way:', () => {
  test('an open matter, its limitation dates and a letter that has not left, each with its cure', async () => {
    const office = await letterOffice()
    const { ask, clientId, matterId } = office
    await withAuthority(office)
    const { id: letterId } = await letterAt(office, 'draft')
    const refused = await refusalOf(ask.erasure.propose({ clientId, ground, reason }), 'conflict')
    expect(refused.message).toMatch(/is open: Close the matter\. And 1 more\.$/)
    await ask.letters.discard({ letterId, reason })
    await closeMatter(ask, matterId, reason, false)
    const { inTheWay } = await ask.erasure.view({ clientId })
    expect(inTheWay.map(({ what, cure }) => [what, cure])).toEqual([
      ['limitation', 'End it on the page of the matter.'],
    ])
  })

  test('a legal hold, placed at any time before the second person confirms', async () => {
    const { ask, hire, signIn, partner } = await openTestOffice()
    const { id: clientId } = await ask.clients.register(someClient())
    const second = await hire('Ivo Tarn', 'caseworker')
    const hold = { clientId, askedBy: 'The coroner', reason: 'An inquest', reviewOn: null }
    const { proposal } = await ask.erasure.propose({ clientId, ground, reason })
    await ask.erasure.hold(hold)
    await refusalOf(ask.erasure.hold(hold), 'conflict')
    await signIn(second)
    const confirm = { clientId, proposed: proposal!.seq }
    expect((await refusalOf(ask.erasure.confirm(confirm), 'conflict')).message).toBe(
      'This client cannot be erased yet. A legal hold, asked for by The coroner: A partner lifts it once the reason has gone.',
    )
    await refusalOf(ask.erasure.lift({ clientId, reason }), 'not-allowed')
    await signIn(partner)
    await ask.erasure.lift({ clientId, reason })
    await signIn(second)
    expect(await ask.erasure.confirm(confirm)).toMatchObject({ cleared: true })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('a second person: whoever proposed it does not confirm it, and a secretary neither', async () => {
    const { ask, hire, signIn } = await openTestOffice()
    const { id: clientId } = await ask.clients.register(someClient())
    await hire('Ivo Tarn', 'caseworker')
    const secretary = await hire('Hester Vane', 'secretary')
    const { proposal, turn } = await ask.erasure.propose({ clientId, ground, reason })
    expect(turn).toBe('somebody-else')
    const confirm = { clientId, proposed: proposal!.seq, reason }
    expect((await refusalOf(ask.erasure.confirm(confirm), 'not-allowed')).message).toMatch(
      /Another partner or a caseworker/,
    )
    const { notices } = await ask.day.view({})
    expect(notices.filter(({ kind }) => kind !== 'no-sheet')).toMatchObject([
      { kind: 'erasure-proposed', client: { id: clientId, name: 'Dominic Fenwright' } },
    ])
    await signIn(secretary)
    await refusalOf(ask.erasure.confirm(confirm), 'not-allowed')
    const seen = await ask.erasure.view({ clientId })
    expect([seen.proposal!.reason, seen.turn]).toEqual([null, 'somebody-else'])
    expect((await ask.audit.entry({ seq: proposal!.seq })).withheld).toBe(true)
    expect((await ask.day.view({})).notices).toEqual([])
  })

  test('seven days and the reason once more, for whoever works alone', async () => {
    const { ask, clock, signIn, partner } = await openTestOffice()
    const { id: clientId } = await ask.clients.register(someClient())
    const { proposal, turn, from } = await ask.erasure.propose({ clientId, ground, reason })
    expect([turn, from]).toEqual(['wait', '2026-11-30T09:00:00.000Z'])
    const confirm = { clientId, proposed: proposal!.seq }
    expect((await refusalOf(ask.erasure.confirm({ ...confirm, reason }))).message).toContain(
      '30 November 2026',
    )
    clock.set('2026-11-30T09:00:00.000Z')
    await signIn(partner)
    const refused = await refusalOf(ask.erasure.confirm(confirm), 'invalid-input')
    expect(Object.keys(refused.fields ?? {})).toEqual(['reason'])
    await ask.erasure.confirm({ ...confirm, reason })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('the proposal that was read, and no newer one', async () => {
    const { ask, hire, signIn } = await openTestOffice()
    const { id: clientId } = await ask.clients.register(someClient())
    const second = await hire('Ivo Tarn', 'caseworker')
    const { proposal } = await ask.erasure.propose({ clientId, ground, reason })
    await refusalOf(ask.erasure.propose({ clientId, ground, reason }), 'conflict')
    await ask.erasure.withdraw({ clientId, reason })
    await refusalOf(ask.erasure.withdraw({ clientId, reason }), 'conflict')
    await ask.erasure.propose({ clientId, ground, reason: 'Another reason' })
    await signIn(second)
    await refusalOf(ask.erasure.confirm({ clientId, proposed: proposal!.seq }), 'conflict')
  })

  test('room on the disk for the file to be written anew', () => {
    const file = join(temporaryFolder(), 'remedy.db')
    writeFileSync(file, Buffer.alloc(50_000))
    const needed = roomNeeded(50_000)
    expect(() => expectRoom(file, () => needed)).not.toThrow()
    expect(() => expectRoom(file, () => needed - 1)).toThrow(
      /Nothing was changed\. Free some space/,
    )
  })
})

describe('Records of one person', () => {
  test('go together while they are joined', async () => {
    const { ask, hire, signIn } = await openTestOffice()
    const { id: keptId } = await ask.clients.register(someClient())
    const number = { number: 'A9999ZZ', exception: '' }
    const { id: otherId } = await ask.clients.register(someClient({ prisonNumber: number }))
    const { proposal } = await ask.erasure.propose({ clientId: keptId, ground, reason })
    await ask.clients.join({ keptId, otherId, confirmed: true, reason })
    const second = await hire('Ivo Tarn', 'caseworker')
    await signIn(second)
    const early = ask.erasure.confirm({ clientId: otherId, proposed: proposal!.seq })
    expect((await refusalOf(early, 'conflict')).message).toMatch(/another record was joined/)
    await ask.erasure.withdraw({ clientId: keptId, reason })
    await signIn((await ask.people.list({})).find(({ role }) => role === 'partner')!.id)
    const again = await ask.erasure.propose({ clientId: otherId, ground, reason })
    expect(again.records).toBe(2)
    await signIn(second)
    await ask.erasure.confirm({ clientId: keptId, proposed: again.proposal!.seq })
    expect((await ask.clients.find({})).total).toBe(0)
    expect(await ask.erasure.list({})).toHaveLength(2)
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('leave nothing of each other once they were parted', async () => {
    const { ask, hire, signIn, office } = await openTestOffice()
    const { id: keptId } = await ask.clients.register(someClient())
    const number = { number: 'A9999ZZ', exception: '' }
    const { id: otherId } = await ask.clients.register(someClient({ prisonNumber: number }))
    await ask.clients.join({ keptId, otherId, confirmed: true, reason })
    const joined = (await ask.audit.health({})).entries
    expect((await ask.audit.entry({ seq: joined })).fields).not.toBeNull()
    await ask.clients.part({ clientId: otherId, reason })
    const { proposal } = await ask.erasure.propose({ clientId: keptId, ground, reason })
    await signIn(await hire('Ivo Tarn', 'caseworker'))
    await ask.erasure.confirm({ clientId: keptId, proposed: proposal!.seq })
    // Its words name the number and birth of both.
    expect((await ask.audit.entry({ seq: joined })).fields).toBeNull()
    expect((await ask.clients.find({})).rows.map(({ id }) => id)).toEqual([otherId])
    expect((await ask.audit.verify({})).findings).toEqual([])
    await office.rebuild()
    expect((await ask.audit.verify({})).findings).toEqual([])
  })
})

test('What was told on a form of a record that is erased since cannot be judged any more, and is no finding', async () => {
  const office = await letterOffice()
  const { ask, clientId: otherId, hire, signIn } = office
  const prisonNumber = { number: '', exception: 'Not known yet' }
  const { id: keptId } = await ask.clients.register(someClient({ prisonNumber }))
  await ask.clients.join({ keptId, otherId, confirmed: true, reason })
  await ask.consents.record(someAuthority(keptId))
  await letterAt(office, 'sent')
  await ask.clients.part({ clientId: otherId, reason })
  expect((await ask.audit.verify({})).findings).toEqual([])
  const { proposal } = await ask.erasure.propose({ clientId: keptId, ground, reason })
  await signIn(await hire('Ivo Tarn', 'caseworker'))
  await ask.erasure.confirm({ clientId: keptId, proposed: proposal!.seq })
  const { findings, remarks } = await ask.audit.verify({})
  expect(findings).toEqual([])
  expect(remarks.map(({ what }) => what)).toEqual([
    expect.stringMatching(/had no basis on its day/),
  ])
})

test('What was typed about an erased client and not recorded is dropped, and nobody else’s', async () => {
  const { ask, hire, signIn, partner } = await openTestOffice()
  const { id: clientId } = await ask.clients.register(someClient())
  const second = await hire('Ivo Tarn', 'caseworker')
  const form = (screen: string) => ({ form: 'note', screen, title: 'A note', typed: '{}' })
  await ask.platform.keepUnfinished({ forms: [form(`/clients/${clientId}`), form('/day')] })
  const { proposal } = await ask.erasure.propose({ clientId, ground, reason })
  await signIn(second)
  await ask.erasure.confirm({ clientId, proposed: proposal!.seq })
  await signIn(partner)
  expect((await ask.platform.unfinished({})).forms).toEqual([form('/day')])
})

test('The list of erasures is signed, names tags and entries alone, and tells an older copy what it owes', async () => {
  const { ask, hire, signIn, folder } = await openTestOffice()
  const { id: clientId } = await ask.clients.register(someClient())
  const second = await hire('Ivo Tarn', 'caseworker')
  const { proposal } = await ask.erasure.propose({ clientId, ground, reason })
  await signIn(second)
  const { seq } = await ask.erasure.confirm({ clientId, proposed: proposal!.seq })
  const note = readFileSync(join(folder, 'remedy.erasures'), 'utf8')
  const tag = JSON.parse((await ask.audit.entry({ seq })).leaf).subject as string
  expect(note.split('\n').slice(1, 4)).toEqual(['erasures 1', `${tag} ${seq}`, ''])

  const { vault } = await newVault()
  const log = createLog({ vault, clock: () => new Date(), random, folds })
  const { signed, owed, key } = await vault.write(async (tx) => {
    await log.found(tx)
    const { public_key: publicKey } = await tx
      .selectFrom('log_key')
      .selectAll()
      .executeTakeFirstOrThrow()
    const list = await signErasures(tx, [{ tag, seq }])
    return { signed: list, owed: await erasuresOwed(tx, [{ tag, seq }]), key: publicKey }
  })
  expect(readErasures(signed, key)).toEqual([{ tag, seq }])
  expect(owed).toEqual([{ tag, seq }])
  expect(() => readErasures(signed.replace(` ${seq}`, ` ${seq + 1}`), key)).toThrow('not valid')
  expect(() => readErasures(note, key)).toThrow('not a list of erasures of this log')
})
