import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { doorTo, PASSPHRASE, refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { sharedBy, type TestPlace } from './shared-office.ts'

const DESKS = ['front desk', 'one', 'two', 'front', 'back']
const MANY = Array.from({ length: 50 }, (_, nth) => (nth === 0 ? '' : `desk ${nth}`))

const clientOf = async ({ ask }: TestPlace) =>
  (await ask.clients.find({ text: 'Fenwright' })).rows[0]!.id
const phaseAt = async ({ ask }: TestPlace) => (await ask.signIn.state({})).phase

test('two people work at two places at once, each signed in at their own', async () => {
  const { at, imogen, hester } = await sharedBy(...DESKS)
  const [own, desk] = [at(''), at('front desk')]
  await own.signIn(imogen)
  expect(await phaseAt(desk)).toBe('locked')
  await refusalOf(desk.ask.clients.find({ text: '' }), 'locked')
  await desk.signIn(hester)
  const meAt = async ({ ask }: TestPlace) => (await ask.signIn.state({})).me?.name
  expect([await meAt(own), await meAt(desk)]).toEqual(['Imogen Tark', 'Hester Vane'])
  await desk.ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } }),
  )
  expect((await own.ask.clients.find({ text: 'Okafor' })).rows).toHaveLength(1)
})

test('the file is locked when the last place empties, and not before', async () => {
  const { at, folder, imogen, hester, ada } = await sharedBy(...DESKS)
  const places = [at(''), at('one'), at('two')] as const
  for (const [nth, who] of [imogen, hester, ada].entries()) await places[nth]!.signIn(who)
  const [own, one, two] = places
  await own.ask.signIn.lock({})
  await two.office.close('the desk went away')
  expect(await phaseAt(own)).toBe('locked')
  await clientOf(one)
  const another = doorTo(folder).then(({ ask }) =>
    ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE }),
  )
  expect((await refusalOf(another)).message).toMatch(/open in another window/)
  await one.office.lock()
  expect(await phaseAt(one)).toBe('locked')
  await refusalOf(clientOf(one), 'locked')
  const door = await doorTo(folder)
  await door.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
  await door.office.close()
  // Whoever comes in next opens it again.
  await own.signIn(imogen)
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('a wrong passphrase at one place leaves the others as they are', async () => {
  const { at, imogen, hester } = await sharedBy(...DESKS)
  const [own, desk] = [at(''), at('front desk')]
  await own.signIn(imogen)
  await refusalOf(
    desk.ask.signIn.unlock({ personId: hester, passphrase: 'not this one at all' }),
    'not-allowed',
  )
  await clientOf(own)
})

