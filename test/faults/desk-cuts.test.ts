import { setTimeout as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { relayTo } from '../desks/relay.ts'
import { servedOffice } from '../desks/served-office.ts'
import { PASSPHRASE } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

/** How long each cut lasts, in milliseconds. */
const cuts = full
  ? Array.from({ length: 20 }, (_, nth) => 1_000 + Math.round((29_000 * nth) / 19))
  : [300, 900]

test(
  `${cuts.length} cuts of a desk’s network lose nothing that is typed there, and the office is told it once a second at most`,
  async () => {
    const office = await servedOffice(['front'], { heartbeatMs: 5_000 })
    const relay = await relayTo(office.serving.port)
    const front = await office.desk('front', { port: relay.port })
    await front.ask.signIn.unlock({ personId: office.hester, passphrase: PASSPHRASE })
    let typed = ''
    let keys = 0
    const began = performance.now()
    const typing = async (ms: number) => {
      for (const until = performance.now() + ms; performance.now() < until; await later(15)) {
        typed += 'x'
        keys += 1
        const form = { form: 'note', screen: '/', title: 'Note', typed }
        await front.ask.platform.keepUnfinished({ forms: [form] })
      }
    }
    for (const ms of cuts) {
      await typing(200)
      relay.cut()
      await typing(ms)
      relay.mend()
      await typing(200)
    }
    // Another window at the same desk, as after the program was started anew: the office has it all.
    await expect.poll(() => front.reach().is, { timeout: 30_000 }).toBe('reachable')
    const { forms } = await front.ask.platform.unfinished({})
    expect(forms[0]?.typed).toBe(typed)
    const seconds = (performance.now() - began) / 1000
    expect(keys).toBeGreaterThan(office.kept.length)
    expect(office.kept.length).toBeLessThanOrEqual(seconds + 2 * cuts.length + 2)
    expect((await front.ask.signIn.state({})).me?.name).toBe('Hester Vane')
  },
  LIMIT,
)
