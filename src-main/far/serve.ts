import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { WebSocketServer } from 'ws'
import type { Contract } from '../wire/operation.ts'
import { keyMark, type Identity } from './certificate.ts'
import { CLOSED, contractMark, MOST_IN_ONE, PLACE_HEADER } from './messages.ts'
import { placesOf, type Servable } from './places.ts'

interface Parts {
  office: Servable
  contract: Contract
  identity: Identity
  /** The one address at which it is asked; every one of this computer without it. */
  host?: string | undefined
  /** 0 for any that is free. */
  port: number
  /** The desk that has this key; undefined for a stranger. */
  deskOf(key: string): string | undefined
  /** Hears a stranger who may be about to join; false where nobody may, and they are dropped. */
  joins?: (socket: tls.TLSSocket, proven: () => void) => boolean
  clock: () => Date
  random: (bytes: number) => Uint8Array
  report: (name: string, error: unknown) => void
  /** How long a desk may say nothing before it counts as gone: between one and two of these. */
  heartbeatMs?: number
  /** How long it may take to prove who it is, and then to ask for a place. */
  handshakeMs?: number
  /** How long the place of a desk that was lost is kept for it. */
  keptMs?: number
}

/** An office that desks can ask over the network. */
export interface Serving {
  port: number
  /** The desks that are connected now. */
  present(): string[]
  /** Ends the connections and places of desks that do not belong to the office any more. */
  settle(): void
  /** Signs everybody out and takes no more questions. */
  close(): Promise<void>
}

/** A desk that is told of its end and does not answer is cut off. */
const FAREWELL_MS = 1_000
const MOST_CONNECTIONS = 500

/**
 * Answers the desks of an office: TLS 1.3, each side known by its key. Whoever has no key that the office knows is
 * dropped before a byte is read or written, and what one desk sends wrongly ends its own connection alone.
 */
export async function serve(parts: Parts): Promise<Serving> {
  const { office, contract, identity, host, port, deskOf, clock, random, report } = parts
  const { heartbeatMs = 5_000, handshakeMs = 10_000, keptMs = 60_000 } = parts
  const { joins = () => false } = parts
  const path = `/${contractMark(contract)}`
  const known = new WeakMap<Duplex, Known>()
  const places = placesOf({ office, contract, heartbeatMs, keptMs, clock, random, report })
  /** Every connection, whatever has become of it. */
  const lines = new Set<Socket>()
  let closing = false

  const sockets = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false },
    ...{ maxPayload: MOST_IN_ONE, closeTimeout: FAREWELL_MS },
  })
  // It carries the beginning of a connection, and no question.
  const carrier = http.createServer((_, answer) => void answer.writeHead(404).end())
  carrier.on('upgrade', (request, socket: Duplex, head) => {
    const from = known.get(socket)
    if (from === undefined || closing || deskOf(from.key) !== from.desk) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (wire) => {
      clearTimeout(from.late)
      wire.on('error', () => {})
      const { [PLACE_HEADER]: named } = request.headers
      const token = typeof named === 'string' ? named : undefined
      if (request.url === path) places.join({ ...from, wire, token })
      else wire.close(CLOSED.anotherVersion, 'Another version of the program.')
    })
  })
  carrier.on('clientError', (_, socket) => socket.destroy())

  const server = tls.createServer({
    ...{ key: identity.key, cert: identity.certificate, minVersion: 'TLSv1.3' },
    // Asked for, and held against the keys that are known; there is no authority whose word would count.
    ...{ requestCert: true, rejectUnauthorized: false, handshakeTimeout: handshakeMs },
  })
  server.maxConnections = MOST_CONNECTIONS
  server.on('connection', (line: Socket) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
  })
  server.on('tlsClientError', (_, socket) => socket.destroy())
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy())
    const certificate = socket.getPeerX509Certificate()
    const key = certificate ? keyMark(certificate) : ''
    const desk = deskOf(key)
    const late = setTimeout(() => socket.destroy(), handshakeMs)
    socket.once('close', () => clearTimeout(late))
    if (desk === undefined)
      return void (joins(socket, () => clearTimeout(late)) || socket.destroy())
    known.set(socket, { key, desk, socket, late })
    carrier.emit('connection', socket)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ port, ...(host === undefined ? {} : { host }) }, listening)
  })

  return {
    port: (server.address() as AddressInfo).port,
    present: places.present,
    settle: () => places.settle((desk, key) => deskOf(key) === desk),
    async close() {
      closing = true
      const closed = new Promise<void>((done) => void server.close(() => done()))
      const left = places.close()
      for (const line of lines) line.destroy()
      await left
      await closed
    },
  }
}

/** A connection that has proved of which desk it is. */
interface Known {
  key: string
  desk: string
  socket: tls.TLSSocket
  /** Ends it unless it asks for a place. */
  late: NodeJS.Timeout
}
