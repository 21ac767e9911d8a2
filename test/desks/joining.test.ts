import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { connect as connectPlain } from 'node:net'
import tls from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import { joinBy } from '../../src-main/far/joining.ts'
import { joiningCode, readJoiningCode } from '../../src-main/far/joining-code.ts'
import { readPlace } from '../../src-main/far/place.ts'
import { PASSPHRASE, refusalOf } from '../open-office.ts'
import { hostedOffice } from './hosted-office.ts'

const localhost = '127.0.0.1'
const later = (ms: number) => new Date(Date.parse('2026-11-23T09:00:00.000Z') + ms).toISOString()

test('a code says which office it is and one secret, and is read as people type it', () => {
  const key = 'c0ffee'.padEnd(64, '7')
  const code = joiningCode(key, Buffer.from('ffffffffffffff', 'hex'))
  expect(code).toMatch(
    /^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{6}-ZZZZZ-ZZZZZ$/,
  )
  const read = readJoiningCode(code)!
  expect([read.isOffice(key), read.secret]).toEqual([true, 'ZZZZZZZZZZ'])
  // The last figure that it holds is another.
  expect(read.isOffice(`${key.slice(0, 19)}8${key.slice(20)}`)).toBe(false)
  const sloppy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`
  expect(readJoiningCode(sloppy)?.isOffice(key)).toBe(true)
  const wrong = ['', code.slice(1), `${code}0`, code.replace(/Z$/, 'U'), '-'.repeat(26)]
  for (const one of wrong) expect(readJoiningCode(one), one).toBeNull()
})

test('an office is found by a name or an address, and by another number where one is typed', async () => {
  expect(readPlace(' RECEPTION ')).toEqual({ host: 'RECEPTION', port: 7443 })
  expect(readPlace('192.168.1.20:8000')).toEqual({ host: '192.168.1.20', port: 8000 })
  for (const wrong of ['', 'a b', 'office:', 'office:0', 'office:99999', 'http://office'])
    expect(() => readPlace(wrong), wrong).toThrow('as the office shows it')
})

test('a desk joins by the code, once, and works in the office from then on', async () => {
  const { own, join, ask, imogen, hester, hosting } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  const desk = await join(code)
  expect(desk).toMatchObject({ name: 'Front desk', office: 'Tark & Prosser' })
  expect((await refusalOf(join(code), 'invalid-input')).fields?.['code']).toContain('used already')
  const front = await ask(desk)
  await front.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  expect((await front.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
  expect((await own.ask.desks.list({})).desks).toMatchObject([
    { id: desk.deskId, name: 'Front desk', here: true, who: 'Hester Vane' },
  ])
  const { entries } = await own.ask.audit.list({ limit: 2 })
  expect(entries.map(({ act, who }) => [act, who])).toEqual([
    ['signed-in', 'Hester Vane'],
    ['desk-added', 'Imogen Tark'],
  ])
  const signedIn = await own.ask.audit.entry({ seq: entries[0]!.seq })
  expect(signedIn.fields).toContainEqual({ name: 'desk', value: desk.deskId })
  // The office stays locked to whoever has no passphrase, with the key of the desk or without.
  const copied = await ask(desk)
  await refusalOf(copied.ask.clients.find({ text: '' }), 'locked')
  await refusalOf(copied.ask.signIn.unlock({ personId: imogen, passphrase: 'not this one' }))
  expect(hosting.here).toBeDefined()
})

test('a code is refused once ten minutes have gone, after five wrong ones, and when another was made', async () => {
  const { own, join, officeKey, clock } = await hostedOffice()
  const invite = async () => (await own.ask.desks.invite({ name: 'Front desk' })).code
  const old = await invite()
  clock.set(later(10 * 60_000))
  expect((await refusalOf(join(old))).fields).toHaveProperty('code')
  const guessed = await invite()
  for (let nth = 0; nth < 5; nth += 1)
    await refusalOf(join(joiningCode(officeKey, randomBytes(7))), 'invalid-input')
  expect((await refusalOf(join(guessed))).fields).toHaveProperty('code')
  const before = await invite()
  const now = await invite()
  await refusalOf(join(before))
  expect((await own.ask.desks.list({})).desks).toEqual([])
  await join(now)
  await own.ask.desks.invite({ name: 'Back room' })
  await own.ask.desks.withdraw({})
  expect((await own.ask.desks.list({})).desks).toHaveLength(1)
})

test('four wrong codes leave the right one good', async () => {
  const { own, join, officeKey } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  for (let nth = 0; nth < 4; nth += 1)
    await refusalOf(join(joiningCode(officeKey, randomBytes(7))), 'invalid-input')
  await join(code)
})

test('a desk sends its secret to no computer but the one that made the code', async () => {
  const { own, join } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  const other = newIdentity(randomBytes)
  let got = 0
  const server = tls.createServer(
    { key: other.key, cert: other.certificate, requestCert: true, rejectUnauthorized: false },
    (socket) => {
      socket.on('error', () => {})
      socket.on('data', (piece) => (got += piece.length))
    },
  )
  await new Promise<void>((done) => server.listen(0, localhost, done))
  onTestFinished(() => void server.close())
  const at = (server.address() as AddressInfo).port
  expect((await refusalOf(join(code, at))).fields?.['code']).toContain('is not the one that made')
  expect(got).toBe(0)
  // The code is as good as before.
  await join(code)
})

test('whoever stands between desk and office joins in nobody’s place, even where the desk takes them for the office', async () => {
  const { own, port, officeKey } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  const between = newIdentity(randomBytes)
  // They have a key of which the first 80 bits are those of the office; it is enough that the code says theirs.
  const theirs = `${joiningCode(ownKeyMark(between), Buffer.alloc(7)).slice(0, 18)}${code.slice(18)}`
  expect(officeKey).not.toBe(ownKeyMark(between))
  const heard: string[] = []
  const answered: number[] = []
  const server = tls.createServer(
    { key: between.key, cert: between.certificate, requestCert: true, rejectUnauthorized: false },
    (fromDesk) => {
      const toOffice = tls.connect({
        ...{ host: localhost, port, key: between.key, cert: between.certificate },
        rejectUnauthorized: false,
      })
      for (const one of [fromDesk, toOffice]) one.on('error', () => {})
      fromDesk.on('data', (piece: Buffer) => {
        heard.push(piece.toString('utf8'))
        toOffice.write(piece)
      })
      toOffice.on('data', (piece: Buffer) => answered.push(piece.length))
      toOffice.once('close', () => fromDesk.destroy())
    },
  )
  await new Promise<void>((done) => server.listen(0, localhost, done))
  onTestFinished(() => void server.close())
  const at = (server.address() as AddressInfo).port
  const cheated = joinBy({ code: theirs, host: localhost, port: at, random: randomBytes })
  await refusalOf(cheated, 'invalid-input')
  // They heard the proof, and it was worth nothing on their own connection.
  expect(heard.join('')).toContain('"proof"')
  expect(answered).toEqual([])
  expect((await own.ask.desks.list({})).desks).toEqual([])
})

test('who merely carries the bytes between desk and office learns nothing, and the desk joins', async () => {
  const { own, port } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  const seen: Buffer[] = []
  const carrier = createServer((one) => {
    const other = connectPlain(port, localhost)
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      from.on('error', () => {})
      from.on('data', (piece) => (seen.push(piece), to.write(piece)))
      from.once('close', () => to.destroy())
    }
  })
  await new Promise<void>((done) => carrier.listen(0, localhost, done))
  onTestFinished(() => void carrier.close())
  const at = (carrier.address() as AddressInfo).port
  await joinBy({ code, host: localhost, port: at, random: randomBytes })
  const all = Buffer.concat(seen).toString('latin1')
  for (const word of ['proof', 'joining', code.slice(18).replaceAll('-', ''), 'Front desk'])
    expect(all).not.toContain(word)
})

test('no office, a closed one, and one that takes nobody now are told in words at the field', async () => {
  const { join, own } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  expect((await refusalOf(join(code, 1))).fields?.['place']).toContain('No office answered')
  expect((await refusalOf(join('12345'))).fields?.['code']).toContain('26 letters and figures')
  await own.ask.desks.withdraw({})
  expect((await refusalOf(join(code))).fields?.['code']).toContain('did not take this code')
})

test('a code is worth nothing once whoever made it has signed out, and the desk is told why', async () => {
  const { own, join } = await hostedOffice()
  const { code } = await own.ask.desks.invite({ name: 'Front desk' })
  await own.ask.signIn.lock({})
  expect((await refusalOf(join(code))).fields?.['code']).toContain('is not signed in any more')
})

test('a desk that is removed is cut within a second, whoever sat there is signed out, and it cannot come back', async () => {
  const { own, joined, ask, hester } = await hostedOffice()
  const desk = await joined('Front desk')
  const front = await ask(desk)
  await front.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  const began = performance.now()
  await own.ask.desks.remove({ deskId: desk.deskId as DeskId })
  await expect.poll(() => front.reach().is).toBe('not-known')
  expect(performance.now() - began).toBeLessThan(1_000)
  const again = await ask(desk)
  expect(again.reached).toEqual(['not-known'])
  await expect
    .poll(async () => (await own.ask.audit.list({ limit: 2 })).entries.map(({ act }) => act))
    .toEqual(['desk-removed', 'signed-out'])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('a desk cannot remove itself, and a partner there can remove another', async () => {
  const { own, joined, ask, imogen } = await hostedOffice()
  const [one, other] = [await joined('Front desk'), await joined('Back room')]
  const front = await ask(one)
  await front.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
  const remove = (deskId: string) => front.ask.desks.remove({ deskId: deskId as DeskId })
  await refusalOf(remove(one.deskId), 'conflict')
  await remove(other.deskId)
  expect((await own.ask.desks.list({})).desks.map(({ name }) => name)).toEqual(['Front desk'])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})
