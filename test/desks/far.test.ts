import { randomBytes } from 'node:crypto'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { newIdentity } from '../../src-main/far/certificate.ts'
import { CLOSED, MOST_IN_ONE, readBack, written } from '../../src-main/far/messages.ts'
import { PASSPHRASE, someClient } from '../open-office.ts'
import { connected, question, type FarDesk } from './far-desk.ts'
import { servedOffice } from './served-office.ts'
import { sharedOffice } from './shared-office.ts'

const signIn = ({ ask }: Pick<FarDesk, 'ask'>, personId: string) =>
  ask.signIn.unlock({ personId: personId as never, passphrase: PASSPHRASE })

test('two desks and the office’s own window work at one office, each told of what is recorded', async () => {
  const { at, desk, imogen, hester, ada, serving } = await servedOffice(['front', 'back'])
  const own = at('')
  const [front, back] = [await desk('front'), await desk('back')]
  await own.signIn(imogen)
  await signIn(front, hester)
  await signIn(back, ada)
  front.changes.length = 0
  await back.ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } }),
  )
  expect((await front.ask.clients.find({ text: 'Okafor' })).rows).toHaveLength(1)
  expect(front.changes).toEqual(['records'])
  expect(serving.present()).toEqual(['front', 'back'])
  // A desk that goes signs out whoever sat there.
  await back.close()
  await expect.poll(() => serving.present()).toEqual(['front'])
  const { entries } = await own.ask.audit.list({ limit: 1 })
  expect(entries).toMatchObject([{ who: 'Ada Quill', act: 'signed-out' }])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('bytes cross as they are', () => {
  const none = () => expect.unreachable()
  const message = { pdf: Uint8Array.of(0, 255, 10), buffer: Buffer.from('é'), text: '$bytes' }
  expect(readBack(written(message, none), none)).toEqual({
    ...message,
    buffer: Uint8Array.from(Buffer.from('é')),
  })
  const other = { $bytes: 'AA==', more: 1 }
  expect(readBack(written(other, none), none)).toEqual(other)
})

test('a stranger’s key, or none, is given no byte, and no other protocol than TLS 1.3', async () => {
  const { reaching } = await servedOffice(['front'])
  const silent = async (socket: tls.TLSSocket) => {
    let got = 0
    socket.on('data', (piece: Buffer) => (got += piece.length))
    socket.on('error', () => {})
    socket.on('secureConnect', () => socket.write('GET / HTTP/1.1\r\nHost: office\r\n\r\n'))
    await new Promise((gone) => socket.once('close', gone))
    return got
  }
  const stranger = newIdentity(randomBytes)
  const to = { host: '127.0.0.1', port: reaching.port, rejectUnauthorized: false }
  expect(await silent(tls.connect({ ...to, key: stranger.key, cert: stranger.certificate }))).toBe(
    0,
  )
  expect(await silent(tls.connect(to))).toBe(0)
  const older = tls.connect({ ...to, maxVersion: 'TLSv1.2' })
  const refused = await new Promise<Error>((failed) => older.once('error', failed))
  expect((refused as NodeJS.ErrnoException).code).toMatch(/PROTOCOL_VERSION|ECONNRESET/)
})

test('a desk does not ask an office with another key', async () => {
  const { reaching, identityOf } = await servedOffice(['front'])
  const other = { ...reaching, office: 'f'.repeat(64), identity: identityOf('front') }
  await expect(connected(other)).rejects.toThrow('The office was not reached.')
})

test('the served contract is the contract less what a desk does itself and what the office’s own computer does', async () => {
  const { desk, imogen, at, folder } = await servedOffice(['front'])
  const front = await desk('front')
  await signIn(front, imogen)
  const all = Object.entries(contract).flatMap(([domain, questions]) =>
    Object.entries(questions).map(([name, { at: where }]) => ({
      name: `${domain}.${name}`,
      where,
    })),
  )
  const elsewhere = all.filter(({ where }) => where !== 'office').map(({ name }) => name)
  expect(elsewhere.toSorted()).toEqual(
    [
      ...['signIn.createOffice', 'signIn.openSample', 'signIn.chooseOffice'],
      ...['platform.settings', 'platform.changeSettings', 'platform.showRestricted'],
      ...['signIn.sampleProgress', 'signIn.cancelSample', 'signIn.saveDiagnostics'],
      ...['platform.columns', 'platform.hideColumns'],
      ...['platform.takeOpened', 'platform.findOnPage', 'platform.stopFinding'],
      ...['signIn.chooseBackup', 'signIn.compareBackup', 'signIn.replaceByBackup'],
      ...['signIn.restoreBackup', 'signIn.chooseMove', 'signIn.moveOffice'],
      ...['signIn.moveProgress', 'signIn.cancelMove'],
      ...['signIn.joinOffice', 'signIn.leaveOffice', 'signIn.findOffice'],
      ...['signIn.peopleBySheet', 'signIn.recover', 'signIn.examineEnd', 'signIn.acceptEnd'],
      ...['people.fileKeyProgress'],
      ...['people.renewRecoverySheet', 'people.changeFileKey', 'people.confirmRecoverySheet'],
      ...['backups.choosePlace', 'backups.makeElsewhere', 'exports.make', 'desks.takeDesks'],
      ...['updates.choose', 'updates.install'],
    ].toSorted(),
  )
  for (const name of elsewhere)
    expect(await front.dispatch(name, {}), name).toMatchObject({
      refusal: { code: 'not-allowed', message: /window, and the office|office’s folder/ },
    })
  // Nothing of it was done all the same.
  expect((await at('').ask.signIn.state({})).office?.folder).toBe(folder.split('/').at(-1))
  expect(await front.dispatch('signIn.toString', {})).toMatchObject({
    refusal: { code: 'not-found' },
  })
})

