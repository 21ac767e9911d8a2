import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createLog, type Log } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import type { Writable } from '../../src-main/vault/vault.ts'
import { openTestOffice, PASSPHRASE, someClient, type TestOffice } from '../open-office.ts'

const counts = { matters: 0, forms: 0, scans: 0, letters: 0, calls: 0, disclosures: 0, entries: 1 }
const of = (changes: object) => ({
  ...{ proposed: 0, proposedBy: '', ground: 'asked-by-client', clientNumber: null },
  ...{ entries: 0, also: [], went: counts, told: [], ...changes },
})

interface Forge {
  tx: Writable
  log: Log
  /** The newest entry of an act. */
  last(act: string): { seq: number; actor: string; subject: string }
  /** Signs somebody in, as the log has it. */
  enter(who: string): Promise<void>
  /** Takes the contents of a client's entries away, with the rows that they drew. */
  empty(subject: string): Promise<void>
}

/** What somebody with the key, and this program's own parts, writes into the file of a closed office. */
async function forged(office: TestOffice, act: (forge: Forge) => Promise<unknown>) {
  const { folder, clock, partner } = office
  await office.ask.signIn.lock({})
  const random = (bytes: number) => randomBytes(bytes)
  const vault = createVault({ folder, clock, random, cost: 2 ** 4 })
  await vault.unlock(partner, PASSPHRASE)
  const log = createLog({ vault, clock, random, folds })
  await vault.write(async (tx) => {
    const rows = await tx.selectFrom('log').select(['seq', 'leaf']).orderBy('seq').execute()
    const leaves = rows.map(
      ({ leaf }) =>
        JSON.parse(leaf) as { seq: number; act: string; actor: string; subject: string },
    )
    await act({
      ...{ tx, log },
      last: (name) => leaves.findLast((leaf) => leaf.act === name)!,
      async enter(who) {
        const detail = { name: 'x', role: 'partner', rules: 2 }
        await log.record(tx, { id: who }, { act: 'signed-in', subject: null, detail })
      },
      async empty(subject) {
        for (const { seq, subject: own } of leaves)
          if (own === subject) await tx.deleteFrom('log_payload').where('seq', '=', seq).execute()
      },
    })
  })
  // The lists as well, so that only the meaning of the log can tell.
  await log.rebuild()
  await vault.lock()
  await office.signIn(partner)
  return (await office.ask.audit.verify({})).findings
}

async function proposed(office: TestOffice) {
  const { id: clientId } = await office.ask.clients.register(someClient())
  const { proposal } = await office.ask.erasure.propose({
    ...{ clientId, ground: 'asked-by-client', reason: 'In writing' },
  })
  return { clientId, proposed: proposal!.seq }
}

/** One who may confirm, besides the partner. */
async function twoPeople() {
  const office = await openTestOffice()
  const second = await office.hire('Ivo Tarn', 'caseworker')
  return { office, second }
}

