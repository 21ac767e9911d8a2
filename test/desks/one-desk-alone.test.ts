import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as later } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { contractMark } from '../../src-main/far/messages.ts'
import { MOST_BYTES } from '../../src-main/imports/contract.ts'
import { PASSPHRASE, someClient } from '../open-office.ts'
import { connected, question, rawDesk, type FarDesk } from './far-desk.ts'
import { servedOffice } from './served-office.ts'

const signIn = ({ ask }: Pick<FarDesk, 'ask'>, personId: string) =>
  ask.signIn.unlock({ personId: personId as never, passphrase: PASSPHRASE })

test.each([
  ['before anybody signed in there', false, 1009],
  ['of somebody who is signed in', true, 1007],
])('a question of millions of parts, %s, holds up no other desk', async (_, signedIn, code) => {
  const { desk, raw, hester, imogen } = await servedOffice(['front', 'back'])
  const front = await desk('front')
  const back = await raw('back')
  await signIn(front, hester)
  if (signedIn) await back.asks('signIn.unlock', { personId: imogen, passphrase: PASSPHRASE })
  const sent = question('signIn.state', JSON.parse(`[${'{},'.repeat(300_000)}{}]`))
  const began = performance.now()
  back.wire.send(sent)
  expect(await back.ended).toBe(code)
  expect((await front.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
  // It took a quarter of a minute to read.
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('the largest file crosses, and what is larger is refused by its operation', async () => {
  const { desk, imogen } = await servedOffice(['front'])
  const front = await desk('front')
  await signIn(front, imogen)
  const take = (size: number) =>
    front.dispatch('imports.take', { name: 'clients.csv', bytes: new Uint8Array(size) })
  const tooLarge = { refusal: { fields: { bytes: expect.stringContaining('larger than 30 MB') } } }
  expect(await take(MOST_BYTES)).not.toMatchObject(tooLarge)
  expect(await take(MOST_BYTES + 1)).toMatchObject(tooLarge)
  expect((await front.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
})

test('a form of as many values as an operation takes is a question, and one of more is refused in words', async () => {
  const { desk, imogen } = await servedOffice(['front'])
  const front = await desk('front')
  await signIn(front, imogen)
  const of = (count: number) =>
    front.dispatch('clients.find', { text: Array.from({ length: count }, () => ({})) })
  const tooLarge = expect.stringContaining('too large to be recorded at once')
  expect(await of(99_990)).not.toMatchObject({ refusal: { message: tooLarge } })
  expect(await of(100_000)).toMatchObject({ refusal: { message: tooLarge } })
})

test('a desk is heard while a long question is on its way', async () => {
  const heartbeatMs = 500
  const { reaching, identityOf, serving } = await servedOffice(['front'], { heartbeatMs })
  const socket = await connected({ ...reaching, identity: identityOf('front') })
  onTestFinished(() => void socket.destroy())
  let came = ''
  socket.on('data', (piece: Buffer) => (came += piece.toString('latin1')))
  socket.write(
    [
      `GET /${contractMark(contract)} HTTP/1.1`,
      ...['Host: office', 'Connection: Upgrade', 'Upgrade: websocket'],
      ...['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', '', ''],
    ].join('\r\n'),
  )
  await expect.poll(() => serving.present()).toEqual(['front'])
  const asked = question('signIn.state', {}).padEnd(30_000)
  // One frame of text, under a mask that changes nothing.
  const frame = Buffer.from(`81fe${asked.length.toString(16)}00000000`, 'hex')
  const pieces = asked.match(/[^]{1,1000}/g) ?? []
  socket.write(frame)
  for (const piece of pieces) {
    await later(heartbeatMs / 5)
    socket.write(piece)
  }
  await expect.poll(() => came).toContain(`"answer":"${'0'.repeat(32)}"`)
})

test('whoever proves no key, or asks for no place, is cut off, and who has a place stays', async () => {
  const { desk, reaching, identityOf } = await servedOffice(['front', 'back'], {
    handshakeMs: 1_000,
  })
  const front = await desk('front')
  const proved = await connected({ ...reaching, identity: identityOf('back') })
  const silent = connect(reaching.port, '127.0.0.1')
  silent.on('error', () => {})
  await Promise.all([once(proved, 'close'), once(silent, 'close')])
  expect((await front.ask.signIn.state({})).phase).toBe('locked')
})

test('a desk that does not answer the word that ends its connection is cut off, and asks nothing behind it', async () => {
  const { at, raw, hester, imogen, serving } = await servedOffice(['front'])
  const own = at('')
  await own.signIn(imogen)
  const front = await raw('front')
  await front.asks('signIn.unlock', { personId: hester, passphrase: PASSPHRASE })
  front.wire.pause()
  front.wire.send('no question')
  const client = someClient({
    ...{ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } },
  })
  front.wire.send(question('clients.register', client))
  await expect.poll(() => serving.present(), { timeout: 10_000 }).toEqual([])
  expect((await own.ask.clients.find({ text: 'Okafor' })).rows).toEqual([])
  front.wire.terminate()
})

test('the end of the serving waits for no connection, and takes no desk in', async () => {
  const {
    raw: rawAt,
    reaching,
    identityOf,
    serving,
    hester,
  } = await servedOffice([...['front', 'back']])
  const front = await rawAt('front')
  await front.asks('signIn.unlock', { personId: hester, passphrase: PASSPHRASE })
  // It reads nothing any more.
  front.wire.pause()
  const raw = connect(reaching.port, '127.0.0.1')
  raw.on('error', () => {})
  await once(raw, 'connect')
  const proved = await connected({ ...reaching, identity: identityOf('back') })
  const closed = serving.close()
  await expect(connected({ ...reaching, identity: identityOf('back') })).rejects.toThrow(
    'The office was not reached.',
  )
  await closed
  expect(serving.present()).toEqual([])
  await expect.poll(() => [proved, raw].map(({ destroyed }) => destroyed)).toEqual([true, true])
  front.wire.terminate()
})

test('a desk that asks for its place once the end has begun is given none', async () => {
  const [leaving, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { desk, reaching, identityOf, serving, hester } = await servedOffice(['front', 'back'], {
    async beforeLeaving() {
      leaving.resolve()
      await left.promise
    },
  })
  await signIn(await desk('front'), hester)
  const proved = await connected({ ...reaching, identity: identityOf('back') })
  const closed = serving.close()
  await leaving.promise
  await expect(rawDesk({ ...reaching, identity: identityOf('back') }, proved)).rejects.toThrow(
    'The office was not reached.',
  )
  expect(serving.present()).toEqual([])
  left.resolve()
  await closed
})
