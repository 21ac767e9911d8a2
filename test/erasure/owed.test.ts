import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { erasureRule } from '../../src-main/erasure/erasure-rule.ts'
import { withKey } from '../audit/read-log.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { filesIn } from './decrypted.ts'

vi.setConfig({ testTimeout: 120_000 })
const reason = 'Six years have passed since the file was closed'
const ground = 'asked-by-client' as const

/** An office in which two clients were erased, and a copy of its folder from before that. */
async function erasedSince() {
  const office = await openTestOffice()
  const { ask, hire, partner, signIn, folder } = office
  const second = await hire('Ivo Tarn', 'caseworker')
  const clients = []
  for (const [n, surname] of ['Fenwright', 'Okafor', 'Lisle'].entries())
    clients.push(
      (
        await ask.clients.register(
          someClient({ surname, prisonNumber: { number: `A123${n}BC`, exception: '' } }),
        )
      ).id,
    )
  const before = `${folder}-before`
  await office.office.close()
  cpSync(folder, before, { recursive: true })
  await office.restart()
  await signIn(partner)
  for (const clientId of clients.slice(0, 2)) {
    const { proposal } = await office.ask.erasure.propose({ clientId, ground, reason })
    await signIn(second)
    await office.ask.erasure.confirm({ clientId, proposed: proposal!.seq })
    await signIn(partner)
  }
  /** Puts the older copy in the place of the office: of everything in its folder, or of all but the list. */
  async function putBack({ whole }: { whole: boolean }) {
    await office.office.close()
    const list = readFileSync(join(folder, 'remedy.erasures'))
    rmSync(folder, { recursive: true })
    cpSync(before, folder, { recursive: true })
    if (!whole) {
      rmSync(`${folder}.erasures`)
      writeFileSync(join(folder, 'remedy.erasures'), list)
    }
    // On a computer that had not seen more of it: elsewhere a partner accepts the end first.
    office.platform.seen.clear()
    await office.restart()
    await signIn(partner)
  }
  return Object.assign(office, { clients, second, putBack })
}
const owedBy = async ({ ask }: Awaited<ReturnType<typeof erasedSince>>) => ({
  owed: (await ask.erasure.owed({})).map(({ client }) => client.name),
  notices: (await ask.day.view({})).notices
    .filter(({ kind }) => kind !== 'no-sheet')
    .map(({ kind, count }) => [kind, count]),
})
const nothing = { owed: [], notices: [] }

test.each([
  ['the office’s own files, the list left as it was', false],
  ['the whole folder: the list beside it tells', true],
])(
  'an older copy put back tells on the day what it owes, and makes it good in one act: %s',
  async (_, whole) => {
    const office = await erasedSince()
    expect(await owedBy(office)).toEqual(nothing)
    await office.putBack({ whole })
    const { clients, second, signIn, folder, partner } = office
    expect((await office.ask.clients.find({})).total).toBe(3)
    const owed = {
      owed: ['Dominic Fenwright', 'Dominic Okafor'],
      notices: [['erasures-owed', 2]],
    }
    expect(await owedBy(office)).toEqual(owed)
    // Opened again, it still knows: the list is never made shorter than what is owed.
    await office.restart()
    await signIn(partner)
    expect(await owedBy(office)).toEqual(owed)
    await signIn(await office.hire('Hester Vane', 'secretary'))
    await refusalOf(office.ask.erasure.owed({}), 'not-allowed')
    await refusalOf(office.ask.erasure.again({}), 'not-allowed')
    expect((await office.ask.day.view({})).notices).toEqual([])
    await signIn(second)
    expect(await office.ask.erasure.again({})).toEqual({ erased: 2, cleared: true })
    expect((await office.ask.clients.find({})).rows.map(({ id }) => id)).toEqual([clients[2]])
    expect(await owedBy(office)).toEqual(nothing)
    await refusalOf(office.ask.erasure.again({}), 'conflict')
    const stubs = await office.ask.erasure.list({})
    expect(stubs.map((one) => [one.ground, one.who])).toEqual([
      ['made-again', 'Ivo Tarn'],
      ['made-again', 'Ivo Tarn'],
    ])
    const { verdict, findings, remarks } = await office.ask.audit.verify({})
    expect({ verdict, findings }).toEqual({ verdict: 'consistent', findings: [] })
    expect(remarks).toMatchObject([
      { seq: stubs[1]!.seq, what: expect.stringContaining('was made again'), more: { count: 1 } },
    ])
    for (const name of filesIn(folder))
      expect(readFileSync(join(folder, name)).includes('Okafor')).toBe(false)
    expect(existsSync(`${folder}.erasures`)).toBe(true)
  },
)

test('a legal hold, and a record joined with one that was not erased, stand in the way and say so', async () => {
  const office = await erasedSince()
  await office.putBack({ whole: true })
  const { ask, clients, signIn, second } = office
  await ask.erasure.hold({ clientId: clients[0]!, askedBy: 'The coroner', reason, reviewOn: null })
  await ask.clients.join({
    ...{ keptId: clients[2]!, otherId: clients[1]!, confirmed: true, reason },
  })
  expect((await ask.erasure.owed({})).map(({ inTheWay }) => inTheWay)).toEqual([
    expect.stringContaining('legal hold'),
    expect.stringContaining('part the two first'),
  ])
  await signIn(second)
  const refused = await refusalOf(ask.erasure.again({}), 'conflict')
  expect(refused.message).toContain('Two erasures are owed')
  await ask.clients.part({ clientId: clients[1]!, reason })
  expect(await ask.erasure.again({})).toMatchObject({ erased: 1 })
  expect((await ask.erasure.owed({})).map(({ client }) => client.id)).toEqual([clients[0]])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a list that another key signed, or that was cut, makes nobody owe anything', async () => {
  const office = await erasedSince()
  const other = await erasedSince()
  const list = join(office.folder, 'remedy.erasures')
  const theirs = readFileSync(join(other.folder, 'remedy.erasures'), 'utf8')
  await office.putBack({ whole: true })
  // What is put in order after signing in writes the list that stood beside the folder into it.
  await vi.waitFor(() => expect(existsSync(list)).toBe(true))
  rmSync(`${office.folder}.erasures`)
  for (const text of [theirs, theirs.slice(0, 40), 'nothing']) {
    writeFileSync(list, text)
    expect(await owedBy(office)).toEqual(nothing)
  }
})

test('an erasure said to be made again is a remark, and one of a client on hold a finding', async () => {
  const office = await erasedSince()
  await office.putBack({ whole: true })
  await office.ask.erasure.again({})
  await withKey(office, async ({ entries }) => {
    const log = entries()
    const [first] = log.filter(({ act }) => act === 'client-erased')
    const { failed, remarks } = erasureRule.judge(log)
    expect([failed, remarks![0]!.seq]).toEqual([0, first!.seq])
    const hold = { ...first!, act: 'hold-placed' as const, detail: null }
    const held = [...log.slice(0, first!.seq - 1), hold, ...log.slice(first!.seq - 1)]
    expect(erasureRule.judge(held).failed).toBe(1)
    // Without the mark it is an erasure that nobody had proposed.
    const { madeAgain: _, ...detail } = first!.detail!
    const plain = log.map((one) => (one === first ? { ...one, detail } : one))
    expect(erasureRule.judge(plain as never).findings.map(({ seq }) => seq)).toEqual([first!.seq])
  })
})
