import tls from 'node:tls'
import { WebSocket } from 'ws'
import { keyMark, type Identity } from './certificate.ts'
import { PLACE_HEADER } from './messages.ts'

/** Where an office is asked, and as which desk. */
export interface Reaching {
  host: string
  port: number
  /** The key that the office is known by. */
  office: string
  /** The desk's own. */
  identity: Identity
}

/** Who answered there, by their key, before the connection was dropped: the office, another one, or nobody. */
export class NotReached extends Error {
  readonly by: 'office' | 'another' | 'nobody'

  constructor(by: NotReached['by']) {
    super('The office was not reached.')
    this.name = 'NotReached'
    this.by = by
  }
}

/** A connection of TLS to the office that has this key, and to nobody else. */
export async function connectTo(
  { host, port, office, identity }: Reaching,
  withinMs: number,
): Promise<tls.TLSSocket> {
  const { key, certificate: cert } = identity
  const socket = tls.connect({
    ...{ host, port, key, cert, minVersion: 'TLSv1.3' },
    // There is no authority whose word would count: the key is held against the one that is known.
    rejectUnauthorized: false,
  })
  socket.on('error', () => {})
  const late = setTimeout(() => socket.destroy(), withinMs)
  try {
    await new Promise<void>((done, failed) => {
      socket.once('secureConnect', done)
      socket.once('close', () => failed(new NotReached('nobody')))
    })
  } finally {
    clearTimeout(late)
  }
  const found = socket.getPeerX509Certificate()
  if (found && keyMark(found) === office) return socket
  socket.destroy()
  throw new NotReached(found ? 'another' : 'nobody')
}

/** Asks for a place over it: `version` is what this desk's program can ask, `token` the place it comes back to. */
export async function askForPlace(
  socket: tls.TLSSocket,
  { version, token, withinMs }: { version: string; token: string | undefined; withinMs: number },
): Promise<WebSocket> {
  const wire = new WebSocket(`ws://office/${version}`, {
    createConnection: () => socket,
    ...{ perMessageDeflate: false, handshakeTimeout: withinMs },
    headers: token === undefined ? {} : { [PLACE_HEADER]: token },
  })
  wire.on('error', () => {})
  await new Promise<void>((open, failed) => {
    wire.once('open', open)
    wire.once('close', () => failed(new NotReached('office')))
  })
  return wire
}
