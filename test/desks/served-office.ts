import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import { serve } from '../../src-main/far/serve.ts'
import type { SharedOffice } from '../../src-main/office.ts'
import { farDesk, rawDesk } from './far-desk.ts'
import { sharedBy } from './shared-office.ts'

/** An office that is asked over the network, with the keys of these desks. */
export async function servedOffice(
  desks: readonly string[],
  {
    heartbeatMs = 60_000,
    handshakeMs = 60_000,
    keptMs = 60_000,
    beforeLeaving = async () => {},
    /** What is waited for before the answer to an operation goes out. */
    beforeAnswer = async (_name: string): Promise<void> => {},
  } = {},
) {
  const office = await sharedBy(...desks)
  /** What came of what was typed. */
  const kept: unknown[] = []
  const slowly: Pick<SharedOffice, 'at'> = {
    at(place) {
      const here = office.shared.at(place)
      const answerOnce: typeof here.answerOnce = async (asked, name, input) => {
        if (name === 'platform.keepUnfinished') kept.push(input)
        const answer = await here.answerOnce(asked, name, input)
        await beforeAnswer(name)
        return answer
      }
      const close = async (reason?: string) => {
        await beforeLeaving()
        await here.close(reason)
      }
      return { ...here, answerOnce, close }
    },
  }
  const identity = newIdentity(randomBytes)
  const keys = new Map(desks.map((desk) => [desk, newIdentity(randomBytes)]))
  const known = new Map([...keys].map(([desk, key]) => [ownKeyMark(key), office.deskId(desk)]))
  const forget = (desk: string) => void known.delete(ownKeyMark(keys.get(desk)!))
  const faults: unknown[] = []
  /** What the clocks of both sides show. */
  const time = { now: () => new Date() }
  const serving = await serve({
    ...{ office: slowly, contract, identity, host: '127.0.0.1', port: 0 },
    ...{ heartbeatMs, handshakeMs, keptMs, random: randomBytes, clock: () => time.now() },
    deskOf: (key) => known.get(key),
    report: (_, error) => void faults.push(error),
  })
  onTestFinished(() => serving.close())
  const reaching = { port: serving.port, office: ownKeyMark(identity) }
  return {
    ...{ ...office, reaching, faults, forget, kept },
    serving: {
      ...serving,
      /** By their names. */
      present: () => desks.filter((desk) => serving.present().includes(office.deskId(desk))),
    },
    passes(ms: number) {
      const before = time.now
      time.now = () => new Date(before().getTime() + ms)
    },
    identityOf: (desk: string) => keys.get(desk)!,
    async desk(desk: string, more: Partial<Parameters<typeof farDesk>[0]> = {}) {
      const clock = () => time.now()
      const far = await farDesk({ ...reaching, clock, identity: keys.get(desk)!, ...more })
      onTestFinished(() => far.close())
      return far
    },
    raw: (desk: string) => rawDesk({ ...reaching, identity: keys.get(desk)! }),
  }
}
