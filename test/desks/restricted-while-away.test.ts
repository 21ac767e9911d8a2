import { expect, test } from 'vitest'
import type { Day } from '../../src-main/wire/schema.ts'
import { PASSPHRASE, refusalOf } from '../open-office.ts'
import type { FarDesk } from './far-desk.ts'
import { relayTo } from './relay.ts'
import { servedOffice } from './served-office.ts'

/** A word in everything that is typed about the matter or recorded of it. */
const MARKER = 'Zqmarker'
const signIn = ({ ask }: Pick<FarDesk, 'ask'>, personId: string) =>
  ask.signIn.unlock({ personId: personId as never, passphrase: PASSPHRASE })

/** A caseworker who types a note of a matter at a desk, with a network between them and the office. */
async function typingAtDesk(keptMs = 60_000, beforeAnswer = async (_name: string) => {}) {
  const office = await servedOffice(['front', 'back'], { keptMs, beforeAnswer })
  const { imogen, hester, desk } = office
  const relay = await relayTo(office.serving.port)
  const own = office.at('')
  await own.signIn(imogen)
  const { rows } = await own.ask.clients.find({ text: 'Fenwright' })
  const { id: matterId, ourRef } = await own.ask.matters.open({
    ...{ clientId: rows[0]!.id, kind: 'treatment', title: `${MARKER} claim`, responsible: imogen },
    ...{ opponents: [], eventOn: '2025-12-06' as Day, knownOn: null, noEventReason: '' },
  })
  const front = await desk('front', { port: relay.port, typedMs: 5 })
  await signIn(front, hester)
  await front.ask.matters.get({ matterId })
  const form = (typed: string, screen = `/matters/${matterId}`) => ({
    ...{ form: `note ${screen}`, screen, title: 'A note' },
    typed: JSON.stringify({ text: `${screen === '/day' ? '' : MARKER} ${typed}` }),
  })
  const types = (...forms: ReturnType<typeof form>[]) =>
    front.ask.platform.keepUnfinished({ forms })
  const other = form('of the day', '/day')
  await types(form('begun'), other)
  expect((await front.ask.platform.unfinished({})).forms).toHaveLength(2)
  async function goesAway(): Promise<void> {
    relay.cut()
    await expect.poll(() => front.reach().is).toBe('not-reachable')
  }
  const restrict = () =>
    own.ask.matters.restrictAccess({ matterId, people: [imogen], reason: 'A relative works here.' })
  async function isBack(): Promise<void> {
    relay.mend()
    await expect.poll(() => front.reach().is).toBe('reachable')
  }
  const acts = async () =>
    (await own.ask.audit.list({ limit: 30 })).entries.map(({ act }) => act).toReversed()
  const notes = () => refusalOf(front.ask.matters.note({ matterId, text: `${MARKER} note` }))
  /** Whoever sits at a desk is shown nothing of the matter. */
  async function holdsNothing({ ask }: Pick<FarDesk, 'ask'>): Promise<void> {
    const { code, message } = await refusalOf(ask.matters.get({ matterId }))
    expect([code, message]).toEqual(NONE)
    const { entries } = await ask.audit.list({ limit: 500 })
    const shown = [
      ...[await ask.matters.list({}), await ask.day.view({}), await ask.platform.unfinished({})],
      ...[entries, ...(await Promise.all(entries.map(({ seq }) => ask.audit.entry({ seq }))))],
    ]
    for (const word of [`${MARKER} `, ourRef, matterId])
      expect(JSON.stringify(shown)).not.toContain(word)
  }
  return {
    ...{ ...office, own, front, relay, form, types, other, notes },
    ...{ goesAway, restrict, isBack, acts, holdsNothing },
  }
}

/** The answer by which a form is refused: as for a matter that never was. */
const NONE = ['not-found', 'This matter is not on file. Go back to the list.']

test('a form about a matter that is restricted while its desk is away is refused once it is back, and what was typed is kept no more', async () => {
  const office = await typingAtDesk()
  const { own, front, form, types, other, notes, holdsNothing, desk, hester, ada } = office
  await office.goesAway()
  await types(form('typed further'), other)
  const asked = notes()
  await office.restrict()
  await office.isBack()
  const { code, message } = await asked
  expect([code, message]).toEqual(NONE)
  // What was typed there it sends once more, also what is typed while the form stands open.
  await types(form('typed after'), other)
  expect((await front.ask.platform.unfinished({})).forms).toEqual([other])
  await holdsNothing(front)
  await front.ask.signIn.lock({})
  const back = await desk('back')
  for (const [one, who, forms] of [
    [front, hester, [other]],
    [back, hester, []],
    [front, ada, []],
  ] as const) {
    await signIn(one, who)
    expect((await one.ask.platform.unfinished({})).forms).toEqual(forms)
    await holdsNothing(one)
    await one.ask.signIn.lock({})
  }
  expect(await office.acts()).not.toContain('matter-noted')
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('so it is where the time for which its place is kept has run out, and its person signs in anew', async () => {
  const office = await typingAtDesk(1)
  const { front, form, types, other, notes, holdsNothing, hester } = office
  await office.goesAway()
  await types(form('typed further'), other)
  const asked = notes()
  await expect.poll(office.acts).toContain('signed-out')
  await office.restrict()
  await office.isBack()
  await signIn(front, hester)
  const { code, message } = await asked
  expect([code, message]).toEqual(NONE)
  expect((await front.ask.platform.unfinished({})).forms).toEqual([other])
  await holdsNothing(front)
  expect(await office.acts()).not.toContain('matter-noted')
})

test('what was recorded before, and its answer lost with the connection, is not answered after the restriction', async () => {
  const sent = Promise.withResolvers<void>()
  const office = await typingAtDesk(60_000, (name) =>
    name === 'matters.note' ? sent.promise : Promise.resolve(),
  )
  const { relay, notes, front } = office
  const asked = notes()
  await expect.poll(office.acts).toContain('matter-noted')
  relay.cut()
  await expect.poll(() => front.reach().is).toBe('not-reachable')
  sent.resolve()
  await office.restrict()
  await office.isBack()
  const { code, message } = await asked
  expect([code, message]).toEqual([
    'conflict',
    'This was recorded when the connection was lost. Close it and open it again to see it as it stands.',
  ])
  expect((await office.acts()).filter((act) => act === 'matter-noted')).toHaveLength(1)
  await office.holdsNothing(front)
})