test('whoever is removed is refused at every place at the next question, and signed out in the log', async () => {
  const { at, imogen, hester } = await sharedBy(...DESKS)
  const [own, one, two] = [at(''), at('one'), at('two')]
  await own.signIn(imogen)
  for (const place of [one, two]) await place.signIn(hester)
  await own.ask.people.remove({ personId: hester })
  for (const place of [one, two]) {
    expect(place.changes).toContain('session')
    await refusalOf(clientOf(place), 'locked')
    await refusalOf(place.signIn(hester), 'not-allowed')
  }
  const { entries } = await own.ask.audit.list({ limit: 3 })
  expect(entries.map(({ act }) => act)).toEqual(['person-removed', 'signed-out', 'signed-out'])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('another role holds at every place at once', async () => {
  const { at, imogen, ada } = await sharedBy(...DESKS)
  const [own, one, two] = [at(''), at('one'), at('two')]
  await own.signIn(imogen)
  for (const place of [one, two]) await place.signIn(ada)
  await own.ask.people.changeRole({ personId: ada, role: 'auditor' })
  for (const place of [one, two]) {
    await refusalOf(clientOf(place), 'not-allowed')
    expect((await place.ask.signIn.state({})).me?.role).toBe('auditor')
  }
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test.each(['got another role', 'was removed'])(
  'an act that waited while its person %s is refused',
  async (what) => {
    const { at, imogen, ada } = await sharedBy(...DESKS)
    const [own, desk] = [at(''), at('front desk')]
    await own.signIn(imogen)
    await desk.signIn(ada)
    const dialog = Promise.withResolvers<string>()
    const asked = Promise.withResolvers<void>()
    desk.platform.chooseBackupFolder = () => {
      asked.resolve()
      return dialog.promise
    }
    const waiting = refusalOf(
      desk.ask.backups.choosePlace({ keep: { daily: 7, weekly: 4, monthly: 12 } }),
    )
    await asked.promise
    if (what === 'was removed') await own.ask.people.remove({ personId: ada })
    else await own.ask.people.changeRole({ personId: ada, role: 'secretary' })
    dialog.resolve(temporaryFolder())
    expect((await waiting).code).toBe(what === 'was removed' ? 'locked' : 'conflict')
    expect((await own.ask.audit.verify({})).findings).toEqual([])
  },
)

test('fifty places correct one version at once: one is recorded, the others read that it was', async () => {
  const { at, imogen, hester, ada } = await sharedBy(...MANY.slice(1))
  const places = MANY.map(at)
  for (const [nth, place] of places.entries()) await place.signIn([imogen, hester, ada][nth % 3]!)
  const clientId = await clientOf(places[0]!)
  const { stay: _, ...said } = someClient()
  const ended = await Promise.all(
    places.map(({ ask }, nth) =>
      ask.clients
        .correct({
          ...said,
          surname: 'Fenwright-Jones',
          forenames: `Dominic ${'ab'[nth % 2]}`,
          clientId,
          version: 1,
          reason: 'Misread.',
        })
        .then(
          () => 'done',
          ({ code }: { code: string }) => code,
        ),
    ),
  )
  expect(ended.filter((one) => one === 'done')).toHaveLength(1)
  expect(ended.filter((one) => one === 'conflict')).toHaveLength(49)
  expect((await places[0]!.ask.audit.verify({})).findings).toEqual([])
})

test('what was chosen, typed or under way at one place is not there at another', async () => {
  const { at, imogen } = await sharedBy(...DESKS)
  const [own, desk] = [at(''), at('front desk')]
  for (const place of [own, desk]) await place.signIn(imogen)
  own.platform.file = { name: 'clients.csv', bytes: Buffer.from('Surname,Forenames\nOkafor,Ben\n') }
  const chosen = (await own.ask.imports.choose({}))!
  await own.ask.imports.propose({ token: chosen.token, what: 'clients' })
  // The same person, and another window.
  await refusalOf(desk.ask.imports.propose({ token: chosen.token, what: 'clients' }), 'conflict')
  const form = { form: 'new-client', screen: '/clients', title: 'New client', typed: '{}' }
  await own.ask.platform.keepUnfinished({ forms: [form] })
  expect((await desk.ask.platform.unfinished({})).forms).toEqual([])
  await desk.ask.platform.keepUnfinished({ forms: [] })
  expect((await own.ask.platform.unfinished({})).forms).toEqual([form])
})

test('the office is moved once nobody else is signed in, and every place has it where it then stands', async () => {
  const elsewhere = temporaryFolder()
  const { at, imogen, hester } = await sharedBy(...DESKS)
  const [own, desk] = [at(''), at('front desk')]
  await own.signIn(imogen)
  await desk.signIn(hester)
  own.platform.choose = path.join(elsewhere, 'moved')
  await own.ask.signIn.chooseMove({})
  const move = () => own.ask.signIn.moveOffice({ passphrase: PASSPHRASE, despite: true })
  expect((await refusalOf(move(), 'conflict')).message).toContain('another desk')
  await desk.ask.signIn.lock({})
  await move()
  await desk.signIn(hester)
  await desk.ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } }),
  )
  expect((await own.ask.clients.find({ text: 'Okafor' })).rows).toHaveLength(1)
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('every place is told of what is recorded, and of who signs in there alone', async () => {
  const { at, imogen, hester } = await sharedBy(...DESKS)
  const [own, desk] = [at(''), at('front desk')]
  await own.signIn(imogen)
  expect(desk.changes).not.toContain('session')
  await desk.signIn(hester)
  for (const { changes } of [own, desk]) changes.length = 0
  await desk.ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } }),
  )
  expect([own.changes, desk.changes]).toEqual([['records'], ['records']])
  await desk.office.lock()
  expect(own.changes).not.toContain('session')
})

test('who comes into an open office writes nothing about wrong passphrases, and what was typed wrongly is told all the same', async () => {
  const { at, folder, imogen, hester, ada } = await sharedBy(...DESKS)
  const [own, front, back] = [at(''), at('front'), at('back')]
  await own.signIn(imogen)
  const file = path.join(folder, 'remedy.tries')
  const before = readFileSync(file, 'utf8')
  await front.signIn(hester)
  await back.signIn(ada)
  expect(readFileSync(file, 'utf8')).toBe(before)
  const failed = async () =>
    (await own.ask.audit.list({ limit: 50 })).entries.filter(({ act }) => act === 'sign-ins-failed')
      .length
  for (const times of [1, 2]) {
    await back.ask.signIn.lock({})
    const wrong = back.ask.signIn.unlock({ personId: ada, passphrase: 'not this one' })
    await refusalOf(wrong, 'not-allowed')
    await back.signIn(ada)
    expect(await failed()).toBe(times)
  }
  await front.ask.signIn.lock({})
  await front.signIn(hester)
  expect([await failed(), readFileSync(file, 'utf8') === before]).toEqual([2, false])
})