describe('A forged erasure is found at its entry:', () => {
  test('control: one by the rules is not', async () => {
    const { office, second } = await twoPeople()
    const { proposed: seq } = await proposed(office)
    const findings = await forged(office, async ({ tx, log, last, enter, empty }) => {
      const { subject, actor } = last('erasure-proposed')
      await empty(subject)
      await enter(second)
      const detail = of({ proposed: seq, proposedBy: actor })
      await log.record(tx, { id: second }, { act: 'client-erased', subject, detail })
    })
    expect(findings).toEqual([])
  })

  test('nobody had proposed it', async () => {
    const { office, second } = await twoPeople()
    const { clientId, proposed: seq } = await proposed(office)
    await office.ask.erasure.withdraw({ clientId, reason: 'It was a mistake' })
    expect(await byHand(office, second, { proposed: seq })).toMatchObject([
      { differs: 'Nobody had proposed it.' },
    ])
  })

  test('whoever proposed it confirmed it, and somebody else could have', async () => {
    const { office } = await twoPeople()
    const { proposed: seq } = await proposed(office)
    expect(await byHand(office, office.partner, { proposed: seq })).toMatchObject([
      { differs: 'Whoever proposed it confirmed it, and others could have.' },
    ])
  })

  test('whoever works alone did not wait', async () => {
    const office = await openTestOffice()
    const { proposed: seq } = await proposed(office)
    office.clock.set('2026-11-29T09:00:00.000Z')
    expect(await byHand(office, office.partner, { proposed: seq })).toMatchObject([
      { differs: 'Whoever proposed it works alone and did not wait 7 days.' },
    ])
  })

  test('a second account of the same person confirmed it', async () => {
    const { office, second } = await twoPeople()
    await office.ask.people.nameAccount({ personId: second, sameAs: office.partner })
    await office.hire('Owain Prosser', 'partner')
    const { proposed: seq } = await proposed(office)
    expect(await byHand(office, second, { proposed: seq })).toMatchObject([
      { differs: 'Whoever proposed it confirmed it, and others could have.' },
    ])
  })

  test('the client was on hold', async () => {
    const { office, second } = await twoPeople()
    const { clientId, proposed: seq } = await proposed(office)
    await office.ask.erasure.hold({
      clientId,
      askedBy: 'The coroner',
      reason: 'An inquest',
      reviewOn: null,
    })
    expect((await byHand(office, second, { proposed: seq }))[0]!.differs).toMatch(
      /^The client was on legal hold since entry \d+\.$/,
    )
  })

  test('it names another proposal, or another client', async () => {
    const { office, second } = await twoPeople()
    const { proposed: seq } = await proposed(office)
    expect(await byHand(office, second, { proposed: seq - 1 })).toMatchObject([
      { differs: 'It names another proposal.' },
    ])
    const findings = await forged(office, async ({ tx, log, enter }) => {
      await enter(office.partner)
      await log.record(
        tx,
        { id: office.partner },
        { act: 'client-erased', subject: 'x'.repeat(22), detail: of({}) },
      )
    })
    expect(findings.map(({ differs }) => differs)).toContain(
      'It is filed under a client who is not on record.',
    )
  })

  test('what the client’s entries say is still there', async () => {
    const { office, second } = await twoPeople()
    const { proposed: seq } = await proposed(office)
    const findings = await byHand(office, second, { proposed: seq }, false)
    expect(findings[0]!.differs).toMatch(/^What entry \d+ says of the client is still there\.$/)
  })

  test('contents of another client’s entries went as well', async () => {
    const { office, second } = await twoPeople()
    const other = await office.ask.clients.register(
      someClient({ prisonNumber: { number: 'A9999ZZ', exception: '' } }),
    )
    expect(other.id).toBeTruthy()
    const { proposed: seq } = await proposed(office)
    let lost = 0
    const findings = await forged(office, async ({ tx, log, last, enter, empty }) => {
      const { subject, actor } = last('erasure-proposed')
      const rows = await tx.selectFrom('log').select(['seq', 'leaf']).execute()
      const stranger = rows.find(
        ({ leaf }) => leaf.includes('"client-registered"') && !leaf.includes(subject),
      )!
      lost = stranger.seq
      await empty(subject)
      await tx.deleteFrom('log_payload').where('seq', '=', lost).execute()
      await enter(second)
      const detail = of({ proposed: seq, proposedBy: actor, also: [lost] })
      await log.record(tx, { id: second }, { act: 'client-erased', subject, detail })
    })
    expect(findings).toMatchObject([
      { seq: lost, what: `The contents of entry ${lost} are missing.` },
    ])
  })

  test('something was recorded about the client afterwards', async () => {
    const { office, second } = await twoPeople()
    const { clientId, proposed: seq } = await proposed(office)
    await office.signIn(second)
    await office.ask.erasure.confirm({ clientId, proposed: seq })
    await office.signIn(office.partner)
    const findings = await forged(office, async ({ tx, log, last, enter }) => {
      const { subject } = last('client-erased')
      await enter(office.partner)
      const detail = { clientId, askedBy: 'x', reason: 'y', reviewOn: null }
      await log.record(tx, { id: office.partner }, { act: 'hold-placed', subject, detail })
    })
    expect(findings[0]!.what).toMatch(/^Entry \d+ is about a client who was erased before it\.$/)
  })
})

/** An erasure written by hand, in everything else as the program does it. */
const byHand = (office: TestOffice, who: string, changes: object, empties = true) =>
  forged(office, async ({ tx, log, last, enter, empty }) => {
    const { subject, actor } = last('erasure-proposed')
    if (empties) await empty(subject)
    await enter(who)
    const detail = of({ proposedBy: actor, ...changes })
    await log.record(tx, { id: who }, { act: 'client-erased', subject, detail })
  })
