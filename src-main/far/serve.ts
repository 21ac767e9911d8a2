import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { WebSocket, WebSocketServer } from 'ws'
import type { Platform } from '../platform/platform.ts'
import type { OnChange } from '../wire/bridge.ts'
import type { Dispatch } from '../wire/dispatch.ts'
import type { Contract } from '../wire/operation.ts'
import { keyMark, type Identity } from './certificate.ts'
import { deskPlatform } from './desk-platform.ts'
import {
  CLOSED,
  contractMark,
  MOST_BEFORE_SIGN_IN,
  MOST_BYTES,
  readQuestion,
  written,
  type Question,
  type Reply,
} from './messages.ts'
import { servedTo } from './served.ts'

/** An office with as many places as there are desks. */
export interface Servable {
  at(place: { desk: string; platform: Platform; folder?: string }): {
    dispatch: Dispatch
    onChange: OnChange
    /** 'open' while somebody is signed in there. */
    phase(): string
    close(reason?: string): Promise<void>
  }
}

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
  joins?: (socket: tls.TLSSocket) => boolean
  report: (name: string, error: unknown) => void
  /** How long a desk may say nothing before it counts as gone: between one and two of these. */
  heartbeatMs?: number
  /** How long it may take to prove who it is, and then to ask for a place. */
  handshakeMs?: number
}

/** An office that desks can ask over the network. */
export interface Serving {
  port: number
  /** The desks that are connected now. */
  present(): string[]
  /** Ends the connections of desks that do not belong to the office any more. */
  settle(): void
  /** Signs everybody out and takes no more questions. */
  close(): Promise<void>
}

/** How many questions of one desk are answered at once; its window never asks so many. */
const MOST_AT_ONCE = 200
/** A desk that is told of its end and does not answer is cut off. */
const FAREWELL_MS = 1_000
const MOST_CONNECTIONS = 500

/**
 * Answers the desks of an office: TLS 1.3, each side known by its key. Whoever has no key that the office knows is
 * dropped before a byte is read or written, and what one desk sends wrongly ends its own connection alone.
 */
export async function serve(parts: Parts): Promise<Serving> {
  const { office, contract, identity, host, port, deskOf, report } = parts
  const { heartbeatMs = 5_000, handshakeMs = 10_000, joins = () => false } = parts
  const path = `/${contractMark(contract)}`
  const known = new WeakMap<Duplex, Known>()
  const present = new Map<string, Connected & { key: string }>()
  /** Every connection, whatever has become of it. */
  const lines = new Set<Socket>()
  let closing = false

  const sockets = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false },
    ...{ maxPayload: MOST_BYTES, closeTimeout: FAREWELL_MS },
  })
  // It carries the beginning of a connection, and no question.
  const carrier = http.createServer((_, answer) => void answer.writeHead(404).end())
  carrier.on('upgrade', (request, socket: Duplex, head) => {
    const from = known.get(socket)
    if (from === undefined || closing || deskOf(from.key) !== from.desk) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (wire) => {
      clearTimeout(from.late)
      wire.on('error', () => {})
      if (request.url === path) join(from, wire)
      else wire.close(CLOSED.anotherVersion, 'Another version of the program.')
    })
  })
  carrier.on('clientError', (_, socket) => socket.destroy())

  /** A desk is at one place at a time: who comes again finds its former place left. */
  function join({ key, desk, socket }: Known, wire: WebSocket): void {
    const before = present.get(desk)
    before?.wire.close(CLOSED.cameAgain, 'This desk came again.')
    before?.wire.terminate()
    const connected = sit({
      ...{ office, contract, desk, socket, wire, heartbeatMs, after: before?.left },
    })
    present.set(desk, { ...connected, key })
    void connected.left
      .catch((error: unknown) => report('leave a desk', error))
      .then(() => present.get(desk)?.wire === wire && present.delete(desk))
  }

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
    if (desk === undefined) return void (joins(socket) || socket.destroy())
    known.set(socket, { key, desk, socket, late })
    carrier.emit('connection', socket)
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen({ port, ...(host === undefined ? {} : { host }) }, listening)
  })

  return {
    port: (server.address() as AddressInfo).port,
    present: () => [...present.keys()],
    settle() {
      for (const [desk, { key, wire }] of present)
        if (deskOf(key) !== desk) wire.close(CLOSED.removed, 'This desk was removed.')
    },
    async close() {
      closing = true
      const closed = new Promise<void>((done) => void server.close(() => done()))
      const all = [...present.values()]
      for (const { wire } of all) wire.close(1001, 'The office was closed.')
      for (const line of lines) line.destroy()
      await Promise.allSettled(all.map(({ left }) => left))
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

interface Connected {
  wire: WebSocket
  /** Settles once nobody is signed in there any more. */
  left: Promise<void>
}

interface Sitting extends Pick<Parts, 'office' | 'contract'>, Pick<Known, 'desk' | 'socket'> {
  wire: WebSocket
  heartbeatMs: number
  /** What has to end before. */
  after: Promise<void> | undefined
}

/** One desk's place for as long as it is connected. */
function sit(parts: Sitting): Connected {
  const { office, contract, desk, socket, wire, heartbeatMs, after } = parts
  const place = (after ?? Promise.resolve())
    .catch(() => {})
    .then(() => {
      const here = office.at({ desk, platform: deskPlatform })
      here.onChange((changed) => send({ changed }))
      return { ...here, dispatch: servedTo(contract, here.dispatch) }
    })
  let underWay = 0
  /** Whether anybody has signed in over this connection. */
  let trusted = false
  let heard = -1

  function send(reply: Reply): void {
    if (wire.readyState !== WebSocket.OPEN) return
    // Whoever reads nothing is not waited for with ever more memory.
    if (wire.bufferedAmount > 2 * MOST_BYTES) return wire.terminate()
    wire.send(written(reply))
  }
  async function answer({ ask, name, input }: Question): Promise<void> {
    const { dispatch, phase } = await place
    const value = await dispatch(name, input)
    trusted ||= phase() === 'open'
    send({ answer: ask, value })
  }
  /** Undefined for what is none, which ends the connection. */
  function questionIn(data: Buffer): Question | undefined {
    try {
      return readQuestion(data)
    } catch {
      wire.close(1007, 'This is no question.')
      return undefined
    }
  }

  wire.on('message', (data: Buffer, isBinary) => {
    // What comes behind the word that ended the connection is asked no more.
    if (wire.readyState !== WebSocket.OPEN) return
    if (data.length > MOST_BEFORE_SIGN_IN && !trusted) return wire.close(1009, 'Sign in first.')
    if (isBinary) return wire.close(1003, 'Questions are text.')
    if (underWay >= MOST_AT_ONCE) return wire.close(1008, 'Too many questions at once.')
    const question = questionIn(data)
    if (!question) return
    underWay += 1
    void answer(question)
      .catch(() => wire.close(1011, 'The program has failed.'))
      .finally(() => (underWay -= 1))
  })
  const heartbeat = setInterval(() => {
    // Bytes and not messages: a long one may be on its way for longer.
    if (heard === socket.bytesRead) return wire.terminate()
    heard = socket.bytesRead
    wire.ping()
  }, heartbeatMs)

  const left = new Promise<void>((gone) => wire.once('close', () => gone())).then(async () => {
    clearInterval(heartbeat)
    const { close } = await place
    await close('the desk went away')
  })
  return { wire, left }
}
