import { X509Certificate } from 'node:crypto'
import tls from 'node:tls'
import { WebSocket } from 'ws'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import { keyMark, type Identity } from '../../src-main/far/certificate.ts'
import { contractMark, readBack, Reply, written } from '../../src-main/far/messages.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Change } from '../../src-main/wire/bridge.ts'
import type { Answer, Dispatch } from '../../src-main/wire/dispatch.ts'
import type { Client } from '../../src-main/wire/operation.ts'

interface Parts {
  port: number
  identity: Identity
  /** The key that the office is known by. */
  office: string
  /** What this desk's program can ask; another than the office's is another version. */
  version?: string
}

/** A desk as its program asks an office over the network. */
export interface FarDesk {
  ask: Client<RemedyContract>
  dispatch: Dispatch
  changes: Change[]
  wire: WebSocket
  /** Settles with the code by which the connection ended. */
  ended: Promise<number>
  leave(): Promise<number>
}

/** A connection of TLS to the office, which is the one that has this key. */
export async function connected({ port, identity, office }: Parts): Promise<tls.TLSSocket> {
  const { key, certificate: cert } = identity
  const socket = tls.connect({
    ...{ host: '127.0.0.1', port, key, cert, minVersion: 'TLSv1.3' },
    rejectUnauthorized: false,
  })
  socket.on('error', () => {})
  await new Promise<void>((done, failed) => {
    socket.once('secureConnect', done)
    socket.once('close', () => failed(new Error('The office closed the connection.')))
  })
  const found = socket.getPeerX509Certificate()
  if (found instanceof X509Certificate && keyMark(found) === office) return socket
  socket.destroy()
  throw new Error('This is not the office.')
}

export async function farDesk(parts: Parts, already?: tls.TLSSocket): Promise<FarDesk> {
  const socket = already ?? (await connected(parts))
  const { version = contractMark(contract) } = parts
  const wire = new WebSocket(`ws://office/${version}`, {
    createConnection: () => socket,
    perMessageDeflate: false,
  })
  const ended = new Promise<number>((gone) => wire.once('close', (code) => gone(code)))
  const waiting = new Map<number, { done(answer: Answer): void; failed(error: Error): void }>()
  const changes: Change[] = []
  let asked = 0
  wire.on('message', (data: Buffer) => {
    const reply = Reply.parse(readBack(data.toString('utf8')))
    if ('changed' in reply) return void changes.push(reply.changed)
    waiting.get(reply.answer)?.done(reply.value as Answer)
    waiting.delete(reply.answer)
  })
  void ended.then(() => {
    for (const { failed } of waiting.values()) failed(new Error('The connection ended.'))
  })
  await new Promise<void>((open, failed) => {
    wire.once('open', open)
    wire.on('error', failed)
  })
  const dispatch: Dispatch = (name, input) =>
    new Promise((done, failed) => {
      asked += 1
      waiting.set(asked, { done, failed })
      wire.send(written({ ask: asked, name, input }))
    })
  return {
    ...{ dispatch, changes, wire, ended },
    ask: askThrough(contract, dispatch),
    leave() {
      wire.close()
      return ended
    },
  }
}
