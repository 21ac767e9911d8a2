import { randomBytes, randomInt } from 'node:crypto'
import { expect, test } from 'vitest'
import { connected, question, rawDesk } from '../desks/far-desk.ts'
import { servedOffice } from '../desks/served-office.ts'
import { PASSPHRASE } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

const frames = full ? 10_000 : 300
const flow = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, 1]), bytes])

/** What is no message, one sort after another. */
const wrong: (() => string | Buffer)[] = [
  () => randomBytes(randomInt(1, 3_000)).toString('latin1'),
  () => randomBytes(randomInt(1, 3_000)),
  () => flow(randomBytes(randomInt(0, 2_000))),
  () => '['.repeat(randomInt(1, 20_000)),
  () => `{"ask":${'{"a":'.repeat(randomInt(1, 5_000))}`,
  () => '\0'.repeat(randomInt(1, 2_000)),
  () => question('signIn.state', {}).slice(0, randomInt(1, 60)),
  () => question('signIn.state', {}).replace('"input"', `"${randomBytes(4).toString('hex')}"`),
  () => JSON.stringify({ long: { $flow: randomInt(1, 9), bytes: 2 ** 40 } }),
  () => JSON.stringify({ long: { $flow: -1, bytes: 5 } }),
  () => question('signIn.state', { x: { $flow: 1, bytes: 2 ** 45 } }),
  () => JSON.stringify({ flow: randomInt(1, 9), more: 2 ** 31 }),
  () => JSON.stringify({ hand: -1, ready: true }),
  () => Buffer.alloc(1_000_001),
  () => question('x'.repeat(101), {}),
]

test(
  `${frames} malformed frames of a desk end their own connections, and no other`,
  async () => {
    const office = await servedOffice(['front', 'back'])
    const front = await office.desk('front')
    await front.ask.signIn.unlock({ personId: office.hester, passphrase: PASSPHRASE })
    const back = { ...office.reaching, identity: office.identityOf('back') }
    for (let nth = 0; nth < frames; nth++) {
      if (nth % 10 === 9) {
        // Bytes that are no frame at all, or half of one.
        const socket = await connected(back)
        socket.end(randomBytes(randomInt(1, 500)))
        socket.resume()
        await new Promise((gone) => socket.once('close', gone))
        continue
      }
      const raw = await rawDesk(back)
      if (nth % 25 === 0)
        await raw.asks('signIn.unlock', { personId: office.imogen, passphrase: PASSPHRASE })
      const sent = wrong[nth % wrong.length]!()
      raw.wire.send(sent)
      expect([1003, 1006, 1007, 1008, 1009], String(sent).slice(0, 60)).toContain(await raw.ended)
      if (nth % 50 === 0)
        expect((await front.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
    }
    expect((await front.ask.signIn.state({})).me?.name).toBe('Hester Vane')
    expect(front.reached).toEqual(['reachable'])
    expect(office.faults).toEqual([])
    await expect.poll(() => office.serving.present()).toEqual(['front'])
  },
  LIMIT,
)