test('another version of the program is told so, and asks nothing', async () => {
  const { desk } = await servedOffice(['front'])
  const old = await desk('front', { version: 'another' })
  expect(old.reached).toEqual(['another-version'])
  const refusal = { code: 'not-allowed', message: /another version of Remedy/ }
  expect(await old.dispatch('signIn.state', {})).toMatchObject({ refusal })
})

test('what a desk sends wrongly ends its own connection alone', async () => {
  const { desk, raw, identityOf, reaching, hester, imogen, faults } = await servedOffice([
    'front',
    'back',
  ])
  const front = await desk('front')
  await signIn(front, hester)
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const wrong: (string | Buffer)[] = [
    ...['', '\0', 'null', '[]', '{"ask":1}', question('signIn.state', {}, '1')],
    ...[question('x', {}).replace('}}', '},"more":1}'), question('x'.repeat(200), {})],
    ...['{"ask":1,"name":"signIn.state","inp', deep, Buffer.from('{"ask":1}'), Buffer.alloc(3)],
    ...['{"flow":1}', '{"flow":1,"more":0}', '{"flow":-1,"end":true}', '{"long":{"$flow":1}}'],
    '{"hand":1}',
  ]
  for (const sent of wrong) {
    const { wire, ended, asks } = await raw('back')
    await asks('signIn.unlock', { personId: imogen, passphrase: PASSPHRASE })
    wire.send(sent)
    expect([1003, 1007, 1008, 1009], String(sent).slice(0, 40)).toContain(await ended)
  }
  // Longer than anything is: it is not read.
  const huge = await raw('back')
  huge.wire.send(Buffer.alloc(MOST_IN_ONE + 1, 32))
  expect(await huge.ended).toBe(1009)
  // Bytes that are no frame at all, and half of one.
  for (const bytes of [randomBytes(5_000), Buffer.from('81fe', 'hex'), Buffer.from('GET / HT')]) {
    const socket = await connected({ ...reaching, identity: identityOf('back') })
    socket.end(bytes)
    await new Promise((gone) => socket.once('close', gone))
  }
  // What is well formed and no input of the question is refused as at any window, and the connection stays.
  expect(await front.dispatch('clients.find', { text: '\0' })).toMatchObject({
    refusal: { code: 'invalid-input' },
  })
  expect((await front.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
  expect(faults).toEqual([])
})

test('a desk that says nothing any more is gone after two heartbeats, and whoever sat there is signed out once its place is kept no longer', async () => {
  const { at, raw, imogen, hester, serving } = await servedOffice(['front'], {
    ...{ heartbeatMs: 50, keptMs: 200 },
  })
  const own = at('')
  await own.signIn(imogen)
  const { wire, asks } = await raw('front')
  await asks('signIn.unlock', { personId: hester, passphrase: PASSPHRASE })
  const newest = async () => (await own.ask.audit.list({ limit: 1 })).entries[0]
  // It still answers by itself for as long as its program runs.
  expect(serving.present()).toEqual(['front'])
  wire.pause()
  await expect.poll(() => serving.present(), { timeout: 5_000 }).toEqual([])
  expect(await newest()).toMatchObject({ act: 'signed-in' })
  await expect.poll(newest).toMatchObject({ who: 'Hester Vane', act: 'signed-out' })
  wire.terminate()
})

test('a desk that comes again finds its former place left, and its log in order', async () => {
  const [leaving, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { at, desk, raw, imogen, hester } = await servedOffice(['front'], {
    async beforeLeaving() {
      leaving.resolve()
      await left.promise
    },
  })
  const own = at('')
  await own.signIn(imogen)
  const first = await raw('front')
  await first.asks('signIn.unlock', { personId: hester, passphrase: PASSPHRASE })
  const coming = desk('front')
  expect(await first.ended).toBe(CLOSED.cameAgain)
  await leaving.promise
  // Nobody is signed in at one desk twice: until then nothing is answered there.
  let answered = false
  const signed = coming.then((one) => signIn(one, hester)).then(() => (answered = true))
  expect((await own.ask.audit.verify({})).findings).toEqual([])
  expect(answered).toBe(false)
  left.resolve()
  await signed
  const again = await coming
  await again.ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } }),
  )
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('an office that nobody serves has no socket', async () => {
  const { at, imogen } = await sharedOffice()
  const own = at('')
  await own.signIn(imogen)
  await own.ask.audit.verify({})
  const sockets = () =>
    process.getActiveResourcesInfo().filter((one) => /TCP|TLS|UDP|DNS/.test(one))
  expect(sockets()).toEqual([])
  await servedOffice(['front'])
  expect(sockets()).toEqual(['TCPServerWrap'])
})
