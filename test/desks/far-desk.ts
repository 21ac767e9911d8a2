import { randomBytes } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { WebSocket } from 'ws'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import type { Identity } from '../../src-main/far/certificate.ts'
import { farOffice, type FarOffice, type Reach } from '../../src-main/far/far-office.ts'
import type { Handy } from '../../src-main/far/hands.ts'
import { contractMark } from '../../src-main/far/messages.ts'
import { askForPlace, connectTo } from '../../src-main/far/reach.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Change } from '../../src-main/wire/bridge.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import { testPlatform } from '../open-office.ts'

interface Parts {
  port: number
  identity: Identity
  /** The key that the office is known by. */
  office: string
  /** What this desk's program can ask; another than the office's is another version. */
  version?: string
  heartbeatMs?: number
  clock?: () => Date
  typedMs?: number
  hands?: Handy
}

/** A desk as its program asks an office over the network. */
export interface FarDesk extends FarOffice {
  ask: Client<RemedyContract>
  changes: Change[]
  /** How it stood to the office, one after another. */
  reached: Reach['is'][]
}

/** A desk that has been answered, whatever the answer was. */
export async function farDesk(parts: Parts): Promise<FarDesk> {
  const reached: Reach['is'][] = []
  const answered = Promise.withResolvers<void>()
  const office = farOffice({
    ...{ host: '127.0.0.1', contract, clock: () => new Date(), random: randomBytes },
    ...{ hands: testPlatform(''), report: (error: unknown) => console.error(error) },
    waitMs: { first: 20, most: 100 },
    ...parts,
    onReach({ is }) {
      reached.push(is)
      answered.resolve()
    },
  })
  await answered.promise
  const changes: Change[] = []
  office.onChange((change) => void changes.push(change))
  return { ...office, ask: askThrough(contract, office.dispatch), changes, reached }
}

/** A connection of TLS to the office, which is the one that has this key. */
export const connected = (parts: Parts): Promise<TLSSocket> =>
  connectTo({ host: '127.0.0.1', ...parts }, 10_000)

/** A connection at which something else may be sent than a desk's program sends. */
export interface RawDesk {
  wire: WebSocket
  /** Settles with the code by which it ended. */
  ended: Promise<number>
  /** Asks, and waits for the answer. */
  asks(name: string, input: unknown): Promise<void>
}

export async function rawDesk(parts: Parts, already?: TLSSocket): Promise<RawDesk> {
  const socket = already ?? (await connected(parts))
  const asked = { version: contractMark(contract), token: undefined, withinMs: 10_000 }
  const wire = await askForPlace(socket, asked)
  return {
    wire,
    ended: new Promise((gone) => wire.once('close', (code) => gone(code))),
    asks: (name, input) =>
      new Promise((done) => {
        wire.on('message', (data: Buffer) => data.includes('"answer"') && done())
        wire.send(question(name, input))
      }),
  }
}

/** A question as it crosses. */
export const question = (name: string, input: unknown, ask = '0'.repeat(32)): string =>
  JSON.stringify({ ask, name, input })
